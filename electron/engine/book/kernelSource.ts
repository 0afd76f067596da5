import { orderRows } from './columnFacts.ts';

/**
 * What a kernel has to do, in kinds and sizes only. Its source is generated from this: the engine's compiler then sees
 * every array, stride and size as a constant, which makes a kernel 3–5 times faster than a generic loop (test/bench).
 * No text of a user or of the data is part of a shape.
 */
export interface KernelShape {
  /** Cells that all dimensions span. */
  cells: number;
  /**
   * Column `c<i>` gives the code, for `text` by the row's entry in `r<i>`; `stride` is its weight in the cell,
   * `restStride` among the cells of one account.
   */
  dimensions: {
    by: 'row' | 'text' | 'account' | 'product' | 'day';
    index: number;
    stride: number;
    restStride: number;
  }[];
  firstDay: number;
  /** Entry of a day table that answers for a missing day; null where no day is missing. */
  missingDay: number | null;
  /** Accounts that can be active; the bucket after them holds rows without account. */
  accounts: number;
  tests: { accounts: boolean; products: boolean; days: boolean; codes: number; numbers: number[][] };
  /** One entry per sum: whether its column has missing values. */
  sums: boolean[];
  /** Index of the sum that makes an account active, -1 = not asked. */
  active: number;
  /** Nothing but activity is asked: an account without returns is known to be active at its first row that pays. */
  mayStop: boolean;
  orders: 'no' | 'pairs' | 'bits';
  products: 'no' | 'stamps' | 'bits';
  /** 32-bit words per group in the bit set. */
  words: number;
  /** Product + 1 codes. */
  productCodes: number;
  /** `account`: groups are made of accounts alone; `rows`: add row by row; `scratch`: gather per account first. */
  gather: 'account' | 'rows' | 'scratch';
  /** Cells of one account in the scratch, and whether it is small enough to be read through after every account. */
  rest: number;
  restDense: boolean;
  /** Each cell belongs to one account: written straight to the outputs, no sums per part to merge. */
  direct: boolean;
}

/** Rows whose numbers are gathered in a list before they are added: a list without branches beats a branch per row. */
export const listLength = 4096;

const lines = (...parts: (string | false)[]): string => parts.filter((part) => part !== false).join('\n');

function dayIndex({ firstDay, missingDay }: KernelShape): string {
  if (missingDay === null) return `(day[i] - ${firstDay})`;
  return `(day[i] < ${firstDay} ? ${missingDay} : day[i] - ${firstDay})`;
}

function codeOf(shape: KernelShape, { by, index }: KernelShape['dimensions'][number]): string {
  if (by === 'account') return `c${index}[a]`;
  if (by === 'row') return `c${index}[i]`;
  if (by === 'text') return `c${index}[r${index}[i] + 1]`;
  return by === 'product' ? `c${index}[product[i] + 1]` : `c${index}[${dayIndex(shape)}]`;
}

function cellOf(shape: KernelShape, ofAccount: boolean, stride: 'stride' | 'restStride'): string {
  const terms = shape.dimensions
    .filter(({ by }) => (by === 'account') === ofAccount)
    .map((dimension) => `${codeOf(shape, dimension)} * ${dimension[stride]}`);
  return terms.join(' + ') || '0';
}

