import { describe, expect, test } from 'vitest';
import { calibrationOf } from '../../../../../electron/engine/analysis/backtest/calibration.ts';
import { figuresOf } from '../../../../../electron/engine/analysis/backtest/figures.ts';
import { judgeList } from '../../../../../electron/engine/analysis/backtest/judgedList.ts';
import { liftCurve } from '../../../../../electron/engine/analysis/backtest/liftCurve.ts';
import { rankedList } from '../../../../../electron/engine/analysis/backtest/rankedList.ts';
import { topOfList } from '../../../../../electron/engine/analysis/backtest/topOfList.ts';
import { accountOutcomes, judged } from './lists.ts';

// 40 cases with many ties, and what a program in numpy finds: hits among the first k as the mean over all orders of a tie
// (confirmed by 200,000 random orders), average precision as scikit-learn defines it, Brier score of 0.1 + 0.7 · score / 6.
const scores = [
  4, 5, 5, 1, 2, 5, 0, 5, 5, 3, 2, 2, 2, 3, 3, 3, 6, 5, 4, 6, 1, 1, 4, 0, 0, 3, 3, 6, 4, 3, 3, 1, 0, 1, 4, 1,
  2, 0, 5, 1,
];
const happened = [
  1, 0, 1, 0, 0, 0, 1, 1, 1, 0, 0, 0, 1, 1, 1, 1, 0, 1, 0, 1, 0, 0, 0, 0, 0, 1, 0, 1, 0, 1, 0, 0, 0, 0, 1, 0,
  0, 0, 0, 1,
];

describe('figures of a list', () => {
  test.each([
    [1, 0.6666666666666666],
    [5, 3.142857142857143],
    [10, 6],
    [17, 9.25],
    [40, 16],
  ])('among the first %i, ties at their mean', (k, hits) => {
    const figures = figuresOf([judged(scores, happened)], k);
    expect(figures.hits).toBeCloseTo(hits, 12);
    expect(figures.precision).toBeCloseTo(hits / k, 12);
    expect(figures.recall).toBeCloseTo(hits / 16, 12);
    expect(figures.lift).toBeCloseTo(hits / k / 0.4, 12);
  });

  test('average precision and Brier score', () => {
    const p = scores.map((score) => 0.1 + (0.7 * score) / 6);
    const list = judged(scores, happened, p);
    expect(figuresOf([list], 10).averagePrecision).toBeCloseTo(0.559666149068323, 12);
    expect(calibrationOf([list]).brier).toBeCloseTo(0.215375, 12);
    expect(calibrationOf([list]).brierOfBaseRate).toBeCloseTo(0.24, 12);
  });

  test('what is not on the list is one tie at its end', () => {
    const list = judged([3, 2, Number.NaN, Number.NaN, Number.NaN, Number.NaN], [1, 0, 1, 0, 0, 1]);
    expect(topOfList(list, [2, 4, 6]).map(({ hits }) => hits)).toEqual([1, 2, 3]);
  });

  test('k beyond the cases takes them all', () => {
    expect(topOfList(judged([1, 2], [1, 0]), [5])).toEqual([{ taken: 2, hits: 1, gain: 1 }]);
  });

  test('numerators and denominators of several origins are added up', () => {
    const figures = figuresOf([judged([3, 2, 1, 0], [1, 1, 0, 0]), judged([1, 0], [0, 1])], 2);
    expect(figures).toMatchObject({ taken: 4, hits: 3, precision: 3 / 4, recall: 1, lift: 3 / 4 / (3 / 6) });
  });

  test('without events or cases the ratios are null, never NaN', () => {
    expect(figuresOf([judged([1, 2], [0, 0])], 1)).toMatchObject({
      recall: null,
      lift: null,
      averagePrecision: null,
    });
    expect(figuresOf([judged([], [])], 1)).toMatchObject({
      precision: null,
      recall: null,
      capturedShare: null,
    });
    expect(liftCurve([], 5).k).toEqual([]);
  });

  test('an account that stands on the list twice, or that nothing can happen to, counts once or not', () => {
    const list = rankedList({
      account: Int32Array.from([0, 0, 1, 2]),
      score: Float64Array.from([4, 3, 2, 1]),
      value: new Float64Array(4),
    });
    const outcomes = { ...accountOutcomes([1, 1, 0]), isEligible: (account: number) => account !== 1 };
    expect(Array.from(judgeList(list, outcomes).account)).toEqual([0, 2]);
  });

  test('money found is that of the events among the first k', () => {
    const list = rankedList({
      account: Int32Array.from([0, 1, 2]),
      score: Float64Array.from([3, 2, 1]),
      value: new Float64Array(3),
    });
    const figures = figuresOf([judgeList(list, accountOutcomes([1, 0, 1], [30, 20, 10]))], 2);
    expect(figures).toMatchObject({ captured: 30, capturedShare: 0.75 });
  });
});

describe('the lift curve', () => {
  const perfect = judged(happened, happened);
  const pair = { list: perfect, rival: judged(scores, happened) };

  test('a perfect list reaches all that k allows', () => {
    const { k, recall, precision } = liftCurve([pair], 10);
    for (const [i, at] of k.entries()) {
      expect(recall[i]).toBeCloseTo(Math.min(1, at / 16), 12);
      expect(precision[i]).toBeCloseTo(Math.min(1, 16 / at), 12);
    }
  });

  test('a list without order is chance', () => {
    const flat = judged(
      happened.map(() => 1),
      happened,
    );
    const curve = liftCurve([{ list: flat, rival: perfect }], 10);
    for (const [i, value] of curve.precision.entries())
      expect(value).toBeCloseTo(curve.chancePrecision[i]!, 12);
  });
});
