import { expect, test } from 'vitest';
import { loadBook } from '../../../../electron/engine/book/loadBook.ts';
import { importFile } from '../../../../electron/engine/ingest/importFile.ts';
import { currencyIn, headerCurrency } from '../../../../electron/engine/ingest/mapping/headerCurrency.ts';
import { previewFile } from '../../../../electron/engine/ingest/previewFile.ts';
import { createWorkspace } from '../../../../electron/engine/workspace/createWorkspace.ts';
import { temporaryFolder } from './temporaryFiles.ts';

test.each([
  ['Amount (USD)', 'USD'],
  ['Revenue EUR', 'EUR'],
  ['Umsatz in €', 'EUR'],
  ['Umsatz in TEUR', 'EUR'],
  ['EUR revenue, net', 'EUR'],
  ['Sales [GBP]', 'GBP'],
  ['Sales £', 'GBP'],
  ['Turnover (US$ m)', 'USD'],
  ['revenue_usd', 'USD'],
  ['revenueKUsd', 'USD'],
  ['amount_kusd', 'USD'],
  ['销售额（美元）', 'USD'],
  ['销售额(万美元)', 'USD'],
  ['金额（人民币）', 'CNY'],
  ['Revenue (RMB)', 'CNY'],
  ['Revenue', null],
  ['Revenue ($)', null],
  ['金额（元）', null],
  ['销售额_万元', null],
  ['Revenue USD/EUR', null],
  ['all_revenue', null],
  ['try_count', null],
  ['Cop sales', null],
  ['Total', null],
])('%s', (header, currency) => {
  expect(currencyIn(header)).toBe(currency);
});

test('headers of amounts that differ, a column of currencies, the rules and other kinds leave it', () => {
  const take = { headerCurrency: 'take' } as const;
  const both = { revenue: 'Revenue (EUR)', cost: 'Cost (USD)', date: 'Date' };
  expect(headerCurrency('sales', both, take)).toBe(null);
  const one = { revenue: 'Revenue', cost: 'Cost (USD)', date: 'Date' };
  expect(headerCurrency('sales', one, take)).toEqual({ header: 'Cost (USD)', currency: 'USD' });
  expect(headerCurrency('sales', { ...one, currency: 'Currency' }, take)).toBe(null);
  expect(headerCurrency('sales', one, { headerCurrency: 'ignore' })).toBe(null);
  expect(headerCurrency('plans', { target: 'Target (USD)' }, take)).toBe(null);
});

test('rows of two files keep the currency that the header of each names', async () => {
  const folder = await temporaryFolder();
  const workspace = createWorkspace(folder.path('book.qdeck'), {});
  try {
    const dollars = await folder.write(
      'us.csv',
      'Date,Customer,Amount (USD)\n2026-01-05,Acme,1200.5\n2026-01-06,,7\n',
    );
    const euros = await folder.write('de.csv', 'Datum;Kunde;Umsatz in EUR\n05.01.2026;Beta;300,00\n');
    const preview = await previewFile(dollars);
    expect(preview.warnings).toContainEqual(
      expect.objectContaining({
        code: 'headerCurrency',
        params: { header: 'Amount (USD)', currency: 'USD' },
      }),
    );
    for (const path of [dollars, euros]) await importFile(workspace, path, { kind: 'sales' });
    const book = loadBook(workspace);
    const { codes, values } = book.text('currency')!;
    const revenue = book.conversion?.original.number('revenue') ?? book.number('revenue')!;
    const told = Array.from(revenue, (value, row) => `${value} ${values[codes[row]!]}`).sort();
    expect(told).toEqual(['1200.5 USD', '300 EUR', '7 USD']);
  } finally {
    workspace.close();
    await folder.remove();
  }
});

test('the currency can be left open', async () => {
  const folder = await temporaryFolder();
  const workspace = createWorkspace(folder.path('book.qdeck'), {});
  try {
    const path = await folder.write('us.csv', 'Date,Customer,Amount (USD)\n2026-01-05,Acme,1200.5\n');
    await importFile(workspace, path, { kind: 'sales', rules: { headerCurrency: 'ignore' } as never });
    expect(loadBook(workspace).text('currency')).toBe(null);
  } finally {
    workspace.close();
    await folder.remove();
  }
});
