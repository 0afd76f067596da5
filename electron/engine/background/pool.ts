import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';
import { CancelledError, fromWireError } from '../../../shared/errors/errors.ts';
import { siblingModule } from '../module.ts';
import type { Steps } from './steps.ts';
import type { TaskName, Tasks } from './tasks.ts';
import type { TaskReply, TaskRequest } from './worker.ts';

interface Job {
  request: TaskRequest;
  onSteps: ((steps: Steps) => void) | undefined;
  resolve(value: unknown): void;
  reject(error: unknown): void;
}

interface Thread {
  worker: Worker;
  job: Job | null;
}

/** The engine's own thread is idle while these work; more than four would only wait for memory. */
const mostThreads = Math.max(1, Math.min(4, availableParallelism()));

/** Analyses that take seconds. They leave one thread to the others, so that a page never waits for a list. */
const long = new Set<TaskName>([
  'checkQuality',
  'churnRisk',
  'customerActivity',
  'estimateHeadroom',
  'findPackedOpportunities',
  'findSimilar',
  'calibratedWhiteSpace',
  'cannibalisation',
  'findSequences',
  'fitAdoption',
  'networkOfRows',
  'nextProducts',
  'healthScores',
  'minedRules',
  'priceCorridor',
  'rankHeadroom',
  'rankAsOf',
  'countedBacktest',
  'survivalByGroup',
]);

/** A heap that has grown beyond this is given back by ending its thread: garbage of an idle thread is collected by nobody. */
const mostIdleBytes = 64 * 2 ** 20;

const threads: Thread[] = [];
const waiting: Job[] = [];

/**
 * Runs one of the long analyses on a worker thread. Shared columns are not copied. Aborting takes the job off the
 * queue or ends its thread, and rejects with CancelledError; a thread that dies rejects with its error.
 */
export function runInBackground<Name extends TaskName>(
  signal: AbortSignal,
  name: Name,
  ...args: Parameters<Tasks[Name]>
): Promise<ReturnType<Tasks[Name]>> {
  return runCounted(signal, undefined, name, ...args);
}

/** The same, telling how many of its steps are done where the task counts them. */
export function runCounted<Name extends TaskName>(
  signal: AbortSignal,
  onSteps: ((steps: Steps) => void) | undefined,
  name: Name,
  ...args: Parameters<Tasks[Name]>
): Promise<ReturnType<Tasks[Name]>> {
  if (signal.aborted) return Promise.reject(new CancelledError());
  const { promise, resolve, reject } = Promise.withResolvers<unknown>();
  const job: Job = { request: { name, args }, onSteps, resolve, reject };
  const abort = () => cancel(job);
  signal.addEventListener('abort', abort, { once: true });
  waiting.push(job);
  startNext();
  return promise.finally(() => signal.removeEventListener('abort', abort)) as Promise<
    ReturnType<Tasks[Name]>
  >;
}

function startNext(): void {
  const next = waiting.findIndex(({ request }) => !long.has(request.name) || runningLong() < mostThreads);
  if (next < 0) return;
  const free =
    threads.find((thread) => thread.job === null) ?? (threads.length <= mostThreads ? openThread() : null);
  if (!free) return;
  const job = waiting.splice(next, 1)[0]!;
  free.job = job;
  free.worker.ref();
  try {
    free.worker.postMessage(job.request);
  } catch (error) {
    finish(free, () => job.reject(error));
  }
}

function runningLong(): number {
  return threads.filter(({ job }) => job && long.has(job.request.name)).length;
}

function openThread(): Thread {
  const thread: Thread = { worker: new Worker(siblingModule(import.meta.url, './worker')), job: null };
  threads.push(thread);
  thread.worker.on('message', (reply: TaskReply) => {
    if ('done' in reply) return thread.job?.onSteps?.(reply);
    finish(thread, (job) =>
      'error' in reply ? job.reject(fromWireError(reply.error)) : job.resolve(reply.value),
    );
  });
  thread.worker.on('error', (error) => close(thread, error));
  thread.worker.unref();
  return thread;
}

function finish(thread: Thread, settle: (job: Job) => void): void {
  const { job } = thread;
  thread.job = null;
  thread.worker.unref();
  if (job) settle(job);
  startNext();
  void endGrown(thread);
}

/** Ends a thread that has nothing to do and holds much. */
async function endGrown(thread: Thread): Promise<void> {
  if (thread.job) return;
  const heap = await thread.worker.getHeapStatistics().catch(() => null);
  if (!heap || thread.job || heap.total_heap_size + heap.external_memory <= mostIdleBytes) return;
  remove(thread);
}

function remove(thread: Thread): void {
  const at = threads.indexOf(thread);
  if (at >= 0) threads.splice(at, 1);
  void thread.worker.terminate();
}

function close(thread: Thread, error: unknown): void {
  remove(thread);
  finish(thread, (job) => job.reject(error));
}

function cancel(job: Job): void {
  const queued = waiting.indexOf(job);
  if (queued >= 0) {
    waiting.splice(queued, 1);
    job.reject(new CancelledError());
    return;
  }
  const thread = threads.find((one) => one.job === job);
  if (thread) close(thread, new CancelledError());
}
