import { parentPort } from 'node:worker_threads';
import { toWireError, type WireError } from '../../../../shared/errors/errors.ts';
import { forgetKernels } from './compiledKernel.ts';
import type { KernelJob, ThreadState } from './kernelJob.ts';
import { takeParts } from './takeParts.ts';

export interface RunRequest {
  id: number;
  key: string;
  job: KernelJob;
  control: Int32Array;
}

export type ThreadRequest = RunRequest | { forget: true };

export type ThreadReply = { id: number } & ({ state: ThreadState } | { error: WireError });

parentPort?.on('message', (request: ThreadRequest) => {
  if ('forget' in request) {
    forgetKernels();
    return;
  }
  const { id, key, job } = request;
  let reply: ThreadReply;
  try {
    reply = { id, state: takeParts(job, key, request.control) };
  } catch (error) {
    reply = { id, error: toWireError(error) };
  }
  parentPort?.postMessage(reply);
});
