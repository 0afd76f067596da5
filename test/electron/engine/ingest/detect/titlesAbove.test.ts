import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { previewFile } from '../../../../../electron/engine/ingest/previewFile.ts';
import { temporaryFolder } from '../temporaryFiles.ts';

let folder: Awaited<ReturnType<typeof temporaryFolder>>;
beforeEach(async () => {
  folder = await temporaryFolder();
});
afterEach(() => folder.remove());

const file = (lines: string[]) => folder.write('table.csv', `${lines.join('\n')}\n`);
const rows = [
  'Alder,2024-01-03,100.5',
  'Birch,2024-02-03,80.25',
  'Cedar,2024-03-09,60.75',
  'Elm,2024-04-09,9.5',
];

describe('titles above a table without header', () => {
  it('are no records, whether a blank record stands below them or not', async () => {
    const apart = await previewFile(await file(['Sales report', 'printed in May', '', ...rows]));
    expect(apart).toMatchObject({ headerRow: -1, titleRows: 3, records: 4 });
    expect(apart.sample[0]).toEqual(['Alder', '2024-01-03', '100.5']);
    expect(apart.warnings.find(({ code }) => code === 'titlesSkipped')?.params).toMatchObject({ count: 2 });
    const close = await previewFile(await file(['Sales report', ...rows]));
    expect(close).toMatchObject({ headerRow: -1, titleRows: 1, records: 4 });
  });

  it('are read where the user says so', async () => {
    const path = await file(['Sales report', '', ...rows]);
    expect(await previewFile(path, { read: { titleRows: 0 } })).toMatchObject({ titleRows: 0, records: 5 });
  });

  it('are not seen in a first record that only lacks its values', async () => {
    const preview = await previewFile(await file(['Alder,,', ...rows]), { read: { headerRow: -1 } });
    expect(preview).toMatchObject({ titleRows: 0, records: 5 });
  });

  it('are not seen where the table has a header', async () => {
    const preview = await previewFile(await file(['Sales report', '', 'Account,Date,Revenue', ...rows]));
    expect(preview).toMatchObject({ headerRow: 2, titleRows: 0, records: 4 });
  });
});

describe('one column of sentences', () => {
  const said = ['Great service, thanks', 'Late, damaged, no reply', 'ok', 'Too high, as always', 'fine'];

  it('is not cut at its commas', async () => {
    const preview = await previewFile(await file(['Comment', ...said]));
    expect(preview.columns.map(({ header }) => header)).toEqual(['Comment']);
    expect(preview).toMatchObject({ headerRow: 0, records: 5 });
    expect(preview.sample.map(([cell]) => cell)).toEqual(said);
  });

  it('is cut where the user says so', async () => {
    const preview = await previewFile(await file(['Comment', ...said]), { read: { delimiter: ',' } });
    expect(preview.delimiter).toBe(',');
    expect(preview.columns.length).toBeGreaterThan(1);
  });

  it.each<[string, string[], number]>([
    [
      'blanks behind commas',
      ['Name, City, Segment', 'Acme, London, A', 'Beta, Paris, B', 'Gamma, Rome, A'],
      3,
    ],
    ['a title above', ['Price list', 'Apple, 3', 'Pear, 4', 'Plum, 5'], 2],
    ['quoted sentences', ['Comment,Topic', '"Late, damaged",box', '"fine, thanks",team', 'ok,team'], 2],
    ['no blanks', ['Account', 'Alder,London', 'Birch,Paris', 'Cedar,Rome'], 2],
  ])('is not seen in a table with %s', async (_, lines, width) => {
    expect((await previewFile(await file(lines))).columns).toHaveLength(width);
  });
});
