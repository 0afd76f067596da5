import type { Worker } from 'node:worker_threads';

const everyMilliseconds = 100;

/**
 * Calls `onOver` once a thread holds more than `limit` bytes: of its heap, which the platform could bound by itself, and
 * of the buffers outside it, which it does not. Sees that of a thread that is busy too. Returns what ends the watch.
 */
export function watchMemory(worker: Worker, limit: number, onOver: () => void): () => void {
  let asked = false;
  const timer = setInterval(() => void look(), everyMilliseconds);
  timer.unref();
  const end = () => clearInterval(timer);

  async function look(): Promise<void> {
    if (asked) return;
    asked = true;
    const held = await worker.getHeapStatistics().then(
      ({ used_heap_size, external_memory }) => used_heap_size + external_memory,
      () => 0,
    );
    asked = false;
    if (held <= limit) return;
    end();
    onOver();
  }

  worker.once('exit', end);
  return end;
}
