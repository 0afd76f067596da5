import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { headroomOrNull } from '../../electron/engine/analysis/opportunities/closureRates.ts';
import { findOpportunities } from '../../electron/engine/analysis/opportunities/findOpportunities.ts';
import { trailingYear } from '../../electron/engine/analysis/retention/trailingYear.ts';
import { quantiles } from '../../electron/engine/analysis/statistics/quantile.ts';
import { estimateHeadroom } from '../../electron/engine/analysis/upsell/headroom.ts';
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

function rowsOf(input: readonly Line[]) {
  return rowsOfLines(input, accounts, products);
}

function find(input: readonly Line[]) {
  return findOpportunities(rowsOf(input), { asOf, labels, categories: [market], k: 5 });
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

  it('do not look at rows after the as-of date that are not kept', () => {
    fc.assert(
      fc.property(
        lines,
        arbitraryLines(accounts, products, 90, { minLength: 1, maxLength: 60 }),
        (input, more) => {
          const later = more.map((line) => ({ ...line, day: line.day + asOf + 1 }));
          const rows = rowsOf([...input, ...later]);
          const keep = rows.keep.map((_, row) => (rows.day[row]! <= asOf ? 1 : 0));
          const found = findOpportunities({ ...rows, keep }, { asOf, labels, categories: [market], k: 5 });
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
