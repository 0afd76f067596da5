import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { detectGroupRows } from '../../../../../electron/engine/ingest/detect/groupRows.ts';
import { detectSumGroups } from '../../../../../electron/engine/ingest/detect/sumGroups.ts';
import { previewFile } from '../../../../../electron/engine/ingest/previewFile.ts';
import { readBatch } from '../../../../../electron/engine/ingest/readBatch.ts';
import { readColumns } from '../../../../../electron/engine/ingest/readColumns.ts';
import type { ReadOptions } from '../../../../../shared/contract/ingest.ts';
import type { TableKind } from '../../../../../shared/domain/fields.ts';
import { temporaryFolder } from '../temporaryFiles.ts';

let folder: Awaited<ReturnType<typeof temporaryFolder>>;
beforeEach(async () => {
  folder = await temporaryFolder();
});
afterEach(() => folder.remove());

const file = (lines: string[]) => folder.write('table.csv', `${lines.join('\n')}\n`);

async function read(lines: string[], kind: TableKind = 'sales', options?: ReadOptions) {
  const { batch } = await readBatch(await file(lines), { kind, read: options });
  expect(batch.accepted + batch.quarantine.length + batch.blank).toBe(batch.rows);
  const records = Array.from(batch.columns.find(({ name }) => name === 'record')!.values as Float64Array);
  const texts = (field: string) => {
    const column = batch.columns.find(({ name }) => name === field);
    if (column?.type !== 'code') return null;
    const { values, dictionary } = column;
    const inFile = records.map((record, row) => [record, dictionary[values[row]!] ?? ''] as const);
    return inFile.sort((a, b) => a[0] - b[0]).map(([, text]) => text);
  };
  const reasons = batch.quarantine.map(({ record, reason, text }) => `${record} ${reason} ${text}`);
  return { batch, texts, reasons };
}

const byCustomer = [
  'Sales by customer',
  '',
  'Date,Invoice,Product,Qty,Amount',
  '"Alder, Ltd",,,,',
  '2025-01-03,I-1,Bolt,2,20.5',
  '2025-01-09,I-2,Nut,1,9.5',
  'Birch,,,,',
  '2025-02-03,I-3,Bolt,3,30.75',
];

