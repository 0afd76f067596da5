import { orderRows } from './columnFacts.ts';
import type { KernelShape } from './kernelShape.ts';

/** Rows whose numbers are gathered in a list before they are added: a list without branches beats a branch per row. */
export const listLength = 4096;

/** Joins lines of code, without those left out. */
export const lines = (...parts: (string | false)[]): string =>
  parts.filter((part) => part !== false).join('\n');

function dayIndex({ narrow, firstDay, missingDay }: KernelShape): string {
  if (narrow.includes('day')) return 'day[i]';
  if (missingDay === null) return `(day[i] - ${firstDay})`;
  return `(day[i] < ${firstDay} ? ${missingDay} : day[i] - ${firstDay})`;
}

/** Place of the row's code + 1 in a table. */
function placeOf({ narrow }: KernelShape, column: string): string {
  return narrow.includes(column) ? `${column}[i]` : `${column}[i] + 1`;
}

function codeOf(shape: KernelShape, { by, index }: KernelShape['dimensions'][number]): string {
  if (by === 'account') return `c${index}[a]`;
  if (by === 'row') return `c${index}[i]`;
  if (by === 'text') return `c${index}[${placeOf(shape, `r${index}`)}]`;
  return by === 'product' ? `c${index}[${placeOf(shape, 'product')}]` : `c${index}[${dayIndex(shape)}]`;
}

export function cellOf(shape: KernelShape, ofAccount: boolean, stride: 'stride' | 'restStride'): string {
  const terms = shape.dimensions
    .filter(({ by }) => (by === 'account') === ofAccount)
    .map((dimension) => `${codeOf(shape, dimension)} * ${dimension[stride]}`);
  return terms.join(' + ') || '0';
}

/** 1 where the row passes every test on rows, else 0; empty without such a test. */
export function rowTest(shape: KernelShape): string {
  const { products, days, codes, numbers } = shape.tests;
  const terms = [
    ...(products ? [`productPass[${placeOf(shape, 'product')}]`] : []),
    ...(days ? [`dayPass[${dayIndex(shape)}]`] : []),
    ...Array.from({ length: codes }, (_, at) => `codePass${at}[${placeOf(shape, `codes${at}`)}]`),
    ...numbers.map(([wanted, unwanted], at) => numberTest(at, wanted!, unwanted!)),
  ];
  return terms.join(' & ');
}

/** `wanted` -1 = any value within the bounds. */
function numberTest(at: number, wanted: number, unwanted: number): string {
  const value = `numbers${at}[i]`;
  return lines(
    `(${value} >= bounds${at}[0] & ${value} <= bounds${at}[1]`,
    wanted >= 0 && ` & has(wanted${at}, ${value})`,
    unwanted > 0 && ` & (1 - has(unwanted${at}, ${value}))`,
    ')',
  );
}

function summand(shape: KernelShape, sum: number): string {
  return shape.sums[sum]!.missing ? `(v${sum}[i] === v${sum}[i] ? v${sum}[i] : 0)` : `v${sum}[i]`;
}

/** What is done with one kept row `i`, but for the sums `apart`; `slot` is its place among the sums, `cell` its group. */
function rowBody(shape: KernelShape, apart: readonly number[] = []): string {
  const { gather, orders, products, words, productCodes } = shape;
  const scratch = gather === 'scratch';
  const slot = gather === 'account' ? '0' : scratch ? 'r' : 'g';
  const cell = gather === 'account' ? 'base' : scratch ? 'base + restCell[r]' : 'g';
  const count = (name: string) =>
    gather === 'account' ? `${name}0 += 1;` : `${scratch ? 's' : 'l'}${name}[${slot}] += 1;`;
  const add = (sum: number) =>
    gather === 'account'
      ? shape.sums[sum]!.together > 0
        ? `y${sum} = (y${sum} + v${sum}[i]) | 0;`
        : `x${sum} += ${summand(shape, sum)};`
      : `${scratch ? 'sx' : 'lx'}${sum}[${slot}] += ${summand(shape, sum)};`;
  return lines(
    scratch && `const r = ${cellOf(shape, false, 'restStride')};`,
    gather === 'rows' && `const g = base + ${cellOf(shape, false, 'stride')};`,
    scratch && !shape.restDense && 'if (sn[r] === 0) touched[used++] = r;',
    gather !== 'account' && count('n'),
    ...shape.sums.flatMap((_, sum) => (apart.includes(sum) ? [] : [add(sum)])),
    orders === 'bits' &&
      `{ const b = order[i] + 1; bits[(${cell}) * ${words} + (b >>> 5)] |= 1 << (b & 31); }`,
    orders === 'pairs' && orderPair(shape, slot, cell, count('o')),
    products !== 'no' && `{ const p = ${placeOf(shape, 'product')}; seen[p] = 1;`,
    products === 'bits' && `bits[(${cell}) * ${words} + (p >>> 5)] |= 1 << (p & 31);`,
    products === 'stamps' &&
      `if (p > 0 && stamps[${slot} * ${productCodes} + p] !== epoch[0]) { stamps[${slot} * ${productCodes} + p] = epoch[0]; ${count('p')} }`,
    products !== 'no' && '}',
  );
}

