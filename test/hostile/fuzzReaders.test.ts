import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readBatch } from '../../electron/engine/ingest/readBatch.ts';
import { ExpectedError } from '../../shared/errors/errors.ts';
import { temporaryFolder } from '../electron/engine/ingest/temporaryFiles.ts';
import { seed } from '../property/seed.ts';
import { type Edit, targets } from './damagedFiles.ts';

/** Cases over all formats; `QUARTERDECK_FUZZ_RUNS=10000` for the long run. */
const runs = Number(process.env.QUARTERDECK_FUZZ_RUNS ?? 500);
/** Seconds in which the machine let this process run. */
const watchdog = 60;

let folder: Awaited<ReturnType<typeof temporaryFolder>>;
beforeAll(async () => {
  folder = await temporaryFolder();
});
afterAll(() => folder.remove());

const edits = fc.array(
  fc.record<Edit>({
    place: fc.nat(999_999).map((part) => part / 1_000_000),
    kind: fc.constantFrom('flip', 'flip', 'zero', 'delete', 'repeat', 'insert', 'cut'),
    length: fc.integer({ min: 1, max: 64 }),
    byte: fc.integer({ min: 0, max: 255 }),
  }),
  { minLength: 1, maxLength: 6 },
);

/** Reads a file as sales: refused in words, or every record accounted for. */
async function survives(name: string, bytes: Uint8Array): Promise<void> {
  const path = await folder.write(name, bytes);
  let timer: NodeJS.Timeout | undefined;
  const hang = new Promise<never>((_, reject) => {
    let seconds = 0;
    timer = setInterval(() => ++seconds === watchdog && reject(new Error(`${name} hangs`)), 1000);
  });
  try {
    const { batch } = await Promise.race([readBatch(path, { kind: 'sales' }), hang]);
    expect(batch.accepted + batch.quarantine.length + batch.blank).toBe(batch.rows);
    for (const { values } of batch.columns) expect(values.length).toBe(batch.accepted);
  } catch (error) {
    if (!(error instanceof ExpectedError)) throw error;
    expect(error.message).not.toBe('');
    expect(error.details.file).toBeTruthy();
  } finally {
    clearInterval(timer);
  }
  expect(Object.keys(Object.prototype)).toEqual([]);
}

/** Files on which a library once went on for ever or broke off without a word. */
const kept: [string, Edit[]][] = [
  [
    'book.xls',
    [
      { place: 0.947375, kind: 'insert', length: 64, byte: 200 },
      { place: 0.130631, kind: 'flip', length: 18, byte: 22 },
      { place: 0.376652, kind: 'delete', length: 29, byte: 151 },
      { place: 0.338873, kind: 'flip', length: 28, byte: 242 },
    ],
  ],
  [
    'rows.arrows',
    [
      { place: 0.999985, kind: 'zero', length: 27, byte: 160 },
      { place: 0.546794, kind: 'repeat', length: 26, byte: 167 },
      { place: 0.999995, kind: 'zero', length: 5, byte: 7 },
      { place: 0.12964, kind: 'delete', length: 3, byte: 59 },
    ],
  ],
];

describe('damaged files of every format', () => {
  it.each(kept)('%s: refused as once it was not', async (name, changes) => {
    const damage = targets.find(([target]) => target === name)![2];
    await survives(`kept-${name}`, damage(changes));
  });

  it.each(targets)(
    '%s: refused in words, or nothing is lost',
    async (name, share, damage) => {
      let count = 0;
      await fc.assert(
        fc.asyncProperty(edits, (changes) => survives(`${count++}-${name}`, damage(changes))),
        { seed: seed(), numRuns: Math.max(4, Math.round(runs * share)), endOnFailure: true },
      );
    },
    Math.max(1_800_000, runs * 5000),
  );

  it.each(targets)('%s: whole, every row arrives', async (name, _share, damage) => {
    const path = await folder.write(`whole-${name}`, damage([]));
    const { batch } = await readBatch(path, { kind: 'sales' });
    expect(batch).toMatchObject({ rows: 40, accepted: 40, controlTotals: { revenue: 975 } });
  });
});
