import { fork } from 'node:child_process';
import type { HostLink } from '../hostLink.ts';
import { siblingModule } from '../module.ts';
import type { EventPort } from '../rpc/portChannel.ts';
import type { ApartMessage, ApartRequest, ApartTask } from './apartProcess.ts';

/** A thread in a process of its own, for native code, which no thread can be taken out of: it can be ended at any moment. */
export interface Apart {
  /** Hands a message to the thread. What it holds is copied: a view should be all of its memory, which is not shared. */
  post(message: unknown): void;
  /** From now on the process may take so many bytes more than it has. */
  allow(bytes: number): void;
  /** Whether it keeps the engine's process alive. */
  ref(): void;
  unref(): void;
  /** Lets go of it: it ends by itself at once, whatever it is doing, as it does when the engine is lost. */
  end(): void;
}

export type ApartListener = (message: ApartMessage | { exit: true }) => void;

type Start = (listener: ApartListener) => Link;

interface Link extends Omit<Apart, 'post' | 'allow'> {
  send(request: ApartRequest): void;
}

let startProcess: Start = forkByNode;

/** Starts such a thread. `exit`: its process is gone, and `end` did not ask for it. */
export function startApart(task: ApartTask, listener: ApartListener): Apart {
  const { send, ref, unref, end } = startProcess(listener);
  send({ start: task });
  return { post: (post) => send({ post }), allow: (allow) => send({ allow }), ref, unref, end };
}

/** Has the host start the processes: under Electron nobody else can. */
export function startApartBy(link: HostLink): void {
  startProcess = forkByHost(link);
}

/** What of the environment such a process is given: nothing that a passphrase may be in. */
const environment =
  /^(SQLITE_TMPDIR|TMPDIR|TMP|TEMP|SystemRoot|windir|LD_LIBRARY_PATH|NODE_COMPILE_CACHE|NODE_V8_COVERAGE)$/i;

function forkByNode(listener: ApartListener): Link {
  const child = fork(siblingModule(import.meta.url, './apartProcess'), [], {
    serialization: 'advanced',
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
    execArgv: [],
    env: Object.fromEntries(Object.entries(process.env).filter(([name]) => environment.test(name))),
  });
  let ended = false;
  const gone = () => {
    if (!ended) listener({ exit: true });
    ended = true;
  };
  child.on('message', (message) => ended || listener(message as ApartMessage));
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

function forkByHost(link: HostLink): Start {
  const waiting = new Map<number, (port: EventPort) => void>();
  let count = 0;
  link.onMessage((message, port) => {
    if (message.type !== 'apart' || !port) return;
    waiting.get(message.apart)?.(port);
    waiting.delete(message.apart);
  });
  return (listener) => {
    let port: EventPort | null = null;
    let ended = false;
    const early: ApartRequest[] = [];
    const take = (given: EventPort) => {
      if (ended) return given.close();
      port = given;
      given.on('message', ({ data }) => ended || listener(data as ApartMessage));
      given.on('close', () => {
        if (!ended) listener({ exit: true });
        ended = true;
      });
      given.start();
      for (const request of early) given.postMessage(request);
    };
    count += 1;
    waiting.set(count, take);
    link.send({ type: 'startApart', apart: count });
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
