import { Worker } from 'node:worker_threads';
import { fromWireError } from '../../../../shared/errors/errors.ts';
import { startApart } from '../../background/apart.ts';
import { siblingModule } from '../../module.ts';
import type { TableAnswer, TableRequest, TableTask } from './tableWorker.ts';
import { watchMemory } from './watchMemory.ts';

/** What reads a file apart from the engine's own thread. */
export interface TableHost {
  post(request: TableRequest): void;
  /** Whether it keeps the engine's process alive. */
  ref(): void;
  unref(): void;
  /** Ends it, whatever it is doing. */
  end(): void;
}

export interface TableListener {
  answer(answer: TableAnswer): void;
  tooLarge(cause?: Error): void;
  /** It ended by itself, for this reason where there is one to tell. */
  broken(cause?: Error): void;
}

/** Starts to read; with no more than so many megabytes of memory. */
export type StartHost = (task: TableTask, megabytes: number, listener: TableListener) => TableHost;

const megabyte = 1 << 20;

/** A thread, for readers written in JavaScript or WebAssembly: the platform can stop those at any point. */
export function startTableThread(task: TableTask, megabytes: number, listener: TableListener): TableHost {
  const worker = new Worker(siblingModule(import.meta.url, './tableWorker'), {
    workerData: task,
    stdout: true,
    stderr: true,
    resourceLimits: { maxOldGenerationSizeMb: megabytes },
  });
  watchMemory(worker, megabytes * megabyte, () => listener.tooLarge());
  worker.on('message', (answer: TableAnswer) => listener.answer(answer));
  worker.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code === 'ERR_WORKER_OUT_OF_MEMORY') listener.tooLarge(error);
    else listener.broken(error);
  });
  worker.on('exit', () => listener.broken());
  return {
    post: (request) => worker.postMessage(request),
    ref: () => worker.ref(),
    unref: () => worker.unref(),
    end: () => void worker.terminate(),
  };
}

/**
 * A process, for readers in native code: a thread cannot be stopped inside of that, and a file that breaks it would take
 * the engine along.
 */
export function startTableProcess(task: TableTask, megabytes: number, listener: TableListener): TableHost {
  const module = siblingModule(import.meta.url, './tableWorker').href;
  const farewell: TableRequest = { close: true };
  return startApart({ module, data: task, bytes: megabytes * megabyte, farewell }, (message) => {
    if ('answer' in message) listener.answer(message.answer as TableAnswer);
    else if ('tooLarge' in message) listener.tooLarge();
    else listener.broken('failed' in message ? fromWireError(message.failed) : undefined);
  });
}
