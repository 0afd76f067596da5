import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';
import { siblingModule } from '../../module.ts';
import { type Arranged, arrange } from '../batch/arrange.ts';
import type { PackedColumn } from '../batch/packedColumn.ts';
import type { Chunk } from './cutChunks.ts';
import { kernelModule } from './kernel/heap.ts';
import { createChunkScanner } from './scanChunk.ts';
import type { ChunkResult, ScanPlan } from './scanPlan.ts';
import type { ScanAnswer, ScanMessage } from './scanWorker.ts';

/** Scans chunks in parallel and hands the results out in the order of the chunks. */
export interface ScanPool {
  /** Which scanner the result will come from: its codes are its own. */
  submit(chunk: Chunk): { scanner: number; scanned: Promise<Scanned> };
  /** Gives back the memory of a result that is no longer looked at. */
  recycle(memory: SharedArrayBuffer): void;
  /** How many chunks may be under way at once. */
  readonly window: number;
  close(): Promise<void>;
}

export interface Scanned {
  result: ChunkResult;
  /** Where its rows lie. */
  memory: SharedArrayBuffer;
}

const mostWorkers = 8;

/** `small`: the file is not worth a thread; it is scanned here. */
export function createScanPool(plan: ScanPlan, small: boolean): ScanPool {
  if (small) return createOwnPool(plan);
  return createWorkerPool(plan);
}

function createOwnPool(plan: ScanPlan): ScanPool {
  const scanner = createChunkScanner({ ...plan });
  let spare: SharedArrayBuffer | null = null;
  return {
    window: 1,
    submit: (chunk) => ({
      scanner: 0,
      scanned: Promise.resolve().then(() => {
        const result = scanner.scan(new Uint8Array(chunk.memory), chunk.length, chunk.singleLine, spare);
        spare = null;
        return { result, memory: scanner.memory };
      }),
    }),
    recycle: (memory) => {
      spare = memory;
    },
    close: () => Promise.resolve(),
  };
}

interface Pending {
  resolve(scanned: Scanned): void;
  reject(error: Error): void;
}

const threads = Math.min(mostWorkers, Math.max(1, availableParallelism()));
const idleMilliseconds = 10_000;
let idle: Worker[] = [];

function startWorker(): Worker {
  const worker = new Worker(siblingModule(import.meta.url, './scanWorker'));
  worker.unref();
  return worker;
}

/** Starts the threads while the file is still being looked at; unused, they end by themselves. */
export function warmScanThreads(): void {
  const fresh = Array.from({ length: Math.max(0, threads - idle.length) }, startWorker);
  for (const worker of fresh) release(worker);
}

function release(worker: Worker): void {
  idle.push(worker);
  worker.unref();
  const end = () => {
    idle = idle.filter((other) => other !== worker);
    void worker.terminate();
  };
  worker.removeAllListeners();
  worker.on('error', end);
  worker.on('exit', () => {
    idle = idle.filter((other) => other !== worker);
  });
  setTimeout(() => idle.includes(worker) && end(), idleMilliseconds).unref();
}

function createWorkerPool(plan: ScanPlan): ScanPool {
  const pending = new Map<number, Pending>();
  const spare: SharedArrayBuffer[] = [];
  let next = 0;
  let failure: Error | null = null;
  function fail(error: Error): void {
    failure ??= error;
    for (const one of pending.values()) one.reject(failure);
    pending.clear();
  }
  const workers = Array.from({ length: threads }, () => {
    const worker = idle.pop() ?? startWorker();
    worker.removeAllListeners();
    worker.ref();
    worker.on('message', ({ id, result, memory }: ScanAnswer) => {
      pending.get(id)?.resolve({ result, memory });
      pending.delete(id);
    });
    worker.on('error', (error) => fail(error as Error));
    worker.on('exit', () => fail(new Error('A scanning thread ended early')));
    worker.postMessage({ plan, kernels: kernelModule() } satisfies ScanMessage);
    return worker;
  });
  return {
    window: threads * 2,
    submit(chunk) {
      const id = next++;
      const scanner = id % threads;
      const scanned = new Promise<Scanned>((resolve, reject) => {
        if (failure) return reject(failure);
        pending.set(id, { resolve, reject });
        const { memory, length, singleLine } = chunk;
        const task = { id, memory, length, singleLine, spare: spare.pop() ?? null };
        workers[scanner]!.postMessage(task satisfies ScanMessage);
      });
      scanned.catch(() => undefined);
      return { scanner, scanned };
    },
    recycle: (memory) => void spare.push(memory),
    async close() {
      const clean = pending.size === 0 && failure === null;
      pending.clear();
      if (!clean) {
        await Promise.all(workers.map((worker) => worker.terminate()));
        return;
      }
      for (const worker of workers) {
        worker.postMessage({ plan: null, kernels: null } satisfies ScanMessage);
        release(worker);
      }
    },
  };
}

/** Puts columns in order on the threads that have just read their file, or here where none wait. */
export interface Arranger {
  /** The rows of the column, which is let go, each where the places say. */
  arrange(column: PackedColumn): Promise<Arranged>;
  close(): void;
}

/** `places`, which threads share, says where each row goes; null: rows stay where they are. */
export function createArranger(places: Int32Array | null): Arranger {
  const workers = idle.splice(0);
  const waiting = workers.map((): { resolve(arranged: Arranged): void; reject(error: Error): void }[] => []);
  let failure: Error | null = null;
  workers.forEach((worker, at) => {
    const fail = (error: Error) => {
      failure = error;
      for (const one of waiting[at]!.splice(0)) one.reject(error);
    };
    worker.removeAllListeners();
    worker.ref();
    worker.on('message', (arranged: Arranged) => waiting[at]!.shift()?.resolve(arranged));
    worker.on('error', (error) => fail(error as Error));
    worker.on('exit', () => fail(new Error('A thread that put columns in order ended early')));
  });
  let next = 0;
  return {
    arrange(column) {
      const at = next++ % workers.length;
      const worker = workers[at];
      if (failure) return Promise.reject(failure);
      const packed = column.release();
      if (!worker) return Promise.resolve(arrange({ packed, places }));
      const arranged = new Promise<Arranged>((resolve, reject) => {
        waiting[at]!.push({ resolve, reject });
        worker.postMessage({ arrange: { packed, places } } satisfies ScanMessage, [packed.bytes]);
      });
      arranged.catch(() => undefined);
      return arranged;
    },
    close() {
      const isClean = failure === null && waiting.every(({ length }) => length === 0);
      for (const worker of workers) {
        if (isClean) release(worker);
        else void worker.terminate();
      }
    },
  };
}
