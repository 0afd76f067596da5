import fc from 'fast-check';
import { expect, it } from 'vitest';
import { arrange } from '../../../../../electron/engine/ingest/batch/arrange.ts';
import { PackedColumn } from '../../../../../electron/engine/ingest/batch/packedColumn.ts';
import { Sum, sum } from '../../../../../electron/engine/ingest/batch/sum.ts';
import { decodeBlocks } from '../../../../../electron/engine/workspace/blockDecode.ts';
import { sha256Hex } from '../../../../../electron/engine/workspace/digest.ts';
import { seed } from '../../../../property/seed.ts';

/** Neumaier's sum, one number after the other. */
function plainSum(values: Iterable<number>): number {
  let [total, lost] = [0, 0];
  for (const value of values) {
    if (Number.isNaN(value)) continue;
    const next = total + value;
    lost += Math.abs(total) >= Math.abs(value) ? total - next + value : value - next + total;
    total = next;
  }
  return total + lost;
}

it('sums are the same in one piece and in several, bit for bit', () => {
  const piece = fc.array(fc.oneof(fc.double(), fc.constant(Number.NaN)), { maxLength: 30 });
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 4 }), (pieces) => {
      const all = new Sum();
      for (const one of pieces) all.add(Float64Array.from(one));
      expect(all.total).toBe(plainSum(pieces.flat()));
      expect(sum(Float64Array.from(pieces.flat()))).toBe(plainSum(pieces.flat()));
    }),
    { seed: seed(), numRuns: 300 },
  );
});

it.each([7, 1 / 3])(
  'rows of a column that takes several windows go to their places, in steps of %d',
  (step) => {
    const rows = 4_500_000;
    const column = new PackedColumn('number');
    const values = Float64Array.from({ length: rows }, (_, row) => row * step);
    column.append(values);
    const places = Int32Array.from(values, (_, row) => rows - 1 - row);
    const { values: arranged, sum: total } = arrange({ packed: column.release(), places });
    const expected = values.toReversed();
    if (arranged instanceof Float64Array)
      expect(Buffer.compare(asBytes(arranged), asBytes(expected))).toBe(0);
    else {
      expect(arranged.map((segment) => segment.rows)).toEqual([...Array(4).fill(2 ** 20), rows - 2 ** 22]);
      const decoded = new Float64Array(rows);
      let from = 0;
      for (const { data, hash } of arranged) {
        expect(hash).toBe(sha256Hex(data));
        from += decodeBlocks(data, decoded, from, Number.NaN);
      }
      expect(Buffer.compare(asBytes(decoded), asBytes(expected))).toBe(0);
    }
    expect(total).toBe(plainSum(expected));
  },
);

function asBytes({ buffer, byteOffset, byteLength }: Float64Array): Buffer {
  return Buffer.from(buffer, byteOffset, byteLength);
}
