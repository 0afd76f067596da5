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
  return {
    send: (bytes) => port.postMessage(exact(bytes)),
    onMessage: (listener) => {
      port.on('message', ({ data }) => {
        if (data instanceof Uint8Array) listener(data);
      });
      port.start();
    },
    onClose: (listener) => void port.on('close', () => listener('closed')),
    close: () => port.close(),
  };
}

/** A clone copies the whole buffer behind a view, so a view onto a larger buffer is cut out first. */
export function exact(bytes: Uint8Array): Uint8Array {
  return bytes.byteLength === bytes.buffer.byteLength ? bytes : Uint8Array.from(bytes);
}
