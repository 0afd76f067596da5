import { describe, expect, it } from 'vitest';
import { accountActivity } from '../../electron/engine/analysis/portfolio/accountActivity.ts';
import { accountTotals } from '../../electron/engine/analysis/portfolio/accountTotals.ts';
import { concentration } from '../../electron/engine/analysis/portfolio/concentration.ts';
import { periodTotals } from '../../electron/engine/analysis/portfolio/periodTotals.ts';
import { productTotals } from '../../electron/engine/analysis/portfolio/productTotals.ts';
import { compensatedSum } from '../../electron/engine/analysis/statistics/compensated.ts';
import { descendingOrder } from '../../electron/engine/analysis/statistics/rankOrder.ts';
import { isoDate } from '../../shared/domain/calendar.ts';
import { parsePeriod, periodsBetween } from '../../shared/domain/period.ts';
import { expectWithin, referenceChecks } from './expected.ts';
import { loadOnlineRetail, type OnlineRetailBasis, referenceTable } from './onlineRetailRows.ts';

const folder = '07_transactions_online_retail';
const retail = loadOnlineRetail();
const checks = referenceChecks(folder);
const coverage = parsePeriod('2010-12-01..2011-12-09');

function tolerance() {
  return checks!.get('tables')!.tolerance;
}

describe.skipIf(!retail || !checks)('Online Retail: totals', () => {
  it('the valid, the net and the raw set', () => {
    const sets: [OnlineRetailBasis, string][] = [
      ['gross', 'valid_set'],
      ['net', 'net_set'],
      ['all', 'raw_counts'],
    ];
    for (const [basis, id] of sets) {
      const check = checks!.get(id)!;
      const expected = check.value as Record<string, number>;
      const allowed = (check.tolerance as { value: Record<string, number> }).value;
      const totals = accountTotals(retail!.rows(basis), coverage);
      const lines = totals.rows.reduce((sum, n) => sum + n, 0);
      expect(lines).toBe(expected.rows);
      const amount = { type: 'abs', value: allowed.amounts_abs! } as const;
      expectWithin(compensatedSum(totals.revenue), expected.amount ?? expected.total_amount!, amount, id);
      if (basis === 'all') continue;
      expect(totals.rows.filter((n) => n > 0).length).toBe(expected.customers);
    }
  });

  it('months', () => {
    const expected = referenceTable(`${folder}/ref_monthly.csv`)!;
    const months = periodsBetween(coverage.from, coverage.to, 'month');
    const [gross, net, all] = (['gross', 'net', 'all'] as const).map((basis) =>
      periodTotals(retail!.rows(basis), months, coverage),
    );
    expect(expected.length).toBe(months.length);
    for (const [month, row] of expected.entries()) {
      expect(months[month]!.text).toBe(row.month);
      expectWithin(gross!.revenue[month]!, Number(row.revenue), tolerance(), 'revenue');
      expect(gross!.orders[month]).toBe(Number(row.invoices));
      expect(gross!.activeAccounts[month]).toBe(Number(row.customers));
      expect(gross!.lines[month]).toBe(Number(row.lines));
      expect(gross!.quantity[month]).toBe(Number(row.units));
      const orderValue = gross!.revenue[month]! / gross!.orders[month]!;
      expectWithin(orderValue, Number(row.avg_order_value), tolerance(), 'order value');
      expectWithin(net!.revenue[month]!, Number(row.net_revenue), tolerance(), 'net revenue');
      expectWithin(all!.revenue[month]!, Number(row.all_rows_amount), tolerance(), 'all rows');
    }
    expect([...gross!.partial]).toEqual([0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1]);
  });

  it('the 20 largest customers', () => {
    const expected = referenceTable(`${folder}/ref_top20_customers.csv`)!;
    const found = accountActivity(retail!.rows('gross'), coverage, { purchasesOnly: false });
    const order = descendingOrder(found.revenue);
    expect(expected.length).toBe(20);
    for (const [rank, row] of expected.entries()) {
      const account = order[rank]!;
      expect(retail!.accountKeys[account]).toBe(row.CustomerID);
      expectWithin(found.revenue[account]!, Number(row.revenue), tolerance(), 'revenue');
      expect(found.orders[account]).toBe(Number(row.invoices));
      expect(found.lines[account]).toBe(Number(row.lines));
      expect(found.quantity[account]).toBe(Number(row.units));
      expect(isoDate(found.firstDay[account]!)).toBe(row.first);
      expect(isoDate(found.lastDay[account]!)).toBe(row.last);
    }
  });

  it('the 50 largest products', () => {
    const expected = referenceTable(`${folder}/ref_top50_products.csv`)!;
    const found = productTotals(retail!.rows('gross'), coverage);
    const order = descendingOrder(found.revenue);
    expect(expected.length).toBe(50);
    for (const [rank, row] of expected.entries()) {
      const product = order[rank]!;
      expect(retail!.productKeys[product]).toBe(row.StockCode);
      expectWithin(found.revenue[product]!, Number(row.revenue), tolerance(), 'revenue');
      expect(found.quantity[product]).toBe(Number(row.units));
      expect(found.accounts[product]).toBe(Number(row.customers));
      expect(found.orders[product]).toBe(Number(row.invoices));
    }
  });

  it('concentration', () => {
    const check = checks!.get('concentration')!;
    const expected = check.value as Record<string, number>;
    const found = concentration(accountTotals(retail!.rows('gross'), coverage).revenue);
    expect(found.accounts).toBe(expected.accounts);
    expect(found.accountsFor80pct).toBe(expected.accounts_for_80pct);
    expectWithin(found.total, expected.total!, check.tolerance, 'total');
    expectWithin(found.top1Share, expected.top1_share!, check.tolerance, 'top 1');
    expectWithin(found.top10Share, expected.top10_share!, check.tolerance, 'top 10');
    expectWithin(found.top20pctShare, expected.top20pct_share!, check.tolerance, 'top 20 %');
    expectWithin(found.gini, expected.gini!, check.tolerance, 'Gini');
    expectWithin(found.hhi, expected.hhi!, check.tolerance, 'HHI');
  });
});
