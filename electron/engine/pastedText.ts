import { mkdtempSync, rmSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { FileGrants } from './files.ts';

/** Text that was pasted, as files to import: only the last one is kept, and none beyond the engine's life. */
export interface PastedText {
  /** Grants a file of that name with the text and gives its handle. */
  keep(name: string, text: string): Promise<string>;
  clear(): void;
}

export function createPastedText(grants: FileGrants): PastedText {
  let folder: string | null = null;
  let handle: string | null = null;
  let count = 0;
  const clear = () => {
    if (handle) grants.revoke(handle);
    if (folder) rmSync(folder, { recursive: true, force: true });
    folder = handle = null;
  };
  process.once('exit', clear);
  return {
    async keep(name, text) {
      clear();
      folder = mkdtempSync(join(tmpdir(), 'quarterdeck-pasted-'));
      const path = join(folder, 'pasted.tsv');
      await writeFile(path, text, { mode: 0o600 });
      handle = `pasted-${count++}`;
      grants.grant({ handle, path, mode: 'read', name });
      return handle;
    },
    clear,
  };
}
