import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { importFile } from '../../../../electron/engine/ingest/importFile.ts';
import { previewFile } from '../../../../electron/engine/ingest/previewFile.ts';
import { readBatch } from '../../../../electron/engine/ingest/readBatch.ts';
import type { NewBatch, StoredColumn, Workspace } from '../../../../electron/engine/workspace/types.ts';
import { importRules, type Mapping } from '../../../../shared/contract/ingest.ts';
import { dayOf, isoDate } from '../../../../shared/domain/calendar.ts';
import type { TableKind } from '../../../../shared/domain/fields.ts';
import { temporaryFolder } from './temporaryFiles.ts';
import { zipOf } from './zipOf.ts';

let folder: Awaited<ReturnType<typeof temporaryFolder>>;
beforeAll(async () => {
  folder = await temporaryFolder();
});
afterAll(() => folder.remove());

function texts(batch: NewBatch, name: string): (string | null)[] {
  const column = find(batch, name);
  if (column.type !== 'code') throw new Error(`${name} is not text`);
  return Array.from(column.values, (code) => (code < 0 ? null : column.dictionary[code]!));
}

function find(batch: NewBatch, name: string): StoredColumn {
  const column = batch.columns.find((candidate) => candidate.name === name);
  if (!column) throw new Error(`no column ${name}`);
  return column;
}

const files: [TableKind, string, Mapping][] = [
  [
    'sales',
    'Client,Invoice Date,Net Sales\nA,2024-01-01,1\nB,2024-01-02,2\n',
    { account: 'Client', date: 'Invoice Date', revenue: 'Net Sales' },
  ],
  [
    'sales',
    '客户编号,客户名称,订单日期,产品编码,产品名称,数量,单价,大区\n001,甲公司,2024/1/5,P1,螺丝,3,2.5,华东\n002,乙公司,2024/1/6,P2,螺母,4,1.5,华南\n',
    {
      account: '客户名称',
      account_id: '客户编号',
      date: '订单日期',
      product: '产品名称',
      sku: '产品编码',
      quantity: '数量',
      price: '单价',
      region: '大区',
    },
  ],
  [
    'accounts',
    'Customer ID,Customer Name,Segment,Account Manager,Contract End,Colour\n1,Acme,Gold,Kim,31/12/2024,red\n2,Bolt,Silver,Lee,30/06/2025,blue\n',
    {
      account: 'Customer Name',
      account_id: 'Customer ID',
      segment: 'Segment',
      owner: 'Account Manager',
      contract_end: 'Contract End',
      Colour: 'Colour',
    },
  ],
  [
    'products',
    'SKU,Item Name,Category,List Price\nA1,Bolt,Metal,1.50\nB2,Nut,Metal,0.75\n',
    { product: 'Item Name', sku: 'SKU', category: 'Category', list_price: 'List Price' },
  ],
  [
    'plans',
    'Month,Account Manager,Sales Target\n2024-01,Kim,1000\n2024-02,Kim,1200\n',
    { date: 'Month', target: 'Sales Target', owner: 'Account Manager' },
  ],
  [
    'feedback',
    'Customer,Date,NPS,Comment\nAcme,2024-01-05,9,good\nBolt,2024-01-06,3,late\n',
    { account: 'Customer', date: 'Date', nps: 'NPS', comment: 'Comment' },
  ],
  [
    'activities',
    '客户,拜访日期,拜访记录\n甲,2024-01-05,谈续约\n乙,2024-01-06,介绍新品\n',
    { account: '客户', date: '拜访日期', note: '拜访记录' },
  ],
  [
    'stock',
    '门店,日期,品名,期末库存,出库量\n一店,2024-01-05,纸,30,4\n二店,2024-01-05,纸,20,3\n',
    { account: '门店', date: '日期', product: '品名', inventory: '期末库存', outbound: '出库量' },
  ],
  [
    'market',
    'Period,Region,Market Size\n2024-01,North,100.5\n2024-02,North,101.5\n',
    { date: 'Period', value: 'Market Size', region: 'Region' },
  ],
  [
    'rates',
    'Date,From,To,Rate\n2024-01-05,USD,CNY,7.1\n2024-01-06,USD,CNY,7.2\n',
    { date: 'Date', from: 'From', to: 'To', rate: 'Rate' },
  ],
];

