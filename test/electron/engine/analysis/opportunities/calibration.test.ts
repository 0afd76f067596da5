import { describe, expect, it } from 'vitest';
import { adoptedSpend } from '../../../../../electron/engine/analysis/cross-sell/nextProduct/adoptedSpend.ts';
import { accountDays } from '../../../../../electron/engine/analysis/history/accountDays.ts';
import {
  adoptionClass,
  calibrateAdoption,
  poolFalling,
} from '../../../../../electron/engine/analysis/opportunities/adoptionRates.ts';
import { calibrateClosure } from '../../../../../electron/engine/analysis/opportunities/closureRates.ts';
import {
  calibrateLeaving,
  leavingClasses,
} from '../../../../../electron/engine/analysis/opportunities/leavingRates.ts';
import {
  learntMovable,
  movableDefaults,
} from '../../../../../electron/engine/analysis/opportunities/movable.ts';
import { pastSpans } from '../../../../../electron/engine/analysis/opportunities/pastSpans.ts';
import { calibratePrices } from '../../../../../electron/engine/analysis/opportunities/priceRates.ts';
import { ownRhythm, rhythmDefaults } from '../../../../../electron/engine/analysis/retention/ownRhythm.ts';
import { type Line, rowsOfLines } from '../../../../property/salesRows.ts';

/** Orders every `gap` days from `first` to `last`. */
function orders(
  account: number,
  first: number,
  last: number,
  gap: number,
  revenue = 100,
  product = 0,
): Line[] {
  const days = Array.from({ length: Math.floor((last - first) / gap) + 1 }, (_, i) => first + i * gap);
  return days.map((day) => ({ account, day, revenue, product, order: day * 1000 + account }));
}

const asOf = 720;

describe('what happened to accounts in the past', () => {
  const stay = Array.from({ length: 40 }, (_, i) => orders(i, i % 30, asOf, 30));
  const stop = Array.from({ length: 40 }, (_, i) => orders(40 + i, i % 30, 500 + i, 30));
  const rows = rowsOfLines([...stay, ...stop].flat(), 80, 1);
  const rhythm = ownRhythm(rows, { ...rhythmDefaults, asOf });

  it('tells those who come back from those who do not', () => {
    const leaving = calibrateLeaving(accountDays(rows), asOf, rhythm);
    const onTime = leavingClasses.indexOf('onTime');
    const overdue = leavingClasses.indexOf('overdue');
    expect(leaving.horizon).toBe(30);
    expect(Array.from(leaving.origins)).toEqual([690, 660, 630, 600, 570, 540]);
    expect(leaving.left[overdue]).toBe(leaving.seen[overdue]);
    expect(leaving.seen[overdue]).toBeGreaterThan(100);
    expect(leaving.rates[overdue]).toBeGreaterThan(0.9);
    expect(leaving.rates[onTime]).toBeLessThan(0.2);
    expect(leaving.warnings).toEqual([]);
    expect(leaving.movable.origin).toBe('learnt');
    expect(leaving.movable.factor).toBeLessThan(0.1);
  });

  it('says so where the past is too short', () => {
    const short = rowsOfLines(
      [0, 1, 2].flatMap((account) => orders(account, 650, asOf, 10)),
      3,
      1,
    );
    const leaving = calibrateLeaving(accountDays(short), asOf, ownRhythm(short, { ...rhythmDefaults, asOf }));
    expect(leaving.warnings.map((warning) => warning.code)).toEqual(['uncalibratedLeaving']);
    expect(leaving.rates.every(Number.isNaN)).toBe(true);
  });
});

describe('how much of a gap was closed', () => {
  const span = { from: 355, to: asOf };
  const past = pastSpans(span, 0)!;

  it('is learnt from the span before', () => {
    expect(past).toEqual({ before: { from: 1, to: 360 }, after: { from: 361, to: 720 } });
    const lines = Array.from({ length: 60 }, (_, i) => {
      const small = i % 3 === 0;
      return [...orders(i, 1, 360, 30, small ? 60 : 100), ...orders(i, 361, asOf, 30, small ? 80 : 100)];
    });
    const closure = calibrateClosure(rowsOfLines(lines.flat(), 60, 1), past, { k: 15 });
    expect(Array.from(closure.seen)).toEqual([0, 20, 0]);
    expect(closure.rates[1]).toBe(1);
    expect(closure.movable).toEqual({ factor: 0.5, origin: 'learnt', seen: 20 });
  });

  it('is not known without a past', () => {
    expect(pastSpans({ from: 0, to: 100 }, 0)).toBe(null);
    const closure = calibrateClosure(rowsOfLines(orders(0, 1, 100, 10), 1, 1), null, {});
    expect(closure.warnings.map((warning) => warning.code)).toEqual(['uncalibratedUpsell']);
  });
});

