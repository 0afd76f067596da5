import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { previewFile } from '../../../../electron/engine/ingest/previewFile.ts';
import { readBatch } from '../../../../electron/engine/ingest/readBatch.ts';
import type { StoredColumn } from '../../../../electron/engine/workspace/types.ts';
import { isoDate } from '../../../../shared/domain/calendar.ts';
import { failureOf, openTestBook, type TestBook } from './localEngine.ts';
import { temporaryFolder } from './temporaryFiles.ts';

let folder: Awaited<ReturnType<typeof temporaryFolder>>;
beforeEach(async () => {
  folder = await temporaryFolder();
});
afterEach(() => folder.remove());

const file = (name: string, lines: string[]) => folder.write(name, `${lines.join('\n')}\n`);

function texts(columns: StoredColumn[], name: string): (string | number | null)[] {
  const column = columns.find((one) => one.name === name)!;
  if (column.type === 'code') return Array.from(column.values, (code) => column.dictionary[code] ?? null);
  return Array.from(column.values, (value) => (column.type === 'day' ? isoDate(value) : value));
}

const codes = (warnings: { code: string }[]) => warnings.map(({ code }) => code);

describe('below the data', () => {
  const rows = [
    'Customer,Date,Revenue',
    'Acme,2025-01-03,10',
    'Beta,2025-01-04,20',
    'Notebook GmbH,2025-01-05,30',
  ];

  it('notes and sources are told, not read', async () => {
    const path = await file('a.csv', [
      ...rows,
      '',
      'Source: ledger of 2025,,',
      '"Note: amounts in euros, unaudited",,',
      '* preliminary,,',
    ]);
    const preview = await previewFile(path);
    expect(preview).toMatchObject({ records: 3, footerRows: 3 });
    expect(preview.warnings.find(({ code }) => code === 'footerSkipped')!.params!.text).toContain(
      'Source: ledger',
    );
    const { batch } = await readBatch(path, { kind: 'sales' });
    expect(batch).toMatchObject({ rows: 4, accepted: 3, blank: 1 });
    const kept = await readBatch(path, { kind: 'sales', read: { footer: 'read' } });
    expect(kept.batch).toMatchObject({ rows: 7, accepted: 3, blank: 1 });
  });

  it('records of nothing but blanks among them do no harm', async () => {
    const path = await file('a.csv', [...rows, ' ,  , ', 'Source: ledger,,', ' , ,']);
    expect(await previewFile(path)).toMatchObject({ records: 4, footerRows: 2 });
  });

  it('a name that begins like a note is a row', async () => {
    const path = await file('a.csv', [...rows, 'Source Ltd,2025-01-06,5', 'Notes & Co,2025-01-06,5']);
    expect(await previewFile(path)).toMatchObject({ records: 5, footerRows: 0 });
    const sparse = await file('b.csv', [
      'Customer,City,Owner,Tier',
      'Acme,Leeds,Ann,A',
      'Beta,York,Bob,B',
      'Cora,,,',
    ]);
    expect(await previewFile(sparse)).toMatchObject({ records: 3, footerRows: 0 });
  });

  it('are found at the end of a long file too', async () => {
    const many = Array.from(
      { length: 60_000 },
      (_, row) => `Customer ${row % 97},2025-01-${String((row % 28) + 1).padStart(2, '0')},${row}`,
    );
    const path = await file('long.csv', [
      'Customer,Date,Revenue',
      ...many,
      'Note: figures are net of returns.,,',
    ]);
    expect(await previewFile(path)).toMatchObject({ records: 60_000, footerRows: 1 });
    const { batch } = await readBatch(path, { kind: 'sales' });
    expect(batch).toMatchObject({ rows: 60_000, accepted: 60_000 });
  });

  it('a second table is told; the same header once more is passed over', async () => {
    const other = await file('two.csv', [
      ...rows,
      ',,',
      'Targets,,',
      'Region,Owner,Target',
      'North,Ann,100',
      'South,Bob,200',
    ]);
    const preview = await previewFile(other);
    expect(preview.records).toBe(3);
    expect(preview.warnings.find(({ code }) => code === 'secondTable')!.params).toMatchObject({
      text: 'Targets',
    });
    const stacked = await file('same.csv', [...rows, ',,', 'February,,', rows[0]!, 'Acme,2025-02-03,11']);
    const { batch } = await readBatch(stacked, { kind: 'sales' });
    expect(batch).toMatchObject({ rows: 7, accepted: 4, blank: 1 });
    expect(batch.quarantine.map(({ reason, line }) => [reason, line])).toEqual([
      ['titleRow', 6],
      ['repeatedHeader', 7],
    ]);
  });
});

