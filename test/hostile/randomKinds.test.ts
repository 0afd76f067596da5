import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { seed } from '../property/seed.ts';
import { judgeKind } from './tables/judgeKind.ts';
import { randomKind } from './tables/randomKind.ts';

/** Tables that are made; `QUARTERDECK_TABLES=1000` makes more, `QUARTERDECK_SEED` others. */
const tables = Number(process.env.QUARTERDECK_TABLES ?? 200);
const from = seed() % 100_000;

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'quarterdeck-kinds-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

it(`tables of every kind made by chance are taken for what they are, value by value (${tables} from ${from})`, async () => {
  const differing: Record<string, unknown> = {};
  for (let at = from; at < from + tables; at++) {
    const made = randomKind(at);
    const path = join(folder, made.name);
    await writeFile(path, made.bytes);
    const found = await judgeKind(path, made).catch((error: Error) => ({ threw: error.message }));
    if (Object.keys(found).length > 0) differing[`${at}: ${made.made}`] = found;
  }
  expect(differing).toEqual({});
});
