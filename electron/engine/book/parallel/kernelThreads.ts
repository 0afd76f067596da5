import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';
import { CancelledError, fromWireError } from '../../../../shared/errors/errors.ts';
import { siblingModule } from '../../module.ts';
import type { Runs } from '../../workspace/types.ts';
import { kernelKey } from './compiledKernel.ts';
import type { KernelJob, ThreadState } from './kernelJob.ts';
import type {
  DecodeRequest,
  ExpandRequest,
  RunsRequest,
  ThreadReply,
  ThreadRequest,
  WorkRequest,
} from './kernelWorker.ts';
import type { RowPasses, RowPassName } from './rowPasses.ts';
import { control, takeParts } from './takeParts.ts';

/** Most threads that gain from sharing one memory bus. */
const mostThreads = 8;

/** Books below this many rows are answered sooner on the calling thread than threads can be told about them. */
export const parallelRows = 200_000;

interface Pending {
  waiting: number;
  values: unknown[];
  resolve(values: unknown[]): void;
  reject(error: unknown): void;
}

interface Thread {
  worker: Worker;
  /** Requests not yet answered. */
  tasks: number;
}

const threads: Thread[] = [];
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
  const wanted = Math.min(count, job.bounds.length - 1);
  openThreads(wanted);
  const promise = ask({ id, key, job, control: shared }, threads.slice(0, wanted)) as Promise<ThreadState[]>;
  const abort = () => {
    Atomics.store(shared, control.cancelled, 1);
    settle(id, ({ reject: refuse }) => refuse(new CancelledError()));
  };
  signal?.addEventListener('abort', abort, { once: true });
  return promise.finally(() => signal?.removeEventListener('abort', abort));
}

/**
 * Decodes one segment of a column into shared memory on the thread that has least to do; rejects as decodeSegment
 * throws. The bytes of the segment are handed over, not copied.
 */
export async function decodeOnThread(...segment: DecodeRequest['segment']): Promise<void> {
  await ask({ id: ++lastId, segment }, [idlest()], handedOver(segment[0]));
}

/** Expands one segment of texts into shared memory in the same way. */
export async function expandOnThread(...texts: ExpandRequest['texts']): Promise<Uint8Array> {
  const [expanded] = await ask({ id: ++lastId, texts }, [idlest()], handedOver(texts[0]));
  return expanded as Uint8Array;
}

/** Finds the runs of one segment in the same way. */
export async function runsOnThread(...runs: RunsRequest['runs']): Promise<Runs> {
  const [found] = await ask({ id: ++lastId, runs }, [idlest()], handedOver(runs[0]));
  return found as Runs;
}

function handedOver({ buffer, byteLength }: Uint8Array): ArrayBuffer[] {
  return buffer instanceof ArrayBuffer && buffer.byteLength === byteLength ? [buffer] : [];
}

/**
 * Runs one of the row passes on the thread that has least to do. Shared columns are not copied. Aborting rejects with
 * CancelledError at once; the pass itself, a fraction of a second, is heard out.
 */
export async function passOnThread<Name extends RowPassName>(
  signal: AbortSignal,
  pass: Name,
  ...args: Parameters<RowPasses[Name]>
): Promise<ReturnType<RowPasses[Name]>> {
  if (signal.aborted) throw new CancelledError();
  const id = ++lastId;
  const abort = () => settle(id, ({ reject }) => reject(new CancelledError()));
  signal.addEventListener('abort', abort, { once: true });
  try {
    const [value] = await ask({ id, pass, args }, [idlest()]);
    return value as ReturnType<RowPasses[Name]>;
  } finally {
    signal.removeEventListener('abort', abort);
  }
}

function idlest(): Thread {
  openThreads(kernelThreads());
  return threads.reduce((best, one) => (one.tasks < best.tasks ? one : best));
}

/** Starts the threads before there is work for them, so that the first book to be opened need not wait. */
export function warmThreads(): void {
  openThreads(kernelThreads());
}

function ask(request: WorkRequest, asked: Thread[], given: ArrayBuffer[] = []): Promise<unknown[]> {
  const { promise, resolve, reject } = Promise.withResolvers<unknown[]>();
  pending.set(request.id, { waiting: asked.length, values: [], resolve, reject });
  for (const thread of asked) {
    thread.tasks++;
    thread.worker.ref();
    thread.worker.postMessage(request satisfies ThreadRequest, given);
  }
  return promise;
}

/** Lets the threads go of the columns of a book that is closed. */
export function forgetColumns(): void {
  for (const { worker } of threads) worker.postMessage({ forget: true } satisfies ThreadRequest);
}

function openThreads(count: number): void {
  while (threads.length < count) {
    const worker = new Worker(siblingModule(import.meta.url, './kernelWorker'));
    const thread: Thread = { worker, tasks: 0 };
    threads.push(thread);
    worker.on('message', (reply: ThreadReply) => receive(thread, reply));
    worker.on('error', (error) => lose(thread, error));
    worker.unref();
  }
}

function receive(thread: Thread, reply: ThreadReply): void {
  if (--thread.tasks === 0) thread.worker.unref();
  const run = pending.get(reply.id);
  if (!run) return;
  if ('error' in reply) {
    settle(reply.id, ({ reject }) => reject(fromWireError(reply.error)));
    return;
  }
  run.values.push(reply.value);
  if (--run.waiting === 0) settle(reply.id, ({ resolve, values }) => resolve(values));
}

function settle(id: number, how: (run: Pending) => void): void {
  const run = pending.get(id);
  pending.delete(id);
  if (run) how(run);
}

/** What the lost thread had taken is unknown, so every run under way fails. */
function lose(thread: Thread, error: unknown): void {
  threads.splice(threads.indexOf(thread), 1);
  for (const id of [...pending.keys()]) settle(id, ({ reject }) => reject(error));
}
