import { checkPlan, type ScanColumn, type ScanPlan } from './scanPlan.ts';
import { hashFactor, hashFactor2, hashSeed, hashSeed2, missingDay, type ScanRuntime } from './scanRuntime.ts';

/** Where a scan stands and what it fills; arrays hold `capacity` rows. */
export interface ScanState {
  at: number;
  row: number;
  record: number;
  line: number;
  blank: number;
  nul: number;
  capacity: number;
  /** Rows after which a call returns. */
  limit: number;
  columns: (Int32Array | Float64Array)[];
  records: Int32Array;
  hash: Int32Array;
  hash2: Int32Array;
  start: Int32Array;
  lineOf: Int32Array;
}

/** Reads records until the chunk ends or `limit` rows are there. */
export type Scanner = (bytes: Uint8Array, end: number, state: ScanState) => void;

const powers = Float64Array.from({ length: 23 }, (_, exponent) => Number(`1e${exponent}`));
const firstYear = 1900;
const lastYear = 2199;
const yearDays = Int32Array.from(
  { length: lastYear - firstYear + 1 },
  (_, at) => Date.UTC(firstYear + at, 0, 1) / 86_400_000,
);
const monthLength = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
const lengths = Int32Array.from({ length: 24 }, (_, at) => monthLength[at % 12]! + (at === 13 ? 1 : 0));
const before = Int32Array.from({ length: 24 }, (_, at) =>
  lengths.slice(at < 12 ? 0 : 12, at).reduce((sum, one) => sum + one, 0),
);

/**
 * A scanner for exactly this plan. Written out per column, with every constant in place, it runs several times faster
 * than a general one. The source consists of fixed text and numbers of a checked plan.
 *
 * Rules: the rules of `parseRecords`; blanks around a value do not count; a record whose cells are all empty is blank;
 * absent trailing cells count as empty where nothing required is among them; more cells than columns are refused
 * unless the surplus is empty. The byte after the chunk must be a line feed.
 */
export function generateScanner(plan: ScanPlan, runtime: ScanRuntime): Scanner {
  checkPlan(plan);
  const source = scannerSource(plan);
  const make = new Function('rt', 'dicts', 'POW', 'YEAR', 'LEN', 'BEFORE', source) as (
    ...constants: unknown[]
  ) => Scanner;
  return make(runtime, runtime.dictionaries, powers, yearDays, lengths, before);
}

function scannerSource(plan: ScanPlan): string {
  const slots = plan.columns.map((_, slot) => slot);
  return `"use strict";
${slots
  .filter((slot) => plan.columns[slot]!.type === 'code')
  .map((slot) => `const d${slot} = dicts[${slot}];`)
  .join('\n')}
return function scan(b, end, state) {
  ${slots.map((slot) => `const o${slot} = state.columns[${slot}];`).join(' ')}
  const records = state.records, hashes = state.hash, hashes2 = state.hash2, starts = state.start, lines = state.lineOf;
  const limit = state.limit;
  let i = state.at, row = state.row, record = state.record, line = state.line, blank = state.blank, nul = state.nul;
  while (i < end && row < limit) {
    const begin = i, beginLine = line;
    let bad = 0, badSlot = -1, cells = ${plan.width}, c = 0, s = 0, h = 0, g = 0, r = 0, q = 0;
    ${slots.map((slot) => `let v${slot} = ${missingOf(plan.columns[slot]!)};`).join(' ')}
    rt.filled = 0;
    let filled = 0;
    record: {
${cellsSource(plan)}
      if (c === ${plan.delimiter}) {
        i = rt.extraCells(i + 1);
        if (rt.status !== 0 && bad === 0) bad = 5;
        c = b[i];
      }
    }
    if (c === 13 && i < end) { i++; if (b[i] === 10) i++; } else i++;
    line++;
    if (rt.lines !== 0) { line += rt.lines; rt.lines = 0; }
    if (rt.open) { rt.open = false; bad = 7; badSlot = -1; }
    if (nul < i) { if (nul < end) { bad = 6; badSlot = -1; } nul = rt.nextNul(i); }
    if (filled === 0 && rt.filled === 0 && bad === 0) { blank++; record++; continue; }
${requiredSource(plan)}
    if (bad !== 0) { rt.reject(bad, badSlot, begin, i < end ? i : end, beginLine, record); record++; continue; }
    if (cells < ${plan.width}) rt.shortRows++;
    ${slots.map((slot) => `o${slot}[row] = v${slot};`).join(' ')}
    records[row] = record; hashes[row] = r; hashes2[row] = q; starts[row] = begin; lines[row] = beginLine;
    row++; record++;
  }
  state.at = i; state.row = row; state.record = record; state.line = line; state.blank = blank; state.nul = nul;
};`;
}

