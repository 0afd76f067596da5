import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { inProject } from './project.ts';

/** One word for the content of files and folders: the same word, the same content. */
export function fingerprint(paths: string[]): string {
  const hash = createHash('sha256');
  for (const path of paths.flatMap((given) => filesBelow(given))) {
    hash
      .update(path)
      .update('\0')
      .update(readFileSync(inProject(path)))
      .update('\0');
  }
  return hash.digest('hex');
}

/** One word for names, sizes and times of change: the system sets these itself whenever a file is written or replaced. */
export function stateOf(paths: string[]): string {
  const hash = createHash('sha256');
  for (const path of paths.flatMap((given) => filesBelow(given))) {
    const { size, ctimeMs } = statSync(inProject(path));
    hash.update(`${path}\0${size}\0${ctimeMs}\0`);
  }
  return hash.digest('hex');
}

function filesBelow(path: string): string[] {
  const full = inProject(path);
  if (!existsSync(full)) return [];
  return statSync(full).isDirectory() ? filesIn(path) : [path];
}

function filesIn(folder: string): string[] {
  return readdirSync(inProject(folder), { withFileTypes: true })
    .filter(({ name }) => name !== 'node_modules' && !name.startsWith('.'))
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .flatMap((entry) => {
      const path = join(folder, entry.name);
      return entry.isDirectory() ? filesIn(path) : [path];
    });
}

const marks = 'dist/.built.json';

/** What a part was made of: its content, and the state in which the files were that held it. */
interface Mark {
  content: string;
  state: string;
}

/**
 * Runs the work unless it was done for exactly this content before and its outcome is still there. Files that nobody
 * has touched since are not read again.
 */
export async function unlessDone(
  part: string,
  inputs: string[],
  outcome: string,
  work: () => Promise<boolean>,
): Promise<boolean> {
  const before = existsSync(inProject(outcome)) ? readMarks()[part] : undefined;
  const state = stateOf(inputs);
  if (before?.state === state) return true;
  const content = fingerprint(inputs);
  const done = before?.content === content || (await work());
  const { [part]: _old, ...others } = readMarks();
  mkdirSync(dirname(inProject(marks)), { recursive: true });
  writeFileSync(inProject(marks), JSON.stringify(done ? { ...others, [part]: { content, state } } : others));
  return done;
}

function readMarks(): Record<string, Mark> {
  try {
    return JSON.parse(readFileSync(inProject(marks), 'utf8')) as Record<string, Mark>;
  } catch {
    return {};
  }
}
