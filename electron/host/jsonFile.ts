import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';

/** What is kept between two runs beside workspaces. Losing it loses comfort only, so a broken file counts as none. */
export function readJsonFile(path: string): unknown {
  try {
    return JSON.parse(readFileSync(path, 'utf8'));
  } catch {
    return null;
  }
}

/** Whole or not at all: written beside and renamed. A folder that takes no files is no reason to stop. */
export function writeJsonFile(path: string, value: unknown): void {
  try {
    mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
    const draft = `${path}.${process.pid}.tmp`;
    writeFileSync(draft, JSON.stringify(value, null, 2), { mode: 0o600 });
    renameSync(draft, path);
  } catch (error) {
    console.warn(`Not kept for the next start: ${path}: ${String(error)}`);
  }
}
