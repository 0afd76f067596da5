import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { PackedColumn } from '../../../../../electron/engine/ingest/batch/packedColumn.ts';
import { missingDay } from '../../../../../electron/engine/workspace/types.ts';
import { seed } from '../../../../property/seed.ts';

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

  it('takes whole numbers that count from somewhere', () => {
    const column = new PackedColumn('code');
    column.append(Int32Array.from([0, 1, 5]), 1);
    column.append(Int32Array.from([0, 2]), 70_001);
    expect([...column.all()]).toEqual([1, 2, 6, 70_001, 70_003]);
  });
});
