import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { marketGrowth } from '../../electron/engine/analysis/market/marketGrowth.ts';
import { conditionalSpend, type SpendInput } from '../../electron/engine/analysis/upsell/conditionalSpend.ts';
import { momentum } from '../../electron/engine/analysis/upsell/momentum.ts';
import { priceCorridor } from '../../electron/engine/analysis/upsell/price/priceCorridor.ts';
import { sizeFrontier } from '../../electron/engine/analysis/upsell/sizeFrontier.ts';
import { arbitraryLines, type Line, rowsOfLines } from './salesRows.ts';
import { seed } from './seed.ts';

const levels = ['gold', 'silver', 'iron', 'new'];
const account = fc.record({
  orders: fc.integer({ min: 2, max: 200 }),
  tenure: fc.integer({ min: 3, max: 120 }),
  products: fc.integer({ min: 0, max: 40 }),
  kind: fc.integer({ min: -1, max: 3 }),
  staff: fc.oneof(fc.integer({ min: 1, max: 10_000 }), fc.constant(Number.NaN)),
  luck: fc.double({ min: -2, max: 2, noNaN: true }),
});
type Account = typeof account extends fc.Arbitrary<infer Value> ? Value : never;

function inputOf(list: readonly Account[], scale = 1): SpendInput {
  return {
    revenue: list.map(({ orders, kind, luck }) => scale * 100 * orders * (kind + 2) * Math.exp(luck)),
    orders: list.map(({ orders }) => orders),
    tenureMonths: list.map(({ tenure }) => tenure),
    products: list.map(({ products }) => products),
    attributes: [
      { name: 'kind', codes: list.map(({ kind }) => kind), levels },
      { name: 'staff', values: list.map(({ staff }) => staff) },
      { name: 'twice', values: list.map(({ orders }) => orders ** 2) },
    ],
  };
}

const accounts = fc.array(account, { minLength: 25, maxLength: 160 });

describe('conditional spend', () => {
  it('gives quantiles in order, for every account, and a place within them', () => {
    fc.assert(
      fc.property(accounts, (list) => {
        const found = conditionalSpend(inputOf(list))!;
        for (let row = 0; row < list.length; row++) {
          const [q50, q75, q90] = [found.q50[row]!, found.q75[row]!, found.q90[row]!];
          expect(q50 > 0 && q50 <= q75 && q75 <= q90 && Number.isFinite(q90)).toBe(true);
          expect(found.percentile[row]! >= 0.05 && found.percentile[row]! <= 0.95).toBe(true);
        }
      }),
      { seed: seed(), numRuns: 40 },
    );
  });

  it('does not depend on the order of accounts, nor on the unit of money', () => {
    fc.assert(
      fc.property(accounts, fc.constantFrom(1e-6, 4, 1e6), (list, scale) => {
        const found = conditionalSpend(inputOf(list))!;
        const turned = conditionalSpend(inputOf([...list].reverse()))!;
        expect([...turned.q90].reverse()).toEqual([...found.q90]);
        expect([...turned.percentile].reverse()).toEqual([...found.percentile]);
        const scaled = conditionalSpend(inputOf(list, scale))!;
        const off = found.q75.map((value, row) => Math.abs(scaled.q75[row]! / scale / value - 1));
        expect(Math.max(...off)).toBeLessThan(1e-9);
      }),
      { seed: seed(), numRuns: 25 },
    );
  });

  it('is null for too few, and uses only what there are accounts for', () => {
    const twenty = Array.from({ length: 24 }, (_, i) => ({
      orders: 2 + i,
      tenure: 12,
      products: 3,
      kind: i % 4,
      staff: Number.NaN,
      luck: (i % 5) / 10,
    }));
    expect(conditionalSpend(inputOf(twenty.slice(0, 19)))).toBeNull();
    const found = conditionalSpend(inputOf(twenty))!;
    expect(found.terms).toEqual(['(Intercept)']);
    expect(found.leftOut).toEqual(['kind', 'staff', 'twice']);
    const same = conditionalSpend({ ...inputOf(twenty), revenue: twenty.map(() => 7) })!;
    expect([...same.q50, ...same.q90].every((value) => Math.abs(value - 7) < 1e-9)).toBe(true);
  });

  it('draws size lines that do not cross', () => {
    fc.assert(
      fc.property(accounts, (list) => {
        const { size, q50, q75, q90 } = sizeFrontier(inputOf(list).orders, inputOf(list).revenue);
        for (let at = 0; at < size.length; at++)
          expect(q50[at]! <= q75[at]! && q75[at]! <= q90[at]!).toBe(true);
      }),
      { seed: seed(), numRuns: 20 },
    );
  });
});

const people = 24;
const goods = 6;
const lines = arbitraryLines(people, goods, 730, { minLength: 60, maxLength: 400 });

/** With units, so that there are prices; every tenth line has none. */
function priced(input: readonly Line[], scale = 1) {
  const rows = rowsOfLines(
    input.map((line) => ({ ...line, revenue: line.revenue * scale })),
    people,
    goods,
  );
  const sorted = [...input].sort((a, b) => a.account - b.account);
  const quantity = Float64Array.from(sorted, ({ order, day }) =>
    order % 10 === 0 ? Number.NaN : 1 + ((day * 7 + order + 1) % 50),
  );
  return { ...rows, quantity };
}

const span = { from: 0, to: 729 };

