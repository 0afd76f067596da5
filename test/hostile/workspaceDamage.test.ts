import { readFileSync, writeFileSync } from 'node:fs';
import { isDeepStrictEqual } from 'node:util';
import Database from 'better-sqlite3';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { connect, passphraseBytes } from '../../electron/engine/workspace/connection.ts';
import { createWorkspace } from '../../electron/engine/workspace/createWorkspace.ts';
import type { BatchDescription } from '../../electron/engine/workspace/description.ts';
import { openWorkspace } from '../../electron/engine/workspace/openWorkspace.ts';
import type { Workspace } from '../../electron/engine/workspace/types.ts';
import { ExpectedError } from '../../shared/errors/errors.ts';
import { codeOf, salesBatch, seeded, temporaryFolder } from '../electron/engine/workspace/fixtures.ts';

const seed = Number(process.env.QUARTERDECK_SEED ?? 20_261_122);
const flips = Number(process.env.QUARTERDECK_FLIPS ?? 200);
const cuts = 100;

const settings = ['view', 'empty', '名称'];

/** All that a workspace says, so that two can be compared. */
function contentOf(workspace: Workspace): unknown {
  return {
    revision: workspace.revision,
    batches: workspace.batches().map((batch) => ({
      batch,
      columns: workspace.batchColumns(batch.id).map(({ name }) => workspace.readColumn(batch.id, name)),
      quarantine: workspace.quarantine(batch.id, 0, 1000),
    })),
    settings: settings.map((name) => workspace.getSetting(name)),
    audit: workspace.auditLog(1000),
  };
}

/** A quarter of the flips go to the file's header and to the schema, at the end of page 1: few bytes that say much. */
function placeOf(flip: number, chance: number, bytes: number): number {
  if (flip % 8 === 0) return Math.floor(chance * 120);
  if (flip % 8 === 4) return 16_383 - Math.floor(chance * 1000);
  return Math.floor(chance * bytes);
}

type Outcome = 'opening' | 'reading' | 'checking' | 'harmless' | 'MISSED';

/** Where damage is noticed. Anything but an expected error is a failure of the test itself. */
async function outcomeOf(file: string, passphrase: string | undefined, content: unknown): Promise<Outcome> {
  let workspace: Workspace;
  try {
    workspace = openWorkspace(file, { passphrase, readOnly: true });
  } catch (error) {
    if (error instanceof ExpectedError) return 'opening';
    throw error;
  }
  try {
    let read: unknown;
    try {
      read = contentOf(workspace);
    } catch (error) {
      if (error instanceof ExpectedError && error.code === 'damaged') return 'reading';
      throw error;
    }
    const report = await workspace.check();
    if (!report.ok) return report.problems.every((problem) => problem.endsWith('.')) ? 'checking' : 'MISSED';
    return isDeepStrictEqual(read, content) ? 'harmless' : 'MISSED';
  } finally {
    workspace.close();
  }
}