describe('rows that hold nothing but the name of their group', () => {
  it('become the account of the rows below', async () => {
    const { texts, reasons, batch } = await read(byCustomer);
    expect(texts('account')).toEqual(['Alder, Ltd', 'Alder, Ltd', 'Birch']);
    expect(reasons).toEqual(['1 groupRow "Alder, Ltd",,,,,', '4 groupRow Birch,,,,,']);
    expect(batch.controlTotals).toMatchObject({ revenue: 60.75, quantity: 6 });
    expect(batch.sourceTotals).toMatchObject({ revenue: 60.75, quantity: 6 });
  });

  it('are shown with their confidence, and read as rows where the user says so', async () => {
    const path = await file(byCustomer);
    const preview = await previewFile(path);
    expect(preview.fill).toEqual({ columns: ['Section'], found: ['Section'], confidence: 0.94 });
    expect(preview).toMatchObject({ kind: 'sales', records: 5 });
    expect(preview.columns.at(-1)).toMatchObject({ header: 'Section', field: 'account' });
    expect(preview.warnings.find(({ code }) => code === 'groupRows')?.params).toMatchObject({ why: 'type' });
    const off = await previewFile(path, { read: { fill: [] } });
    expect(off.fill).toEqual({ columns: [], found: ['Section'], confidence: 0.94 });
    expect(off.columns.map(({ header }) => header)).toEqual(['Date', 'Invoice', 'Product', 'Qty', 'Amount']);
  });

  it('are an attribute where the rows name their account', async () => {
    const lines = [
      '客户,日期,销售额',
      '华东区,,',
      '上海甲公司,2025-01-03,100',
      '杭州乙公司,2025-01-04,90',
      '华北区,,',
      '北京丙公司,2025-01-05,80',
      '华南区,,',
      '深圳丁公司,2025-01-06,70',
    ];
    const { texts } = await read(lines);
    expect(texts('account')).toEqual(['上海甲公司', '杭州乙公司', '北京丙公司', '深圳丁公司']);
    expect(texts('分组')).toEqual(['华东区', '华东区', '华北区', '华南区']);
  });

  it.each<[string, string[]]>([
    ['in the same cell', ['Customer: Alder,,,', 'Customer: Birch,,,']],
    ['in the cell before', ['Customer:,Alder,,', 'Customer:,Birch,,']],
    ['with a mark of full width', ['Customer：Alder,,,', 'Customer：Birch,,,']],
  ])('say what they name %s', async (_, [first, second]) => {
    const rows = ['Document,Date,Revenue,Note'];
    rows.push(first!, 'I-1,2025-01-03,20,x', 'I-2,2025-01-04,10,y', second!, 'I-3,2025-02-03,30,z');
    const { texts, reasons } = await read(rows);
    expect(texts('account')).toEqual(['Alder', 'Alder', 'Birch']);
    expect(reasons).toHaveLength(2);
    expect((await previewFile(await file(rows))).fill).toMatchObject({
      columns: ['Customer'],
      confidence: 0.97,
    });
  });

  it('stand within groups of their own', async () => {
    const rows = ['Date,Product,Qty,Amount'];
    for (const [region, names] of [
      ['North', ['Alder', 'Birch']],
      ['South', ['Cedar', 'Elm']],
    ] as const) {
      rows.push(`${region},,,`);
      for (const name of names) rows.push(`${name},,,`, '2025-01-03,Bolt,1,10', '2025-01-04,Nut,2,20');
    }
    const { texts, reasons } = await read(rows);
    expect(texts('account')).toEqual('Alder Alder Birch Birch Cedar Cedar Elm Elm'.split(' '));
    expect(texts('Section 1')).toEqual('North North North North South South South South'.split(' '));
    expect(reasons).toHaveLength(6);
  });

  it('are closed by totals, which take no part', async () => {
    const rows = ['Item,Date,Amount,Unit'];
    rows.push('Alder,,,', 'Bolt,2025-01-03,10,pc', 'Nut,2025-01-04,20,pc', 'Total Alder,,30,');
    rows.push('Birch,,,', 'Bolt,2025-01-05,40,pc', 'Screw,2025-01-06,2,pc', 'Total Birch,,42,', 'Total,,72,');
    const { batch, texts } = await read(rows);
    expect(texts('account')).toEqual(['Alder', 'Alder', 'Birch', 'Birch']);
    expect(batch.controlTotals.revenue).toBe(72);
    expect(batch.rows).toBe(9);
  });

  it('are no rows of columns that are read by name', async () => {
    const [amounts] = await readColumns(await file(byCustomer), [{ header: 'Amount', as: 'number' }]);
    expect(amounts?.as === 'number' && Array.from(amounts.values)).toEqual([20.5, 9.5, 30.75]);
  });

  it('are read alike from a file that is longer than what is looked at', async () => {
    const rows = ['Date,Invoice,Product,Qty,Amount'];
    for (let group = 0; group < 9000; group++) {
      rows.push(`Client ${group},,,,`);
      for (let row = 0; row < 5; row++) rows.push(`2025-01-0${row + 1},I-${group}-${row},Bolt,1,2.5`);
    }
    const { batch } = await readBatch(await file(rows), { kind: 'sales' });
    expect(batch).toMatchObject({ rows: 54_000, accepted: 45_000, blank: 0 });
    expect(new Set(batch.quarantine.map(({ reason }) => reason))).toEqual(new Set(['groupRow']));
    const accounts = batch.columns.find(({ name }) => name === 'account')!;
    expect(accounts.type === 'code' && accounts.dictionary.length).toBe(9000);
  });
});

describe('is not seen', () => {
  const plain = (rows: string[]) => rows.map((row) => row.split(','));
  it.each<[string, string, string[]]>([
    [
      'in a list whose values lack here and there',
      'Account,City,Segment',
      ['A,,', 'B,Rome,x', 'C,,', 'D,,', 'E,Paris,y'],
    ],
    [
      'where the first row is one of data',
      'Date,Product,Qty',
      ['2025-01-01,Nut,1', 'A,,', '2025-01-02,Nut,2', 'B,,', '2025-01-03,Nut,2'],
    ],
    ['where the last row is alone', 'Date,Product,Qty', ['A,,', '2025-01-02,Nut,2', 'B,,']],
    [
      'where names are values of the column',
      'Account,Date,Revenue',
      ['A,,', 'B,2025-01-01,1', 'C,,', 'A,2025-01-02,1', 'C,2025-01-02,3'],
    ],
    ['in two columns', 'Account,Revenue', ['A,', 'B,1', 'C,', 'D,2']],
    ['of one group', 'Date,Product,Qty', ['A,,', '2025-01-02,Nut,2', '2025-01-03,Nut,3']],
  ])('%s', (_, header, rows) => {
    const found = detectGroupRows(header.split(','), plain(rows));
    expect(found).toBeNull();
  });

  it('surely in a list of accounts without figures: it is asked', async () => {
    const lines = [
      'Account,City,Segment',
      'Key clients,,',
      'Alder,Rome,x',
      'Birch,Paris,y',
      'Small clients,,',
      'Elm,Bonn,x',
    ];
    const preview = await previewFile(await file(lines));
    expect(preview.fill).toEqual({ columns: [], found: ['Section'], confidence: 0.5 });
    expect(preview.warnings.map(({ code }) => code)).toContain('groupsAsked');
    const { texts } = await read(lines, 'accounts', { fill: ['Section'] });
    expect(texts('account')).toEqual(['Alder', 'Birch', 'Elm']);
    expect(texts('Section')).toEqual(['Key clients', 'Key clients', 'Small clients']);
  });
});

