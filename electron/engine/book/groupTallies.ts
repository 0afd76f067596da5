import { compensatedSum } from '../analysis/statistics/compensated.ts';
import { NumberSet } from '../analysis/statistics/numberSet.ts';
import type { KernelShape } from './kernelShape.ts';
import { outputNames } from './kernelSource.ts';
import type { KernelJob, ThreadState } from './parallel/kernelJob.ts';
import { breath, type Steps } from './steps.ts';

/** Sums and counts per cell, and over all of them. */
export interface GroupTallies {
  lines: Float64Array;
  sums: Float64Array[];
  active: Float64Array | null;
  orders: Float64Array | null;
  products: Float64Array | null;
  total: { lines: number; sums: number[]; active: number; orders: number; products: number };
}

/** Puts the parts of a finished job together, in their order, and what its threads learnt. */
export function* mergeParts(shape: KernelShape, job: KernelJob, states: ThreadState[]): Steps<GroupTallies> {
  const cells = new Map<string, Float64Array>();
  for (const name of outputNames(shape)) {
    cells.set(name, mergeOutput(shape, job.outputs[name]!));
    yield breath;
  }
  const found: { values: Float64Array; total: number }[] = [];
  for (const [index, { scale }] of shape.sums.entries()) {
    found.push(meant(cells.get(`x${index}`)!, scale));
    yield breath;
  }
  const sums = found.map(({ values }) => values);
  const tallies: GroupTallies = {
    lines: cells.get('n')!,
    sums,
    active: cells.get('active') ?? null,
    orders: cells.get('o') ?? null,
    products: cells.get('p') ?? null,
    total: {
      lines: sumOf(cells.get('n')!, 0, 1),
      sums: found.map(({ total }) => total),
      active: sumOf(job.outputs.totals!, 0, 2),
      orders: sumOf(job.outputs.totals!, 1, 2),
      products: countSeen(states),
    },
  };
  yield breath;
  if (shape.orders === 'pairs') addPairs(tallies, shape.cells, states);
  if (shape.orders === 'bits' || shape.products === 'bits') addBits(tallies, shape, states);
  return tallies;
}

/** What whole numbers mean, and their sum, which is exact: divided once. */
function meant(sums: Float64Array, scale: number): { values: Float64Array; total: number } {
  if (scale === 0) return { values: sums, total: compensatedSum(sums) };
  let total = 0;
  for (let cell = 0; cell < sums.length; cell++) {
    const sum = sums[cell]!;
    total += sum;
    sums[cell] = sum / scale;
  }
  return { values: sums, total: total / scale };
}

function mergeOutput({ direct, cells }: KernelShape, output: Float64Array): Float64Array {
  if (direct || output.length === cells) return output;
  const merged = new Float64Array(output.subarray(0, cells));
  for (let from = cells; from < output.length; from += cells) {
    for (let cell = 0; cell < cells; cell++) merged[cell]! += output[from + cell]!;
  }
  return merged;
}

/** Of every `step`-th count from `first` on. */
function sumOf(counts: Float64Array, first: number, step: number): number {
  let sum = 0;
  for (let at = first; at < counts.length; at += step) sum += counts[at]!;
  return sum;
}

/** Distinct products over all threads; entry 0 stands for rows without one. */
function countSeen(states: ThreadState[]): number {
  const seen = states.flatMap((state) => state.seen ?? []);
  let count = 0;
  for (let code = 1; code < (seen[0]?.length ?? 0); code++)
    count += seen.some((one) => one[code] === 1) ? 1 : 0;
  return count;
}

/** Orders that several accounts share: each pair of order and group once, whichever threads met it. */
function addPairs(tallies: GroupTallies, cells: number, states: ThreadState[]): void {
  const pairs = new NumberSet();
  const orders = new NumberSet();
  for (const state of states) {
    for (const key of state.pairs ?? []) {
      const before = pairs.size;
      pairs.add(key);
      if (pairs.size === before) continue;
      const order = Math.floor(key / cells);
      tallies.orders![key - order * cells]! += 1;
      orders.add(order);
    }
  }
  tallies.total.orders += orders.size;
}

/** Counts the bits of every group; the first bit stands for rows without order or product. */
function addBits(tallies: GroupTallies, { cells, words, orders }: KernelShape, states: ThreadState[]): void {
  const [first, ...others] = states.map((state) => state.bits!);
  for (const bits of others) for (let at = 0; at < bits.length; at++) first![at]! |= bits[at]!;
  const counts = new Float64Array(cells);
  const all = new Int32Array(words);
  for (let cell = 0; cell < cells; cell++) {
    const base = cell * words;
    first![base]! &= ~1;
    let count = 0;
    for (let word = 0; word < words; word++) {
      const bits = first![base + word]!;
      if (bits === 0) continue;
      all[word]! |= bits;
      count += bitCount(bits);
    }
    counts[cell] = count;
  }
  if (orders === 'bits') {
    tallies.orders = counts;
    tallies.total.orders = all.reduce((sum, bits) => sum + bitCount(bits), 0);
  } else tallies.products = counts;
}

function bitCount(bits: number): number {
  let value = bits - ((bits >>> 1) & 0x55555555);
  value = (value & 0x33333333) + ((value >>> 2) & 0x33333333);
  return Math.imul((value + (value >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
}
