import { describe, expect, it } from 'vitest';
import { accountDays } from '../../../../../electron/engine/analysis/history/accountDays.ts';
import { findOpportunities } from '../../../../../electron/engine/analysis/opportunities/findOpportunities.ts';
import { churnRisk } from '../../../../../electron/engine/analysis/retention/risk/churnRisk.ts';
import type { PriceCorridor } from '../../../../../electron/engine/analysis/upsell/price/priceCorridor.ts';
import { type Line, rowsOfLines } from '../../../../property/salesRows.ts';

const accounts = 120;
const asOf = 900;
const labels = {
  accountKeys: Array.from({ length: accounts }, (_, i) => `A${i}`),
  productKeys: ['P'],
  productNames: ['Product'],
};

/** A third of the accounts stops at some day, some late enough to be still in play; one in five spends little. */
function lines(): Line[] {
  return Array.from({ length: accounts }, (_, account) => {
    const last = account % 3 === 0 ? 250 + account * 5 : asOf;
    const days = Array.from({ length: 60 }, (_, order) => 10 + order * 15 + (account % 7));
    const revenue = account % 5 === 0 ? 20 : 100 + (account % 13);
    return days
      .filter((day) => day <= last)
      .map((day) => ({ account, day, revenue, product: 0, order: day * 1000 + account }));
  }).flat();
}

const rows = rowsOfLines(lines(), accounts, 1);
const history = accountDays(rows);
const risk = churnRisk(history, asOf, { horizon: 90, leaving: { kind: 'silent' } });
const daysLeft = Float64Array.from({ length: accounts }, (_, account) =>
  account % 10 === 0 ? 30 : Number.NaN,
);
const one = (value: number) => Float64Array.of(value);
const corridor = (account: number, leakage: number): PriceCorridor => ({
  account: Int32Array.of(account),
  product: Int32Array.of(0),
  ...{ revenue: one(1), quantity: one(1), price: one(1), lower: one(2), median: one(3), upper: one(4) },
  ...{ buyers: Int32Array.of(9), ownGroup: Uint8Array.of(0), leakage: one(leakage) },
  ...{ opportunity: one(leakage), slope: one(0), starts: Int32Array.of(0, 1), notPurchases: 0, warnings: [] },
});
const common = { asOf, labels, k: 5, risk: { risk, months: 3, daysLeft } };

describe('the ranked list', () => {
  it('counts the revenue of an account once: as a renewal where its contract ends, else to retain', () => {
    const { list } = findOpportunities(rows, common);
    const kept = list.filter(({ kind }) => kind === 'retain' || kind === 'renewal');
    expect(new Set(kept.map(({ account }) => account)).size).toBe(kept.length);
    for (const { kind, account } of kept) expect(kind === 'renewal').toBe(account % 10 === 0);
    const due = kept.filter(({ kind }) => kind === 'renewal').map(({ account }) => account);
    const inPlay = Array.from(risk.account).filter((account) => account % 10 === 0);
    expect(due.sort((a, b) => a - b)).toEqual(inPlay.sort((a, b) => a - b));
  });

  it('advises on accounts likelier to leave than most, with the reasons that raise it', () => {
    const { list } = findOpportunities(rows, common);
    const retain = list.filter(({ kind }) => kind === 'retain');
    expect(retain.length).toBeGreaterThan(0);
    for (const { probability, params } of retain) {
      expect(probability).toBeGreaterThan(risk.model.baseRate);
      expect((JSON.parse(String(params.reasons)) as unknown[]).length).toBeLessThanOrEqual(3);
    }
  });

  it('takes from upsell what is listed as price', () => {
    const before = findOpportunities(rows, common).list.find(({ kind }) => kind === 'upsell')!;
    const part = before.value / 4;
    const price = corridor(before.account, part);
    const own = findOpportunities(rows, { ...common, price }).list.filter(
      ({ account, kind }) => account === before.account && (kind === 'upsell' || kind === 'price'),
    );
    expect(own.map(({ kind }) => kind).sort()).toEqual(['price', 'upsell']);
    expect(own.reduce((sum, { value }) => sum + value, 0)).toBeCloseTo(before.value, 6);
    const whole = findOpportunities(rows, { ...common, price: corridor(before.account, before.value * 2) });
    expect(whole.list.some(({ account, kind }) => account === before.account && kind === 'upsell')).toBe(
      false,
    );
  });
});

describe('accounts compared by a number', () => {
  it('are set beside those with a like number', () => {
    const size = Float64Array.from({ length: accounts }, (_, account) => (account % 5 === 0 ? 1 : 1000));
    const gapOfSmall = (attributes: { name: string; values: Float64Array }[]) =>
      findOpportunities(rows, { ...common, attributes })
        .list.filter(({ kind, account }) => kind === 'upsell' && account % 15 > 0 && account % 5 === 0)
        .reduce((sum, { value }) => sum + value, 0);
    expect(gapOfSmall([])).toBeGreaterThan(10_000);
    expect(gapOfSmall([{ name: 'size', values: size }])).toBeLessThan(gapOfSmall([]) / 20);
  });
});
