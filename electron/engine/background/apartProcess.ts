/**
 * The process around a thread that runs native code. Its own thread only hands messages on and watches over the other,
 * so that it can always end itself: when nobody waits any more, and when the other takes too much memory.
 */
import { Worker } from 'node:worker_threads';
import { toWireError, type WireError } from '../../../shared/errors/errors.ts';
import type { ParentPort } from '../hostLink.ts';
import type { EventPort } from '../rpc/portChannel.ts';

/** What such a process is started for. */
export interface ApartTask {
  /** Address of the thread's module. */
  module: string;
  /** Given to the thread as `workerData`, with `wake`, whose first number changes when a message waits. */
  data: object;
  /** What the process may take, in bytes. */
  bytes: number;
  /** Told to the thread at the end, where it has something to close. */
  farewell?: unknown;
}

/** `allow`: the process may take so many bytes more than it has now. */
export type ApartRequest = { start: ApartTask } | { post: unknown } | { allow: number };
/** `failed`: the thread is over. */
export type ApartMessage = { answer: unknown } | { tooLarge: true } | { failed: WireError };

interface Link {
  send(message: ApartMessage): void;
  onMessage(listener: (request: ApartRequest) => void): void;
  onClose(listener: () => void): void;
}

const lookEvery = 100;
/** How long a thread may take to say farewell. */
const patience = 500;

interface Running {
  post(message: unknown): void;
  allow(bytes: number): void;
  end(): void;
}

function serve(link: Link): void {
  let running: Running | null = null;
  link.onMessage((request) => {
    if ('start' in request) running = startThread(link, request.start);
    else if ('allow' in request) running?.allow(request.allow);
    else running?.post(request.post);
  });
  link.onClose(() => (running ? running.end() : endNow()));
}

function startThread({ send }: Link, { module, data, bytes, farewell }: ApartTask): Running {
  const wake = new Int32Array(new SharedArrayBuffer(4));
  const worker = new Worker(new URL(module), {
    workerData: { ...data, wake },
    resourceLimits: { maxOldGenerationSizeMb: Math.ceil(bytes / 2 ** 20) },
  });
  let limit = bytes;
  worker.on('message', (answer: unknown) => send({ answer }));
  worker.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code === 'ERR_WORKER_OUT_OF_MEMORY') send({ tooLarge: true });
    else send({ failed: toWireError(error) });
  });
  setInterval(() => {
    if (process.memoryUsage.rss() <= limit) return;
    limit = Number.POSITIVE_INFINITY;
    send({ tooLarge: true });
  }, lookEvery);
  const post = (message: unknown) => {
    worker.postMessage(message);
    Atomics.add(wake, 0, 1);
    Atomics.notify(wake, 0);
  };
  return {
    post,
    allow: (more) => {
      limit = process.memoryUsage.rss() + more;
    },
    end: () => {
      if (farewell === undefined) endNow();
      worker.on('exit', () => process.exit(0));
      post(farewell);
      setTimeout(endNow, patience);
    },
  };
}

/** Not `process.exit`, which would wait for the thread, nor an end of the thread, which native code does not survive. */
function endNow(): never {
  process.kill(process.pid, 'SIGKILL');
  throw new Error('Ended');
}

function portLink(port: EventPort): Link {
  return {
    send: (message) => port.postMessage(message),
    onMessage: (listener) => {
      port.on('message', ({ data }) => listener(data as ApartRequest));
      port.start();
    },
    onClose: (listener) => void port.on('close', listener),
  };
}

function childLink(): Link {
  return {
    send: (message) => {
      if (process.connected) process.send?.(message, undefined, undefined, () => undefined);
    },
    onMessage: (listener) => void process.on('message', (message) => listener(message as ApartRequest)),
    onClose: (listener) => void process.on('disconnect', listener),
  };
}

// Ctrl-C in a terminal is for the engine, which ends this process in its own time.
for (const signal of ['SIGINT', 'SIGHUP'] as const) process.on(signal, () => undefined);
const parent = (process as { parentPort?: ParentPort }).parentPort;
if (parent) parent.on('message', ({ ports }) => ports[0] && serve(portLink(ports[0])));
else serve(childLink());