describe('kinds and mappings', () => {
  it.each(files)('%s are recognised and read', async (kind, text, mapping) => {
    const path = await folder.write('kind.csv', text);
    const preview = await previewFile(path);
    expect(preview.kind).toBe(kind);
    expect(preview.mapping).toEqual(mapping);
    const { batch } = await readBatch(path, { kind });
    expect([batch.rows, batch.accepted]).toEqual([2, 2]);
    for (const column of batch.columns) expect(column.values.length).toBe(2);
  });

  it('a single identifier is the account, a single code the product', async () => {
    const path = await folder.write('single.csv', 'CustomerID,StockCode,Date,Amount\n1,A,2024-01-01,5\n');
    expect((await previewFile(path)).mapping).toEqual({
      account: 'CustomerID',
      product: 'StockCode',
      date: 'Date',
      revenue: 'Amount',
    });
  });

  it('what the user maps stands; open required fields are filled; other names become attributes', async () => {
    const path = await folder.write(
      'own.csv',
      'Customer,Day,Amount,Town,Weight\nA,2024-01-01,5,X,1.5\nB,2024-01-01,6,Y,2.5\n',
    );
    const { batch } = await readBatch(path, {
      kind: 'sales',
      mapping: { account: 'Town', place: 'Customer', kilograms: 'Weight' },
    });
    expect(batch.mapping).toEqual({
      account: 'Town',
      place: 'Customer',
      kilograms: 'Weight',
      date: 'Day',
      revenue: 'Amount',
    });
    expect(texts(batch, 'account')).toEqual(['X', 'Y']);
    expect(texts(batch, 'place')).toEqual(['A', 'B']);
    expect(find(batch, 'kilograms')).toMatchObject({ type: 'number', values: Float64Array.of(1.5, 2.5) });
  });
});

