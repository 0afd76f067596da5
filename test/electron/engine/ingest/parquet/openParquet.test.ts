import { parquetWriteBuffer } from 'hyparquet-writer';
import { describe, expect, it } from 'vitest';
import { openParquetWithin } from '../../../../../electron/engine/ingest/parquet/openParquet.ts';
import { memoryAccess } from '../../../../../electron/engine/ingest/source/randomAccess.ts';

const rows = 20_000;
const row = (make: (at: number) => unknown) => Array.from({ length: rows }, (_, at) => make(at)) as never;

/** Three row groups of many small pages: texts that repeat and that do not, numbers, missing values, dates. */
function fileWith({ offsetIndex, lists }: { offsetIndex: boolean; lists: boolean }) {
  const content = parquetWriteBuffer({
    rowGroupSize: [9000, 9000, 2000],
    pageSize: 2000,
    columnData: [
      { name: 'market', data: row((at) => ['North', 'South', '华东'][at % 3]), offsetIndex },
      { name: 'order', data: row((at) => `O-${at * 7919}`), offsetIndex },
      {
        name: 'revenue',
        data: row((at) => (at % 11 === 0 ? null : at / 4)),
        type: 'DOUBLE',
        nullable: true,
        offsetIndex,
      },
      {
        name: 'day',
        data: row((at) => new Date(Date.UTC(2024, 0, 1 + (at % 400)))),
        type: 'TIMESTAMP',
        offsetIndex,
      },
      ...(lists
        ? [{ name: 'tags', data: row((at) => ({ a: at, b: [`t${at % 5}`] })), type: 'JSON' as const }]
        : []),
    ],
  });
  return { path: '', name: 'sales.parquet', access: memoryAccess(Buffer.from(content)) };
}

const wide = { bytes: 2 ** 28, rows: 2 ** 20, nested: 2 ** 30, chunk: 2 ** 30 };

async function textOf(file: ReturnType<typeof fileWith>, limits = wide): Promise<string> {
  const parts: Uint8Array[] = [];
  for await (const part of (await openParquetWithin(file, limits)).text()) parts.push(Uint8Array.from(part));
  return Buffer.concat(parts).toString('utf8');
}

describe('row groups that are too large to be read at once', () => {
  it.each([
    { offsetIndex: true, lists: false },
    { offsetIndex: false, lists: false },
    { offsetIndex: false, lists: true },
  ])('give the same rows in windows as whole (%o)', async (kind) => {
    const whole = await textOf(fileWith(kind));
    expect(whole.split('\n').filter(Boolean)).toHaveLength(rows + 1);
    for (const size of [997, 4096]) {
      expect(await textOf(fileWith(kind), { ...wide, rows: size })).toBe(whole);
    }
    expect(await textOf(fileWith(kind), { ...wide, bytes: 30_000 })).toBe(whole);
  });

  it('are refused by name and size where a column has to be taken from the file at once', async () => {
    const limits = { ...wide, rows: 1000, chunk: 10_000 };
    expect(await textOf(fileWith({ offsetIndex: true, lists: false }), limits)).toContain('O-7919');
    await expect(textOf(fileWith({ offsetIndex: false, lists: false }), limits)).rejects.toMatchObject({
      code: 'unsupportedFormat',
      message: expect.stringMatching(/column "\w+" has no index of its pages/),
      details: { hint: expect.stringContaining('row_group_size') },
    });
  });
});
