import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { seed } from '../property/seed.ts';
import { judgeRandom } from './tables/judgeRandom.ts';
import { randomTable } from './tables/randomTable.ts';

/** Tables that are made; `QUARTERDECK_TABLES=1000` makes more, `QUARTERDECK_SEED` others. */
const tables = Number(process.env.QUARTERDECK_TABLES ?? 250);
const from = seed() % 100_000;

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'quarterdeck-random-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

it(`tables made by chance are read cell by cell (${tables} from ${from})`, async () => {
  const path = join(folder, 'table.csv');
  const differing: Record<string, unknown> = {};
  for (let at = from; at < from + tables; at++) {
    const table = randomTable(at);
    await writeFile(path, table.bytes);
    const found = await judgeRandom(path, table).catch((error: Error) => ({ threw: error.message }));
    if (Object.keys(found).length > 0) differing[`${at}: ${table.made}`] = found;
  }
  expect(differing).toEqual({});
});
