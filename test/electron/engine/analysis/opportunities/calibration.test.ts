import { describe, expect, it } from 'vitest';
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
import { movableDefaults } from '../../../../../electron/engine/analysis/opportunities/movable.ts';
import { pastSpans } from '../../../../../electron/engine/analysis/opportunities/pastSpans.ts';
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
    expect(adoption.movable).toEqual({ factor: movableDefaults['cross-sell'], origin: 'default', seen: 5 });
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
