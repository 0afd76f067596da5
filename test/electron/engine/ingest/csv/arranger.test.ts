import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, expect, it } from 'vitest';
import {
  arrangedColumn,
  codeColumn,
  orderedValues,
} from '../../../../../electron/engine/ingest/batch/arrangedColumn.ts';
import { listedTexts } from '../../../../../electron/engine/ingest/batch/codeTexts.ts';
import { PackedColumn } from '../../../../../electron/engine/ingest/batch/packedColumn.ts';
import { SpillFile } from '../../../../../electron/engine/ingest/batch/spillFile.ts';
import { sum } from '../../../../../electron/engine/ingest/batch/sum.ts';
import { createArranger, warmScanThreads } from '../../../../../electron/engine/ingest/csv/scanPool.ts';
import { missingDay } from '../../../../../electron/engine/workspace/types.ts';
import { seed } from '../../../../property/seed.ts';

const column = fc.record({
  type: fc.constantFrom('code', 'day', 'number'),
  cuts: fc.array(fc.integer({ min: 1, max: 80_000 }), { maxLength: 3 }),
  /** What numbers are divided by, piece by piece. */
  by: fc.array(fc.constantFrom(1, 10, 100, 10_000, 7), { minLength: 1, maxLength: 3 }),
  first: fc.integer({ min: -70_000, max: 70_000 }),
  step: fc.constantFrom(0, 1, 3, 40_000),
  /** Every so many rows one is missing. */
  lacking: fc.constantFrom(0, 1, 2, 5),
});

const folder = mkdtempSync(join(tmpdir(), 'quarterdeck-arranger-'));
afterAll(() => rmSync(folder, { recursive: true }));

const missing = { code: -1, day: missingDay, number: Number.NaN };

it('columns come out in order, bit for bit, on threads as well as without any, from memory as well as from disk, and their memory is let go', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.integer({ min: 1, max: 90_000 }),
      fc.array(column, { maxLength: 5 }),
      fc.boolean(),
      fc.boolean(),
      fc.constantFrom(null, 0, 20_000, 100_000),
      async (rows, columns, onThreads, inOrder, most) => {
        const spill = most === null ? null : { file: new SpillFile(folder), most };
        if (onThreads) warmScanThreads(2);
        const places = new Int32Array(new SharedArrayBuffer(rows * 4));
        for (let row = 0; row < rows; row++) places[row] = (row * 7919 + 13) % rows;
        if (inOrder || rows % 7919 === 0) for (let row = 0; row < rows; row++) places[row] = row;
        const arranger = createArranger(inOrder ? null : places);
        const found = columns.map(({ type, cuts, by, first, step, lacking }) => {
          const packed = new PackedColumn(type, spill);
          const expected = type === 'number' ? new Float64Array(rows) : new Int32Array(rows);
          const ends = [...cuts.filter((end) => end < rows).sort((a, b) => a - b), rows];
          ends.forEach((end, at) => {
            const from = at === 0 ? 0 : ends[at - 1]!;
            const values = Array.from({ length: end - from }, (_, row) => {
              if (lacking > 0 && row % lacking === 0) return missing[type];
              const whole = first + (from + row) * step;
              return type === 'number'
                ? whole / by[at % by.length]!
                : type === 'code'
                  ? Math.abs(whole)
                  : whole;
            });
            const piece = type === 'number' ? Float64Array.from(values) : Int32Array.from(values);
            packed.append(piece);
            for (let row = from; row < end; row++) expected[places[row]!] = piece[row - from]!;
          });
          return { type, packed, expected, arranged: arranger.arrange(packed) };
        });
        for (const { type, packed, expected, arranged } of found) {
          const { sum: total } = await arranged;
          const values = orderedValues(await arranged, spill);
          const named =
            type === 'code'
              ? codeColumn({ name: 'x', values, texts: listedTexts([]) })
              : arrangedColumn('x', type, values);
          expect(named.values).toEqual(expected);
          expect(total).toBe(type === 'number' ? sum(expected as Float64Array) : 0);
          expect(packed.rows).toBe(0);
        }
        arranger.close();
        spill?.file.close();
        expect(readdirSync(folder)).toEqual([]);
      },
    ),
    { seed: seed(), numRuns: 25 },
  );
});