describe('records that only look like another table', () => {
  it('are read: words in place of figures below a blank record do not name the columns of what follows', async () => {
    const path = await file('gap.csv', [
      'Customer,Date,Revenue,Quantity',
      'Acme,2025-01-03,10,1',
      'Beta,2025-01-04,20,2',
      ',,,',
      'Cora,unknown,later,',
      'Acme,2025-01-05,30,3',
      'Beta,2025-01-06,40,4',
    ]);
    const { batch, warnings } = await readBatch(path, { kind: 'sales' });
    expect(batch).toMatchObject({ rows: 6, accepted: 4, blank: 1 });
    expect(batch.quarantine.map(({ line }) => line)).toEqual([5]);
    expect(codes(warnings)).not.toContain('secondTable');
  });
});

describe('headers of several records', () => {
  it('leave out remarks scattered above a header that is complete by itself', async () => {
    const path = await file('remarks.csv', [
      'Lots of people,,,,,',
      'cannot resist,,,,,some notes',
      'at,the,top,,of,their sheets',
      'or,merging,,,,cells',
      'Name,Profession,Age,Children,Born,Died',
      'Ann,actor,69,yes,1947-01-08,2016-01-10',
      'Bob,author,60,no,1956-10-21,2016-12-27',
      'Cid,actor,90,yes,1926-10-18,2017-03-18',
    ]);
    const preview = await previewFile(path);
    expect(preview).toMatchObject({ headerRow: 4, headerRows: 1, records: 3 });
    expect(preview.columns[0]!.header).toBe('Name');
  });

  it('are joined, and the user decides how many there are', async () => {
    const path = await file('a.csv', ['control,,fire,', 'X,Y,X,Y', '1,2,3,4', '5,6,7,8']);
    const preview = await previewFile(path);
    expect(preview).toMatchObject({ headerRow: 1, headerRows: 2, records: 2 });
    expect(preview.columns.map(({ header }) => header)).toEqual([
      'control X',
      'control Y',
      'fire X',
      'fire Y',
    ]);
    const one = await previewFile(path, { read: { headerRow: 1, headerRows: 1 } });
    expect(one.columns.map(({ header }) => header)).toEqual(['X', 'Y', 'X (2)', 'Y (2)']);
  });
});

describe('dates without a year', () => {
  const rows = ['客户名称,月份,销售额', '甲,1月,10', '乙,2月,20', '甲,3月,30'];

  it('take it from a title, the name of the file, a column, or the user', async () => {
    const dates = async (path: string, year?: number) =>
      texts(
        (await readBatch(path, { kind: 'sales', read: year ? { year } : {} })).batch.columns,
        'date',
      ).sort();
    const expected = ['2025-01-01', '2025-02-01', '2025-03-01'];
    expect(await dates(await file('a.csv', ['2025年销售,,', ...rows]))).toEqual(expected);
    expect(await dates(await file('销售2025.csv', rows))).toEqual(expected);
    expect(
      await dates(
        await file('b.csv', [
          '客户名称,年份,月份,销售额',
          '甲,2025,1月,10',
          '乙,2025,2月,20',
          '甲,2025,3月,30',
        ]),
      ),
    ).toEqual(expected);
    const open = await file('c.csv', rows);
    expect(codes((await previewFile(open)).warnings)).toContain('yearNeeded');
    expect(await dates(open, 2025)).toEqual(expected);
    const { batch } = (await readBatch(open, { kind: 'sales' }).catch(() => ({ batch: null }))) as {
      batch: null;
    };
    expect(batch === null || (batch as { accepted: number }).accepted === 0).toBe(true);
  });

  it('and months reported together count on the first day, with their number', async () => {
    const path = await file('社零.csv', [
      '期间,市场规模(亿元)',
      '2025年1-2月,100',
      '2025年3月,55.5',
      '2025年4月,60',
    ]);
    const preview = await previewFile(path);
    expect(preview.kind).toBe('market');
    expect(codes(preview.warnings)).toContain('combinedPeriods');
    const { batch } = await readBatch(path, { kind: 'market' });
    expect(texts(batch.columns, 'date')).toEqual(['2025-01-01', '2025-03-01', '2025-04-01']);
    expect(texts(batch.columns, 'period_months')).toEqual([2, 1, 1]);
    expect(texts(batch.columns, 'value')).toEqual([1e10, 5.55e9, 6e9]);
  });
});

