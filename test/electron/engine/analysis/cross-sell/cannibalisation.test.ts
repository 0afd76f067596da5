import { describe, expect, test } from 'vitest';
import {
  cannibalisation,
  verdicts,
} from '../../../../../electron/engine/analysis/cross-sell/cannibalisation/cannibalisation.ts';
import { dayOf } from '../../../../../shared/domain/calendar.ts';
import { type Sale, salesRows } from '../salesRows.ts';
import { randomOf } from './madeUpBook.ts';

const accounts = 300;
const asOf = dayOf(2025, 12, 31);
const role = Uint8Array.from([1, 2, 0]);

/** 36 months; every fifth account takes up product 0 in the second or third year and then buys `factor` of product 1. */
function book(factor: number, seed = 5, share = 0.2): Sale[] {
  const random = randomOf(seed);
  const sales: Sale[] = [];
  for (let account = 0; account < accounts; account++) {
    const size = Math.exp(3 + random());
    const adopts = random() < share ? 14 + Math.floor(random() * 12) : 99;
    for (let month = 0; month < 36; month++) {
      const day = dayOf(2023 + Math.floor(month / 12), (month % 12) + 1, 10);
      const noise = 0.8 + 0.4 * random();
      sales.push({ account, day, product: 1, revenue: size * noise * (month > adopts ? factor : 1) });
      sales.push({ account, day, product: 2, revenue: size * 2 * (0.8 + 0.4 * random()) });
      if (month >= adopts) sales.push({ account, day, product: 0, revenue: size * 0.4 });
    }
  }
  return sales;
}

const ask = (sales: Sale[]) => cannibalisation(salesRows(accounts, sales, 3), { asOf, role });
const verdictOf = (found: ReturnType<typeof ask>) => verdicts[found.verdict];

describe('cannibalisation', () => {
  test('finds what was planted and nothing else, in most made-up books', () => {
    const seeds = Array.from({ length: 12 }, (_, index) => index + 1);
    const count = (factor: number, verdict: string) =>
      seeds.filter((seed) => verdictOf(ask(book(factor, seed))) === verdict).length;
    const counts = {
      loss: count(0.7, 'cannibalises'),
      none: count(1, 'noneShown'),
      lift: count(1.5, 'complements'),
    };
    console.info(`cannibalisation, right verdicts of 12: ${JSON.stringify(counts)}`);
    for (const right of Object.values(counts)) expect(right).toBeGreaterThanOrEqual(9);
  });

  test('measures the size of the loss', () => {
    const found = ask(book(0.7, 2));
    expect(found.effectShare).toBeGreaterThan(-0.36);
    expect(found.effectShare).toBeLessThan(-0.24);
    const truth = -0.3 * found.before;
    expect(found.effect.lower).toBeLessThan(truth);
    expect(found.effect.upper).toBeGreaterThan(truth);
    expect(found.takenShare).toBeGreaterThan(0.5);
    expect(found.month.length).toBe(13);
  });

  test('says when adopters are too few', () => {
    const found = ask(book(0.7, 5, 0.02));
    expect(verdictOf(found)).toBe('tooLittle');
    expect(found.effect.lower).toBeNaN();
    expect(found.warnings.map(({ code }) => code)).toContain('fewAdopters');
  });

  test('knows no adopters at all', () => {
    const found = ask(book(0.7, 5, 0));
    expect([found.adopters, found.matched, verdictOf(found)]).toEqual([0, 0, 'tooLittle']);
  });

  test('does not depend on the order of accounts, and scales with money', () => {
    const sales = book(0.7);
    const turned = sales.map((sale) => ({
      ...sale,
      account: accounts - 1 - sale.account,
      revenue: 1000 * sale.revenue!,
    }));
    const [a, b] = [ask(sales), ask(turned)];
    expect(b.matched).toBe(a.matched);
    expect(b.effect.mean / 1000 / a.effect.mean).toBeCloseTo(1, 4);
    expect(b.effect.lower / 1000 / a.effect.lower).toBeCloseTo(1, 4);
    expect(b.verdict).toBe(a.verdict);
  });
});
