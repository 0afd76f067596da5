import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { rankedList } from '../../electron/engine/analysis/backtest/rankedList.ts';
import type { NextProducts } from '../../electron/engine/analysis/cross-sell/nextProduct/nextProducts.ts';
import type { Rival } from '../../electron/engine/analysis/opportunities/byRival.ts';
import { headroomOrNull } from '../../electron/engine/analysis/opportunities/closureRates.ts';
import { findOpportunities } from '../../electron/engine/analysis/opportunities/findOpportunities.ts';
import { trailingYear } from '../../electron/engine/analysis/retention/trailingYear.ts';
import { quantiles } from '../../electron/engine/analysis/statistics/quantile.ts';
import { estimateHeadroom } from '../../electron/engine/analysis/upsell/headroom.ts';
import { rankHeadroom } from '../../electron/engine/analysis/upsell/headroomRanking.ts';
import { ExpectedError } from '../../shared/errors/errors.ts';
import { arbitraryLines, type Line, rowsOfLines } from './salesRows.ts';
import { seed } from './seed.ts';

const accounts = 20;
const products = 8;
const asOf = 729;
const lines = arbitraryLines(accounts, products, 730, { minLength: 200, maxLength: 420 });
const names = (count: number, prefix: string) => Array.from({ length: count }, (_, i) => `${prefix}${i}`);
const labels = {
  accountKeys: names(accounts, 'A'),
  productKeys: names(products, 'P'),
  productNames: names(products, 'Product '),
};
const span = trailingYear(asOf);
const market = Int32Array.from({ length: accounts }, (_, i) => (i % 5) - 1);
const marketText = { name: 'market', codes: market, levels: ['a', 'b', 'c', 'd'] };

function rowsOf(input: readonly Line[]) {
  return rowsOfLines(input, accounts, products);
}

function rankingOrNull(input: readonly Line[]) {
  try {
    const firstDay = Math.min(...input.map(({ day }) => day));
    const attributes = [marketText];
    return rankHeadroom(rowsOf(input), { span, k: 5, attributes, method: 'both', size: 'orders', firstDay });
  } catch (error) {
    if (error instanceof ExpectedError && error.code === 'tooLittleData') return null;
    throw error;
  }
}

const share = fc.double({ min: 0, max: 1, noNaN: true });
const money = fc.integer({ min: 1, max: 1_000_000 }).map((cents) => cents / 100);
const entry = fc.record({
  account: fc.integer({ min: 0, max: accounts - 1 }),
  product: fc.integer({ min: 0, max: products - 1 }),
  probability: share,
  value: money,
  score: money,
});

/** A naive list of today with probabilities that never rise, per account or per account and product. */
function arbitraryRival(byProduct: boolean): fc.Arbitrary<Rival> {
  const key = (one: { account: number; product: number }) =>
    byProduct ? one.account * products + one.product : one.account;
  return fc.uniqueArray(entry, { selector: key, maxLength: 40 }).map((entries) => {
    const [scores, chances] = [(e: (typeof entries)[number]) => e.score, entries.map((e) => e.probability)];
    chances.sort((a, b) => b - a);
    const ranking = rankedList({
      account: Int32Array.from(entries, (one) => one.account),
      product: Int32Array.from(entries, (one) => (byProduct ? one.product : -1)),
      score: Float64Array.from(entries, scores).sort().reverse(),
      probability: Float64Array.from(chances),
      value: Float64Array.from(entries, (one) => one.value),
    });
    return { ranking, months: 3, growth: 0.1 };
  });
}

const nextProductsList: fc.Arbitrary<NextProducts> = fc
  .uniqueArray(entry, { selector: (one) => one.account * products + one.product, maxLength: 60 })
  .map((entries) => {
    const n = entries.length;
    const numbers = (of: (one: (typeof entries)[number]) => number) => Float64Array.from(entries, of);
    return {
      n,
      account: Int32Array.from(entries, (one) => one.account),
      item: Int32Array.from(entries, (one) => one.product),
      ...{ score: numbers((one) => one.score), probability: numbers((one) => one.probability) },
      ...{ value: numbers((one) => one.value), expected: numbers((one) => one.value * one.probability) },
      ...{ buyers: new Int32Array(n).fill(3), lapsed: new Uint8Array(n), warnings: [] },
      reasonItem: new Int32Array(3 * n).fill(-1),
      ...{ reasonPart: new Float64Array(3 * n), rest: new Float64Array(n), restItems: new Int32Array(n) },
    };
  });