describe('price corridor', () => {
  const group = Int32Array.from({ length: people }, (_, i) => (i % 4) - 1);

  it('never leaks below nothing, and never more than to the median', () => {
    fc.assert(
      fc.property(lines, fc.boolean(), (input, grouped) => {
        let found: ReturnType<typeof priceCorridor>;
        try {
          found = priceCorridor(priced(input), { span, ...(grouped ? { group } : {}) });
        } catch (error) {
          expect(error).toMatchObject({ code: 'noData' });
          return;
        }
        for (let pair = 0; pair < found.account.length; pair++) {
          const known = found.buyers[pair]! >= 5;
          expect(Number.isNaN(found.leakage[pair]!)).toBe(!known);
          expect(found.price[pair]! > 0).toBe(true);
          if (!known) continue;
          expect(found.leakage[pair]! >= 0 && found.leakage[pair]! <= found.opportunity[pair]!).toBe(true);
          expect(found.lower[pair]! <= found.median[pair]! && found.median[pair]! <= found.upper[pair]!).toBe(
            true,
          );
        }
        for (const slope of found.slope) expect(slope > 0).toBe(false);
      }),
      { seed: seed(), numRuns: 60 },
    );
  });

  it('scales with money and does not depend on the order of rows or accounts', () => {
    fc.assert(
      fc.property(lines, (input) => {
        fc.pre(input.some((line) => line.product >= 0 && line.revenue > 0 && line.order % 10 !== 0));
        const found = priceCorridor(priced(input), { span });
        const million = priceCorridor(priced(input, 1e6), { span });
        const total = (of: typeof found) => of.opportunity.reduce((sum, value) => sum + (value || 0), 0);
        const size = found.revenue.reduce((sum, value) => sum + value, 0);
        expect(Math.abs(total(million) / 1e6 - total(found))).toBeLessThan(1e-6 * size);
        const turned = priceCorridor(
          priced([...input].reverse().map((line) => ({ ...line, account: people - 1 - line.account }))),
          { span },
        );
        expect(Math.abs(total(turned) - total(found))).toBeLessThan(1e-6 * size);
      }),
      { seed: seed(), numRuns: 40 },
    );
  });

  it('finds the one who pays less for the same, by hand', () => {
    const input = Array.from({ length: 8 }, (_, i) => ({
      account: i,
      day: 10,
      order: 1,
      product: 0,
      revenue: i === 7 ? 60 : 100,
    }));
    const rows = { ...rowsOfLines(input, 8, 1), quantity: new Float64Array(8).fill(10) };
    const found = priceCorridor(rows, { span });
    expect([...found.leakage].map((value) => Math.round(value * 1e6) / 1e6)).toEqual([
      0, 0, 0, 0, 0, 0, 0, 40,
    ]);
    const returned = { ...rows, revenue: rows.revenue.map((value, row) => (row === 0 ? -value : value)) };
    const without = priceCorridor(returned, { span });
    expect(without.account.length).toBe(7);
    expect(without.warnings).toContainEqual({ code: 'notPurchases', params: { rows: 1 } });
    expect(() => priceCorridor({ ...rows, quantity: null }, { span })).toThrow(
      expect.objectContaining({ code: 'noData' }),
    );
  });
});

describe('momentum', () => {
  const from = { from: 0, to: 364 };
  const to = { from: 365, to: 729 };
  const market = fc.record({
    base: fc.array(fc.integer({ min: 0, max: 1000 }), { minLength: 6, maxLength: 6 }),
    end: fc.array(fc.integer({ min: 0, max: 1000 }), { minLength: 6, maxLength: 6 }),
  });
  const rowOf = Int32Array.from({ length: people }, (_, i) => (i % 4) - 1);
  const columnOf = Int32Array.from({ length: goods }, (_, i) => (i % 3) - 1);
  const segment = Int32Array.from({ length: people }, (_, i) => (i % 3) - 1);

  it('adds up to the change of every account, market or not', () => {
    fc.assert(
      fc.property(lines, fc.option(market), (input, grid) => {
        const found = momentum(rowsOfLines(input, people, goods), {
          from,
          to,
          market: grid && {
            rows: 3,
            columns: 2,
            base: Float64Array.from(grid.base),
            end: Float64Array.from(grid.end),
          },
          rowOf,
          columnOf,
          segment,
          segments: 2,
        });
        const spent = (account: number, span: { from: number; to: number }) =>
          input.reduce(
            (total, line) =>
              line.account === account && line.day >= span.from && line.day <= span.to
                ? total + line.revenue
                : total,
            0,
          );
        let [behind, size] = [0, 1];
        for (let row = 0; row < found.account.length; row++) {
          const parts = [found.market, found.mix, found.performance, found.apart].map((line) => line[row]!);
          const sum = parts.reduce((total, part) => total + part, 0);
          expect(found.base[row]).toBeCloseTo(spent(found.account[row]!, from), 6);
          expect(found.end[row]).toBeCloseTo(spent(found.account[row]!, to), 6);
          const scale = Math.abs(found.base[row]!) + parts.reduce((total, part) => total + Math.abs(part), 1);
          expect(Math.abs(found.base[row]! + sum - found.end[row]!)).toBeLessThan(1e-9 * scale + 1e-4);
          if (found.basis[row] === 1) behind += found.performance[row]!;
          size += scale;
        }
        // Against the own book the better and the worse make each other up.
        if (!grid) expect(Math.abs(behind)).toBeLessThan(1e-9 * size);
      }),
      { seed: seed(), numRuns: 120 },
    );
  });

  it('compares months of the market like for like', () => {
    const month = (index: number) => index * 31 + 5;
    const days = Array.from({ length: 23 }, (_, index) => month(index));
    const grown = marketGrowth(
      { day: days, value: days.map((_, index) => (index < 12 ? 10 : 11)), cell: days.map(() => 0), cells: 1 },
      { from: 0, to: 364 },
      { from: 365, to: 729 },
    );
    expect(grown.end[0]! / grown.base[0]!).toBeCloseTo(1.1, 12);
    expect(grown.months).toBeLessThan(grown.ofMonths);
  });
});
