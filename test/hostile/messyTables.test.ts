import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { messyCases } from './tables/cases.ts';
import { judgeCase } from './tables/judge.ts';

const cases = messyCases();
let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'quarterdeck-messy-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

describe('a table of known content', () => {
  it.each(cases)('is read as it was meant: $name', async ({ bytes, truth }) => {
    const path = join(folder, 'table.csv');
    await writeFile(path, bytes);
    expect(await judgeCase(path, truth)).toEqual({});
  });

  it.each(cases.filter((_, at) => at % 5 === 0))(
    'is read so when packed: $name',
    async ({ bytes, truth }) => {
      const path = join(folder, 'table.csv.gz');
      await writeFile(path, gzipSync(bytes));
      expect(await judgeCase(path, truth)).toEqual({});
    },
  );
});
