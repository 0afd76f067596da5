import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { detectLedger, ledgerAmount } from '../../../../../electron/engine/ingest/detect/ledger.ts';
import { previewFile } from '../../../../../electron/engine/ingest/previewFile.ts';
import { readBatch } from '../../../../../electron/engine/ingest/readBatch.ts';
import { type ImportRules, importRules, type ReadOptions } from '../../../../../shared/contract/ingest.ts';
import { temporaryFolder } from '../temporaryFiles.ts';

let folder: Awaited<ReturnType<typeof temporaryFolder>>;
beforeEach(async () => {
  folder = await temporaryFolder();
});
afterEach(() => folder.remove());

const tally = [
  'Sales Register',
  '1-Apr-24 to 30-Apr-24',
  'Date,Particulars,Vch Type,Vch No.,Debit,Credit',
  '1-4-2024,Alder Traders,Sales,101,,"1,20,000.50"',
  '2-4-2024,Birch Stores,Sales,102,,900.25',
  '3-4-2024,Alder Traders,Credit Note,7,20.75,',
  '4-4-2024,Alder Traders,Sales,103,,100',
];
const receivables = [
  '应收账款明细账',
  '日期,凭证字号,客户名称,摘要,借方金额,贷方金额,方向,余额',
  '2024-01-01,,上海甲公司,期初余额,,,借,500.00',
  '2024-01-05,记-1,上海甲公司,销售发票,1000.00,,借,1500.00',
  '2024-01-09,收-2,上海甲公司,收款单,,500.00,借,1000.00',
  '2024-01-20,记-3,上海甲公司,销售发票,250.00,,借,1250.00',
  '2024-01-31,,上海甲公司,本月合计,1250.00,500.00,借,1250.00',
];
const german = [
  'Erlöse 2024',
  'Belegdatum;Kunde;Belegnummer;Soll;Haben',
  '05.01.2024;Alder GmbH;R1;;1.234,56',
  '06.01.2024;Birch AG;R2;34,5;',
  '07.01.2024;Alder GmbH;R3;;10,00',
];

async function read(lines: string[], options?: ReadOptions, rules?: ImportRules) {
  const path = await folder.write('table.csv', `${lines.join('\n')}\n`);
  const { batch } = await readBatch(path, { kind: 'sales', read: options, rules });
  expect(batch.accepted + batch.quarantine.length + batch.blank).toBe(batch.rows);
  return batch;
}

describe('amounts of a ledger', () => {
  it('are credits less debits in a register of sales', async () => {
    const path = await folder.write('table.csv', `${tally.join('\n')}\n`);
    const preview = await previewFile(path);
    expect(preview).toMatchObject({ kind: 'sales', records: 4 });
    expect(preview.ledger).toEqual({ debit: 'Debit', credit: 'Credit', side: 'credit', confidence: 0.93 });
    expect(preview.mapping).toMatchObject({
      account: 'Particulars',
      date: 'Date',
      order: 'Vch No.',
      revenue: 'Amount (Credit − Debit)',
    });
    expect((await read(tally)).controlTotals.revenue).toBeCloseTo(120_980, 9);
  });

  it('are debits less credits among receivables, without balances, payments and sums of months', async () => {
    const batch = await read(receivables);
    expect(batch.controlTotals.revenue).toBe(1250);
    expect(batch.accepted).toBe(2);
    expect(batch.quarantine.map(({ reason, column }) => `${reason} ${column}`)).toEqual([
      'missingValue 金额 (借方金额 − 贷方金额)',
      'missingValue 金额 (借方金额 − 贷方金额)',
      'missingValue 金额 (借方金额 − 贷方金额)',
    ]);
  });

  it('are written as the file writes figures, and told by titles', async () => {
    const path = await folder.write('table.csv', `${german.join('\n')}\n`);
    const preview = await previewFile(path);
    expect(preview.ledger).toMatchObject({ side: 'credit', confidence: 0.88 });
    expect(preview.columns.at(-1)?.sample).toEqual(['1234,56', '-34,5', '10,00']);
    expect((await read(german)).controlTotals.revenue).toBeCloseTo(1210.06, 9);
  });

  it('are those of the side that the user names, or none', async () => {
    const kept = importRules.parse({ returns: 'keep' });
    expect((await read(tally, { ledger: 'debit' }, kept)).controlTotals.revenue).toBeCloseTo(-120_980, 9);
    const path = await folder.write('table.csv', `${tally.join('\n')}\n`);
    const off = await previewFile(path, { read: { ledger: 'off' } });
    expect(off.ledger).toMatchObject({ side: null });
    expect(off.warnings.map(({ code }) => code)).not.toContain('ledgerAsked');
    expect(off.columns.map(({ header }) => header)).toEqual(tally[2]!.split(','));
  });

  it('count in the unit of their columns', async () => {
    const lines = [
      '销售明细',
      '日期,客户名称,借方（万元）,贷方（万元）',
      '2024-01-05,甲,,1.5',
      '2024-01-06,乙,0.5,',
      '2024-01-07,乙,,2',
    ];
    expect((await read(lines)).controlTotals.revenue).toBe(30_000);
  });

  it('leave a figure that cannot be read to quarantine', async () => {
    const batch = await read([...tally, '5-4-2024,Cedar,Sales,104,,12x']);
    expect(batch.quarantine.map(({ reason, value }) => `${reason} ${value}`)).toEqual(['badNumber 12x']);
  });
});

describe('is no ledger', () => {
  const rows = [
    ['a', '1', ''],
    ['b', '', '2'],
    ['c', '3', ''],
  ];
  it.each<[string, string[], string[][]]>([
    ['with amounts of its own', ['Account', 'Debit', 'Credit', 'Amount'], rows.map((row) => [...row, '5'])],
    ['with one side', ['Account', 'Debit', 'Payment'], rows],
    [
      'with both sides in every row',
      ['Account', 'Debit', 'Credit'],
      [
        ['a', '1', '2'],
        ['b', '3', '4'],
        ['c', '5', '6'],
      ],
    ],
    ['where a limit of credit is meant', ['Account', 'Credit limit', 'Debit card'], rows],
  ])('%s', (_, headers, cells) => {
    expect(detectLedger(headers, cells, ['Sales'], undefined)).toBeNull();
  });

  it('for sure without titles and documents: it is asked, as for an account at a bank', async () => {
    const lines = [
      'Date,Description,Debit,Credit,Balance',
      '2024-01-02,Shop,5,,95',
      '2024-01-03,Salary,,50,145',
    ];
    const path = await folder.write('table.csv', `${lines.join('\n')}\n`);
    const preview = await previewFile(path);
    expect(preview.ledger).toMatchObject({ side: null, confidence: 0.5 });
    expect(preview.warnings.map(({ code }) => code)).toContain('ledgerAsked');
    expect(preview.columns).toHaveLength(5);
  });
});

it('sums keep the decimals that are written', () => {
  const ledger = { debit: 0, credit: 1, side: 'credit', decimal: '.', name: '' } as const;
  expect(ledgerAmount(['0.1', '0.3'], ledger)).toBe('0.2');
  expect(ledgerAmount(['', ''], ledger)).toBe('');
  expect(ledgerAmount(['5', '', 'Total'], ledger)).toBe('');
});
