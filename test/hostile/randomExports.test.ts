import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { seed } from '../property/seed.ts';
import { judgeFacts } from './tables/judgeFacts.ts';
import { randomExport } from './tables/randomExport.ts';

/** Exports that are made; `QUARTERDECK_TABLES=1000` makes more, `QUARTERDECK_SEED` others. */
const exports = Number(process.env.QUARTERDECK_TABLES ?? 200);
const from = seed() % 100_000;

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'quarterdeck-exports-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

it(`sales exported by chance are imported as they were, fact by fact (${exports} from ${from})`, async () => {
  const differing: Record<string, unknown> = {};
  for (let at = from; at < from + exports; at++) {
    const made = randomExport(at);
    const path = join(folder, made.name);
    await writeFile(path, made.bytes);
    const found = await judgeFacts(path, made).catch((error: Error) => ({ threw: error.message }));
    if (Object.keys(found).length > 0) differing[`${at}: ${made.made}`] = found;
  }
  expect(differing).toEqual({});
});