/**
 * Distinct orders. The rows of nearly every order lie together, so that it is new to a group whose last order was another.
 * Where they lie apart, pairs of order and group are told apart within an account's rows, in a hash table that fits them;
 * orders that several accounts share go to sets for the whole book.
 */
function orderPair(shape: KernelShape, slot: string, cell: string, count: string): string {
  const whole =
    shape.gather === 'account' ? 'orderTotal += 1;' : `if (isNew(code, -1, mask)) orderTotal += 1;`;
  return `{ const code = order[i];
    if (code >= 0) {
      const lie = spread[code];
      if (lie === ${orderRows.together}) {
        if (lastOrder[${slot}] !== code) { lastOrder[${slot}] = code; ${count} }
        if (lastCode !== code) { lastCode = code; orderTotal += 1; }
      } else if (lie === ${orderRows.shared}) pairs.add(code * ${shape.cells} + ${cell});
      else if (isNew(code, ${slot}, mask)) { ${count} ${whole} }
    } }`;
}

export const isNew = `function isNew(code, slot, mask) {
  let h = Math.imul(code, 0x9e3779b1) ^ Math.imul(slot, 0x85ebca6b);
  h = (h ^ (h >>> 15)) & mask;
  while (hashEpoch[h] === epoch[0]) {
    if (hashCode[h] === code && hashSlot[h] === slot) return false;
    h = (h + 1) & mask;
  }
  hashEpoch[h] = epoch[0]; hashCode[h] = code; hashSlot[h] = slot;
  return true;
}`;

export const has = `function has(list, value) {
  let low = 0, high = list.length - 1;
  while (low <= high) {
    const middle = (low + high) >> 1;
    if (list[middle] === value) return 1;
    if (list[middle] < value) low = middle + 1; else high = middle - 1;
  }
  return 0;
}`;

/** The sums of an account whose whole numbers are added up in 32 bits. */
function shortSums({ gather, sums }: KernelShape): number[] {
  return gather === 'account' ? sums.flatMap(({ together }, sum) => (together > 0 ? [sum] : [])) : [];
}

/** Rows that are read at a time: no more than whole numbers fit a 32-bit sum. */
function blockLength(shape: KernelShape): number {
  return Math.min(listLength, ...shortSums(shape).map((sum) => shape.sums[sum]!.together));
}

/** The loop over the rows of one run, through a list of those that pass where there are tests. */
export function rowLoop(shape: KernelShape): string {
  const test = rowTest(shape);
  const short = shortSums(shape);
  if (test === '' && short.length === 0) {
    const body = rowBody(shape);
    return lines('n += end - start;', body !== '' && `for (let i = start; i < end; i++) { ${body} }`);
  }
  const block = blockLength(shape);
  return `for (let block = start; block < end; block += ${block}) {
    const stop = Math.min(block + ${block}, end);
    ${test === '' ? wholeBlock(shape) : listedBlock(shape, test)}
  }`;
}

/** Every row of a block counts: whole numbers are added up many at a time. */
function wholeBlock(shape: KernelShape): string {
  const short = shortSums(shape);
  const body = rowBody(shape, short);
  return lines(
    'n += stop - block;',
    ...short.map((sum) => `x${sum} += w${sum}(block, stop);`),
    body !== '' && `for (let i = block; i < stop; i++) { ${body} }`,
  );
}

function listedBlock(shape: KernelShape, test: string): string {
  const short = shortSums(shape);
  const body = rowBody(shape);
  return lines(
    'let kept = 0;',
    `for (let i = block; i < stop; i++) { list[kept] = i; kept += ${test}; }`,
    'n += kept;',
    ...short.map((sum) => `let y${sum} = 0;`),
    body !== '' && `for (let j = 0; j < kept; j++) { const i = list[j]; ${body} }`,
    ...short.map((sum) => `x${sum} += y${sum};`),
  );
}
