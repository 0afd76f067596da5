/** Both directions of one connection, whatever carries it: a port, a socket, a process or memory. */
export interface ByteChannel {
  send(bytes: Uint8Array): void;
  onMessage(listener: (bytes: Uint8Array) => void): void;
  /** Called once, with the reason in the words of the transport, when either side is gone. */
  onClose(listener: (reason: string) => void): void;
  close(): void;
}
