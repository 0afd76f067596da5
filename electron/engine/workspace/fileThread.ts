import { Worker } from 'node:worker_threads';
import { CancelledError, fromWireError, type WireError } from '../../../shared/errors/errors.ts';
import { siblingModule } from '../module.ts';
import type { Session } from './session.ts';
import { createThreadState, markClosed, tellToStop, waitForClose } from './threadState.ts';

export type FileJob = { kind: 'check' } | { kind: 'backup'; target: string };

export interface FileRequest {
  file: string;
  /** In shared memory, so that no copy of it is left behind. */
  key: Uint8Array | null;
  job: FileJob;
  state: Int32Array;
}

export type FileReply =
  | { progress: { done: number; total: number } }
  | { value: unknown }
  | { error: WireError };

export interface FileWork {
  signal?: AbortSignal | undefined;
  progress?: ((done: number, total: number) => void) | undefined;
}

interface Running {
  state: Int32Array;
  stop: () => void;
}

/** Work under way on each open workspace: it must let go of the file before the workspace does. */
const running = new WeakMap<object, Set<Running>>();

/**
 * Reads a whole workspace on a thread of its own, over a second connection that only reads, so that the engine goes on.
 * Threads of one process share the database's own record of locks: closing this connection frees none of the writer's.
 * Aborting rejects with CancelledError at once; the thread ends when the statement it is in does.
 */
export async function onFileThread<Result>(
  { db, file, key }: Pick<Session, 'db' | 'file' | 'key'>,
  job: FileJob,
  { signal, progress }: FileWork,
): Promise<{ result: Promise<Result>; ended: Promise<void> }> {
  if (signal?.aborted) throw new CancelledError();
  const state = createThreadState();
  const shared = key && sharedCopy(key);
  const request: FileRequest = { file, key: shared, job, state };
  const worker = new Worker(siblingModule(import.meta.url, './fileWorker'), { workerData: request });
  const { promise: result, resolve, reject } = Promise.withResolvers<Result>();
  const stop = () => {
    tellToStop(state);
    reject(new CancelledError());
  };
  const entry = { state, stop };
  const all = running.get(db) ?? new Set();
  running.set(db, all.add(entry));
  signal?.addEventListener('abort', stop, { once: true });
  worker.on('message', (reply: FileReply) => {
    if ('progress' in reply) progress?.(reply.progress.done, reply.progress.total);
    else if ('error' in reply) reject(fromWireError(reply.error));
    else resolve(reply.value as Result);
  });
  worker.on('error', reject);
  const ended = new Promise<void>((settle) => {
    worker.on('exit', () => {
      signal?.removeEventListener('abort', stop);
      shared?.fill(0);
      all.delete(entry);
      markClosed(state);
      reject(new CancelledError());
      settle();
    });
  });
  return { result, ended };
}

function sharedCopy(key: Uint8Array): Uint8Array {
  const copy = new Uint8Array(new SharedArrayBuffer(key.byteLength));
  copy.set(key);
  return copy;
}

/** Stops what is under way on the workspace and waits until it has let go of the file. */
export function endFileThreads(db: object): void {
  for (const { state, stop } of running.get(db) ?? []) {
    stop();
    waitForClose(state);
  }
}
