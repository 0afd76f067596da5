import { describe, expect, it } from 'vitest';
import { abcXyz, abcXyzDefaults, noXyz } from '../../../../../electron/engine/analysis/portfolio/abcXyz.ts';
import { accountActivity } from '../../../../../electron/engine/analysis/portfolio/accountActivity.ts';
import { completeMonths } from '../../../../../electron/engine/analysis/portfolio/completeMonths.ts';
import { concentration } from '../../../../../electron/engine/analysis/portfolio/concentration.ts';
import { periodTotals } from '../../../../../electron/engine/analysis/portfolio/periodTotals.ts';
import { priceVolumeMix } from '../../../../../electron/engine/analysis/portfolio/priceVolumeMix.ts';
import { productTotals } from '../../../../../electron/engine/analysis/portfolio/productTotals.ts';
import { rfm } from '../../../../../electron/engine/analysis/portfolio/rfm.ts';
import { dayOf, monthOfDay } from '../../../../../shared/domain/calendar.ts';
import { parsePeriod, periodsBetween } from '../../../../../shared/domain/period.ts';
import { type Sale, salesRows } from '../salesRows.ts';

const a = parsePeriod('2024-H1');
const b = parsePeriod('2024-H2');
const year = parsePeriod('2024');

function coded(code: string) {
  return expect.objectContaining({ code });
}

describe('concentration', () => {
  it('ranks, shares and stresses', () => {
    const found = concentration(Float64Array.of(10, 60, 0, 30, -8));
    expect([...found.curve.account]).toEqual([1, 3, 0]);
    expect([...found.curve.cumulativeShare]).toEqual([0.6, 0.9, 1]);
    expect(found.accountsFor80pct).toBe(2);
    expect(found.top20pctShare).toBe(0.6);
    expect(found.hhi).toBeCloseTo(0.46, 12);
    expect(found.gini).toBeCloseTo(1 / 3, 12);
    expect([...found.stress.lost]).toEqual([1, 3]);
    expect([...found.stress.remaining]).toEqual([40, 0]);
    expect(found.warnings.map((warning) => warning.code)).toEqual(['excludedNonPositive', 'fewAccounts']);
    expect(found.warnings[0]!.params).toEqual({ accounts: 1, amount: -8 });
  });
  it('reaches 80 % where five equal accounts do', () => {
    expect(concentration(Float64Array.of(0.1, 0.1, 0.1, 0.1, 0.1)).accountsFor80pct).toBe(4);
  });
  it('refuses nothing, zero and negative totals', () => {
    for (const totals of [[], [0, 0], [-1, 0]]) {
      expect(() => concentration(Float64Array.from(totals))).toThrow(coded('noData'));
    }
  });
});

