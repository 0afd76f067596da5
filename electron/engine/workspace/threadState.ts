/*
 * What a thread that reads a workspace and the thread that owns it agree on, in one word of shared memory: the thread may
 * not open the file once it was told to stop, and whoever closes the file waits for one that has it open.
 */
const idle = 0;
const stopped = 1;
const open = 2;
const stopping = 3;
const closed = 4;

export function createThreadState(): Int32Array {
  return new Int32Array(new SharedArrayBuffer(4));
}

/** Before the thread opens the file; false where it must not. */
export function markOpen(state: Int32Array): boolean {
  return Atomics.compareExchange(state, 0, idle, open) === idle;
}

export function markClosed(state: Int32Array): void {
  Atomics.store(state, 0, closed);
  Atomics.notify(state, 0);
}

export function isStopped(state: Int32Array): boolean {
  const now = Atomics.load(state, 0);
  return now === stopped || now === stopping;
}

export function tellToStop(state: Int32Array): void {
  if (Atomics.compareExchange(state, 0, idle, stopped) !== idle) {
    Atomics.compareExchange(state, 0, open, stopping);
  }
}

/** Waits until a thread that was told to stop has closed the file: until the statement it is in has ended. */
export function waitForClose(state: Int32Array): void {
  Atomics.wait(state, 0, stopping, longestStatement);
}

/** Writing a copy of some gigabytes to a slow disk. */
const longestStatement = 600_000;
