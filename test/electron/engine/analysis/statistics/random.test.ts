import { expect, test } from 'vitest';
import {
  createRandom,
  drawAlias,
  makeAlias,
} from '../../../../../electron/engine/analysis/statistics/random.ts';

const draws = 200_000;

test('same seed and stream, same numbers; any other, others', () => {
  const first = (seed: number, stream: number) => {
    const random = createRandom(seed, stream);
    return Array.from({ length: 8 }, () => random.bits());
  };
  expect(first(1, 2)).toEqual(first(1, 2));
  const seen = new Set<string>();
  for (let seed = 0; seed < 40; seed++) {
    for (let stream = 0; stream < 40; stream++) seen.add(first(seed, stream).join());
  }
  expect(seen.size).toBe(1600);
});

test('units are even and normals normal', () => {
  const random = createRandom(3, 1);
  const counts = new Float64Array(20);
  let [sum, squares] = [0, 0];
  for (let draw = 0; draw < draws; draw++) {
    counts[Math.floor(random.unit() * 20)]!++;
    const z = random.normal();
    sum += z;
    squares += z * z;
  }
  const expected = draws / 20;
  const chiSquare = counts.reduce((total, count) => total + (count - expected) ** 2 / expected, 0);
  expect(chiSquare).toBeLessThan(43.8); // 0.1 % point of chi-square with 19 degrees of freedom
  expect(Math.abs(sum / draws)).toBeLessThan(0.01);
  expect(Math.abs(squares / draws - 1)).toBeLessThan(0.015);
});

test('an alias table draws in proportion to its weights', () => {
  const random = createRandom(4, 1);
  const weights = [5, 0, 1, 3, 0.5];
  const alias = makeAlias(weights);
  const counts = new Float64Array(weights.length);
  for (let draw = 0; draw < draws; draw++) counts[drawAlias(alias, random)]!++;
  for (const [index, weight] of weights.entries()) {
    expect(Math.abs(counts[index]! / draws - weight / 9.5)).toBeLessThan(0.006);
  }
  expect(counts[1]).toBe(0);
});

test('a shuffle is a permutation', () => {
  const order = createRandom(9, 9).shuffled(500);
  expect([...order].sort((a, b) => a - b)).toEqual(Array.from({ length: 500 }, (_, index) => index));
  expect(order).not.toEqual([...order].sort((a, b) => a - b));
});