describe('price, volume, new and lost items', () => {
  const sales: Sale[] = [
    { account: 0, day: '2024-01-05', product: 0, revenue: 100, quantity: 10 },
    { account: 0, day: '2024-07-05', product: 0, revenue: 180, quantity: 15 },
    { account: 0, day: '2024-07-05', product: 1, revenue: 30, quantity: 3 },
    { account: 1, day: '2024-02-05', product: 2, revenue: 40, quantity: 4 },
    { account: 1, day: '2024-02-05', product: 3, revenue: 50, quantity: 5 },
    { account: 1, day: '2024-09-05', product: 3, revenue: -20, quantity: -2 },
    { account: 1, day: '2024-02-05', product: 4, revenue: 70 },
    { account: 1, day: '2024-09-05', product: 4, revenue: 75, quantity: 7 },
    { account: 1, day: '2024-09-05', revenue: 11, quantity: 1 },
    { account: 1, day: '2024-09-05', product: 5, revenue: 12, quantity: 1 },
    { account: 1, day: '2024-09-06', product: 5, revenue: -12, quantity: -1 },
  ];
  const found = priceVolumeMix(salesRows(2, sales), a, b);

  it('splits an item sold in both and adds up', () => {
    expect(found.volume).toBeCloseTo(50, 10);
    expect(found.newItems).toBe(41);
    expect(found.lostItems).toBe(-40);
    expect(found.price).toBeCloseTo(30 - 70 + 5, 10);
    expect(found.from + found.volume + found.price + found.newItems + found.lostItems).toBeCloseTo(
      found.to,
      10,
    );
    expect([found.itemsBoth, found.itemsNew, found.itemsLost]).toEqual([3, 2, 1]);
  });
  it('puts a change without a unit price under price, and says so', () => {
    expect(found.warnings).toEqual([
      { code: 'itemsWithoutPrice', params: { items: 2, amount: -65 } },
      { code: 'rowsWithoutProduct', params: { rows: 1, amount: 11 } },
    ]);
    const returned = found.items.product.indexOf(3);
    expect(found.items.priceTo[returned]).toBeNaN();
    expect(found.items.price[returned]).toBe(-70);
  });
  it('leaves out an item returned in full', () => {
    expect(found.items.product.indexOf(5)).toBe(-1);
  });
  it('refuses data without product, quantity or sales', () => {
    const rows = salesRows(2, sales);
    expect(() => priceVolumeMix({ ...rows, product: null }, a, b)).toThrow(coded('noData'));
    expect(() => priceVolumeMix({ ...rows, quantity: null }, a, b)).toThrow(coded('noData'));
    expect(() => priceVolumeMix(salesRows(2, []), a, b)).toThrow(coded('noData'));
    expect(() => priceVolumeMix(rows, b, a)).toThrow(coded('badPeriod'));
  });
});

describe('recency, frequency, monetary value', () => {
  const sales: Sale[] = [
    { account: 0, day: '2024-12-31', revenue: 500, order: 1 },
    { account: 0, day: '2024-12-31', revenue: 10, order: 1 },
    { account: 0, day: '2024-03-01', revenue: 90, order: 2 },
    { account: 1, day: '2024-01-01', revenue: 20 },
    { account: 1, day: '2024-01-01', revenue: 30 },
    { account: 1, day: '2024-11-01', revenue: -5, order: 3 },
    { account: 2, day: '2024-05-05', revenue: -5, order: 4 },
  ];
  const found = rfm(salesRows(4, sales), year.to);

  it('counts orders, not returns, and each day without an order number as one order', () => {
    expect([...found.account]).toEqual([0, 1]);
    expect([...found.recencyDays]).toEqual([1, 366]);
    expect([...found.frequency]).toEqual([2, 1]);
    expect([...found.monetary]).toEqual([600, 45]);
    expect([...found.r]).toEqual([5, 1]);
    expect([...found.m]).toEqual([5, 1]);
    expect(found.warnings.map((warning) => warning.code)).toEqual(['fewAccounts', 'accountsWithoutOrder']);
  });
  it('refuses data without an order', () => {
    expect(() => rfm(salesRows(1, [{ account: 0, day: 1, revenue: -3 }]), 10)).toThrow(coded('noData'));
  });
});

