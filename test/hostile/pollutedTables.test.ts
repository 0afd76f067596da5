import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { previewFile } from '../../electron/engine/ingest/previewFile.ts';
import { filePollutions, type Pollution, pollockRecords, recordPollutions } from './tables/pollock.ts';

/** Every so manieth record is spoilt in turn; `QUARTERDECK_POLLOCK_STEP=1` spoils each (2,050 files). */
const step = Number(process.env.QUARTERDECK_POLLOCK_STEP ?? 12);

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'quarterdeck-polluted-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const usual = {
  delimiter: ',',
  quote: '"',
  headerRow: 0,
  headerRows: 1,
  records: pollockRecords,
  footerRows: 0,
};

async function judge({ name, text, ...own }: Pollution): Promise<void> {
  const path = join(folder, 'table.csv');
  await writeFile(path, text);
  expect(await previewFile(path), name).toMatchObject({ ...usual, ...own });
}

it.each(filePollutions())('a table is found whole: $name', judge);

it('one spoilt record spoils no other', async () => {
  for (const pollution of recordPollutions(step)) await judge(pollution);
});
