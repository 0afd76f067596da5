import type { ByteChannel } from '../../../shared/contract/channel.ts';

/** The part of Electron's MessagePortMain that is used; `engine` imports nothing from Electron. */
export interface EventPort {
  postMessage(message: unknown): void;
  on(event: 'message', listener: (event: { data: unknown }) => void): unknown;
  on(event: 'close', listener: () => void): unknown;
  start(): void;
  close(): void;
}

export function portChannel(port: EventPort): ByteChannel {
  let onClose: (reason: string) => void = () => undefined;
  let open = true;
  function closed(): void {
    if (!open) return;
    open = false;
    onClose('closed');
  }
  port.on('close', closed);
  return {
    send: (bytes) => {
      if (open) port.postMessage(exact(bytes));
    },
    onMessage: (listener) => {
      port.on('message', ({ data }) => {
        if (data instanceof Uint8Array) listener(data);
      });
      port.start();
    },
    onClose: (listener) => {
      onClose = listener;
    },
    close: () => {
      port.close();
      closed();
    },
  };
}

/** A clone copies the whole buffer behind a view, so a view onto a larger buffer is cut out first. */
export function exact(bytes: Uint8Array): Uint8Array {
  return bytes.byteLength === bytes.buffer.byteLength ? bytes : Uint8Array.from(bytes);
}
