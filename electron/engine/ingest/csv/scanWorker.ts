import { type MessagePort, parentPort } from 'node:worker_threads';
import { type Arranged, type Arrangement, arrange } from '../batch/arrange.ts';
import { type KernelModule, kernelModule, useKernelModule } from './kernel/heap.ts';
import { type ChunkScanner, createChunkScanner } from './scanChunk.ts';
import type { ChunkResult, ScanPlan } from './scanPlan.ts';

/**
 * A new file to scan (null: none, let go of the last), a chunk of it, a column of a file that was read, or, while the
 * file is still being looked at, the kernels to make.
 */
export type ScanMessage =
  | { answer: MessagePort }
  | { plan: ScanPlan; kernels: KernelModule }
  | { plan: null; kernels: null }
  | ScanTask
  | { arrange: Arrangement };

export interface ScanTask {
  id: number;
  memory: SharedArrayBuffer;
  length: number;
  singleLine: boolean;
  /** Memory of an earlier result, which is no longer looked at. */
  spare: SharedArrayBuffer | null;
}

export interface ScanAnswer {
  id: number;
  result: ChunkResult;
  /** Where the rows lie. */
  memory: SharedArrayBuffer;
}

const port = parentPort;
if (!port) throw new Error('This module runs in a worker thread');
let scanner: ChunkScanner | null = null;

port.on('message', (task: ScanMessage) => {
  if ('answer' in task) return task.answer.postMessage(kernelModule());
  if ('plan' in task) {
    if (task.kernels) useKernelModule(task.kernels);
    scanner = task.plan && createChunkScanner(task.plan);
    return;
  }
  if ('arrange' in task) {
    const arranged = arrange(task.arrange);
    const { values } = arranged;
    const buffers = values instanceof Float64Array ? [values.buffer] : values.map(({ data }) => data.buffer);
    port.postMessage(arranged satisfies Arranged, buffers as ArrayBuffer[]);
    return;
  }
  if (!scanner) throw new Error('A chunk came before its plan');
  const result = scanner.scan(new Uint8Array(task.memory), task.length, task.singleLine, task.spare);
  const values = result.values.flatMap((fresh) => (fresh ? [fresh.bytes, fresh.ends] : []));
  port.postMessage(
    { id: task.id, result, memory: scanner.memory } satisfies ScanAnswer,
    values.map((array) => array.buffer as ArrayBuffer),
  );
});