function missingOf(column: ScanColumn): string {
  if (column.type === 'code') return '-1';
  return column.type === 'number' ? 'NaN' : String(missingDay);
}

function cellsSource(plan: ScanPlan): string {
  const parts: string[] = [];
  let slot = 0;
  for (let index = 0; index < plan.width; ) {
    const column = plan.columns[slot];
    const next = column ? column.index : plan.width;
    if (next > index) {
      parts.push(passSource(plan, index, next - index));
      index = next;
      if (index < plan.width) parts.push(stepSource(plan, `${index}`));
      continue;
    }
    const required = plan.required.some((group) => group.includes(slot));
    parts.push(cellSource(plan, plan.columns[slot]!, slot, required), combineSource(plan));
    slot++;
    index++;
    if (index < plan.width) parts.push(stepSource(plan, `${index}`));
  }
  return parts.join('\n');
}

function combineSource(plan: ScanPlan): string {
  return plan.hash ? combine : '';
}

const combine = `      r = Math.imul((r << 5 | r >>> 27) ^ h ^ (h >>> 15), -1640531535); q = Math.imul((q << 7 | q >>> 25) ^ g ^ (g >>> 13), -2048144789);`;

function stepSource(plan: ScanPlan, cells: string): string {
  return `      if (c !== ${plan.delimiter}) { cells = ${cells}; break record; }\n      i++;`;
}

const seed = `s = i; c = b[i]; h = ${hashSeed}; g = ${hashSeed2};`;
const mix = `h = Math.imul(h ^ c, ${hashFactor}); g = Math.imul(g ^ c, ${hashFactor2}); c = b[++i];`;
const again = 'h = rt.hash; g = rt.hash2; c = b[i];';

function inside(plan: ScanPlan): string {
  return `c !== ${plan.delimiter} && c !== 10 && c !== 13`;
}

function atEnd(plan: ScanPlan): string {
  return `(c === ${plan.delimiter} || c === 10 || c === 13)`;
}

/** Cells that are not wanted still count towards whether two rows are the same. */
function passSource(plan: ScanPlan, first: number, count: number): string {
  const body = `        ${seed}
        if (c === ${plan.quote}) { i = rt.cell(i); ${again} }
        else { while (${inside(plan)}) { ${plan.hash ? mix : 'c = b[++i];'} } if (i !== s) filled = 1; }
${combineSource(plan)}`;
  if (count === 1) return body;
  return `      for (let k = 0; ; k++) {
${body}
        if (k === ${count - 1}) break;
        if (c !== ${plan.delimiter}) { cells = ${first + 1} + k; break record; }
        i++;
      }`;
}

/** Delimiters that also stand inside numbers and dates: there only whole cells can be judged. */
const slowDelimiters = [...' +-./:0123456789ETe'].map((character) => character.charCodeAt(0));

function cellSource(plan: ScanPlan, column: ScanColumn, slot: number, required: boolean): string {
  if (column.type === 'code') return codeSource(plan, slot);
  const reason = column.type === 'number' ? 1 : 2;
  const slow = `i = rt.${column.type === 'number' ? 'slowNumber' : 'slowDay'}(${slot}, s); v${slot} = rt.${column.type === 'number' ? 'number' : 'day'}; ${again}
        ${required ? `if (rt.status !== 0 && bad === 0) { bad = ${reason}; badSlot = ${slot}; }` : ''}`;
  if (slowDelimiters.includes(plan.delimiter)) return `      ${seed}\n      ${slow}`;
  return column.type === 'number'
    ? numberSource(plan, slot, column.format.decimal === ',' ? 44 : 46, column.format.scale, slow)
    : daySource(plan, slot, column.format.order, slow);
}

function codeSource(plan: ScanPlan, slot: number): string {
  const odd = (at: string) => `${at} <= 32`;
  return `      ${seed}
      if (c === ${plan.quote}) {
        c = b[++i]; const t = i;
        while (c !== ${plan.quote} && c !== 10 && c !== 13 && i < end) { ${mix} }
        const e = i, n = i < end ? b[i + 1] : 0, p = b[t], z = b[e - 1];
        if (c === ${plan.quote} && (n === ${plan.delimiter} || n === 10 || n === 13) && e > t && i + 1 <= end
            && p > 32 && z > 32 && p !== 0xc2 && p !== 0xe3 && z !== 0xa0 && z !== 0x80) {
          filled = 1; v${slot} = d${slot}.find(b, t, e, h); i++; c = n;
        } else { i = rt.slowCode(${slot}, s); v${slot} = rt.code; ${again} }
      } else {
        while (${inside(plan)}) { ${mix} }
        if (i !== s) {
          filled = 1;
          const p = b[s], z = b[i - 1];
          v${slot} = ${odd('p')} || ${odd('z')} || p === 0xc2 || p === 0xe3 || z === 0xa0 || z === 0x80
            ? rt.findTrimmed(${slot}, b, s, i) : d${slot}.find(b, s, i, h);
        }
      }`;
}

