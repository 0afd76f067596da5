import type { EngineMessage, HostMessage } from './control.ts';
import { type EventPort, exact } from './rpc/portChannel.ts';

/** The engine process's way to its host. */
export interface HostLink {
  send(message: EngineMessage): void;
  onMessage(listener: (message: HostMessage, port: EventPort | null) => void): void;
  /** The host is gone. */
  onClose(listener: () => void): void;
}

/** Electron's `process.parentPort`, as far as it is used. */
export interface ParentPort {
  postMessage(message: unknown): void;
  on(event: 'message', listener: (event: { data: unknown; ports: EventPort[] }) => void): unknown;
}

export function utilityProcessLink(parent: ParentPort): HostLink {
  return {
    send: (message) => parent.postMessage(message),
    onMessage: (listener) =>
      void parent.on('message', ({ data, ports }) => listener(data as HostMessage, ports[0] ?? null)),
    onClose: () => undefined,
  };
}

export function childProcessLink(child: NodeJS.Process): HostLink {
  return {
    send: (message) => {
      if (!child.connected) return;
      child.send?.(message.type === 'bytes' ? { ...message, bytes: exact(message.bytes) } : message);
    },
    onMessage: (listener) => void child.on('message', (message) => listener(message as HostMessage, null)),
    onClose: (listener) => void child.on('disconnect', listener),
  };
}
