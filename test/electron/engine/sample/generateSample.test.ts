import { describe, expect, test } from 'vitest';
import { generateSample } from '../../../../electron/engine/sample/generateSample.ts';
import { dayOf, monthOfDay } from '../../../../shared/domain/calendar.ts';
import { kindFields } from '../../../../shared/domain/fields.ts';
import { batchOf, dictionaryOf, textsOf, valuesOf } from './sampleHelp.ts';

const sample = generateSample();
const sales = batchOf(sample.batches, 'sales');
const accounts = batchOf(sample.batches, 'accounts');

function sum(values: Iterable<number>): number {
  let total = 0;
  for (const value of values) total += value;
  return total;
}

describe('the same options', () => {
  test('give the same bytes and truths', () => {
    const again = generateSample({ accounts: 1200, products: 60, months: 36, seed: 1 });
    expect(again.batches.map((batch) => batch.hash)).toEqual(sample.batches.map((batch) => batch.hash));
    expect(again.truths).toEqual(sample.truths);
  });
  test('with another seed give another book', () => {
    const other = generateSample({ seed: 2 });
    for (const [index, batch] of other.batches.entries())
      expect(batch.hash).not.toBe(sample.batches[index]?.hash);
    expect(other.truths.leavers).not.toEqual(sample.truths.leavers);
  });
});

describe('shape', () => {
  test('every kind that screens need is there, with its required fields', () => {
    expect(sample.batches.map((batch) => batch.kind)).toEqual([
      'accounts',
      'products',
      'sales',
      'plans',
      'feedback',
      'market',
      'activities',
    ]);
    for (const batch of sample.batches) {
      const names = batch.columns.map((column) => column.name);
      for (const field of kindFields[batch.kind]) if (field.required) expect(names).toContain(field.name);
      for (const column of batch.columns) expect(column.values.length).toBe(batch.accepted);
    }
  });

  test('sales are sorted by account and every code is in its dictionary', () => {
    const account = valuesOf(sales, 'account');
    expect(account.every((code, row) => row === 0 || code >= account[row - 1]!)).toBe(true);
    for (const batch of sample.batches) {
      for (const column of batch.columns) {
        if (column.type !== 'code') continue;
        const largest = column.values.reduce((most, code) => Math.max(most, code), -1);
        expect(largest).toBeLessThan(column.dictionary.length);
      }
    }
  });

  test('names and keys are unique', () => {
    for (const kind of ['accounts', 'products'] as const) {
      const batch = batchOf(sample.batches, kind);
      const column = batch.columns[0]!;
      if (column.type !== 'code') throw new Error('the first column is the key');
      expect(new Set(column.dictionary).size).toBe(batch.rows);
      expect(new Set(column.labels).size).toBe(batch.rows);
    }
  });

  test('days lie inside the book, which ends on 30 June 2026', () => {
    const days = Array.from(valuesOf(sales, 'date'));
    expect(days.reduce((least, day) => Math.min(least, day))).toBeGreaterThanOrEqual(dayOf(2023, 7, 1));
    expect(days.reduce((most, day) => Math.max(most, day))).toBe(dayOf(2026, 6, 30));
  });

  test('an order belongs to one account and one day', () => {
    const order = valuesOf(sales, 'order');
    const account = valuesOf(sales, 'account');
    const day = valuesOf(sales, 'date');
    const seen = new Map<number, string>();
    let broken = 0;
    for (let row = 0; row < order.length; row++) {
      const place = `${account[row]}:${day[row]}`;
      if ((seen.get(order[row]!) ?? place) !== place) broken++;
      seen.set(order[row]!, place);
    }
    expect(broken).toBe(0);
    expect(new Set(dictionaryOf(sales, 'order')).size).toBe(dictionaryOf(sales, 'order').length);
  });
});