function numberSource(plan: ScanPlan, slot: number, decimal: number, scale: number, slow: string): string {
  const value =
    scale === 0 ? 'm / POW[f]' : `(f <= ${scale} ? m * POW[${scale} - f] : m / POW[f - ${scale}])`;
  const decimals =
    decimal === plan.delimiter
      ? ''
      : `if (c === ${decimal}) { ${mix} const y = i; while (c >= 48 && c <= 57) { m = m * 10 + (c - 48); ${mix} } f = i - y; n += f; }`;
  const quoted = plan.quote < 0 ? '' : `const quoted = c === ${plan.quote}; if (quoted) c = b[++i];`;
  const close = plan.quote < 0 ? '' : `if (quoted) c = c === ${plan.quote} ? b[++i] : -1;`;
  return `      ${seed}
      if (${atEnd(plan)}) {} else {
        ${quoted}
        let m = 0, f = 0, negative = false;
        if (c === 45) { negative = true; ${mix} }
        const x = i;
        while (c >= 48 && c <= 57) { m = m * 10 + (c - 48); ${mix} }
        let n = i - x;
        ${decimals}
        ${close}
        if (n > 0 && n < ${16 - scale} && ${atEnd(plan)} && i <= end) { filled = 1; v${slot} = negative ? -(${value}) : ${value}; }
        else { ${slow} }
      }`;
}

function daySource(plan: ScanPlan, slot: number, order: 'ymd' | 'dmy' | 'mdy', slow: string): string {
  const [year, month, day] =
    order === 'ymd' ? ['x', 'y', 'z'] : order === 'dmy' ? ['z', 'y', 'x'] : ['z', 'x', 'y'];
  const shape = order === 'ymd' ? 'l1 === 4 && l2 < 3 && l3 < 3' : 'l1 < 3 && l2 < 3 && l3 === 4';
  const quoted = plan.quote < 0 ? '' : `const quoted = c === ${plan.quote}; if (quoted) c = b[++i];`;
  const close = plan.quote < 0 ? '' : `if (quoted) c = c === ${plan.quote} ? b[++i] : -1;`;
  const separator = `(c === 45 || c === 47 || c === 46)`;
  return `      ${seed}
      if (${atEnd(plan)}) {} else {
        ${quoted}
        let x = 0, y = 0, z = 0, l1 = i, l2 = 0, l3 = 0;
        while (c >= 48 && c <= 57) { x = x * 10 + (c - 48) | 0; ${mix} }
        l1 = i - l1;
        if (${separator}) {
          ${mix} l2 = i;
          while (c >= 48 && c <= 57) { y = y * 10 + (c - 48) | 0; ${mix} }
          l2 = i - l2;
          if (${separator} && l2 > 0) {
            ${mix} l3 = i;
            while (c >= 48 && c <= 57) { z = z * 10 + (c - 48) | 0; ${mix} }
            l3 = i - l3;
            if (c === 32 || c === 84) {
              ${mix} const t = i;
              while ((c >= 48 && c <= 58)${plan.delimiter === 46 ? '' : ' || c === 46'}) { ${mix} }
              const k = i - t;
              if (k < 4 || k > 18 || b[t] < 48 || b[t] > 57 || (b[t + 1] !== 58 && b[t + 2] !== 58)) l3 = 0;
            }
          }
        }
        ${close}
        const k = (${year} & 3) === 0 && (${year} % 100 !== 0 || ${year} % 400 === 0) ? 11 + ${month} : ${month} - 1;
        if (l3 > 0 && ${shape} && ${atEnd(plan)} && i <= end && ${year} >= ${firstYear} && ${year} <= ${lastYear}
            && ${month} >= 1 && ${month} <= 12 && ${day} >= 1 && ${day} <= LEN[k]) {
          filled = 1; v${slot} = YEAR[${year} - ${firstYear}] + BEFORE[k] + ${day} - 1;
        } else { ${slow} }
      }`;
}

function requiredSource(plan: ScanPlan): string {
  const test = (slot: number) => {
    const column = plan.columns[slot]!;
    if (column.type === 'code') return `v${slot} < 0`;
    return column.type === 'number' ? `v${slot} !== v${slot}` : `v${slot} === ${missingDay}`;
  };
  return plan.required
    .map(
      (group) =>
        `    if (bad === 0 && ${group.map(test).join(' && ')}) { bad = cells < ${plan.width} ? 4 : 3; badSlot = ${group[0]}; }`,
    )
    .join('\n');
}