describe('rows above their groups that hold their sums', () => {
  const found = (lines: string[]) => {
    const [header, ...rows] = lines.map((line) => line.split(','));
    return detectSumGroups(header!, rows);
  };
  const pivot = [
    'Row Labels,Sales,Units',
    'N,300,30',
    'Alder,100,10',
    'Birch,200,20',
    'S,50,5',
    'Cedar,50,5',
  ];

  it('are told where every row belongs to a group and the total is that of all', () => {
    const groups = found([...pivot, 'Total,350,35']);
    expect(groups).toMatchObject({ column: 0, names: ['Group'], why: 'sums' });
    expect([...groups!.heads!]).toEqual(['N', 'S']);
  });

  it('are none where one sum is wrong, the total is another, a name comes again or a column holds words', () => {
    expect(found([...pivot.slice(0, 4), 'S,51,5', 'Cedar,50,5', 'Total,351,35'])).toBeNull();
    expect(found([...pivot, 'Total,700,70'])).toBeNull();
    expect(
      found(['Row Labels,Sales', 'N,30', 'S,10', 'Birch,20', 'S,50', 'Elm,20', 'Oak,30', 'Total,80']),
    ).toBeNull();
    expect(found([...pivot.map((line, at) => `${line},${at === 0 ? 'Note' : 'ok'}`)])).toBeNull();
  });

  it('are looked for in figures that are all alike without trying every way to part them', () => {
    const alike = Array.from({ length: 999 }, (_, at) => `Shop ${at}x,5,5,5,5,5,5,5,5,5,5,5,5`);
    expect(found(['Shop,1,2,3,4,5,6,7,8,9,10,11,12', ...alike])).toBeNull();
  });

  it('are none where a single group could be chance', () => {
    expect(found(pivot)).toBeNull();
    expect(found(['Customer,Sales', 'Alder,30', 'Birch,10', 'Cedar,20', 'Dogwood,7', 'Elm,7'])).toBeNull();
  });
});

describe('sums of groups within groups', () => {
  const pivot = [
    'Row Labels,2024-01,2024-02,Grand Total',
    'North,300,310,610',
    'Kim,100,110,210',
    'Alder,60,60,120',
    'Birch,40,50,90',
    'Lee,200,200,400',
    'Cedar,200,200,400',
    'South,30,40,70',
    'Pat,30,40,70',
    'Dogwood,10,20,30',
    'Elm,20,20,40',
    'Grand Total,330,350,680',
  ];

  it('become two columns, and no figure counts more than once', async () => {
    const { texts, batch } = await read(['Sales by customer', ...pivot]);
    expect(texts('account')).toEqual(
      ['Alder', 'Birch', 'Cedar', 'Dogwood', 'Elm'].flatMap((name) => [name, name]),
    );
    expect(texts('Group 1')!.slice(4, 8)).toEqual(['North', 'North', 'South', 'South']);
    expect(texts('Group 2')!.slice(2, 8)).toEqual(['Kim', 'Kim', 'Lee', 'Lee', 'Pat', 'Pat']);
    expect(batch.controlTotals).toMatchObject({ revenue: 680 });
  });

  it('are of a market where nothing speaks of customers, without losing their names', async () => {
    const preview = await previewFile(await file(pivot));
    expect(preview).toMatchObject({ kind: 'market', mapping: { category: 'Row Labels' } });
    const { batch } = await read(pivot, 'market');
    expect(batch.controlTotals).toMatchObject({ value: 680 });
  });

  it('are none where one sum differs', () => {
    const rows = pivot.slice(1).map((line) => line.split(','));
    const headers = pivot[0]!.split(',');
    expect(detectSumGroups(headers, rows)).toMatchObject({ names: ['Group 1', 'Group 2'], why: 'sums' });
    const other = rows.map((cells) => (cells[0] === 'Lee' ? ['Lee', '201', '200', '401'] : cells));
    expect(detectSumGroups(headers, other)).toBeNull();
  });
});
