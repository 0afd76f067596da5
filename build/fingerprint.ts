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

function filesBelow(path: string): string[] {
  const full = inProject(path);
  if (!existsSync(full)) return [];
  if (!statSync(full).isDirectory()) return [path];
  const names = readdirSync(full).filter((name) => name !== 'node_modules' && !name.startsWith('.'));
  return names.sort().flatMap((name) => filesBelow(join(path, name)));
}

const marks = 'dist/.built.json';

/** Runs the work unless it was done for exactly this content before and its outcome is still there. */
export async function unlessDone(
  part: string,
  inputs: string[],
  outcome: string,
  work: () => Promise<boolean>,
): Promise<boolean> {
  const wanted = fingerprint(inputs);
  if (readMarks()[part] === wanted && existsSync(inProject(outcome))) return true;
  const done = await work();
  const { [part]: _old, ...others } = readMarks();
  mkdirSync(dirname(inProject(marks)), { recursive: true });
  writeFileSync(inProject(marks), JSON.stringify(done ? { ...others, [part]: wanted } : others));
  return done;
}

function readMarks(): Record<string, string> {
  try {
    return JSON.parse(readFileSync(inProject(marks), 'utf8')) as Record<string, string>;
  } catch {
    return {};
  }
}
