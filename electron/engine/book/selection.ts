import type { Slice } from '../../../shared/domain/slice.ts';
import { sharedUint8 } from './shared.ts';
import { type Bounds, hasMissingDays, inBounds, planSlice, type SlicePlan } from './slicePlan.ts';
import type { Book } from './types.ts';

export type { Bounds } from './slicePlan.ts';

/** The rows of a slice: `keep[row]` is 1 for rows inside it; `rows` counts them. */
export interface Selection {
  keep: Uint8Array;
  rows: number;
}

const cache = new WeakMap<Book, Map<string, Selection>>();
const cacheSize = 16;
/** One byte a row and selection: large books keep fewer. */
const cacheBytes = 2 ** 26;

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
  const selection = markRows(book, planSlice(book, slice, span));
  known.set(key, selection);
  if (known.size > Math.min(cacheSize, Math.max(4, cacheBytes / book.n))) {
    known.delete(known.keys().next().value!);
  }
  return selection;
}

/** Marks the rows that pass a plan. Accounts that fail cost nothing, accounts that pass whole one fill. */
export function markRows(book: Book, plan: SlicePlan): Selection {
  const keep = sharedUint8(book.n);
  markAccounts(keep, book, plan);
  const end = book.offsets[plan.buckets]!;
  if (plan.days) keepDays(keep, book, end, plan.days);
  if (plan.products) keepCodes(keep, book.product(), end, plan.products);
  for (const { codes, pass } of plan.codes) keepCodes(keep, codes, end, pass);
  for (const { values, bounds } of plan.numbers) {
    if (bounds.in || bounds.not.size > 0) {
      for (let row = 0; row < end; row++) keep[row]! &= inBounds(values[row]!, bounds);
    } else keepBetween(keep, values, end, bounds.from, bounds.to);
  }
  let rows = 0;
  for (let row = 0; row < end; row++) rows += keep[row]!;
  return { keep, rows };
}

function markAccounts(keep: Uint8Array, { offsets }: Book, { accounts, buckets }: SlicePlan): void {
  if (!accounts) {
    keep.fill(1, 0, offsets[buckets]!);
    return;
  }
  for (let account = 0; account < buckets; account++) {
    if (accounts[account] === 1) keep.fill(1, offsets[account]!, offsets[account + 1]!);
  }
}

function keepDays(keep: Uint8Array, book: Book, end: number, pass: Uint8Array): void {
  const day = book.day();
  const first = book.firstDay ?? 0;
  if (!hasMissingDays(book)) {
    for (let row = 0; row < end; row++) keep[row]! &= pass[day[row]! - first]!;
    return;
  }
  const missing = pass.length - 1;
  for (let row = 0; row < end; row++) keep[row]! &= pass[day[row]! < first ? missing : day[row]! - first]!;
}

/** `pass` is indexed by code + 1; without a column every row is missing the value. */
function keepCodes(keep: Uint8Array, codes: Int32Array | null, end: number, pass: Uint8Array): void {
  if (!codes) {
    if (pass[0] === 0) keep.fill(0);
    return;
  }
  for (let row = 0; row < end; row++) keep[row]! &= pass[codes[row]! + 1]!;
}

function keepBetween(keep: Uint8Array, values: Float64Array, end: number, from: number, to: number): void {
  for (let row = 0; row < end; row++) keep[row]! &= values[row]! >= from && values[row]! <= to ? 1 : 0;
}
