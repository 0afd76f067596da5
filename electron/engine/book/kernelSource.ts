import { cellOf, has, isNew, lines, listLength, rowLoop, rowTest } from './kernelRows.ts';
import type { KernelShape } from './kernelShape.ts';

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

/** Whether what the kernel summed up is above zero; four decimals are looked at. */
function isPaying({ sums, active }: KernelShape, sum: string): string {
  return sums[active]!.scale > 0 ? `${sum} > 0` : `${sum} * 10000 >= 0.5`;
}

function isActive(shape: KernelShape, sum: string): string {
  return `(a < ACCOUNTS && ${isPaying(shape, sum)} ? 1 : 0)`;
}

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
    shape.active >= 0
      ? `${target('active')}[g] ${operator} ${isActive(shape, own(`x${shape.active}`))};`
      : '';
  if (shape.gather === 'account') {
    const whole = shape.active >= 0 ? `activeTotal += ${isActive(shape, `x${shape.active}`)};` : '';
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
  return lines('let all = 0;', loop, shape.active >= 0 && `activeTotal += ${isActive(shape, 'all')};`);
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
        if (${test === '' ? '' : `(${test}) !== 0 && `}${isPaying(shape, `v${shape.active}[i]`)}) { found = 1; break; }
      }
      if (found === 1) {
        ${target('n')}[base] += 1;
        if (a < ACCOUNTS) { ${target('active')}[base] += 1; activeTotal += 1; }
        continue;
      }
    }`;
}

/** A value of the field that activity turns on, taken for a row: `place` is its code. */
function valueBody(shape: KernelShape): string {
  if (shape.gather === 'account') return `n = 1; if (pays !== 0) { x${shape.active} = 1; break; }`;
  const codes = shape.dimensions
    .filter(({ by }) => by !== 'account')
    .map(
      ({ by, index, restStride }) =>
        `${by === 'text' || by === 'product' ? `c${index}[place]` : 'place'} * ${restStride}`,
    );
  const add = `const r = ${codes.join(' + ')}; ${shape.restDense ? '' : 'if (sn[r] === 0) touched[used++] = r;'}
      sn[r] += 1; sx${shape.active}[r] += (pays >>> bit) & 1;`;
  return `for (let left = found; left !== 0; left &= left - 1) {
      const bit = 31 - Math.clz32(left & -left), place = word * 32 + bit;
      ${add}
    }`;
}

/** The bits of one account, where they tell what its rows would. */
function bitLoop(shape: KernelShape, otherwise: string): string {
  if (!shape.presence) return otherwise;
  const { words, tested } = shape.presence;
  return `if (mixed[a] === 0) {
      for (let word = 0; word < ${words}; word++) {
        const found = any[a * ${words} + word]${tested ? ' & passBits[word]' : ''};
        if (found === 0) continue;
        const pays = paying[a * ${words} + word] & found;
        ${valueBody(shape)}
      }
    } else { ${otherwise} }`;
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
    ${bitLoop(shape, rowLoop(shape))}
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
  const rows = offsets[offsets.length - 1];
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
