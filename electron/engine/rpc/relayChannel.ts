import type { ByteChannel } from '../../../shared/contract/channel.ts';

export interface RelayedChannel {
  channel: ByteChannel;
  /** For the carrier: bytes that came in for this connection. */
  received(bytes: Uint8Array): void;
  /** For the carrier: the other side is gone. */
  closed(reason: string): void;
}

/** A channel whose bytes are carried by someone else, many connections over one link. */
export function relayChannel(send: (bytes: Uint8Array) => void, close: () => void): RelayedChannel {
  let onMessage: (bytes: Uint8Array) => void = () => undefined;
  let onClose: (reason: string) => void = () => undefined;
  let open = true;
  function closed(reason: string): void {
    if (!open) return;
    open = false;
    onClose(reason);
  }
  return {
    channel: {
      send: (bytes) => {
        if (open) send(bytes);
      },
      onMessage: (listener) => {
        onMessage = listener;
      },
      onClose: (listener) => {
        onClose = listener;
      },
      close: () => {
        if (!open) return;
        close();
        closed('closed');
      },
    },
    received: (bytes) => {
      if (open) onMessage(bytes);
    },
    closed,
  };
}