const arbitraryLists = fc.record({
  nextProducts: fc.option(nextProductsList),
  rivals: fc.record(
    {
      retain: arbitraryRival(false),
      upsell: arbitraryRival(false),
      'cross-sell': arbitraryRival(true),
    },
    { requiredKeys: [] },
  ),
});

function find(input: readonly Line[]) {
  return findOpportunities(rowsOf(input), { asOf, labels, attributes: [marketText], k: 5 });
}

describe('headroom', () => {
  it('is the gap to the quartiles of the look-alikes named', () => {
    fc.assert(
      fc.property(lines, (input) => {
        const found = headroomOrNull(rowsOf(input), { span, k: 5, categories: [market] });
        fc.pre(found !== null);
        let total = 0;
        for (let row = 0; row < found.n; row++) {
          const peers = Array.from(found.peerAccounts.subarray(row * 5, row * 5 + found.peers[row]!));
          expect(peers).not.toContain(found.account[row]);
          const spend = peers.map((peer) => found.revenue[found.rowOf[peer]!]!);
          const [lower, expected, upper] = quantiles(spend, [0.25, 0.5, 0.75]);
          expect([found.lower[row], found.expected[row], found.upper[row]]).toEqual([lower, expected, upper]);
          expect(found.gap[row]).toBe(Math.max(0, expected! - found.revenue[row]!));
          expect(found.gapUpper[row]! >= found.gap[row]!).toBe(true);
          expect(found.similarity[row]! >= 0 && found.similarity[row]! <= 1).toBe(true);
          if (row > 0) expect(found.gap[row]! <= found.gap[row - 1]!).toBe(true);
          total += found.gap[row]!;
        }
        expect(found.total).toBeCloseTo(total, 6);
      }),
      { seed: seed(), numRuns: 80 },
    );
  });

  it('scales with money and does not look at it when choosing look-alikes', () => {
    fc.assert(
      fc.property(lines, (input) => {
        const found = headroomOrNull(rowsOf(input), { span, k: 5 });
        fc.pre(found !== null);
        const fourfold = estimateHeadroom(
          rowsOf(input.map((line) => ({ ...line, revenue: line.revenue * 4 }))),
          { span, k: 5 },
        );
        expect(fourfold.peerAccounts).toEqual(found.peerAccounts);
        expect(fourfold.total / 4).toBeCloseTo(found.total, 6);
      }),
      { seed: seed(), numRuns: 40 },
    );
  });

  it('refuses too few accounts', () => {
    const few = rowsOf([{ account: 0, day: 700, revenue: 5, product: 0, order: 0 }]);
    expect(() => estimateHeadroom(few, { span })).toThrow(expect.objectContaining({ code: 'tooLittleData' }));
  });
});

