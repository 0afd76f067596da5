import { readFile } from 'node:fs/promises';
import { tableFromIPC } from 'apache-arrow';
import { afterEach, describe, expect, it } from 'vitest';
import { ruleScore } from '../../../../electron/engine/quality/checkQuality.ts';
import { robustScale } from '../../../../electron/engine/quality/robustScale.ts';
import { type QualityRule, qualityRules } from '../../../../shared/contract/quality.ts';
import { failureOf, type TestBook } from '../ingest/localEngine.ts';
import { cleanLines, countsOf, openQualityBook } from './qualityBook.ts';

let book: TestBook | null = null;
afterEach(async () => {
  await book?.remove();
  book = null;
});

const clean = cleanLines();
const withSales = (...lines: string[]) => ({ sales: [...clean.sales, ...lines] });

/** A defect, planted in the clean book, and how many its rule finds. Other rules may see it too. */
const planted: [QualityRule, Parameters<typeof openQualityBook>[0], number][] = [
  ['missingOwner', { accounts: [...clean.accounts, 'Dunmore,,Bath,2023-01-01,2026-12-31'] }, 1],
  ['unlistedAccounts', withSales('Stranger,Tea,X1,2024-03-03,1,2.00,2.00,EUR'), 1],
  ['unlistedProducts', withSales('Ashford,Soap,X1,2024-03-03,1,2.00,2.00,EUR'), 1],
  ['rowsWithoutAccount', withSales(',Tea,X1,2024-03-03,1,2.00,2.00,EUR'), 1],
  ['bookGaps', { sales: clean.sales.filter((line) => !line.includes(',2024-05-')) }, 1],
  ['accountGaps', { sales: clean.sales.filter((line) => !/^Ashford,.*,2024-0[56]-/.test(line)) }, 2],
  [
    'currencyHoles',
    withSales('Ashford,Tea,X1,2024-03-03,1,2.00,2.00,GBP', 'Ashford,Tea,X2,2024-03-03,1,2,2,'),
    2,
  ],
  ['currencyHoles', { rates: clean.rates.slice(1) }, 15],
  ['duplicateAccounts', { accounts: [...clean.accounts, 'ASHFORD Ltd,Ann,Leeds,2023-01-01,2026-12-31'] }, 1],
  ['duplicateLines', withSales(clean.sales[3]!, clean.sales[3]!), 2],
  [
    'returnsWithoutSale',
    withSales('Ashford,Tea,X1,2024-01-01,-1,2.00,-2.00,EUR', 'Ashford,Tea,X2,2024-02-01,-1,2.00,-2.00,EUR'),
    1,
  ],
  ['returnsAsSales', withSales('Ashford,Tea,X1,2024-03-03,1,2.00,2.00,EUR,Y'), 1],
  ['serviceLines', withSales('Ashford,Postage and packing,X1,2024-03-03,1,2.00,2.00,EUR'), 1],
  ['priceTimesQuantity', withSales('Ashford,Tea,X1,2024-03-03,10,2.00,2.00,EUR'), 1],
  ['unmatchedPlans', { plans: [...clean.plans, '2024-01-01,5,Nobody,Ann', '2024-01-01,5,Ashford,Zoe'] }, 2],
  ['futureDates', withSales('Ashford,Tea,X1,2199-03-03,1,2.00,2.00,EUR'), 1],
  ['beforeContract', withSales('Ashford,Tea,X1,2022-03-03,1,2.00,2.00,EUR'), 1],
  ['contractDates', { accounts: [...clean.accounts, 'Dunmore,Ann,Bath,2025-01-01,2024-12-31'] }, 1],
  ['priceOutliers', withSales('Ashford,Tea,X1,2024-03-03,1,200.00,200.00,EUR'), 1],
  ['monthOutliers', withSales('Ashford,Tea,X1,2024-03-03,5000,2.00,10000.00,EUR'), 1],
  [
    'feedbackRange',
    {
      feedback: [
        ...clean.feedback,
        'Ashford,2024-05-01,11',
        'Ashford,2024-05-01,-1',
        'Ashford,2024-05-01,7.5',
      ],
    },
    3,
  ],
  ['negativeStock', { stock: [...clean.stock, 'Ashford,2024-06-01,-3'] }, 1],
];

describe('a clean book', () => {
  it('scores 100, every rule applies, and none finds anything', async () => {
    book = await openQualityBook();
    expect(await countsOf(book)).toEqual(Object.fromEntries(qualityRules.map((rule) => [rule, 0])));
    const report = await book.call('quality.report', {});
    expect(report.score).toBe(100);
    expect(report.dimensions.map(({ score }) => score)).toEqual([100, 100, 100, 100, 100]);
    expect(report.dimensions.reduce((sum, { rules }) => sum + rules, 0)).toBe(qualityRules.length);
  });
});

