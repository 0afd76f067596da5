/** Both directions of one connection, whatever carries it: a port, a socket, a process or memory. */
export interface ByteChannel {
  send(bytes: Uint8Array): void;
  onMessage(listener: (bytes: Uint8Array) => void): void;
  /** Called once, with the reason in the words of the transport, when either side is gone. */
  onClose(listener: (reason: string) => void): void;
  close(): void;
}

/** Two ends of a connection in memory, as used by `qd`. Messages arrive later, in order, as over any other transport. */
export function createChannelPair(): [ByteChannel, ByteChannel] {
  const ends: [MemoryEnd, MemoryEnd] = [createEnd(), createEnd()];
  let open = true;
  function close(reason: string): void {
    if (!open) return;
    open = false;
    for (const end of ends) later(() => end.closed(reason));
  }
  function channel(own: MemoryEnd, other: MemoryEnd): ByteChannel {
    return {
      send: (bytes) => {
        if (open) later(() => open && other.received(bytes));
      },
      onMessage: (listener) => {
        own.received = listener;
      },
      onClose: (listener) => {
        own.closed = listener;
      },
      close: () => close('closed'),
    };
  }
  return [channel(ends[0], ends[1]), channel(ends[1], ends[0])];
}

interface MemoryEnd {
  received(bytes: Uint8Array): void;
  closed(reason: string): void;
}

function createEnd(): MemoryEnd {
  return { received: () => undefined, closed: () => undefined };
}

function later(work: () => unknown): void {
  void Promise.resolve().then(work);
}
