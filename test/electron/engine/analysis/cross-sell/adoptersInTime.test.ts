import { expect, test } from 'vitest';
import { adoptersInTime } from '../../../../../electron/engine/analysis/cross-sell/cannibalisation/adoptersInTime.ts';
import { dayOf } from '../../../../../shared/domain/calendar.ts';
import { salesRows } from '../salesRows.ts';

const january = 2024 * 12;
const products = 3;
const items = { count: products, of: Int32Array.of(0, 1, 2) };
const sale = (account: number, day: string, product: number, revenue = 10) => ({
  account,
  day,
  product,
  revenue,
});

test('counts take-ups that have a before and an after, each account and item once', () => {
  const rows = salesRows(
    4,
    [
      ...[
        sale(0, '2024-01-05', 0),
        sale(0, '2024-03-20', 1),
        sale(0, '2024-04-01', 1),
        sale(0, '2024-06-30', 2),
      ],
      // Too soon after the first purchase, and not bought at all.
      ...[sale(1, '2024-03-01', 0), sale(1, '2024-04-10', 1), sale(1, '2024-05-10', 2, -5)],
      // Before the first month looked at: begins later than `from`, with all it ever buys.
      ...[sale(2, '2024-05-01', 1), sale(2, '2024-05-02', 2)],
      // After the as-of date.
      ...[sale(3, '2024-01-01', 0), sale(3, '2024-08-01', 1)],
    ],
    products,
  );
  const times = { asOf: dayOf(2024, 7, 1), from: january + 2, to: january + 4, months: 2 };
  expect([...adoptersInTime(rows, items, times)]).toEqual([0, 1, 0]);
  expect([...adoptersInTime(rows, items, { ...times, to: january + 5 })]).toEqual([0, 1, 1]);
  expect([...adoptersInTime(rows, items, { ...times, months: 0 })]).toEqual([1, 3, 1]);
});