describe('sales', () => {
  it('come sorted by account with keys, labels and source records', async () => {
    const path = await folder.write(
      'sales.csv',
      'customer id,customer,date,sku,product,amount\n7,Seven,2024-01-03,p,Pen,1\n,,2024-01-01,p,Pen,2\n5,Five Ltd,2024-01-02,q,,3\n7,Seven Inc,2024-01-01,q,Quill,4\n7,Seven Inc,2024-01-05,p,Pencil,5\n',
    );
    const { batch } = await readBatch(path, { kind: 'sales' });
    expect(find(batch, 'account')).toMatchObject({
      dictionary: ['7', '5'],
      labels: ['Seven Inc', 'Five Ltd'],
    });
    expect(texts(batch, 'account')).toEqual(['7', '7', '7', '5', null]);
    expect([...find(batch, 'record').values]).toEqual([1, 4, 5, 3, 2]);
    expect([...find(batch, 'revenue').values]).toEqual([1, 4, 5, 3, 2]);
    expect(find(batch, 'product')).toMatchObject({ dictionary: ['p', 'q'], labels: ['Pen', 'Quill'] });
    expect(batch.controlTotals).toEqual({ revenue: 15 });
  });

  it('counts every rule and keeps or quarantines as told', async () => {
    const text =
      'customer,date,order,quantity,price\nA,2024-01-01,1,2,5\n,2024-01-01,2,1,0\nA,2024-01-02,C3,-2,5\nA,2024-01-01,1,2,5\nB,2024-01-02,4,1,-3\n';
    const path = await folder.write('rules.csv', text);
    const kept = await readBatch(path, { kind: 'sales' });
    expect(kept.batch.rules.map(({ rule, count, action }) => [rule, count, action])).toEqual([
      ['missingAccount', 1, 'keep'],
      ['cancellation', 1, 'keep'],
      ['zeroPrice', 1, 'keep'],
      ['negativePrice', 1, 'keep'],
      ['duplicate', 1, 'keep'],
    ]);
    const rules = importRules.parse({
      missingAccount: 'quarantine',
      zeroPrice: 'quarantine',
      duplicate: 'quarantine',
      cancellation: 'quarantine',
    });
    const { batch } = await readBatch(path, { kind: 'sales', rules });
    expect(batch.accepted).toBe(1);
    expect(
      batch.quarantine.map(({ line, record, reason, text: row }) => [line, record, reason, row]),
    ).toEqual([
      [3, 2, 'missingAccount', ',2024-01-01,2,1,0'],
      [4, 3, 'cancellation', 'A,2024-01-02,C3,-2,5'],
      [5, 4, 'duplicate', 'A,2024-01-01,1,2,5'],
      [6, 5, 'negativePrice', 'B,2024-01-02,4,1,-3'],
    ]);
    expect(find(batch, 'account')).toMatchObject({ dictionary: ['A'] });
  });

  it('reads units, percent, brackets, currency and Chinese dates', async () => {
    const text = '客户,月份,金额(万元),毛利率\n甲,2011年5月,"1,234.5",12%\n乙,2011年6月,(0.1),-3%\n';
    const path = await folder.write('units.csv', text);
    const { batch, warnings } = await readBatch(path, {
      kind: 'sales',
      mapping: { account: '客户', date: '月份', revenue: '金额(万元)', gm: '毛利率' },
    });
    expect([...find(batch, 'revenue').values]).toEqual([12_345_000, -1000]);
    expect([...find(batch, 'gm').values]).toEqual([0.12, -0.03]);
    expect([...find(batch, 'date').values].map(isoDate)).toEqual(['2011-05-01', '2011-06-01']);
    expect(warnings.map(({ code }) => code)).toContain('unitApplied');
  });

  it('decides day and month, and the decimal mark, from the whole column', async () => {
    const rows = Array.from(
      { length: 40 },
      (_, at) => `A;${at === 39 ? 25 : (at % 12) + 1}.${(at % 12) + 1}.2024;1.00${at % 10},5`,
    );
    const path = await folder.write('german.csv', `Kunde;Datum;Betrag\n${rows.join('\n')}\n`);
    const preview = await previewFile(path, { kind: 'sales' });
    expect(preview).toMatchObject({ delimiter: ';' });
    expect(preview.columns[1]).toMatchObject({ type: 'date', dateOrder: 'dmy', formatConfidence: 1 });
    expect(preview.columns[2]).toMatchObject({ type: 'number', decimal: ',' });
    const mapping = { account: 'Kunde', date: 'Datum', revenue: 'Betrag' };
    const { batch } = await readBatch(path, { kind: 'sales', mapping });
    expect(batch.controlTotals.revenue).toBeCloseTo(40 * 1000.5 + 4 * 45, 6);
    expect(find(batch, 'date').values[39]).toBe(dayOf(2024, 4, 25));
    const forced = await readBatch(path, { kind: 'sales', mapping, read: { dateOrder: { Datum: 'mdy' } } });
    expect(forced.batch.quarantine).toMatchObject([{ reason: 'badDate', column: 'Datum', record: 40 }]);
  });

  it('names no order where each date is written so that there is but one', async () => {
    const path = await folder.write('named.csv', 'Customer,Date,Amount\nA,2-Apr-24,5\nB,2024-05-03,6\n');
    const [, date] = (await previewFile(path, { kind: 'sales' })).columns;
    expect(date).toMatchObject({ type: 'date' });
    expect(date).not.toHaveProperty('dateOrder');
    const { batch } = await readBatch(path, { kind: 'sales' });
    expect([...find(batch, 'date').values]).toEqual([dayOf(2024, 4, 2), dayOf(2024, 5, 3)]);
  });

  it('looks at every row where the first thousands leave day and month open', async () => {
    const early = Array.from({ length: 60_000 }, (_, at) => `Client ${at % 9},1/${(at % 12) + 1}/2011,5.25`);
    const path = await folder.write(
      'open.csv',
      `Customer,Date,Amount\n${early.join('\n')}\nClient 1,13/1/2011,1\n`,
    );
    const preview = await previewFile(path);
    expect(preview.columns[1]).toMatchObject({ type: 'date', dateOrder: 'dmy', formatConfidence: 1 });
    const { batch } = await readBatch(path, { kind: 'sales' });
    expect([batch.accepted, batch.quarantine.length]).toEqual([60_001, 0]);
  });
});

