import { mkdtempSync, readdirSync, readSync, rmSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, expect, it } from 'vitest';
import { SpillFile, spillInto } from '../../../../../electron/engine/ingest/batch/spillFile.ts';
import { seed } from '../../../../property/seed.ts';

const folder = mkdtempSync(join(tmpdir(), 'quarterdeck-spill-'));
afterAll(() => rmSync(folder, { recursive: true }));

function readBack(file: SpillFile, spilled: NonNullable<ReturnType<SpillFile['write']>>): Buffer {
  const target = Buffer.alloc(spilled.bytes);
  file.read(spilled, target);
  return target;
}

it('gives back what was written, of any length and in any order', () => {
  fc.assert(
    fc.property(
      fc.array(
        fc.oneof(
          fc.uint8Array({ minLength: 1, maxLength: 200 }),
          fc.integer({ min: 1, max: 900_000 }).map((length) => new Uint8Array(length).fill(length)),
        ),
        { minLength: 1, maxLength: 6 },
      ),
      (pieces) => {
        const file = new SpillFile(folder);
        const spilled = pieces.map((piece) => file.write(piece)!);
        for (const [at, piece] of [...pieces.entries()].reverse())
          expect(readBack(file, spilled[at]!).equals(piece)).toBe(true);
        file.close();
      },
    ),
    { seed: seed(), numRuns: 40 },
  );
});

it('leaves no name in the folder and nothing on the disk that can be read', () => {
  const file = new SpillFile(folder);
  const text = Buffer.from('Contoso Ltd, 4711, 12.50\n'.repeat(20_000));
  const spilled = file.write(text)!;
  const same = file.write(text)!;
  expect(readdirSync(folder)).toEqual([]);
  const onDisk = Buffer.alloc(spilled.bytes + same.bytes);
  expect(readSync(file.access.file, onDisk, 0, onDisk.length, 0)).toBe(onDisk.length);
  expect(onDisk.includes('Contoso')).toBe(false);
  expect(onDisk.subarray(0, spilled.bytes).equals(onDisk.subarray(spilled.bytes))).toBe(false);
  file.close();
});

it('refuses what is not what it wrote', () => {
  const file = new SpillFile(folder);
  const spilled = file.write(Buffer.alloc(300_000, 7))!;
  writeSync(file.access.file, Buffer.from([1, 2, 3]), 0, 3, 299_000);
  expect(() => readBack(file, spilled)).toThrow(expect.objectContaining({ code: 'io' }));
  file.close();
});

it('takes nothing where it cannot be made, and nothing after it was given back', () => {
  expect(new SpillFile(join(folder, 'nowhere')).write(Buffer.alloc(8))).toBeNull();
  const file = new SpillFile(folder);
  expect(file.write(Buffer.alloc(8))).not.toBeNull();
  file.close();
  expect(file.write(Buffer.alloc(8))).toBeNull();
  expect(() => file.access).toThrow();
});

it('shares what may stay in memory among the columns of a file', () => {
  expect(spillInto(undefined, 13)).toBeNull();
  expect(spillInto(folder, 16)!.most).toBe(4 << 20);
  expect(spillInto(folder, 16_384)!.most).toBe(1 << 18);
});
