import type { Condition, Slice } from '../../../shared/domain/slice.ts';
import { missingDay } from '../workspace/types.ts';
import { dayTest, numberBounds, passingTexts } from './conditions.ts';
import { findField } from './fields.ts';
import { sharedUint8 } from './shared.ts';
import type { Attribute, Book } from './types.ts';

/** The rows of a slice: `keep[row]` is 1 for rows inside it; `rows` counts them. */
export interface Selection {
  keep: Uint8Array;
  rows: number;
}

export interface Bounds {
  from: number;
  to: number;
}

const cache = new WeakMap<Book, Map<string, Selection>>();
const cacheSize = 16;

/**
 * Which sales rows does this slice count? Applies the basis, every condition and the span of days, and remembers
 * the last few answers. Rows without account count only under the basis `all`.
 */
export function select(book: Book, slice: Slice, span: Bounds): Selection {
  const key = JSON.stringify([slice, span]);
  const known = cache.get(book) ?? new Map<string, Selection>();
  cache.set(book, known);
  const hit = known.get(key);
  if (hit) {
    known.delete(key);
    known.set(key, hit);
    return hit;
  }
  const selection = computeSelection(book, slice, span);
  known.set(key, selection);
  if (known.size > cacheSize) known.delete(known.keys().next().value!);
  return selection;
}

function computeSelection(book: Book, slice: Slice, span: Bounds): Selection {
  const keep = sharedUint8(book.n);
  const end = slice.basis === 'all' ? book.n : book.offsets[book.accounts.count]!;
  const day = book.day();
  for (let row = 0; row < end; row++) keep[row] = day[row]! >= span.from && day[row]! <= span.to ? 1 : 0;
  if (slice.basis === 'gross') keepGross(book, keep, end);
  for (const condition of slice.where) applyCondition(book, condition, keep, end);
  let rows = 0;
  for (let row = 0; row < end; row++) rows += keep[row]!;
  return { keep, rows };
}

/** Gross: positive quantity and price; where a column is missing from the book, positive revenue stands in for it. */
function keepGross(book: Book, keep: Uint8Array, end: number): void {
  const quantity = book.number('quantity');
  const price = book.number('price');
  for (const column of [quantity, price, quantity && price ? null : book.number('revenue')]) {
    if (!column) continue;
    for (let row = 0; row < end; row++) keep[row]! &= column[row]! > 0 ? 1 : 0;
  }
}

function applyCondition(book: Book, condition: Condition, keep: Uint8Array, end: number): void {
  const field = findField(book, condition.field);
  if (field.level === 'time') {
    const test = dayTest(condition);
    keepDays(keep, book.day(), end, test);
  } else if (field.level === 'row' && field.type === 'text') {
    keepCodes(keep, field.column.codes, end, passingTexts(condition, field.column.values));
  } else if (field.level === 'row') {
    const bounds = numberBounds(condition);
    for (let row = 0; row < end; row++) keep[row]! &= inBounds(field.values[row]!, bounds);
  } else {
    const pass = passingMembers(condition, field.attribute);
    const members = field.level === 'account' ? book.account() : book.product();
    if (members) keepCodes(keep, members, end, pass);
    else keep.fill(0);
  }
}

function inBounds(value: number, bounds: ReturnType<typeof numberBounds>): 0 | 1 {
  return value >= bounds.from &&
    value <= bounds.to &&
    (!bounds.in || bounds.in.has(value)) &&
    !bounds.not.has(value)
    ? 1
    : 0;
}

/** Which members pass; the last entry (for rows without a member) answers for a missing value. */
function passingMembers(condition: Condition, attribute: Attribute): Uint8Array {
  if (attribute.type === 'text') {
    const pass = passingTexts(condition, attribute.values);
    const members = new Uint8Array(attribute.codes.length + 1);
    const missing = attribute.values.length;
    attribute.codes.forEach((code, index) => {
      members[index] = pass[code < 0 ? missing : code]!;
    });
    members[attribute.codes.length] = pass[missing]!;
    return members;
  }
  const members = new Uint8Array(attribute.values.length + 1);
  if (attribute.type === 'number') {
    const bounds = numberBounds(condition);
    attribute.values.forEach((value, index) => {
      members[index] = inBounds(value, bounds);
    });
  } else {
    const test = dayTest(condition);
    attribute.values.forEach((value, index) => {
      members[index] = value !== missingDay && test(value) ? 1 : 0;
    });
  }
  return members;
}

function keepCodes(keep: Uint8Array, codes: Int32Array, end: number, pass: Uint8Array): void {
  const missing = pass.length - 1;
  for (let row = 0; row < end; row++) {
    const code = codes[row]!;
    keep[row]! &= pass[code < 0 ? missing : code]!;
  }
}

/** Tests each distinct day once. */
function keepDays(keep: Uint8Array, days: Int32Array, end: number, test: (day: number) => boolean): void {
  const known = new Map<number, 0 | 1>();
  let lastDay = Number.NaN;
  let answer: 0 | 1 = 0;
  for (let row = 0; row < end; row++) {
    const day = days[row]!;
    if (day !== lastDay) {
      lastDay = day;
      const hit = known.get(day);
      answer = hit ?? (test(day) ? 1 : 0);
      if (hit === undefined) known.set(day, answer);
    }
    keep[row]! &= answer;
  }
}
