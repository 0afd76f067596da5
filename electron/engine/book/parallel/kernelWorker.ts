import { parentPort } from 'node:worker_threads';
import { toWireError, type WireError } from '../../../../shared/errors/errors.ts';
import { inSharedMemory } from '../../background/sharedResult.ts';
import { decodeRuns, decodeSegment, expandSegment } from '../../workspace/decodeSegment.ts';
import { forgetKernels } from './compiledKernel.ts';
import type { KernelJob } from './kernelJob.ts';
import { type RowPassName, rowPasses } from './rowPasses.ts';
import { takeParts } from './takeParts.ts';

export interface RunRequest {
  id: number;
  key: string;
  job: KernelJob;
  control: Int32Array;
}

export interface DecodeRequest {
  id: number;
  segment: Parameters<typeof decodeSegment>;
}

export interface ExpandRequest {
  id: number;
  texts: Parameters<typeof expandSegment>;
}

export interface RunsRequest {
  id: number;
  runs: Parameters<typeof decodeRuns>;
}

export interface PassRequest {
  id: number;
  pass: RowPassName;
  args: unknown[];
}

export type WorkRequest = RunRequest | DecodeRequest | ExpandRequest | RunsRequest | PassRequest;

export type ThreadRequest = WorkRequest | { forget: true };

export type ThreadReply = { id: number } & ({ value: unknown } | { error: WireError });

function obey(request: WorkRequest): unknown {
  if ('pass' in request) return (rowPasses[request.pass] as (...args: unknown[]) => unknown)(...request.args);
  if ('segment' in request) return decodeSegment(...request.segment);
  if ('runs' in request) return decodeRuns(...request.runs);
  if ('texts' in request) return expandSegment(...request.texts);
  return takeParts(request.job, request.key, request.control);
}

parentPort?.on('message', (request: ThreadRequest) => {
  if ('forget' in request) {
    forgetKernels();
    return;
  }
  let reply: ThreadReply;
  try {
    reply = { id: request.id, value: inSharedMemory(obey(request)) };
  } catch (error) {
    reply = { id: request.id, error: toWireError(error) };
  }
  parentPort?.postMessage(reply);
});
