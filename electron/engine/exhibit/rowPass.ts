import { passOnThread } from '../book/parallel/kernelThreads.ts';
import { type RowPasses, type RowPassName, rowPasses } from '../book/parallel/rowPasses.ts';
import type { ExhibitContext } from './context.ts';

/** Passes over fewer rows than this take less than a tenth of a second, and are not worth a thread. */
const backgroundRows = 1_000_000;

/**
 * A pure function over the rows of a slice, remembered under `key`: on a worker thread where the book is large, so that
 * the engine stays free for other questions; on the spot where it is small.
 */
export function rowPass<Name extends RowPassName>(
  context: ExhibitContext,
  key: string,
  name: Name,
  ...args: Parameters<RowPasses[Name]>
): Promise<ReturnType<RowPasses[Name]>> {
  return context.longWork(key, async (signal) => {
    if (context.book.n >= backgroundRows) return passOnThread(signal, name, ...args);
    return (rowPasses[name] as (...all: unknown[]) => ReturnType<RowPasses[Name]>)(...args);
  });
}