describe('accounts', () => {
  it('listed twice are merged: the last value that is not empty wins, the copy is shown', async () => {
    const path = await folder.write('twice.csv', 'account,segment,wallet\nA,Gold,5\nB,Silver,6\nA,,7\n');
    const { batch, warnings } = await readBatch(path, { kind: 'accounts' });
    expect([batch.rows, batch.accepted, batch.quarantine.length]).toEqual([3, 2, 1]);
    expect(texts(batch, 'segment')).toEqual(['Gold', 'Silver']);
    expect([...find(batch, 'wallet').values]).toEqual([7, 6]);
    expect(batch.quarantine).toMatchObject([
      { line: 4, record: 3, reason: 'repeatedKey', value: 'A', text: 'A,,7' },
    ]);
    expect(warnings.map(({ code }) => code)).toContain('repeatedKeys');
  });

  it('have no account that is the total of the others', async () => {
    const text =
      '客户编码,客户名称,数量,价税合计\n01,甲,1000,13560.00\n02,乙,200,2712.00\n合计,,1200,16272.00\n';
    const { batch } = await readBatch(await folder.write('total.csv', text), { kind: 'accounts' });
    expect(batch.accepted).toBe(2);
    expect(batch.quarantine.map(({ reason }) => reason)).toEqual(['totalRow']);
    const named = '客户编码,客户名称,数量\n01,甲,1000\n02,乙,200\n03,合计,77\n';
    const other = await readBatch(await folder.write('named.csv', named), { kind: 'accounts' });
    expect(other.batch.accepted).toBe(3);
  });

  it('with numbers that begin with zero keep them', async () => {
    const path = await folder.write('zeros.csv', 'account,code\n0012,007\n0013,008\n');
    const { batch } = await readBatch(path, {
      kind: 'accounts',
      mapping: { account: 'account', code: 'code' },
    });
    expect(texts(batch, 'account')).toEqual(['0012', '0013']);
    expect(texts(batch, 'code')).toEqual(['007', '008']);
  });
});

describe('packing and hand-over', () => {
  const text = 'account,date,revenue\nA,2024-01-01,1\nB,2024-01-02,2\n';

  it('reads gzip and a zip of one file alike', async () => {
    const plain = await readBatch(await folder.write('a.csv', text), { kind: 'sales' });
    for (const path of [
      await folder.write('a.csv.gz', gzipSync(text)),
      await folder.write('a.zip', zipOf([{ name: 'a.csv', content: text }])),
    ]) {
      const { batch } = await readBatch(path, { kind: 'sales' });
      expect(batch.columns).toEqual(plain.batch.columns);
      expect(batch.hash).not.toBe(plain.batch.hash);
    }
  });

  it('commits the batch and says what it created', async () => {
    const committed: NewBatch[] = [];
    const path = await folder.write('b.csv', text);
    const workspace = {
      path,
      batches: () => [],
      commitBatch: async (batch: NewBatch) => committed.push(batch),
    } as unknown as Workspace;
    const existing = { accounts: new Set(['A']), products: new Set<string>() };
    const result = await importFile(workspace, path, { kind: 'sales', name: 'upload.csv', existing });
    expect(result).toMatchObject({
      batch: 1,
      kind: 'sales',
      rows: 2,
      accepted: 2,
      quarantined: 0,
      blank: 0,
      created: { accounts: 1, products: 0 },
    });
    expect(committed).toMatchObject([{ source: 'upload.csv', accepted: 2 }]);
  });
});
