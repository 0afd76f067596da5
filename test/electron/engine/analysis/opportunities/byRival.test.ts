import { describe, expect, it } from 'vitest';
import { rankAsOf } from '../../../../../electron/engine/analysis/backtest/rankAsOf.ts';
import { accountDays } from '../../../../../electron/engine/analysis/history/accountDays.ts';
import type { Rivals } from '../../../../../electron/engine/analysis/opportunities/byRival.ts';
import { findOpportunities } from '../../../../../electron/engine/analysis/opportunities/findOpportunities.ts';
import type { Opportunity } from '../../../../../electron/engine/analysis/opportunities/opportunity.ts';
import { churnRisk } from '../../../../../electron/engine/analysis/retention/risk/churnRisk.ts';
import { type Line, rowsOfLines } from '../../../../property/salesRows.ts';

const accounts = 400;
const products = 8;
const asOf = 1200;
const labels = {
  accountKeys: Array.from({ length: accounts }, (_, i) => `A${i}`),
  productKeys: Array.from({ length: products }, (_, i) => `P${i}`),
  productNames: Array.from({ length: products }, (_, i) => `Product ${i}`),
};

/** Every account spends the same a day; from day 300 on one after another leaves for good; breadth differs. */
function lines(): Line[] {
  return Array.from({ length: accounts }, (_, account) => {
    const last = account < 300 ? 300 + account * 3 : asOf;
    const days = Array.from({ length: 120 }, (_, order) => 1 + order * 10 + (account % 10));
    return days
      .filter((day) => day <= last)
      .map((day, order) => ({
        account,
        day,
        revenue: 100,
        product: (order * (1 + (account % 3))) % (1 + (account % products)),
        order: day * 1000 + account,
      }));
  }).flat();
}

const rows = rowsOfLines(lines(), accounts, products);
const history = accountDays(rows);
const source = { rows, history, months: 3, attributes: [], growth: 0.1 };
const today = { origin: asOf, horizon: 91 };
const rivalBy = (name: 'recency' | 'revenue' | 'popularity') => ({
  ranking: rankAsOf(source, name, today),
  months: 3,
  growth: 0.1,
});
const risk = churnRisk(history, asOf, { horizon: 91, leaving: { kind: 'silent' } });
const daysLeft = Float64Array.from({ length: accounts }, (_, account) =>
  account % 40 === 5 ? 30 : Number.NaN,
);
const find = (rivals: Rivals) =>
  findOpportunities(rows, { asOf, labels, history, rivals, risk: { risk, months: 3, daysLeft } }).list;
const ofKind = (list: readonly Opportunity[], kind: Opportunity['kind']) =>
  list.filter((one) => one.kind === kind);

describe('a kind whose naive list is better', () => {
  it('has retain in the order of the days since the last order, with what became of such accounts', () => {
    const found = ofKind(find({ retain: rivalBy('recency') }), 'retain');
    expect(found.length).toBeGreaterThan(10);
    const likeliest = found.toSorted((a, b) => b.probability - a.probability);
    const days = likeliest.map(({ params }) => Number(params.days));
    for (let i = 1; i < likeliest.length; i++) {
      const [before, one] = [likeliest[i - 1]!, likeliest[i]!];
      if (before.probability > one.probability) expect(days[i - 1]!).toBeGreaterThan(days[i]!);
    }
    const listed = new Set(found.map(({ account }) => account));
    const shortest = Math.min(...days);
    const { ranking } = rivalBy('recency');
    for (const [entry, account] of ranking.account.entries()) {
      if (ranking.score[entry]! > Math.max(...days) && Number.isNaN(daysLeft[account]!))
        expect(listed.has(account)).toBe(true);
      if (ranking.score[entry]! < shortest) expect(listed.has(account)).toBe(false);
    }
    for (const one of found) {
      expect(one.evidence).toBe('retainByRecency');
      expect(one.id).toBe(`retain:A${one.account}:`);
      expect(one.params).toMatchObject({ probability: one.probability, months: 3 });
    }
  });

  it('counts a contract that ends as a renewal, with its naive probability, and not as retain', () => {
    const list = find({ retain: rivalBy('recency') });
    const due = ofKind(list, 'renewal');
    expect(due.length).toBeGreaterThan(0);
    const retain = new Set(ofKind(list, 'retain').map(({ account }) => account));
    for (const one of due) {
      expect(daysLeft[one.account]).toBe(30);
      expect(one.evidence).toBe('renewalByRecency');
      expect(retain.has(one.account)).toBe(false);
    }
  });

  it('leaves the other kinds as they are', () => {
    const own = find({});
    const mixed = find({ retain: rivalBy('recency') });
    for (const kind of ['upsell', 'cross-sell', 'price'] as const)
      expect(ofKind(mixed, kind)).toEqual(ofKind(own, kind));
  });

  it('takes upsell from revenue: the least growth that counts, less what cross-sell claims', () => {
    const rival = rivalBy('revenue');
    const list = find({ upsell: rival });
    const claimed = new Map<number, number>();
    for (const one of list) {
      if (one.kind === 'cross-sell' || one.kind === 'price')
        claimed.set(one.account, (claimed.get(one.account) ?? 0) + one.value);
    }
    const known = Array.from(rival.ranking.probability).filter((p) => !Number.isNaN(p));
    const usual = known.reduce((sum, p) => sum + p, 0) / known.length;
    const entryOf = new Map(Array.from(rival.ranking.account, (account, entry) => [account, entry]));
    expect(ofKind(list, 'upsell').length).toBeGreaterThan(10);
    for (const one of ofKind(list, 'upsell')) {
      const entry = entryOf.get(one.account)!;
      expect(one.probability).toBe(rival.ranking.probability[entry]);
      expect(one.probability).toBeGreaterThan(usual);
      const growth = 0.1 * rival.ranking.value[entry]!;
      expect(one.value + (claimed.get(one.account) ?? 0)).toBeCloseTo(growth, 6);
    }
  });

  it('takes cross-sell from popularity, at most three products an account', () => {
    const rival = rivalBy('popularity');
    const found = ofKind(find({ 'cross-sell': rival }), 'cross-sell');
    const pairs = new Map(
      Array.from(rival.ranking.account, (account, entry) => [
        `${account}:${rival.ranking.product[entry]}`,
        rival.ranking.probability[entry]!,
      ]),
    );
    expect(found.length).toBeGreaterThan(10);
    const times = new Map<number, number>();
    for (const one of found) {
      expect(one.probability).toBe(pairs.get(`${one.account}:${one.product}`));
      times.set(one.account, (times.get(one.account) ?? 0) + 1);
    }
    expect(Math.max(0, ...times.values())).toBeLessThanOrEqual(3);
  });
});
