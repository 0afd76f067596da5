import fc from 'fast-check';
import type { SalesRows } from '../../electron/engine/analysis/types.ts';
import { dayOf } from '../../shared/domain/calendar.ts';
import { ExpectedError } from '../../shared/errors/errors.ts';
import { type Sale, salesRows } from '../electron/engine/analysis/salesRows.ts';

/** Made-up sales fall in 2024. */
export const firstDay = dayOf(2024, 1, 1);
export const lastDay = dayOf(2024, 12, 31);

const accounts = 8;
const products = 5;

const sale: fc.Arbitrary<Sale> = fc.record(
  {
    account: fc.nat({ max: accounts - 1 }),
    day: fc.integer({ min: firstDay, max: lastDay }),
    revenue: fc.oneof(
      { weight: 5, arbitrary: fc.integer({ min: 1, max: 1_000_000 }).map((cents) => cents / 100) },
      { weight: 2, arbitrary: fc.integer({ min: -100_000, max: 0 }).map((cents) => cents / 100) },
      { weight: 1, arbitrary: fc.constantFrom(0.1, 0.2, 0.3, -0.3) },
    ),
    quantity: fc.oneof(
      { weight: 4, arbitrary: fc.integer({ min: -20, max: 100 }) },
      { weight: 1, arbitrary: fc.double({ min: -2, max: 2, noNaN: true }) },
    ),
    order: fc.nat({ max: 12 }),
    product: fc.nat({ max: products - 1 }),
    keep: fc.oneof({ weight: 9, arbitrary: fc.constant(true) }, { weight: 1, arbitrary: fc.constant(false) }),
  },
  { requiredKeys: ['account', 'day', 'keep'] },
);

/** Sales with returns, gaps, missing values and rows outside the slice. */
export const sales = fc.array(sale, { maxLength: 80 });

export function toRows(list: readonly Sale[]): SalesRows {
  return salesRows(accounts, list, products);
}

/** The same sales, each account's rows in another order. */
export function shuffleAccounts(list: readonly Sale[], salt: number): Sale[] {
  const key = (index: number) => Math.imul(index + 1, salt | 1) >>> 0;
  return list
    .map((entry, index) => ({ entry, key: key(index) }))
    .sort((a, b) => a.key - b.key)
    .map(({ entry }) => entry);
}

/** The result, or null when the analysis refused with one of these codes; any other error goes through. */
export function outcome<T>(run: () => T, codes: readonly string[]): T | null {
  try {
    return run();
  } catch (error) {
    if (error instanceof ExpectedError && codes.includes(error.code)) return null;
    throw error;
  }
}

/** The plain numbers among the values of an object. */
export function numbersIn(values: object): number[] {
  return Object.values(values).filter((value): value is number => typeof value === 'number');
}
