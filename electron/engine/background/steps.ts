import { parentPort } from 'node:worker_threads';

/** How many of how many countable steps of a task are done. */
export interface Steps {
  done: number;
  total: number;
}

/** Tells whoever waits for the task of this worker thread; elsewhere nobody listens. */
export function tellSteps(done: number, total: number): void {
  parentPort?.postMessage({ done, total } satisfies Steps);
}