describe('marginals', () => {
  const revenue = valuesOf(sales, 'revenue');
  const quantity = valuesOf(sales, 'quantity');

  test('revenue is quantity times price, and returns are the few negative rows', () => {
    const price = valuesOf(sales, 'price');
    let returns = 0;
    let furthest = 0;
    for (let row = 0; row < revenue.length; row++) {
      furthest = Math.max(furthest, Math.abs(revenue[row]! - quantity[row]! * price[row]!));
      if (revenue[row]! < 0) returns++;
    }
    expect(furthest).toBeLessThan(0.0051);
    expect(returns / revenue.length).toBeGreaterThan(0.01);
    expect(returns / revenue.length).toBeLessThan(0.025);
  });

  test('the margin is that of a trading company', () => {
    const margin = 1 - sum(valuesOf(sales, 'cost')) / sum(revenue);
    expect(margin).toBeGreaterThan(0.1);
    expect(margin).toBeLessThan(0.35);
  });

  test('a few accounts bring most of the revenue', () => {
    const byAccount = new Float64Array(accounts.rows);
    const account = valuesOf(sales, 'account');
    for (let row = 0; row < revenue.length; row++)
      byAccount[account[row]!] = byAccount[account[row]!]! + revenue[row]!;
    byAccount.sort().reverse();
    const share = sum(byAccount.subarray(0, accounts.rows / 5)) / sum(byAccount);
    expect(share).toBeGreaterThan(0.7);
    expect(share).toBeLessThan(0.95);
  });

  test('Chinese business rests in the Spring Festival and peaks before Double 11', () => {
    const isChinese = textsOf(accounts, 'market').map((market) => market === 'China');
    const account = valuesOf(sales, 'account');
    const day = valuesOf(sales, 'date');
    const byDay = new Map<number, number>();
    const byMonth = new Map<number, number>();
    for (let row = 0; row < revenue.length; row++) {
      if (!isChinese[account[row]!] || revenue[row]! < 0) continue;
      byDay.set(day[row]!, (byDay.get(day[row]!) ?? 0) + revenue[row]!);
      byMonth.set(monthOfDay(day[row]!), (byMonth.get(monthOfDay(day[row]!)) ?? 0) + revenue[row]!);
    }
    for (let offset = -1; offset <= 6; offset++) expect(byDay.has(dayOf(2026, 2, 17) + offset)).toBe(false);
    const month = (year: number, number: number) => byMonth.get(year * 12 + number - 1)!;
    expect(month(2025, 11)).toBeGreaterThan(month(2025, 9));
    expect(month(2026, 2)).toBeLessThan(month(2026, 3) * 0.85);
  });

  test('most accounts are Chinese, some are not, in every segment', () => {
    const market = textsOf(accounts, 'market');
    const share = market.filter((name) => name === 'China').length / market.length;
    expect(share).toBeGreaterThan(0.65);
    expect(share).toBeLessThan(0.9);
    expect(new Set(textsOf(accounts, 'segment')).size).toBe(4);
    expect(new Set(market).size).toBeGreaterThan(5);
  });

  test('net promoter answers use the whole scale', () => {
    const nps = valuesOf(batchOf(sample.batches, 'feedback'), 'nps');
    expect(nps.every((value) => value >= 0 && value <= 10)).toBe(true);
    const promoters = nps.filter((value) => value >= 9).length / nps.length;
    const detractors = nps.filter((value) => value <= 6).length / nps.length;
    expect(promoters).toBeGreaterThan(0.15);
    expect(detractors).toBeGreaterThan(0.1);
  });
});

describe('size', () => {
  test.each([1_000, 20_000, 300_000])('%i rows are exactly that many', (rows) => {
    const made = generateSample({ rows });
    const batch = batchOf(made.batches, 'sales');
    expect(batch.rows).toBe(rows);
    for (const column of batch.columns) expect(column.values.length).toBe(rows);
    const days = valuesOf(batch, 'date');
    expect(days.some((day) => day === dayOf(2026, 6, 30))).toBe(true);
  });
  test.each([
    { accounts: 10, products: 5, months: 14 },
    { accounts: 40, products: 400, months: 14 },
    { accounts: 50, products: 12, months: 240 },
  ])('small and long books hold together: %o', (options) => {
    for (let seed = 0; seed < 5; seed++) {
      const made = generateSample({ ...options, seed });
      expect(batchOf(made.batches, 'accounts').rows).toBe(options.accounts);
      expect(batchOf(made.batches, 'products').rows).toBe(options.products);
      expect(batchOf(made.batches, 'sales').rows).toBeGreaterThan(50);
      expect(Math.max(...valuesOf(batchOf(made.batches, 'sales'), 'date'))).toBe(dayOf(2026, 6, 30));
    }
  });
});
