import { createLocalEngine, type LocalEngine } from '../../../../electron/cli/engine.ts';
import { ExpectedError } from '../../../../shared/errors/errors.ts';
import { temporaryFolder } from './temporaryFiles.ts';

export interface TestBook extends LocalEngine {
  /** A file of this text, granted for reading. */
  csv(name: string, lines: readonly string[]): Promise<string>;
  path(name: string): string;
  total(): Promise<number>;
  remove(): Promise<void>;
}

/** An engine with a new workspace open, asked as the screen asks it. */
export async function openTestBook(): Promise<TestBook> {
  const folder = await temporaryFolder();
  const engine = createLocalEngine(new AbortController().signal, () => undefined);
  await engine.call('workspace.create', { file: engine.file(folder.path('book.qdeck'), 'write') });
  return {
    ...engine,
    path: folder.path,
    csv: async (name, lines) => engine.file(await folder.write(name, `${lines.join('\n')}\n`), 'read'),
    async total() {
      const query = { measures: ['revenue'], by: [], where: [], basis: 'all' as const };
      return (await engine.call('book.query', query)).total.revenue ?? 0;
    },
    async remove() {
      await engine.dispose();
      await folder.remove();
    },
  };
}

/** The expected failure of some work; anything else, and success, fails the test. */
export async function failureOf(work: Promise<unknown>): Promise<ExpectedError> {
  try {
    await work;
  } catch (error) {
    if (error instanceof ExpectedError) return error;
    throw error;
  }
  throw new Error('This should have failed');
}
