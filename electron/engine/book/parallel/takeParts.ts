import { compileKernel } from './compiledKernel.ts';
import type { KernelJob, ThreadState } from './kernelJob.ts';

/** Words of the control block that all threads of a run share. */
export const control = { nextPart: 0, cancelled: 1, length: 2 };

/** Takes parts of a job until none is left or the run is cancelled. */
export function takeParts(job: KernelJob, key: string, shared: Int32Array): ThreadState {
  const { generated } = compileKernel(job, key);
  const parts = job.bounds.length - 1;
  generated.start();
  for (;;) {
    const part = Atomics.add(shared, control.nextPart, 1);
    if (part >= parts || Atomics.load(shared, control.cancelled) === 1) break;
    generated.part(job.bounds[part]!, job.bounds[part + 1]!, part, job.outputs);
  }
  return generated.end();
}
