import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { matchHeaders } from '../../../../../electron/engine/ingest/fileSet/matchHeaders.ts';
import { type ChosenFile, previewSet } from '../../../../../electron/engine/ingest/fileSet/previewSet.ts';
import { readBatch } from '../../../../../electron/engine/ingest/readBatch.ts';
import { temporaryFolder } from '../temporaryFiles.ts';
import { sheetData, workbookOf } from '../xlsx/workbookOf.ts';
import { zipOf } from '../zipOf.ts';

let folder: Awaited<ReturnType<typeof temporaryFolder>>;
beforeAll(async () => {
  folder = await temporaryFolder();
});
afterAll(() => folder.remove());

async function chosen(name: string, content: string | Uint8Array): Promise<ChosenFile> {
  return { handle: name, path: await folder.write(name, content), name };
}

function month(header: string, cells: (day: number) => string): string {
  return [header, ...Array.from({ length: 8 }, (_, day) => cells(day + 1))].join('\n');
}

const january = month(
  'Customer,Order Date,Net Sales,Region',
  (day) => `Acme ${day},2024-01-0${day},${day}.5,North`,
);
const february = month(
  'customer_name,ORDER DATE,net sales,Region',
  (day) => `Acme ${day},2024-02-0${day},${day}.5,South`,
);
const march = month('Net Sales,Order Date,Customer,Rep', (day) => `${day}.5,2024-03-0${day},Acme ${day},Kim`);

describe('files with the same columns', () => {
  it('match by name, by name but for its writing, by meaning; others are left out with the reason', async () => {
    const files = [
      await chosen('jan.csv', january),
      await chosen('feb.csv', february),
      await chosen('mar.csv', march),
      await chosen('staff.csv', 'Name,Desk\nKim,1\nLee,2\n'),
      await chosen('noise.xlsx', 'PK\u0003\u0004 nothing'),
    ];
    const { preview, files: found } = await previewSet(files, { kind: 'sales' });
    expect(preview).toMatchObject({ kind: 'sales', records: 24 });
    expect(preview.columns.map(({ header }) => header)).toEqual([
      'Customer',
      'Order Date',
      'Net Sales',
      'Region',
      'Rep',
    ]);
    expect(found.map(({ name, problem }) => [name, problem?.code ?? null])).toEqual([
      ['jan.csv', null],
      ['feb.csv', null],
      ['mar.csv', null],
      ['staff.csv', 'otherColumns'],
      ['noise.xlsx', 'badInput'],
    ]);
    expect(found[1]!.headers).toEqual({
      Customer: 'customer_name',
      'Order Date': 'ORDER DATE',
      'Net Sales': 'net sales',
      Region: 'Region',
    });
    expect(found[2]).toMatchObject({ lacks: ['Region'], extra: ['Rep'] });
  });

  it('the tables of an archive, whatever their format', async () => {
    const book = workbookOf({
      sheets: [
        {
          name: 'S',
          xml: sheetData([
            ['Customer', 'Order Date', 'Net Sales'],
            ...Array.from({ length: 5 }, (_, at) => ['Bolt', `2024-04-0${at + 1}`, at]),
          ]),
        },
      ],
    });
    const zip = zipOf([
      { name: 'a/jan.csv', content: january },
      { name: 'a/apr.xlsx', content: book },
      { name: 'readme.md', content: '# notes' },
      { name: '__MACOSX/a/jan.csv', content: 'x' },
    ]);
    const file = await chosen('months.zip', zip);
    const { files } = await previewSet([file], {});
    expect(files.map(({ sheet, records }) => [sheet, records])).toEqual([
      ['a/jan.csv', 8],
      ['a/apr.xlsx', 5],
    ]);
    const { batch } = await readBatch(file.path, {
      kind: 'sales',
      read: { sheet: 'a/apr.xlsx' },
      fileColumn: 'File',
    });
    expect(batch.accepted).toBe(5);
    const column = batch.columns.find(({ name }) => name === 'File');
    expect(column).toMatchObject({ type: 'code' });
    expect(column?.type === 'code' && column.dictionary[0]).toContain('apr.xlsx');
  });

  it('refuse where none can be read', async () => {
    await expect(previewSet([await chosen('empty.csv', '')], {})).rejects.toMatchObject({
      code: 'emptyFile',
    });
  });
});

describe('matching headers', () => {
  const table = (headers: string[], mapping = {}) => ({
    columns: headers.map((header) => ({ header })),
    mapping,
  });
  it('takes every column once, the same name before the same meaning', () => {
    const lead = table(['Amount', 'AMOUNT'], {});
    expect([...matchHeaders(lead, table(['AMOUNT', 'amount']))]).toEqual([
      ['AMOUNT', 'AMOUNT'],
      ['Amount', 'amount'],
    ]);
    expect([
      ...matchHeaders(table(['Client'], { account: 'Client' }), table(['Kunde'], { account: 'Kunde' })),
    ]).toEqual([['Client', 'Kunde']]);
  });
});