/** 1 where the row passes every test on rows, else 0; empty without such a test. */
function rowTest(shape: KernelShape): string {
  const { products, days, codes, numbers } = shape.tests;
  const terms = [
    ...(products ? ['productPass[product[i] + 1]'] : []),
    ...(days ? [`dayPass[${dayIndex(shape)}]`] : []),
    ...Array.from({ length: codes }, (_, at) => `codePass${at}[codes${at}[i] + 1]`),
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
  return shape.sums[sum] ? `(v${sum}[i] === v${sum}[i] ? v${sum}[i] : 0)` : `v${sum}[i]`;
}

/** What is done with one kept row `i`; `slot` is its place among the sums, `cell` its group. */
function rowBody(shape: KernelShape): string {
  const { gather, orders, products, words, productCodes } = shape;
  const scratch = gather === 'scratch';
  const slot = gather === 'account' ? '0' : scratch ? 'r' : 'g';
  const cell = gather === 'account' ? 'base' : scratch ? 'base + restCell[r]' : 'g';
  const count = (name: string) =>
    gather === 'account' ? `${name}0 += 1;` : `${scratch ? 's' : 'l'}${name}[${slot}] += 1;`;
  const add = (sum: number) =>
    gather === 'account'
      ? `x${sum} += ${summand(shape, sum)};`
      : `${scratch ? 'sx' : 'lx'}${sum}[${slot}] += ${summand(shape, sum)};`;
  return lines(
    scratch && `const r = ${cellOf(shape, false, 'restStride')};`,
    gather === 'rows' && `const g = base + ${cellOf(shape, false, 'stride')};`,
    scratch && !shape.restDense && 'if (sn[r] === 0) touched[used++] = r;',
    gather !== 'account' && count('n'),
    ...shape.sums.map((_, sum) => add(sum)),
    orders === 'bits' &&
      `{ const b = order[i] + 1; bits[(${cell}) * ${words} + (b >>> 5)] |= 1 << (b & 31); }`,
    orders === 'pairs' && orderPair(shape, slot, cell, count('o')),
    products !== 'no' && `{ const p = product[i] + 1; seen[p] = 1;`,
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

const isNew = `function isNew(code, slot, mask) {
  let h = Math.imul(code, 0x9e3779b1) ^ Math.imul(slot, 0x85ebca6b);
  h = (h ^ (h >>> 15)) & mask;
  while (hashEpoch[h] === epoch[0]) {
    if (hashCode[h] === code && hashSlot[h] === slot) return false;
    h = (h + 1) & mask;
  }
  hashEpoch[h] = epoch[0]; hashCode[h] = code; hashSlot[h] = slot;
  return true;
}`;

const has = `function has(list, value) {
  let low = 0, high = list.length - 1;
  while (low <= high) {
    const middle = (low + high) >> 1;
    if (list[middle] === value) return 1;
    if (list[middle] < value) low = middle + 1; else high = middle - 1;
  }
  return 0;
}`;

/** The loop over the rows of one run, through a list of those that pass where there are tests. */
function rowLoop(shape: KernelShape): string {
  const test = rowTest(shape);
  const body = rowBody(shape);
  if (test === '') {
    return lines('n += end - start;', body !== '' && `for (let i = start; i < end; i++) { ${body} }`);
  }
  return `for (let block = start; block < end; block += ${listLength}) {
    const stop = Math.min(block + ${listLength}, end);
    let kept = 0;
    for (let i = block; i < stop; i++) { list[kept] = i; kept += ${test}; }
    n += kept;
    ${body === '' ? '' : `for (let j = 0; j < kept; j++) { const i = list[j]; ${body} }`}
  }`;
}

/** Local sums and counts per group: name in the code and among the outputs. */
function tallies(shape: KernelShape): { name: string; integer: boolean }[] {
  return [
    { name: 'n', integer: true },
    ...shape.sums.map((_, sum) => ({ name: `x${sum}`, integer: false })),
    ...(shape.active >= 0 ? [{ name: 'active', integer: true }] : []),
    ...(shape.orders === 'pairs' ? [{ name: 'o', integer: true }] : []),
    ...(shape.products === 'stamps' ? [{ name: 'p', integer: true }] : []),
  ];
}

/** Names of the outputs: one slot per cell (and part, unless direct). */
export function outputNames(shape: KernelShape): string[] {
  return tallies(shape).map(({ name }) => name);
}

const isActive = (sum: string) => `(a < ACCOUNTS && ${sum} * 10000 >= 0.5 ? 1 : 0)`;

/** What an account's gathered numbers add to the groups. */
function flush(shape: KernelShape): string {
  if (shape.gather === 'rows') return '';
  const target = (name: string) => (shape.direct ? `out.${name}` : `l${name}`);
  const operator = '+=';
  const own = (name: string) =>
    shape.gather === 'account'
      ? name.startsWith('x')
        ? name
        : name === 'n'
          ? 'n'
          : `${name}0`
      : `s${name}[r]`;
  const moves = tallies(shape)
    .filter(({ name }) => name !== 'active')
    .map(({ name }) => `${target(name)}[g] ${operator} ${own(name)};`);
  const active =
    shape.active >= 0 ? `${target('active')}[g] ${operator} ${isActive(own(`x${shape.active}`))};` : '';
  if (shape.gather === 'account') {
    const whole = shape.active >= 0 ? `activeTotal += ${isActive(`x${shape.active}`)};` : '';
    return `if (n > 0) { const g = base; ${moves.join(' ')} ${active} ${whole} }`;
  }
  const clear = tallies(shape)
    .filter(({ name }) => name !== 'active')
    .map(({ name }) => `s${name}[r] = 0;`);
  const whole = shape.active >= 0 ? `all += sx${shape.active}[r];` : '';
  const one = `const g = base + restCell[r]; ${moves.join(' ')} ${active} ${whole} ${clear.join(' ')}`;
  const loop = shape.restDense
    ? `for (let r = 0; r < ${shape.rest}; r++) if (sn[r] > 0) { ${one} }`
    : `for (let u = 0; u < used; u++) { const r = touched[u]; ${one} }`;
  return lines('let all = 0;', loop, shape.active >= 0 && `activeTotal += ${isActive('all')};`);
}

/** Without anything that depends on the account, a part's rows are one run. */
function isFlat({ gather, tests, dimensions, orders }: KernelShape): boolean {
  return (
    gather === 'rows' &&
    !tests.accounts &&
    orders !== 'pairs' &&
    dimensions.every(({ by }) => by !== 'account')
  );
}

/** Whether an account without returns is active is settled by one row; where none pays, its rows are read in full. */
function earlyStop(shape: KernelShape): string {
  if (!shape.mayStop) return '';
  const test = rowTest(shape);
  const target = (name: string) => (shape.direct ? `out.${name}` : `l${name}`);
  return `if (returns[a] === 0) {
      let found = 0;
      for (let i = start; i < end; i++) {
        if (${test === '' ? '' : `(${test}) !== 0 && `}v${shape.active}[i] * 10000 >= 0.5) { found = 1; break; }
      }
      if (found === 1) {
        ${target('n')}[base] += 1;
        if (a < ACCOUNTS) { ${target('active')}[base] += 1; activeTotal += 1; }
        continue;
      }
    }`;
}

/** Accounts whose first rows are asked for together, so that they arrive side by side and not one after the other. */
const askedAhead = 16;

/** Where few rows of an account are read, nearly all time is spent waiting for its first one. */
function askAhead(shape: KernelShape): string {
  if (!shape.mayStop) return '';
  const columns = [`v${shape.active}[row]`, ...(shape.tests.products ? ['product[row]'] : [])];
  return `if (((a - from) & ${askedAhead - 1}) === 0) {
      for (let next = a, stop = Math.min(a + ${askedAhead}, to); next < stop; next++) {
        const row = offsets[next];
        if (row < rows) ahead += ${columns.join(' + ')};
      }
    }`;
}

function accountLoop(shape: KernelShape): string {
  const registers = shape.gather === 'account' ? shape.sums.map((_, sum) => `x${sum} = 0`) : [];
  const counters = shape.gather === 'account' ? ['o0 = 0', 'p0 = 0'] : ['used = 0'];
  const table = shape.gather === 'account' ? 2 : 4;
  return `for (let a = from; a < to; a++) {
    ${askAhead(shape)}
    ${shape.tests.accounts ? 'if (accountPass[a] === 0) continue;' : ''}
    const start = offsets[a], end = offsets[a + 1];
    if (start === end) continue;
    const base = ${cellOf(shape, true, 'stride')};
    ${earlyStop(shape)}
    let n = 0, ${[...registers, ...counters].join(', ')};
    ${shape.orders === 'pairs' || shape.products === 'stamps' ? 'epoch[0]++;' : ''}
    ${shape.orders === 'pairs' ? 'let lastCode = -1;' : ''}
    ${shape.orders === 'pairs' ? `const mask = (1 << (32 - Math.clz32(${table} * (end - start) - 1))) - 1;` : ''}
    ${rowLoop(shape)}
    ${flush(shape)}
  }`;
}

function flatLoop(shape: KernelShape): string {
  return `{ const start = offsets[from], end = offsets[to], base = 0; let n = 0; ${rowLoop(shape)} }`;
}

/** The text of a kernel of this shape; see KernelJob. */
export function kernelSource(shape: KernelShape): string {
  const local = shape.direct ? [] : tallies(shape);
  const used = shape.orders === 'bits' || shape.products === 'bits';
  return `'use strict';
const ACCOUNTS = ${shape.accounts};
let pairs = null;
${shape.tests.numbers.some(([wanted, unwanted]) => wanted! >= 0 || unwanted! > 0) ? has : ''}
${shape.orders === 'pairs' ? isNew : ''}
function start() {
  ${shape.orders === 'pairs' ? 'pairs = new NumberSet(); lastOrder.fill(-1);' : ''}
  ${used ? 'bits.fill(0);' : ''}
  ${shape.products !== 'no' ? 'seen.fill(0);' : ''}
}
function run(from, to, out) {
  let activeTotal = 0, orderTotal = 0, ahead = 0;
  const rows = day.length;
  ${isFlat(shape) ? flatLoop(shape) : accountLoop(shape)}
  totals[0] = activeTotal; totals[1] = orderTotal;
  ${shape.mayStop ? 'return ahead;' : ''}
}
function part(from, to, part, out) {
  ${local.map(({ name }) => `l${name}.fill(0);`).join(' ')}
  run(from, to, out);
  ${local.map(({ name }) => `out.${name}.set(l${name}, part * ${shape.cells});`).join(' ')}
  out.totals.set(totals, part * 2);
}
function end() {
  return {
    bits: ${used ? 'bits' : 'null'},
    pairs: ${shape.orders === 'pairs' ? 'pairs.keys()' : 'null'},
    seen: ${shape.products !== 'no' ? 'seen' : 'null'},
  };
}
return { start, part, end };`;
}

/** The arrays that a kernel of this shape owns. `longest` is the most rows that one account has. */
export function scratchOf(
  shape: KernelShape,
  longest: number,
): Record<string, { type: 'float64' | 'int32' | 'uint8'; length: number }> {
  const scratch: ReturnType<typeof scratchOf> = {
    totals: { type: 'float64', length: 2 },
    list: { type: 'int32', length: listLength },
    epoch: { type: 'int32', length: 1 },
  };
  for (const { name, integer } of tallies(shape)) {
    const type = integer ? 'int32' : 'float64';
    if (!shape.direct) scratch[`l${name}`] = { type, length: shape.cells };
    if (shape.gather === 'scratch') scratch[`s${name}`] = { type, length: shape.rest };
  }
  if (shape.gather === 'scratch' && !shape.restDense) {
    scratch.touched = { type: 'int32', length: shape.rest };
  }
  if (shape.orders === 'pairs') {
    const slots = 2 ** (32 - Math.clz32(4 * Math.max(1, longest) - 1));
    for (const name of ['hashEpoch', 'hashCode', 'hashSlot'])
      scratch[name] = { type: 'int32', length: slots };
    const last = shape.gather === 'rows' ? shape.cells : shape.gather === 'scratch' ? shape.rest : 1;
    scratch.lastOrder = { type: 'int32', length: last };
  }
  if (shape.orders === 'bits' || shape.products === 'bits') {
    scratch.bits = { type: 'int32', length: shape.cells * shape.words };
  }
  if (shape.products !== 'no') scratch.seen = { type: 'uint8', length: shape.productCodes };
  if (shape.products === 'stamps') {
    const slots = shape.gather === 'scratch' ? shape.rest : 1;
    scratch.stamps = { type: 'int32', length: slots * shape.productCodes };
  }
  return scratch;
}
