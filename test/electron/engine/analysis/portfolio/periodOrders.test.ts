import fc from 'fast-check';
import { expect, test } from 'vitest';
import { periodOrders } from '../../../../../electron/engine/analysis/portfolio/periodOrders.ts';
import type { DaySpan, SalesRows } from '../../../../../electron/engine/analysis/types.ts';
import { seed } from '../../../../property/seed.ts';

interface Row {
  order: number;
  day: number;
  keep: number;
}

function rowsOf(rows: Row[], noAccount: Row[] = []): SalesRows {
  const all = [...rows, ...noAccount];
  return {
    accounts: 1,
    offsets: Int32Array.of(0, rows.length),
    keep: Uint8Array.from(all, ({ keep }) => keep),
    day: Int32Array.from(all, ({ day }) => day),
    revenue: new Float64Array(all.length),
    quantity: null,
    order: Int32Array.from(all, ({ order }) => order),
    product: null,
    products: 0,
  };
}

function spans(periods: number, length: number): DaySpan[] {
  return Array.from({ length: periods }, (_, at) => ({ from: at * length, to: (at + 1) * length - 1 }));
}

/** One after the other, as it is defined. */
function counted(rows: Row[], periods: readonly DaySpan[]): number[] {
  return periods.map(({ from, to }) => {
    const within = rows.filter(
      ({ keep, order, day }) => keep === 1 && order >= 0 && day >= from && day <= to,
    );
    return new Set(within.map(({ order }) => order)).size;
  });
}

const row = (orders: number, days: number): fc.Arbitrary<Row> =>
  fc.record({
    order: fc.integer({ min: -1, max: orders }),
    day: fc.integer({ min: -3, max: days + 3 }),
    keep: fc.integer({ min: 0, max: 1 }),
  });

test.each([
  { periods: 5, length: 3, orders: 4 },
  { periods: 40, length: 2, orders: 9 },
  { periods: 300, length: 1, orders: 3 },
  { periods: 70_000, length: 1, orders: 3 },
])('orders of $periods periods, whichever they come back in', ({ periods, length, orders }) => {
  const all = spans(periods, length);
  fc.assert(
    fc.property(fc.array(row(orders, Math.min(400, periods * length)), { maxLength: 80 }), (rows) => {
      const found = periodOrders(rowsOf(rows, [{ order: 0, day: 0, keep: 1 }]), all);
      expect(Array.from(found.subarray(0, 410))).toEqual(counted(rows, all.slice(0, 410)));
    }),
    { seed: seed(), numRuns: 40 },
  );
});

test('so many orders that their bits would take too much', () => {
  const periods = spans(40, 1);
  const high = 2 ** 25;
  const rows = [0, 39, 39, 0, 5, 39].map((day, at) => ({ order: at % 2 === 0 ? high : 7, day, keep: 1 }));
  const found = periodOrders(rowsOf(rows), periods);
  expect(Array.from(found)).toEqual(counted(rows, periods));
});

test('without orders there is nothing to count, and gaps belong to no period', () => {
  const periods = [
    { from: 0, to: 1 },
    { from: 4, to: 5 },
  ];
  const rows = [0, 2, 3, 5].map((day) => ({ order: 1, day, keep: 1 }));
  expect(Array.from(periodOrders(rowsOf(rows), periods))).toEqual([1, 1]);
  expect(Array.from(periodOrders({ ...rowsOf(rows), order: null }, periods))).toEqual([
    Number.NaN,
    Number.NaN,
  ]);
});