describe('how often a product was taken up', () => {
  it('is counted per class of probability', () => {
    const basic = Array.from({ length: 60 }, (_, i) => orders(i, 1, asOf, 30, 100, 0));
    const owners = Array.from({ length: 45 }, (_, i) => orders(i, 1, asOf, 30, 50, 1));
    const takers = Array.from({ length: 5 }, (_, i) => orders(45 + i, 400, asOf, 30, 50, 1));
    const rare = Array.from({ length: 3 }, (_, i) => orders(i, 1, asOf, 30, 10, 2));
    const filler = Array.from({ length: 3 }, (_, i) => orders(i, 1, asOf, 30, 10, 3 + i));
    const rows = rowsOfLines([...basic, ...owners, ...takers, ...rare, ...filler].flat(), 60, 6);
    const past = pastSpans({ from: 355, to: asOf }, 0)!;
    const adoption = calibrateAdoption(rows, past, { products: 6 });
    expect(adoption.seen.reduce((a, b) => a + b, 0)).toBe(15 + 57 + 3 * 59);
    expect(adoption.adopted.reduce((a, b) => a + b, 0)).toBe(5);
    expect(adoption.rates.at(-1)!).toBeGreaterThan(adoption.rates[0]!);
    expect(adoption.warnings).toEqual([]);
    expect(adoption.movable.seen).toBe(5);
    expect(adoption.movable.origin).toBe('learnt');
    expect(calibrateAdoption(rows, null, { products: 6 }).warnings).toEqual([
      { code: 'uncalibratedCrossSell', params: { seen: 0, least: 200 } },
    ]);
  });

  it('has a class for every probability', () => {
    for (const p of [0, 0.02, 0.021, 0.5, 0.999, 1]) expect(adoptionClass(p)).toBeGreaterThanOrEqual(0);
  });

  it('pools neighbours that fall, and empty classes', () => {
    expect(Array.from(poolFalling(Int32Array.of(1, 5, 3, 0, 9), Int32Array.of(10, 10, 10, 0, 10)))).toEqual([
      0.1, 0.4, 0.4, 0.4, 0.9,
    ]);
    expect(Array.from(poolFalling(Int32Array.of(0, 2, 1), Int32Array.of(0, 4, 4)))).toEqual([
      0.375, 0.375, 0.375,
    ]);
  });
});

describe('how movable a kind is', () => {
  it('is assumed without cases, and what was seen the more there were', () => {
    expect(learntMovable('retain', 0, 0)).toEqual({
      factor: movableDefaults.retain,
      origin: 'default',
      seen: 0,
    });
    expect(learntMovable('retain', 10, 10)).toEqual({ factor: 0.65, origin: 'learnt', seen: 10 });
    expect(learntMovable('retain', 9990, 9990).factor).toBeCloseTo(0.9993, 12);
  });
});

describe('what those spent who took a product up', () => {
  it('is set beside what buyers of their size spent, in the year after', () => {
    const past = pastSpans({ from: 356, to: 720 }, 0)!;
    const basic = Array.from({ length: 60 }, (_, i) => orders(i, 1, asOf, 30, 100, 0));
    const owners = Array.from({ length: 40 }, (_, i) => orders(i, 1, asOf, 30, 50, 1));
    // Ten who take product 1 up within 3 months, five of them for half the money; five who do so too late.
    const takers = Array.from({ length: 10 }, (_, i) =>
      orders(40 + i, 370, asOf, 30, i % 2 === 0 ? 25 : 50, 1),
    );
    const late = Array.from({ length: 5 }, (_, i) => orders(50 + i, 600, asOf, 30, 50, 1));
    const rows = rowsOfLines([...basic, ...owners, ...takers, ...late].flat(), 60, 2);
    const found = adoptedSpend(rows, { ...past, horizonMonths: 3, most: 10, firstDay: 0 });
    expect(found.cases).toBe(10);
    const year = 365.25 / 360;
    const [whole, half] = [12 * 50 * year, 12 * 25 * year].map((money) =>
      Math.min(1, money / (12 * 50 * year)),
    );
    expect(found.shares).toBeCloseTo(5 * whole! + 5 * half!, 1);
  });
});

describe('what became of prices below their corridor', () => {
  const past = pastSpans({ from: 356, to: 720 }, 0)!;
  const units = 10;
  /** Orders of 10 units at a price that changes after the first span. */
  const paying = (account: number, before: number, after: number) => [
    ...orders(account, 1, 360, 30, units * before, 0),
    ...orders(account, 361, asOf, 30, units * after, 0),
  ];
  const rowsOf = (prices: [before: number, after: number][]) => {
    const lines = prices.flatMap(([before, after], account) => paying(account, before, after));
    const rows = rowsOfLines(lines, prices.length, 1);
    return { ...rows, quantity: new Float64Array(rows.day.length).fill(units) };
  };
  const usual = Array.from({ length: 100 }, (): [number, number] => [10, 10]);

  it('is the share of accounts that paid more and of the leak that they closed', () => {
    const low: [number, number][] = [
      ...Array.from({ length: 12 }, (): [number, number] => [8, 8]),
      ...Array.from({ length: 6 }, (): [number, number] => [8, 9]),
      ...Array.from({ length: 2 }, (): [number, number] => [8, 14]),
    ];
    const found = calibratePrices(rowsOf([...usual, ...low]), past);
    expect(found.seen).toBe(20);
    expect(found.movable.seen).toBe(8);
    expect(found.rate).toBeCloseTo((8 + 5) / 30, 12);
    const general = (100 * 10 + 12 * 8 + 6 * 9 + 2 * 14) / (100 * 10 + 20 * 8);
    const closed = 6 * ((9 / general - 8) / 2) + 2;
    expect(found.movable.factor).toBeCloseTo((closed + 5) / 18, 9);
  });

  it('takes a general rise of prices out', () => {
    const low = Array.from({ length: 20 }, (): [number, number] => [8, 16]);
    const found = calibratePrices(
      rowsOf([...usual.map(([p]): [number, number] => [p, 2 * p]), ...low]),
      past,
    );
    expect([found.seen, found.movable.seen]).toEqual([20, 0]);
    expect(found.movable).toEqual({ factor: movableDefaults.price, origin: 'default', seen: 0 });
  });

  it('is assumed without a past, without quantities and without prices below', () => {
    const assumed = { rate: 0.5, seen: 0, movable: { factor: 0.5, origin: 'default', seen: 0 } };
    expect(calibratePrices(rowsOf(usual), null)).toEqual(assumed);
    expect(calibratePrices(rowsOf(usual), past)).toEqual(assumed);
    expect(calibratePrices({ ...rowsOf(usual), quantity: null }, past)).toEqual(assumed);
  });
});