describe('opportunities', () => {
  it('claim no money twice, stay within 0 … 1 and are sorted', () => {
    fc.assert(
      fc.property(lines, (input) => {
        const { list, totals, movable } = find(input);
        const headroom = headroomOrNull(rowsOf(input), { span, k: 5, categories: [market] });
        const claimed = new Float64Array(accounts);
        for (const [i, one] of list.entries()) {
          expect(one.probability >= 0 && one.probability <= 1).toBe(true);
          expect(one.value).toBeGreaterThan(0);
          const { factor } = movable[one.kind];
          expect(factor >= 0 && factor <= 1).toBe(true);
          expect(one.expected).toBeCloseTo(one.value * one.probability * factor, 9);
          if (i > 0) expect(one.expected <= list[i - 1]!.expected).toBe(true);
          if (one.kind !== 'retain') claimed[one.account]! += one.value;
        }
        for (let account = 0; account < accounts; account++) {
          const row = headroom?.rowOf[account] ?? -1;
          const room = row < 0 ? 0 : headroom!.gapUpper[row]!;
          expect(claimed[account]! <= room * (1 + 1e-12) + 1e-9).toBe(true);
        }
        expect(new Set(list.map((one) => one.id)).size).toBe(list.length);
        const counted = totals.retain.count + totals.upsell.count + totals['cross-sell'].count;
        expect(counted).toBe(list.length);
      }),
      { seed: seed(), numRuns: 60 },
    );
  });

  it('claim no money twice from the lists of the pages and from naive ones either', () => {
    fc.assert(
      fc.property(lines, arbitraryLists, (input, { nextProducts, rivals }) => {
        const rows = rowsOf(input);
        const ranking = rankingOrNull(input);
        fc.pre(ranking !== null);
        const { list } = findOpportunities(rows, { asOf, labels, k: 5, ranking, nextProducts, rivals });
        const { headroom, value, probability } = ranking;
        const [claimed, times] = [new Float64Array(accounts), new Int32Array(accounts)];
        for (const one of list) {
          expect(one.probability >= 0 && one.probability <= 1).toBe(true);
          expect(one.value).toBeGreaterThan(0);
          if (one.kind === 'retain' || one.kind === 'renewal') continue;
          claimed[one.account]! += one.value;
          if (one.kind === 'cross-sell') times[one.account]!++;
          const row = headroom.rowOf[one.account]!;
          if (one.kind === 'upsell' && !rivals.upsell) {
            expect(one.value).toBeLessThanOrEqual(value[row]!);
            if (!Number.isNaN(probability[row]!)) expect(one.probability).toBe(probability[row]);
          }
        }
        const naive = new Float64Array(accounts);
        rivals.upsell?.ranking.account.forEach((account, entry) => {
          naive[account] = rivals.upsell!.growth * rivals.upsell!.ranking.value[entry]!;
        });
        for (let account = 0; account < accounts; account++) {
          const row = headroom.rowOf[account]!;
          const room = Math.max(row < 0 ? 0 : headroom.gapUpper[row]!, naive[account]!);
          expect(claimed[account]! <= room * (1 + 1e-12) + 1e-9).toBe(true);
          expect(times[account]!).toBeLessThanOrEqual(3);
        }
        const ids = list.map((one) => one.id);
        expect(new Set(ids).size).toBe(ids.length);
        const again = findOpportunities(rows, { asOf, labels, k: 5, ranking, nextProducts, rivals });
        expect(again.list).toEqual(list);
      }),
      { seed: seed(), numRuns: 60 },
    );
  });

  it('do not look at rows after the as-of date that are not kept', () => {
    fc.assert(
      fc.property(
        lines,
        arbitraryLines(accounts, products, 90, { minLength: 1, maxLength: 60 }),
        (input, more) => {
          const later = more.map((line) => ({ ...line, day: line.day + asOf + 1 }));
          const rows = rowsOf([...input, ...later]);
          const keep = rows.keep.map((_, row) => (rows.day[row]! <= asOf ? 1 : 0));
          const found = findOpportunities(
            { ...rows, keep },
            { asOf, labels, attributes: [marketText], k: 5 },
          );
          expect(found).toEqual(find(input));
        },
      ),
      { seed: seed(), numRuns: 30 },
    );
  });

  it('have ids made of keys', () => {
    const { list } = find(fc.sample(lines, { seed: seed(), numRuns: 1 })[0]!);
    expect(list.length).toBeGreaterThan(0);
    for (const one of list) {
      const product = one.product < 0 ? '' : labels.productKeys[one.product];
      expect(one.id).toBe(`${one.kind}:${labels.accountKeys[one.account]}:${product}`);
    }
  });

  it('say which part is missing and refuse a book without orders', () => {
    const input = fc.sample(lines, { seed: seed(), numRuns: 1 })[0]!;
    const found = findOpportunities({ ...rowsOf(input), product: null }, { asOf, labels });
    expect(found.warnings).toContainEqual({ code: 'partMissing', params: { part: 'whiteSpace' } });
    expect(found.totals['cross-sell'].count).toBe(0);
    const none = { ...rowsOf(input), keep: new Uint8Array(input.length) };
    expect(() => findOpportunities(none, { asOf, labels })).toThrow(
      expect.objectContaining({ code: 'noData' }),
    );
  });
});