describe('ABC and XYZ', () => {
  const months = { from: monthOfDay(dayOf(2024, 1, 1)), to: monthOfDay(dayOf(2024, 3, 1)) };
  const options = { ...abcXyzDefaults, window: months };
  const sales: Sale[] = [
    ...['01', '02', '03'].map((month) => ({
      account: 0,
      day: `2024-${month}-10`,
      product: 0,
      revenue: 80 / 3,
      quantity: 4,
    })),
    { account: 0, day: '2024-02-10', product: 1, revenue: 15, quantity: 3 },
    { account: 0, day: '2024-02-10', product: 2, revenue: 5, quantity: -3 },
    { account: 0, day: '2024-02-10', product: 3, revenue: -1, quantity: 1 },
    { account: 0, day: '2024-02-10', revenue: 7, quantity: 1 },
  ];

  it('cuts at the share before the item and at the variation of monthly units', () => {
    const found = abcXyz(salesRows(1, sales), options);
    expect([...found.product]).toEqual([0, 1, 2, 3]);
    expect([...found.classes]).toEqual([0, 1, 2, 2]);
    expect([...found.xyz]).toEqual([0, 2, noXyz, 2]);
    expect(found.cv[1]).toBeCloseTo(Math.sqrt(3), 12);
    expect(found.meanUnits[1]).toBe(1);
    expect(found.countsAbc).toEqual([1, 1, 2]);
    expect(found.countsXyz).toEqual([1, 0, 2]);
    expect(found.warnings.map((warning) => warning.code)).toEqual([
      'productsNonPositive',
      'rowsWithoutProduct',
    ]);
  });
  it('goes without steadiness where it cannot be known, and says so', () => {
    for (const window of [null, { from: months.from, to: months.from }]) {
      const found = abcXyz(salesRows(1, sales), { ...abcXyzDefaults, window });
      expect(found.countsXyz).toEqual([0, 0, 0]);
      expect(found.warnings[0]!.code).toBe('noSteadiness');
    }
  });
  it('refuses data without products or without revenue', () => {
    expect(() => abcXyz({ ...salesRows(1, sales), product: null }, options)).toThrow(coded('noData'));
    expect(() => abcXyz(salesRows(1, []), options)).toThrow(coded('noData'));
  });
});

describe('complete months', () => {
  it('are those covered from first to last day', () => {
    expect(completeMonths(parsePeriod('2010-12-01..2011-12-09'))).toEqual({
      from: 2010 * 12 + 11,
      to: 2011 * 12 + 10,
    });
    expect(completeMonths(parsePeriod('2024-01-02..2024-02-28'))).toBeNull();
  });
});

describe('totals by account, product and period', () => {
  const sales: Sale[] = [
    { account: 0, day: '2024-01-31', product: 1, order: 5, revenue: 10, quantity: 1 },
    { account: 0, day: '2024-02-01', product: 1, order: 5, revenue: 20, quantity: 2 },
    { account: 0, day: '2024-01-31', product: 2, order: 5, revenue: 1, quantity: 1 },
    { account: 1, day: '2024-02-03', product: 1, order: 5, revenue: 40, quantity: 4 },
    { account: 1, day: '2024-02-04', product: 1, order: 6, revenue: -40, quantity: -4 },
  ];
  const rows = salesRows(3, sales);

  it('count an order once per account, product and period', () => {
    const accounts = accountActivity(rows, year, { purchasesOnly: false });
    expect([...accounts.orders]).toEqual([1, 2, 0]);
    expect([...accounts.products]).toEqual([2, 1, 0]);
    const products = productTotals(rows, year);
    expect([...products.orders.subarray(0, 3)]).toEqual([0, 2, 1]);
    expect([...products.accounts.subarray(0, 3)]).toEqual([0, 2, 1]);
    const months = periodTotals(rows, periodsBetween(year.from, year.from + 40, 'month'), year);
    expect([...months.orders]).toEqual([1, 2]);
    expect([...months.activeAccounts]).toEqual([1, 1]);
    expect([...months.revenue]).toEqual([11, 20]);
  });
  it('count purchases only where asked', () => {
    const accounts = accountActivity(rows, year, { purchasesOnly: true });
    expect([...accounts.orders]).toEqual([1, 1, 0]);
    expect(accounts.revenue[1]).toBe(0);
  });
  it('leave unknown what no column holds', () => {
    const bare = { ...rows, quantity: null, order: null };
    expect(accountActivity(bare, year, { purchasesOnly: false }).quantity[0]).toBeNaN();
    expect([...accountActivity(bare, year, { purchasesOnly: false }).orders]).toEqual([2, 2, 0]);
    const months = periodTotals(bare, [year], year);
    expect(months.orders[0]).toBeNaN();
    expect(months.quantity[0]).toBeNaN();
  });
  it('refuse what is not there', () => {
    expect(() => periodTotals(salesRows(1, []), [year], year)).toThrow(coded('noData'));
    expect(() => periodTotals(rows, [], year)).toThrow(coded('badPeriod'));
    expect(() => productTotals({ ...rows, product: null }, year)).toThrow(coded('noData'));
  });
});
