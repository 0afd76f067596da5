import { mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { mkdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const prefix = 'quarterdeck-';

/** Files on their way in or out, readable by this user only, gone when the program ends. */
export interface TemporaryFolder {
  readonly path: string;
  /** A fresh folder inside, for one file of any name. */
  slot(id: string): Promise<string>;
  remove(id: string): Promise<void>;
  clear(): void;
}

export function createTemporaryFolder(): TemporaryFolder {
  sweep();
  const path = mkdtempSync(join(tmpdir(), `${prefix}${process.pid}-`));
  async function slot(id: string): Promise<string> {
    const folder = join(path, id);
    await mkdir(folder, { mode: 0o700 });
    return folder;
  }
  return {
    path,
    slot,
    remove: (id) => rm(join(path, id), { recursive: true, force: true }),
    clear: () => rmSync(path, { recursive: true, force: true }),
  };
}

/** Removes what runs of this user left behind that were cut off. */
function sweep(): void {
  for (const name of readdirSync(tmpdir())) {
    const pid = Number(new RegExp(`^${prefix}(\\d+)-`).exec(name)?.[1]);
    if (!pid || isRunning(pid)) continue;
    const folder = join(tmpdir(), name);
    try {
      if (process.getuid && statSync(folder).uid !== process.getuid()) continue;
      rmSync(folder, { recursive: true, force: true });
    } catch (error) {
      console.warn(`Not removed: ${folder}: ${String(error)}`);
    }
  }
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
