import { fork } from 'node:child_process';
import type { HostLink } from '../../hostLink.ts';
import { siblingModule } from '../../module.ts';
import type { EventPort } from '../../rpc/portChannel.ts';
import type { ReaderMessage, ReaderRequest } from './tableProcess.ts';

/** A process that reads one file, and can be ended at any moment. */
export interface ReaderProcess {
  send(request: ReaderRequest): void;
  /** Whether it keeps the engine's process alive. */
  ref(): void;
  unref(): void;
  /** Lets go of it: it ends by itself within a moment, whatever it is doing, as it does when the engine is lost. */
  end(): void;
}

export interface ReaderListener {
  message(message: ReaderMessage): void;
  /** It is gone, and `end` did not ask for it. */
  exit(): void;
}

let start = forkByNode;

/** Starts such a process. */
export function startReader(listener: ReaderListener): ReaderProcess {
  return start(listener);
}

/** Has the host start them: under Electron nobody else can. */
export function startReadersBy(link: HostLink): void {
  start = forkByHost(link);
}

function forkByNode(listener: ReaderListener): ReaderProcess {
  const child = fork(siblingModule(import.meta.url, './tableProcess'), [], {
    serialization: 'advanced',
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
    execArgv: [],
  });
  let ended = false;
  const gone = () => {
    if (!ended) listener.exit();
    ended = true;
  };
  child.on('message', (message) => ended || listener.message(message as ReaderMessage));
  child.on('error', gone);
  child.on('exit', gone);
  return {
    send: (request) => {
      if (child.connected) child.send(request, () => undefined);
    },
    ref: () => {
      child.ref();
      child.channel?.ref();
    },
    unref: () => {
      child.unref();
      child.channel?.unref();
    },
    end: () => {
      ended = true;
      child.unref();
      if (child.connected) child.disconnect();
    },
  };
}

function forkByHost(link: HostLink): (listener: ReaderListener) => ReaderProcess {
  const waiting = new Map<number, (port: EventPort) => void>();
  let count = 0;
  link.onMessage((message, port) => {
    if (message.type !== 'reader' || !port) return;
    waiting.get(message.reader)?.(port);
    waiting.delete(message.reader);
  });
  return (listener) => {
    let port: EventPort | null = null;
    let ended = false;
    const early: ReaderRequest[] = [];
    const take = (given: EventPort) => {
      if (ended) return given.close();
      port = given;
      given.on('message', ({ data }) => ended || listener.message(data as ReaderMessage));
      given.on('close', () => {
        if (!ended) listener.exit();
        ended = true;
      });
      given.start();
      for (const request of early) given.postMessage(request);
    };
    count += 1;
    waiting.set(count, take);
    link.send({ type: 'startReader', reader: count });
    return {
      send: (request) => {
        if (port) port.postMessage(request);
        else early.push(request);
      },
      ref: () => undefined,
      unref: () => undefined,
      end: () => {
        ended = true;
        port?.close();
      },
    };
  };
}
