import { CancelledError } from '../../../shared/errors/errors.ts';
import { kernelThreads } from '../book/parallel/kernelThreads.ts';

/** Works through the items, so many of them at once as keep all threads busy. Throws CancelledError. */
export async function inLanes<Item>(
  items: readonly Item[],
  work: (item: Item) => Promise<void>,
  signal?: AbortSignal,
): Promise<void> {
  let next = 0;
  async function lane(): Promise<void> {
    while (next < items.length) {
      if (signal?.aborted) throw new CancelledError();
      await work(items[next++]!);
    }
  }
  await Promise.all(Array.from({ length: 2 * kernelThreads() }, lane));
}