describe('periods across', () => {
  it('in two records of years and months, with totals in both directions left out', async () => {
    const path = await file('a.csv', [
      ',,2024,,2025,,',
      'Customer,Region,Nov,Dec,Jan,Feb,Total',
      'Acme,East,1,2,3,4,10',
      'Beta,West,10,,30,40,80',
      'Total,,11,2,33,44,90',
    ]);
    const { batch, warnings } = await readBatch(path, { kind: 'sales' });
    expect(texts(batch.columns, 'date')).toEqual([
      '2024-11-01',
      '2024-12-01',
      '2025-01-01',
      '2025-02-01',
      '2024-11-01',
      '2025-01-01',
      '2025-02-01',
    ]);
    expect(batch.controlTotals.revenue).toBe(90);
    expect(batch).toMatchObject({ rows: 9, accepted: 7, blank: 1 });
    expect(codes(warnings)).toEqual(
      expect.arrayContaining(['unpivoted', 'totalColumns', 'totalsLeftOut', 'cellsCounted']),
    );
  });

  it('with a measure beside each period become several fields', async () => {
    const path = await file('a.csv', [
      '客户,2025年1月 销售额,2025年1月 数量,2025年2月 销售额,2025年2月 数量,2025年3月 销售额,2025年3月 数量',
      '甲,100,10,110,11,120,',
      '乙,200,20,,,220,22',
    ]);
    const { batch } = await readBatch(path, { kind: 'sales' });
    expect(texts(batch.columns, 'revenue')).toEqual([100, 110, 120, 200, 220]);
    expect(texts(batch.columns, 'quantity')).toEqual([10, 11, Number.NaN, 20, 22]);
    expect(batch.blank).toBe(1);
  });

  it('are plans, stock or a market where the words say so', async () => {
    const lines = (first: string) => [
      `${first},2025-01,2025-02,2025-03,2025-04`,
      'Ann,1,2,3,4',
      'Bob,5,6,7,8',
    ];
    expect(await previewFile(await file('sales plan.csv', lines('Account manager')))).toMatchObject({
      kind: 'plans',
      unpivot: { value: 'target' },
    });
    expect(await previewFile(await file('库存表.csv', lines('经销商')))).toMatchObject({
      kind: 'stock',
      unpivot: { value: 'inventory' },
    });
    expect(await previewFile(await file('market.csv', lines('Region')))).toMatchObject({
      kind: 'market',
      unpivot: { value: 'value' },
    });
    expect(await previewFile(await file('x.csv', lines('Customer')))).toMatchObject({
      kind: 'sales',
      unpivot: { value: 'revenue' },
    });
  });

  it('stay columns where the user says so', async () => {
    const path = await file('a.csv', ['Customer,2025-01,2025-02,2025-03', 'Acme,1,2,3', 'Beta,4,5,6']);
    const preview = await previewFile(path, { kind: 'accounts' });
    expect(preview.unpivot).toBeNull();
    expect((await previewFile(path, { kind: 'sales', unpivot: null })).unpivot).toBeNull();
    const { batch } = await readBatch(path, { kind: 'accounts' });
    expect(texts(batch.columns, '2025-02')).toEqual([2, 5]);
  });
});

describe('units', () => {
  it('of a title apply to money, those of a header to its column, and the user overrules both', async () => {
    const path = await file('a.csv', [
      '2025年销售,,,',
      '单位：万元,,,',
      '客户,日期,销售额,数量',
      '甲,2025-01-05,1.5,10',
      '乙,2025-01-06,2,20',
    ]);
    const { batch, warnings } = await readBatch(path, { kind: 'sales' });
    expect(batch.controlTotals).toEqual({ revenue: 35_000, quantity: 30 });
    expect(codes(warnings)).toContain('unitFromTitle');
    const plain = await readBatch(path, { kind: 'sales', read: { scale: { 销售额: 0 } } });
    expect(plain.batch.controlTotals).toEqual({ revenue: 3.5, quantity: 30 });
  });
});

