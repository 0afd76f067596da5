import { describe, expect, test } from 'vitest';
import { bootstrapIntervals } from '../../../../../electron/engine/analysis/backtest/bootstrap.ts';
import { createRandom } from '../../../../../electron/engine/analysis/statistics/random.ts';
import { judged } from './lists.ts';

// Outcomes of 300 cases in list order, made in numpy; 20,000 draws there gave [0.5995, 0.86] for the precision of the first
// 50, which takes steps of a fiftieth.
const outcomes =
  '1101111111110101111011011111111110101100100101010011110110101011111111001100010000100100011010101010' +
  '1001001001100000000000100001100000011000000010010100010100001010010000010100000010100000000010000000' +
  '0100000000010000000000000000000010100000001010000000001000100011010000000000000000000000000000010010';

function drawn(size: number, seed: number): { scores: number[]; happened: number[] } {
  const random = createRandom(seed, 3);
  const scores = Array.from({ length: size }, () => random.unit());
  return { scores, happened: scores.map((score) => (random.chance(0.05 + 0.5 * score) ? 1 : 0)) };
}

describe('bootstrap intervals', () => {
  test('the rival that is the list itself is never better or worse', () => {
    const { scores, happened } = drawn(200, 1);
    const pair = { list: judged(scores, happened), rival: judged(scores, happened) };
    const found = bootstrapIntervals([pair], { k: 20, draws: 500, seed: 1 });
    expect(found.difference).toEqual([0, 0]);
  });

  test('agree with those of another program', () => {
    const happened = Array.from(outcomes, Number);
    const scores = happened.map((_, place) => -place);
    const list = judged(scores, happened);
    const { precision } = bootstrapIntervals([{ list, rival: list }], { k: 50, draws: 10_000, seed: 1 });
    expect(Math.abs(precision[0] - 0.5995)).toBeLessThan(0.0201);
    expect(Math.abs(precision[1] - 0.86)).toBeLessThan(0.0201);
  });

  test('hold the precision of the population about 19 times out of 20', () => {
    const people = drawn(20_000, 2);
    const cut = people.scores.toSorted((a, b) => b - a)[Math.floor(20_000 * 0.1)]!;
    const top = people.happened.filter((_, i) => people.scores[i]! >= cut);
    const truth = top.reduce((sum, one) => sum + one, 0) / top.length;
    const runs = 200;
    let held = 0;
    for (let run = 0; run < runs; run++) {
      const random = createRandom(100 + run, 5);
      const chosen = Array.from({ length: 400 }, () => random.below(20_000));
      const list = judged(
        chosen.map((i) => people.scores[i]!),
        chosen.map((i) => people.happened[i]!),
      );
      const { precision } = bootstrapIntervals([{ list, rival: list }], { k: 40, draws: 400, seed: run });
      if (precision[0] <= truth && truth <= precision[1]) held++;
    }
    console.info(`${held} of ${runs} intervals hold the truth`);
    expect(held / runs).toBeGreaterThan(0.9);
    expect(held / runs).toBeLessThan(0.99);
  });

  test('do not depend on the order of accounts, and depend on the seed', () => {
    const { scores, happened } = drawn(300, 4);
    const other = drawn(300, 9).scores;
    const order = createRandom(5, 1).shuffled(300);
    const pick = <Value>(values: Value[]) => order.map((i) => values[i]!);
    const options = { k: 30, draws: 400, seed: 1 };
    const as = bootstrapIntervals(
      [{ list: judged(scores, happened), rival: judged(other, happened) }],
      options,
    );
    const shuffled = bootstrapIntervals(
      [{ list: judged(pick(scores), pick(happened)), rival: judged(pick(other), pick(happened)) }],
      options,
    );
    expect(shuffled).toEqual(as);
    const seeded = bootstrapIntervals([{ list: judged(scores, happened), rival: judged(other, happened) }], {
      ...options,
      seed: 2,
    });
    expect(seeded).not.toEqual(as);
  });

  test('a random list has a lift about 1, and its interval says so', () => {
    const { happened } = drawn(3000, 6);
    const random = createRandom(7, 1);
    const scores = happened.map(() => random.unit());
    const list = judged(scores, happened);
    const { lift } = bootstrapIntervals([{ list, rival: list }], { k: 300, draws: 500, seed: 1 });
    expect(lift![0]).toBeLessThan(1);
    expect(lift![1]).toBeGreaterThan(1);
    expect(lift![1] - lift![0]).toBeLessThan(0.6);
  });

  test('stop when asked to', () => {
    const list = judged([1, 2], [1, 0]);
    const options = { k: 1, draws: 100, seed: 1, shouldStop: () => true };
    expect(() => bootstrapIntervals([{ list, rival: list }], options)).toThrow('ancelled');
  });
});
