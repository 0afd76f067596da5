import { once } from 'node:events';
import { availableParallelism } from 'node:os';
import { MessageChannel, type MessagePort, Worker } from 'node:worker_threads';
import { siblingModule } from '../../module.ts';
import { type Arranged, arrange } from '../batch/arrange.ts';
import type { PackedColumn } from '../batch/packedColumn.ts';
import type { Chunk } from './cutChunks.ts';
import { hasKernelModule, type KernelModule, kernelModule, useKernelModule } from './kernel/heap.ts';
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
const smallBytes = 1 << 20;
/** Text for one thread more: starting it costs as much as scanning a third of that. */
const threadBytes = 64 << 20;
/** From here on the calling thread, which puts together what the others scan, waits for them more than they for it. */
const largeBytes = 256 << 20;

/** Text for one byte of a packed file, roughly. */
const unpackedBytes = 4;

/** How many threads are to scan a file of so many bytes; 0 where starting one would cost more than it brings. */
export function scanThreads(fileBytes: number, isPacked: boolean): number {
  const bytes = isPacked ? fileBytes * unpackedBytes : fileBytes;
  if (bytes < smallBytes) return 0;
  const cores = availableParallelism();
  const most = Math.min(mostWorkers, bytes < largeBytes ? cores - 1 : cores);
  return Math.max(1, Math.min(most, Math.ceil(bytes / threadBytes)));
}

/** `threads`: how many scan beside the calling one; none, and it is scanned here. */
export function createScanPool(plan: ScanPlan, threads: number): ScanPool {
  return threads === 0 ? createOwnPool(plan) : createWorkerPool(plan, threads);
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

const idleMilliseconds = 10_000;
let idle: Worker[] = [];

function startWorker(): Worker {
  const worker = new Worker(siblingModule(import.meta.url, './scanWorker'));
  worker.unref();
  return worker;
}

/** Starts the threads while the file is still being looked at; unused, they end by themselves. */
export function warmScanThreads(threads: number): void {
  const fresh = Array.from({ length: Math.max(0, threads - idle.length) }, startWorker);
  for (const worker of fresh) release(worker);
  if (fresh[0] && !assembling && !hasKernelModule()) assembleOn(fresh[0]);
}

/** Where a thread answers with the kernels it makes. */
let assembling: MessagePort | null = null;

/** Has a thread that starts make the kernels, which would keep this one from looking at the file. */
function assembleOn(worker: Worker): void {
  const { port1: port, port2: answer } = new MessageChannel();
  worker.postMessage({ answer } satisfies ScanMessage, [answer]);
  port.once('message', (kernels: KernelModule) => {
    useKernelModule(kernels);
    port.close();
  });
  port.once('close', () => {
    assembling = null;
  });
  port.unref();
  assembling = port;
}

/** Waits for the kernels where a thread is making them; should it end before, they are made when they are needed. */
export async function kernelsOfThreads(): Promise<void> {
  const port = assembling;
  if (!port || hasKernelModule()) return;
  port.ref();
  await once(port, 'close');
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

function createWorkerPool(plan: ScanPlan, threads: number): ScanPool {
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
    window: Math.max(3, threads * 2),
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
