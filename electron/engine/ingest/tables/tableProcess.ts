/**
 * The process around a reader in native code. Its own thread only hands messages on and watches over the one that reads,
 * so that it can always end itself: when nobody waits any more, and when the reading takes too much memory.
 */
import { Worker } from 'node:worker_threads';
import { toWireError } from '../../../../shared/errors/errors.ts';
import type { ParentPort } from '../../hostLink.ts';
import { siblingModule } from '../../module.ts';
import type { EventPort } from '../../rpc/portChannel.ts';
import type { TableAnswer, TableRequest, TableTask } from './tableWorker.ts';

export type ReaderRequest = { task: TableTask; megabytes: number } | TableRequest;
export type ReaderMessage = TableAnswer | { tooLarge: true };

interface Link {
  send(message: ReaderMessage): void;
  onMessage(listener: (request: ReaderRequest) => void): void;
  onClose(listener: () => void): void;
}

const lookEvery = 100;
/** How long a reader may take to close its file. */
const patience = 500;

function serve(link: Link): void {
  let worker: Worker | null = null;
  link.onMessage((request) => {
    if ('task' in request) worker = startThread(link, request.task, request.megabytes);
    else worker?.postMessage(request);
  });
  link.onClose(() => {
    worker?.on('exit', () => process.exit(0));
    worker?.postMessage({ close: true } satisfies TableRequest);
    setTimeout(endNow, worker ? patience : 0);
  });
}

function startThread({ send }: Link, task: TableTask, megabytes: number): Worker {
  const worker = new Worker(siblingModule(import.meta.url, './tableWorker'), {
    workerData: task,
    resourceLimits: { maxOldGenerationSizeMb: megabytes },
  });
  worker.on('message', (answer: TableAnswer) => send(answer));
  worker.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code === 'ERR_WORKER_OUT_OF_MEMORY') send({ tooLarge: true });
    else send({ reading: null, error: toWireError(error) });
  });
  const watch = setInterval(() => {
    if (process.memoryUsage.rss() <= megabytes * 2 ** 20) return;
    clearInterval(watch);
    send({ tooLarge: true });
  }, lookEvery);
  return worker;
}

/** Not `process.exit`, which would wait for the thread, nor an end of the thread, which native code does not survive. */
function endNow(): void {
  process.kill(process.pid, 'SIGKILL');
}

function portLink(port: EventPort): Link {
  return {
    send: (message) => port.postMessage(message),
    onMessage: (listener) => {
      port.on('message', ({ data }) => listener(data as ReaderRequest));
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
    onMessage: (listener) => void process.on('message', (message) => listener(message as ReaderRequest)),
    onClose: (listener) => void process.on('disconnect', listener),
  };
}

const parent = (process as { parentPort?: ParentPort }).parentPort;
if (parent) parent.on('message', ({ ports }) => ports[0] && serve(portLink(ports[0])));
else serve(childLink());
