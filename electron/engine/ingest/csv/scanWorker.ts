import { parentPort } from 'node:worker_threads';
import { type KernelModule, useKernelModule } from './kernel/heap.ts';
import { type ChunkScanner, createChunkScanner } from './scanChunk.ts';
import type { ChunkResult, ScanPlan } from './scanPlan.ts';

/** A new file to scan (null: none, let go of the last), or a chunk of it. */
export type ScanMessage = { plan: ScanPlan; kernels: KernelModule } | { plan: null; kernels: null } | ScanTask;

export interface ScanTask {
  id: number;
  memory: SharedArrayBuffer;
  length: number;
  singleLine: boolean;
}

export interface ScanAnswer {
  id: number;
  result: ChunkResult;
}

const port = parentPort;
if (!port) throw new Error('This module runs in a worker thread');
let scanner: ChunkScanner | null = null;

port.on('message', (task: ScanMessage) => {
  if ('plan' in task) {
    if (task.kernels) useKernelModule(task.kernels);
    scanner = task.plan && createChunkScanner(task.plan);
    return;
  }
  if (!scanner) throw new Error('A chunk came before its plan');
  const result = scanner.scan(new Uint8Array(task.memory), task.length, task.singleLine);
  const arrays = [
    ...result.columns,
    result.record,
    result.hash,
    result.hash2,
    result.start,
    result.line,
    ...result.values.flatMap((values) => (values ? [values.bytes, values.ends] : [])),
  ];
  port.postMessage(
    { id: task.id, result } satisfies ScanAnswer,
    arrays.map((array) => array.buffer as ArrayBuffer),
  );
});