describe.each([
  ['plain', undefined],
  ['encrypted', 'right'],
])('a damaged %s workspace', (name, passphrase) => {
  let folder: ReturnType<typeof temporaryFolder>;
  let file: string;
  let mutant: string;
  let bytes: Buffer;
  let content: unknown;

  beforeAll(async () => {
    folder = temporaryFolder();
    file = folder.file('book.qdeck');
    mutant = folder.file('mutant.qdeck');
    const workspace = createWorkspace(file, { passphrase, generations: 0 });
    await workspace.commitBatch(salesBatch(1, 20_000));
    await workspace.commitBatch(salesBatch(2, 200));
    workspace.setBatchState(1, 'undone');
    for (const setting of settings) workspace.setSetting(setting, setting.repeat(50));
    workspace.close();
    bytes = readFileSync(file);
    const opened = openWorkspace(file, { passphrase, readOnly: true });
    content = contentOf(opened);
    opened.close();
  });
  afterAll(() => folder.dispose());

  it(`is noticed for each of ${flips} flipped bits`, async () => {
    const random = seeded(seed);
    const counts = new Map<Outcome, number>();
    const missed: string[] = [];
    for (let i = 0; i < flips; i++) {
      const position = placeOf(i, random(), bytes.length);
      const bit = Math.floor(random() * 8);
      const flipped = Buffer.from(bytes);
      flipped[position]! ^= 1 << bit;
      writeFileSync(mutant, flipped);
      const outcome = await outcomeOf(mutant, passphrase, content);
      counts.set(outcome, (counts.get(outcome) ?? 0) + 1);
      if (outcome === 'MISSED') missed.push(`byte ${position}, bit ${bit}`);
    }
    const figures = [...counts].map(([outcome, count]) => `${outcome} ${count}`).join(', ');
    console.log(`${name}: ${flips} flipped bits of ${bytes.length} bytes, seed ${seed}: ${figures}`);
    expect(missed).toEqual([]);
    if (passphrase) expect(counts.get('harmless') ?? 0).toBe(0);
  });

  it(`is damaged, in these words, when cut off at any of ${cuts} points`, () => {
    const random = seeded(seed + 1);
    const fixed = [0, 1, 15, 16, 24, 100, 511, 512, 4096, 16_383, 16_384, 16_385, 32_768, bytes.length - 1];
    const points = [
      ...fixed,
      ...Array.from({ length: cuts - fixed.length }, () => Math.floor(random() * bytes.length)),
    ];
    for (const point of points) {
      writeFileSync(mutant, bytes.subarray(0, point));
      for (const readOnly of [true, false]) {
        expect(
          codeOf(() => openWorkspace(mutant, { passphrase, readOnly })),
          `cut at ${point}`,
        ).toBe('damaged');
      }
      expect(readFileSync(mutant).equals(bytes.subarray(0, point)), `cut at ${point}: left alone`).toBe(true);
    }
  });

  it('names the batch and the column, and still reads the rest', async () => {
    const flipped = Buffer.from(bytes);
    flipped[passphrase ? pageOf(file, passphrase, 'rate') : bytes.indexOf(dataOf(file, 'rate')) + 20]! ^= 1;
    writeFileSync(mutant, flipped);
    const workspace = openWorkspace(mutant, { passphrase, readOnly: true });
    expect(() => workspace.readColumn(1, 'rate')).toThrow(
      /^mutant.qdeck is damaged: batch 1 \(sales from sales-1.csv\), column “rate” cannot be read: /,
    );
    expect(workspace.readColumn(1, 'price')).toEqual(salesBatch(1, 20_000).columns[5]);
    const { problems } = await workspace.check();
    expect(problems.filter((problem) => problem.includes('column'))).toEqual([
      expect.stringMatching(
        /^Batch 1 \(sales from sales-1.csv\), column “rate”, rows 1–20000, cannot be read: .*\.$/,
      ),
    ]);
    workspace.close();
  });
});

function segmentOf(db: Database.Database, column: string): number {
  const json = db.prepare<[], string>('SELECT description FROM batch WHERE id = 1').pluck().get()!;
  const { columns } = JSON.parse(json) as BatchDescription;
  return columns.find(({ name }) => name === column)!.values[0]!.id;
}

/** The beginning of the stored segment, long enough to be found in the file. */
function dataOf(file: string, column: string): Buffer {
  const db = connect(file, null, 'read');
  const id = segmentOf(db, column);
  const data = db.prepare<[number], Buffer>('SELECT data FROM segment WHERE id = ?').pluck().get(id)!;
  db.close();
  return data.subarray(0, 24);
}

/** A byte of a page that holds nothing but the stored segment: its second overflow page. */
function pageOf(file: string, passphrase: string, column: string): number {
  const db = connect(file, passphraseBytes(passphrase), 'read');
  const copy = new Database(db.serialize());
  db.close();
  const id = segmentOf(copy, column);
  const data = copy.prepare<[number], Buffer>('SELECT data FROM segment WHERE id = ?').pluck().get(id)!;
  const place = copy.serialize().indexOf(data.subarray(18_000, 18_024));
  copy.close();
  if (place < 0) throw new Error('The segment was not found');
  return place;
}

describe('a file that is no workspace', () => {
  let folder: ReturnType<typeof temporaryFolder>;
  beforeAll(() => {
    folder = temporaryFolder();
  });
  afterAll(() => folder.dispose());

  it('is told from a damaged one', () => {
    const random = seeded(seed);
    const noise = Buffer.from(Array.from({ length: 50_000 }, () => Math.floor(random() * 256)));
    writeFileSync(folder.file('noise.qdeck'), noise);
    writeFileSync(folder.file('table.csv'), 'a,b\n1,2\n');
    const other = new Database(folder.file('other.db'));
    other.exec('CREATE TABLE a (b)');
    other.pragma('page_size = 16384');
    other.exec('VACUUM');
    other.close();
    for (const name of ['noise.qdeck', 'table.csv', 'other.db']) {
      for (const readOnly of [true, false]) {
        for (const passphrase of [undefined, 'x']) {
          expect(
            codeOf(() => openWorkspace(folder.file(name), { passphrase, readOnly })),
            name,
          ).toBe('notWorkspace');
        }
      }
    }
  });
});
