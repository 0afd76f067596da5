import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';
import { siblingModule } from '../../module.ts';
import type { Chunk } from './cutChunks.ts';
import { createChunkScanner } from './scanChunk.ts';
import type { ChunkResult, ScanPlan } from './scanPlan.ts';
import type { ScanAnswer, ScanTask } from './scanWorker.ts';

/** Scans chunks in parallel and hands the results out in the order of the chunks. */
export interface ScanPool {
  /** Which scanner the result will come from: its codes are its own. */
  submit(chunk: Chunk): { scanner: number; result: Promise<ChunkResult> };
  /** How many chunks may be under way at once. */
  readonly window: number;
  close(): Promise<void>;
}

const mostWorkers = 8;

/** `small`: the file is not worth a thread; it is scanned here. */
export function createScanPool(plan: ScanPlan, small: boolean): ScanPool {
  if (small) {
    const scanner = createChunkScanner({ ...plan });
    return {
      window: 1,
      submit: (chunk) => ({
        scanner: 0,
        result: Promise.resolve().then(() =>
          scanner.scan(new Uint8Array(chunk.memory), chunk.length, chunk.singleLine),
        ),
      }),
      close: () => Promise.resolve(),
    };
  }
  return createWorkerPool(plan, Math.min(mostWorkers, Math.max(1, availableParallelism())));
}

interface Pending {
  resolve(result: ChunkResult): void;
  reject(error: Error): void;
}

function createWorkerPool(plan: ScanPlan, size: number): ScanPool {
  const pending = new Map<number, Pending>();
  let next = 0;
  let failure: Error | null = null;
  function fail(error: Error): void {
    failure ??= error;
    for (const one of pending.values()) one.reject(failure);
    pending.clear();
  }
  const workers = Array.from({ length: size }, () => {
    const worker = new Worker(siblingModule(import.meta.url, './scanWorker'), { workerData: plan });
    worker.on('message', ({ id, result }: ScanAnswer) => {
      pending.get(id)?.resolve(result);
      pending.delete(id);
    });
    worker.on('error', (error) => fail(error as Error));
    worker.on('exit', () => fail(new Error('A scanning thread ended early')));
    return worker;
  });
  return {
    window: size * 2,
    submit(chunk) {
      const id = next++;
      const scanner = id % size;
      const result = new Promise<ChunkResult>((resolve, reject) => {
        if (failure) return reject(failure);
        pending.set(id, { resolve, reject });
        const task: ScanTask = {
          id,
          memory: chunk.memory,
          length: chunk.length,
          singleLine: chunk.singleLine,
        };
        workers[scanner]!.postMessage(task);
      });
      result.catch(() => undefined);
      return { scanner, result };
    },
    async close() {
      pending.clear();
      await Promise.all(workers.map((worker) => worker.terminate()));
    },
  };
}
