import { describe, expect, test } from 'vitest';
import { chooseList } from '../../../../../electron/engine/analysis/backtest/chooseList.ts';
import {
  type ListName,
  listNames,
  rivalNames,
} from '../../../../../electron/engine/analysis/backtest/lists.ts';
import { rankAsOf } from '../../../../../electron/engine/analysis/backtest/rankAsOf.ts';
import {
  type BacktestResult,
  runBacktest,
} from '../../../../../electron/engine/analysis/backtest/runBacktest.ts';
import type { ListSource } from '../../../../../electron/engine/analysis/backtest/seenFromOrigin.ts';
import { accountDays } from '../../../../../electron/engine/analysis/history/accountDays.ts';
import { createRandom } from '../../../../../electron/engine/analysis/statistics/random.ts';
import type { SalesRows } from '../../../../../electron/engine/analysis/types.ts';
import { dayOf } from '../../../../../shared/domain/calendar.ts';
import { type Line, rowsOfLines } from '../../../../property/salesRows.ts';

const first = dayOf(2023, 1, 1);
const last = dayOf(2025, 12, 31);
const covered = { from: first, to: last };
const accounts = 160;
const products = 12;

/** Accounts with a rhythm of their own, a taste for neighbouring products, and a third that stops some day. */
function book(seed: number): Line[] {
  const random = createRandom(seed, 0);
  const lines: Line[] = [];
  for (let account = 0; account < accounts; account++) {
    const gap = 8 + random.below(30);
    const taste = random.below(products);
    const size = 20 + random.below(400);
    const stop = random.chance(0.35) ? first + 250 + random.below(845) : last;
    let order = 0;
    for (
      let day = first + random.below(200);
      day <= stop;
      day += 1 + Math.round(gap * (0.5 + random.unit()))
    ) {
      const product = (taste + random.below(1 + Math.floor((4 * (day - first)) / 1095))) % products;
      const cents = Math.round(100 * size * (0.5 + random.unit()));
      lines.push({ account, day, revenue: cents / 100, product, order: order++ });
    }
  }
  return lines;
}

function sourceOf(rows: SalesRows): ListSource {
  return { rows, history: accountDays(rows), attributes: [], months: 3, growth: 0.1 };
}

const lines = book(1);
const source = sourceOf(rowsOfLines(lines, accounts, products));
const judge = (from: ListSource, list: ListName): BacktestResult =>
  runBacktest(from, { list, k: 20, origins: 2, covered, draws: 200 });

describe.each([...listNames, ...rivalNames])('%s', (name) => {
  const origin = dayOf(2025, 6, 30);

  test('sees nothing after the origin', () => {
    const changed = lines.map((line) =>
      line.day > origin
        ? { ...line, revenue: line.revenue * 7, product: 0, day: Math.min(last, line.day + 3) }
        : line,
    );
    const more = [...changed, ...changed.filter((line) => line.day > origin)];
    const day = { origin, horizon: 92 };
    const before = rankAsOf(source, name, day);
    expect(before.account.length).toBeGreaterThan(20);
    expect(rankAsOf(sourceOf(rowsOfLines(more, accounts, products)), name, day)).toEqual(before);
  });

  test('ranks with probabilities from 0 to 1 and scores that never rise', () => {
    const { score, probability } = rankAsOf(source, name, { origin, horizon: 92 });
    for (let i = 0; i < score.length; i++) {
      expect(probability[i]).toBeGreaterThanOrEqual(0);
      expect(probability[i]).toBeLessThanOrEqual(1);
      if (i > 0) expect(score[i]).toBeLessThanOrEqual(score[i - 1]!);
    }
  });
});

describe.each(listNames)('the backtest of %s', (list) => {
  const found = judge(source, list);

  test('has figures that belong together', () => {
    expect(found.origins.length).toBe(2);
    expect(found.figures!.taken).toBe(40);
    expect(found.figures!.precision).toBeCloseTo(found.figures!.hits / 40, 12);
    expect(found.figures!.lift).toBeCloseTo(found.figures!.precision! / found.baseRate!, 12);
    const [low, high] = found.intervals!.precision;
    expect(low).toBeLessThanOrEqual(found.figures!.precision!);
    expect(high).toBeGreaterThanOrEqual(found.figures!.precision!);
    expect(found.calibration.bins.reduce((sum, bin) => sum + bin.n, 0)).toBe(found.calibration.n);
  });

  test('is the same again, to the bit', () => {
    expect(judge(source, list)).toEqual(found);
  });

  test('is the same in any unit of money', () => {
    const large = lines.map((line) => ({ ...line, revenue: line.revenue * 1e6 }));
    const scaled = judge(sourceOf(rowsOfLines(large, accounts, products)), list);
    expect(scaled.figures!.hits).toBeCloseTo(found.figures!.hits, 9);
    expect(scaled.figures!.captured / 1e6).toBeCloseTo(found.figures!.captured, 4);
    expect(scaled.verdict).toBe(found.verdict);
  });

  test('does not depend on the order of accounts', () => {
    const order = createRandom(3, 1).shuffled(accounts);
    const moved = lines.map((line) => ({ ...line, account: order[line.account]! }));
    const again = judge(sourceOf(rowsOfLines(moved, accounts, products)), list);
    expect(again.figures!.hits).toBeCloseTo(found.figures!.hits, 9);
    expect(again.rival!.hits).toBeCloseTo(found.rival!.hits, 9);
    expect(again.verdict).toBe(found.verdict);
  });
});

describe('too little data', () => {
  test('no horizon within the data is refused', () => {
    expect(() =>
      runBacktest(source, { list: 'retain', k: 5, origins: 1, covered, first: last - 10 }),
    ).toThrow(expect.objectContaining({ code: 'tooLittleData' }));
  });

  test('a handful of accounts gives no verdict, and no NaN', () => {
    const few = sourceOf(
      rowsOfLines(
        lines.filter((line) => line.account < 4),
        accounts,
        products,
      ),
    );
    for (const list of listNames) {
      const found = judge(few, list);
      expect(found.verdict).toBe('tooLittleData');
      expect(JSON.stringify([found.figures, found.rival, found.calibration])).not.toContain('NaN');
    }
  });

  test('it can be stopped', () => {
    const stopped = { ...source, shouldStop: () => true };
    expect(() => judge(stopped, 'retain')).toThrow('ancelled');
  });
});

describe('the list to advise by', () => {
  test('is the naive one only where it was shown to be better', () => {
    const result = { list: 'upsell', rivalName: 'revenue' } as const;
    expect(chooseList({ ...result, verdict: 'worse' })).toEqual({ source: 'rival', name: 'revenue' });
    for (const verdict of ['better', 'same', 'tooLittleData'] as const) {
      expect(chooseList({ ...result, verdict })).toEqual({ source: 'list', name: 'upsell' });
    }
  });
});
