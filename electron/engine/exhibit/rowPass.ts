import { runInBackground } from '../background/pool.ts';
import { type TaskName, type Tasks, tasks } from '../background/tasks.ts';
import type { ExhibitContext } from './context.ts';

/** Passes over fewer rows than this take less than a tenth of a second, and are not worth a thread. */
const backgroundRows = 1_000_000;

/**
 * A pure function over the rows of a slice, remembered under `key`: on a worker thread where the book is large, so that
 * the engine stays free for other questions; on the spot where it is small.
 */
export function rowPass<Name extends TaskName>(
  context: ExhibitContext,
  key: string,
  name: Name,
  ...args: Parameters<Tasks[Name]>
): Promise<ReturnType<Tasks[Name]>> {
  return context.longWork(key, async (signal) => {
    if (context.book.n >= backgroundRows) return runInBackground(signal, name, ...args);
    return (tasks[name] as (...all: unknown[]) => ReturnType<Tasks[Name]>)(...args);
  });
}
