import { mkdtemp, open, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { readTail } from '../../../../../electron/engine/ingest/detect/sampleText.ts';
import { openSource } from '../../../../../electron/engine/ingest/source/openSource.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'quarterdeck-tail-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

it.each([2, 4, 5])('the end of a file of more than %i GiB is found', async (gibibytes) => {
  const path = join(folder, `${gibibytes}.csv`);
  const handle = await open(path, 'w');
  await handle.write('a,b\n', 0);
  await handle.write('1,2\nSource: a register\n', gibibytes * 2 ** 30 + 1001);
  await handle.close();
  const tail = await readTail(await openSource(path));
  expect(Buffer.from(tail!).toString('latin1').replaceAll('\0', '')).toBe('1,2\nSource: a register\n');
});
