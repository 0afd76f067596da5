import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';
import { CancelledError, fromWireError } from '../../../../shared/errors/errors.ts';
import { siblingModule } from '../../module.ts';
import { kernelKey } from './compiledKernel.ts';
import type { KernelJob, ThreadState } from './kernelJob.ts';
import type { RunRequest, ThreadReply } from './kernelWorker.ts';
import { control, takeParts } from './takeParts.ts';

/** Most threads that gain from sharing one memory bus. */
const mostThreads = 8;

/** Books below this many rows are answered sooner on the calling thread than threads can be told about them. */
export const parallelRows = 200_000;

interface Pending {
  waiting: number;
  states: ThreadState[];
  resolve(states: ThreadState[]): void;
  reject(error: unknown): void;
}

const threads: Worker[] = [];
const pending = new Map<number, Pending>();
let lastId = 0;

/** Threads that a kernel runs on: one per core, at least one. */
export function kernelThreads(): number {
  return Math.max(1, Math.min(mostThreads, availableParallelism()));
}

/**
 * Runs every part of a job on `count` threads, 0 = on the calling thread, and gives what each thread learnt. The parts,
 * and so the outputs, do not depend on the number of threads. Aborting stops all threads at their next part and rejects
 * with CancelledError; a thread that dies rejects with its error.
 */
export function runKernel(job: KernelJob, count: number, signal?: AbortSignal): Promise<ThreadState[]> {
  if (signal?.aborted) return Promise.reject(new CancelledError());
  const shared = new Int32Array(new SharedArrayBuffer(4 * control.length));
  const key = kernelKey(job);
  if (count === 0) return Promise.resolve([takeParts(job, key, shared)]);
  const id = ++lastId;
  const { promise, resolve, reject } = Promise.withResolvers<ThreadState[]>();
  const wanted = Math.min(count, job.bounds.length - 1);
  pending.set(id, { waiting: wanted, states: [], resolve, reject });
  while (threads.length < wanted) openThread();
  for (const thread of threads.slice(0, wanted)) {
    thread.ref();
    thread.postMessage({ id, key, job, control: shared } satisfies RunRequest);
  }
  const abort = () => {
    Atomics.store(shared, control.cancelled, 1);
    settle(id, ({ reject: refuse }) => refuse(new CancelledError()));
  };
  signal?.addEventListener('abort', abort, { once: true });
  return promise.finally(() => signal?.removeEventListener('abort', abort));
}

/** Lets the threads go of the columns of a book that is closed. */
export function forgetColumns(): void {
  for (const thread of threads) thread.postMessage({ forget: true });
}

function openThread(): void {
  const thread = new Worker(siblingModule(import.meta.url, './kernelWorker'));
  threads.push(thread);
  thread.on('message', (reply: ThreadReply) => receive(reply));
  thread.on('error', (error) => lose(thread, error));
  thread.unref();
}

function receive(reply: ThreadReply): void {
  const run = pending.get(reply.id);
  if (!run) return;
  if ('error' in reply) {
    settle(reply.id, ({ reject }) => reject(fromWireError(reply.error)));
    return;
  }
  run.states.push(reply.state);
  if (--run.waiting === 0) settle(reply.id, ({ resolve, states }) => resolve(states));
}

function settle(id: number, how: (run: Pending) => void): void {
  const run = pending.get(id);
  pending.delete(id);
  if (run) how(run);
  if (pending.size === 0) for (const thread of threads) thread.unref();
}

/** What the lost thread had taken is unknown, so every run under way fails. */
function lose(thread: Worker, error: unknown): void {
  threads.splice(threads.indexOf(thread), 1);
  for (const id of [...pending.keys()]) settle(id, ({ reject }) => reject(error));
}
