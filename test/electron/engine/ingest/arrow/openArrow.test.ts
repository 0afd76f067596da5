import { statSync } from 'node:fs';
import { tableFromArrays, tableToIPC } from 'apache-arrow';
import { expect, it } from 'vitest';
import { openArrow } from '../../../../../electron/engine/ingest/arrow/openArrow.ts';
import { fileAccess } from '../../../../../electron/engine/ingest/source/randomAccess.ts';
import type { ForeignFile } from '../../../../../electron/engine/ingest/tables/foreignTable.ts';
import { isHeld, tellsHeldFiles } from '../heldFiles.ts';
import { temporaryFolder } from '../temporaryFiles.ts';

it.skipIf(!tellsHeldFiles)('a damaged file is not kept open', async () => {
  const folder = await temporaryFolder();
  try {
    const whole = tableToIPC(tableFromArrays({ amount: [1, 2, 3] }), 'file');
    const path = await folder.write('cut.arrow', whole.subarray(0, whole.length - 40));
    const file: ForeignFile = { path, name: 'cut.arrow', access: fileAccess(path, statSync(path).size) };
    await expect(openArrow(file)).rejects.toThrow();
    expect(isHeld(path)).toBe(false);
  } finally {
    await folder.remove();
  }
});
