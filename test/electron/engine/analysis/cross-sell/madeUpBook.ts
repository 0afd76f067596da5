import type { SalesRows } from '../../../../../electron/engine/analysis/types.ts';
import { type Sale, salesRows } from '../salesRows.ts';

/** Numbers in [0, 1) from a seed: mulberry32. */
export function randomOf(seed: number): () => number {
  let state = seed | 0;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
}

export const firstDay = 18_000;
export const lastDay = firstDay + 900;
export const products = 12;

/** Accounts that buy within one of three families of four products, and take up a further one of it now and then. */
export function familySales(seed: number, accounts = 150): Sale[] {
  const random = randomOf(seed);
  const sales: Sale[] = [];
  for (let account = 0; account < accounts; account++) {
    const family = Math.floor(random() * 3);
    const known = new Set([family * 4, family * 4 + Math.floor(random() * 4)]);
    const gap = 15 + Math.floor(random() * 40);
    for (let day = firstDay + Math.floor(random() * 60); day <= lastDay; day += gap) {
      if (random() < 0.06)
        known.add(random() < 0.85 ? family * 4 + Math.floor(random() * 4) : Math.floor(random() * products));
      for (const product of known)
        if (random() < 0.7)
          sales.push({ account, day, product, order: day, revenue: Math.round(1e4 * random()) / 100 + 1 });
    }
  }
  return sales;
}

export function bookOf(sales: readonly Sale[], accounts = 150): SalesRows {
  return salesRows(accounts, sales, products);
}

export const allItems = { count: products, of: Int32Array.from({ length: products }, (_, index) => index) };
