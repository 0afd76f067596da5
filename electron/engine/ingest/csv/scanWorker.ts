import { parentPort, workerData } from 'node:worker_threads';
import { createChunkScanner } from './scanChunk.ts';
import type { ChunkResult, ScanPlan } from './scanPlan.ts';

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
const scanner = createChunkScanner(workerData as ScanPlan);

port.on('message', (task: ScanTask) => {
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