describe('a planted defect', () => {
  it('is there for every rule', () => {
    expect(new Set(planted.map(([rule]) => rule))).toEqual(new Set(qualityRules));
  });

  it.each(planted)('%s is found', async (rule, change, count) => {
    book = await openQualityBook(change);
    expect((await countsOf(book))[rule]).toBe(count);
    const report = await book.call('quality.report', {});
    expect(report.score).toBeLessThan(100);
    const page = await book.call('quality.rows', { rule, offset: 0, limit: 1000 });
    expect([page.total, tableFromIPC(page.arrow).numRows]).toEqual([count, count]);
  });
});

describe('a rule without anything to look at', () => {
  it('does not apply and has no part in the score', async () => {
    book = await openQualityBook({
      accounts: [],
      products: [],
      plans: [],
      feedback: [],
      stock: [],
      rates: [],
    });
    const counts = await countsOf(book);
    const silent = qualityRules.filter((rule) => counts[rule] === -1);
    expect(silent).toEqual(
      [
        ...['missingOwner', 'unlistedAccounts', 'unlistedProducts', 'unmatchedPlans'],
        ...['beforeContract', 'contractDates', 'feedbackRange', 'negativeStock'],
      ].sort((a, b) => qualityRules.indexOf(a as QualityRule) - qualityRules.indexOf(b as QualityRule)),
    );
    expect(
      (await failureOf(book.call('quality.rows', { rule: 'negativeStock', offset: 0, limit: 1 }))).code,
    ).toBe('noData');
  });
});

describe('a date far in the future', () => {
  it('is a fault of its own, and no gap of all the months before it', async () => {
    book = await openQualityBook(withSales('Ashford,Tea,X1,2199-03-03,1,2.00,2.00,EUR'));
    expect(await countsOf(book)).toMatchObject({ futureDates: 1, bookGaps: 0, accountGaps: 0 });
  });
});

describe('the score', () => {
  it('is what its formula says', () => {
    expect([0, 0.01, 0.25, 1, 2].map(ruleScore)).toEqual([100, 90, 50, 0, 0]);
  });

  it('goes by revenue where that is the larger share', async () => {
    book = await openQualityBook(withSales('Ashford,Tea,X1,2199-03-03,1,9000.00,9000.00,EUR'));
    const { findings } = await book.call('quality.report', {});
    const found = findings.find(({ rule }) => rule === 'futureDates')!;
    expect(found.revenueShare).toBeGreaterThan(0.8);
    expect(found.score).toBeCloseTo(ruleScore(found.revenueShare!), 9);
  });

  it('rests on a robust scale', () => {
    const { median, deviation } = robustScale(Float64Array.of(1, 2, 3, 4, 1000));
    expect([median, deviation]).toEqual([3, 1.4826]);
    expect(robustScale(Float64Array.of(5, 5, 5)).deviation).toBe(0.05);
  });
});

describe('a fix', () => {
  it('leaves rows out of every figure, and back in', async () => {
    book = await openQualityBook(withSales(clean.sales[3]!, clean.sales[3]!));
    await book.call('workspace.setCurrency', { currency: 'EUR' });
    const before = await book.total();
    await book.call('quality.exclude', { rule: 'duplicateLines' });
    expect((await countsOf(book)).duplicateLines).toBe(0);
    expect(before - (await book.total())).toBeCloseTo(2 * 17.5 * 0.9, 9);
    const [edit] = await book.call('edits.list', {});
    expect(edit).toMatchObject({
      kind: 'exclusion',
      body: { rule: 'duplicateLines', rows: 2, revenue: 31.5 },
    });
    await book.call('edits.undo', { edit: edit!.id });
    expect(await book.total()).toBe(before);
    expect((await failureOf(book.call('quality.exclude', { rule: 'bookGaps' }))).code).toBe('noData');
  });

  it('sets an owner', async () => {
    book = await openQualityBook({ accounts: [...clean.accounts, 'Dunmore,,Bath,2023-01-01,2026-12-31'] });
    await book.call('entities.setAttribute', {
      of: 'account',
      keys: ['Dunmore'],
      field: 'owner',
      value: 'Bob',
    });
    expect((await countsOf(book)).missingOwner).toBe(0);
  });

  it('saves a list that can be filled in and imported', async () => {
    book = await openQualityBook(withSales('Stranger,Tea,X1,2024-03-03,1,2.00,2.00,EUR'));
    const path = book.path('list.csv');
    const { rows } = await book.call('quality.export', {
      rule: 'unlistedAccounts',
      file: book.file(path, 'write'),
    });
    expect(rows).toBe(1);
    const text = (await readFile(path, 'utf8')).replace(/^\ufeff/, '');
    const [head, line] = text.split('\r\n');
    expect(head!.split(',').slice(0, 2)).toEqual(['account', 'owner']);
    const filled = await book.csv('filled.csv', [head!, line!.replace('Stranger,', 'Stranger,Ann')]);
    await book.call('ingest.import', { file: filled, kind: 'accounts', mode: 'upsert' });
    expect((await countsOf(book)).unlistedAccounts).toBe(0);
  });
});