describe('in a workspace', () => {
  let book: TestBook;
  beforeEach(async () => {
    book = await openTestBook();
  });
  afterEach(() => book.remove());

  const month = (name: string, column: string) =>
    book.csv(name, [
      'Kunde;Umsatz Betrag;Wann;Art',
      `A;1.000,50;03.04.2025;${column}`,
      `B;2,25;04.04.2025;${column}`,
    ]);
  const mapping = { account: 'Kunde', revenue: 'Umsatz Betrag', date: 'Wann' };

  it('the next file of the same columns is imported like the last, until that is forgotten', async () => {
    const first = await month('april.csv', 'x');
    const read = { dateOrder: { Wann: 'mdy' as const } };
    await book.call('ingest.import', { file: first, kind: 'sales', mapping, read, mode: 'append' });
    const second = await month('mai.csv', 'y');
    const preview = await book.call('ingest.preview', { file: second });
    expect(preview).toMatchObject({ kind: 'sales', mapping, remembered: { file: 'april.csv' } });
    expect(preview.columns.find(({ header }) => header === 'Wann')!.dateOrder).toBe('mdy');
    const done = await book.call('ingest.import', { file: second, kind: 'sales', mode: 'append' });
    expect(codes(done.warnings)).toContain('remembered');
    expect(done.controlTotals.revenue).toBe(1002.75);
    const { rows } = await book.call('workspace.quarantine', { batch: done.batch, offset: 0, limit: 10 });
    expect(rows).toEqual([]);
    expect((await book.call('ingest.preview', { file: second, memory: 'ignore' })).remembered).toBeNull();
    expect((await book.call('ingest.preview', { file: second, kind: 'stock' })).remembered).toBeNull();
    await book.call('ingest.forget', { shape: preview.shape });
    expect((await book.call('ingest.preview', { file: second })).remembered).toBeNull();
  });

  it('every extra column is a field, and free text is not offered as a filter', async () => {
    const names = Array.from({ length: 90 }, (_, at) => `K${at}`);
    const accounts = [
      'Customer,Programme,Remark to the visit',
      ...names.map((name, at) => `${name},${at % 3 ? 'gold' : 'none'},remark ${at}`),
    ];
    const orders = names.flatMap((name) => [1, 4, 8].map((month) => ({ name, month })));
    const sales = [
      'Customer,Date,Revenue,Campaign',
      ...orders.map(
        ({ name, month }, at) => `${name},2025-0${month}-05,${(at % 40) + 1},${at % 2 ? 'spring' : 'autumn'}`,
      ),
    ];
    await book.call('ingest.import', {
      file: await book.csv('a.csv', accounts),
      kind: 'accounts',
      mode: 'append',
    });
    await book.call('ingest.import', { file: await book.csv('s.csv', sales), kind: 'sales', mode: 'append' });
    const fields = new Map((await book.call('book.fields', {})).map((field) => [field.name, field]));
    expect(fields.get('Programme')).toMatchObject({ of: 'account', type: 'text', distinct: 2 });
    expect(fields.get('Programme')!.unique).toBeUndefined();
    expect(fields.get('Campaign')).toMatchObject({ of: 'sales', distinct: 2 });
    expect(fields.get('Remark to the visit')!.unique).toBe(true);
    expect(fields.get('account')!.unique).toBeUndefined();
    const ask = (comparedBy: string, question: 'headroom' | 'opportunities' = 'headroom') =>
      book.call('analyse.run', {
        question,
        slice: { where: [], basis: 'net' },
        options: { comparedBy },
      });
    expect((await ask('Programme')).evidence.parameters).toMatchObject({ comparedBy: ['Programme'] });
    expect((await failureOf(ask('Nope'))).code).toBe('unknownField');
    const advice = async (fields: string) => (await ask(fields, 'opportunities')).evidence.parameters;
    expect(await advice('Programme, Campaign')).toMatchObject({ comparedBy: ['Programme', 'Campaign'] });
    expect(await advice('')).toMatchObject({ comparedBy: [] });
    expect((await failureOf(ask('Pro\\,gramme', 'opportunities'))).message).toContain('"Pro,gramme"');
  });
});
