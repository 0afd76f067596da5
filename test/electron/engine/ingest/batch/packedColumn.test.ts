import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import { PackedColumn } from '../../../../../electron/engine/ingest/batch/packedColumn.ts';
import { SpillFile } from '../../../../../electron/engine/ingest/batch/spillFile.ts';
import { missingDay } from '../../../../../electron/engine/workspace/types.ts';
import { seed } from '../../../../property/seed.ts';

const folder = mkdtempSync(join(tmpdir(), 'quarterdeck-columns-'));
afterAll(() => rmSync(folder, { recursive: true }));

const decimals = fc
  .tuple(fc.integer({ min: -(2 ** 40), max: 2 ** 40 }), fc.constantFrom(1, 10, 100, 1000, 10_000, 3))
  .map(([whole, by]) => whole / by);
const number = fc.oneof(
  decimals,
  fc.double(),
  fc.constantFrom(
    Number.NaN,
    -0,
    0,
    Number.POSITIVE_INFINITY,
    Number.NEGATIVE_INFINITY,
    2 ** 53,
    -(2 ** 60),
    5e-324,
  ),
);
const day = fc.oneof(
  fc.integer({ min: -(2 ** 31), max: 2 ** 31 - 1 }),
  fc.integer({ min: 19_000, max: 20_000 }),
  fc.constant(missingDay),
);
const code = fc.oneof(
  fc.constantFrom(-1, 0, 254, 255, 256, 65_534, 65_535, 65_536, 2 ** 31 - 1),
  fc.integer({ min: -1, max: 300 }),
);

function pack(type: 'code' | 'day' | 'number', pieces: number[][]): PackedColumn {
  const column = new PackedColumn(type);
  const Kind = type === 'number' ? Float64Array : Int32Array;
  for (const piece of pieces) column.append(Kind.from(piece));
  return column;
}

describe('PackedColumn', () => {
  it.each([
    ['number', number],
    ['day', day],
    ['code', code],
  ] as const)('gives back every %s bit for bit', (type, value) => {
    fc.assert(
      fc.property(fc.array(fc.array(value, { maxLength: 40 }), { maxLength: 6 }), (pieces) => {
        const column = pack(type, pieces);
        expect(column.rows).toBe(pieces.flat().length);
        expect([...column.all()]).toEqual(pieces.flat());
        expect([...column.pieces()].length).toBe(pieces.filter(({ length }) => length > 0).length);
      }),
      { seed: seed(), numRuns: 400 },
    );
  });

  it('takes a part of what typed arrays would', () => {
    const column = new PackedColumn('number');
    column.append(Float64Array.from({ length: 1 << 20 }, (_, row) => (row % 60_000) / 100));
    expect(column.release().bytes.byteLength).toBeLessThan(4 << 20);
    expect(column.rows).toBe(0);
  });

  it('is changed piece by piece', () => {
    const column = pack('number', [[1, 2], [3.5], [Number.NaN]]);
    column.rewrite((values) => {
      for (let row = 0; row < values.length; row++) values[row] = -values[row]!;
    });
    expect([...column.all()]).toEqual([-1, -2, -3.5, Number.NaN]);
  });

  it.each([0, 64, 300])('is the same where more than %d bytes are put aside', (most) => {
    const pieces = Array.from({ length: 40 }, (_, piece) =>
      Array.from({ length: 30 }, (_, row) => (piece * 7919 + row * 31) % 997),
    );
    const file = new SpillFile(folder);
    const column = new PackedColumn('code', { file, most });
    for (const piece of pieces) column.append(Int32Array.from(piece));
    expect(file.access.file).toBeGreaterThan(0);
    expect([...column.all()]).toEqual(pieces.flat());
    const reaching: number[][] = [];
    for (const values of column.pieces(() => 990)) reaching.push([...values]);
    expect(reaching).toEqual(pieces.filter((values) => Math.max(...values) >= 990));
    column.rewrite((values) => {
      for (let row = 0; row < values.length; row++) values[row]!++;
    });
    expect([...column.all()]).toEqual(pieces.flat().map((value) => value + 1));
    file.close();
  });

  it('keeps everything where nothing can be put aside', () => {
    const column = new PackedColumn('code', { file: new SpillFile(join(folder, 'nowhere')), most: 0 });
    for (const piece of [[1, 2], [3], [-1]]) column.append(Int32Array.from(piece));
    expect([...column.all()]).toEqual([1, 2, 3, -1]);
    expect(column.release().aside).toEqual([]);
  });

  it('takes whole numbers that count from somewhere', () => {
    const column = new PackedColumn('code');
    column.append(Int32Array.from([0, 1, 5]), 1);
    column.append(Int32Array.from([0, 2]), 70_001);
    expect([...column.all()]).toEqual([1, 2, 6, 70_001, 70_003]);
  });
});
