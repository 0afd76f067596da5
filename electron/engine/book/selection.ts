import type { Slice } from '../../../shared/domain/slice.ts';
import { SharedWork } from '../background/sharedWork.ts';
import { sharedUint8 } from './shared.ts';
import { type Bounds, hasMissingDays, inBounds, planSlice, type SlicePlan } from './slicePlan.ts';
import { breath, inBunches, runSteps, runStepsBeside, type Steps } from './steps.ts';
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
  return runSteps(selectSteps(book, slice, span));
}

const underWay = new WeakMap<Book, SharedWork>();

/** The same beside other calls, once for all who ask at a time. Throws CancelledError. */
export async function selectBeside(
  book: Book,
  slice: Slice,
  span: Bounds,
  signal: AbortSignal,
): Promise<Selection> {
  const key = JSON.stringify([slice, span]);
  if (cache.get(book)?.has(key)) return select(book, slice, span);
  const works = underWay.get(book) ?? new SharedWork(1);
  underWay.set(book, works);
  return works.get(key, signal, (stop) => runStepsBeside(selectSteps(book, slice, span), { signal: stop }));
}

/** The same in steps. */
export function* selectSteps(book: Book, slice: Slice, span: Bounds): Steps<Selection> {
  const key = JSON.stringify([slice, span]);
  const known = cache.get(book) ?? new Map<string, Selection>();
  cache.set(book, known);
  const selection = known.get(key) ?? (yield* markSteps(book, planSlice(book, slice, span)));
  known.delete(key);
  known.set(key, selection);
  if (known.size > Math.min(cacheSize, Math.max(4, cacheBytes / book.n))) {
    known.delete(known.keys().next().value!);
  }
  return selection;
}

/** Marks the rows that pass a plan. */
export function markRows(book: Book, plan: SlicePlan): Selection {
  return runSteps(markSteps(book, plan));
}

/** Accounts that fail cost nothing, accounts that pass whole one fill; rows are looked at where they are tested. */
function* markSteps(book: Book, plan: SlicePlan): Steps<Selection> {
  yield breath;
  const keep = sharedUint8(book.n);
  const ofAccounts = markAccounts(keep, book, plan);
  if (!testsRows(plan)) return { keep, rows: ofAccounts };
  const days = plan.days && { days: book.day(), first: book.firstDay ?? 0, mayMiss: hasMissingDays(book) };
  yield breath;
  let rows = 0;
  yield* inBunches(book.offsets[plan.buckets]!, (from, to) => {
    if (days) keepDays(keep, days, from, to, plan.days!);
    if (plan.products) keepCodes(keep, book.product(), from, to, plan.products);
    for (const { codes, pass } of plan.codes) keepCodes(keep, codes, from, to, pass);
    for (const { values, bounds } of plan.numbers) {
      if (bounds.in || bounds.not.size > 0) {
        for (let row = from; row < to; row++) keep[row]! &= inBounds(values[row]!, bounds);
      } else keepBetween(keep, values, from, to, bounds);
    }
    rows += marked(keep, from, to);
  });
  return { keep, rows };
}

function marked(keep: Uint8Array, from: number, to: number): number {
  let rows = 0;
  for (let row = from; row < to; row++) rows += keep[row]!;
  return rows;
}

function testsRows({ days, products, codes, numbers }: SlicePlan): boolean {
  return Boolean(days || products) || codes.length > 0 || numbers.length > 0;
}

/** Marks the rows of the accounts that pass; gives how many those are. */
function markAccounts(keep: Uint8Array, { offsets }: Book, { accounts, buckets }: SlicePlan): number {
  if (!accounts) {
    keep.fill(1, 0, offsets[buckets]!);
    return offsets[buckets]!;
  }
  let rows = 0;
  for (let account = 0; account < buckets; account++) {
    if (accounts[account] !== 1) continue;
    keep.fill(1, offsets[account]!, offsets[account + 1]!);
    rows += offsets[account + 1]! - offsets[account]!;
  }
  return rows;
}

function keepDays(
  keep: Uint8Array,
  { days, first, mayMiss }: { days: Int32Array; first: number; mayMiss: boolean },
  from: number,
  to: number,
  pass: Uint8Array,
): void {
  if (!mayMiss) {
    for (let row = from; row < to; row++) keep[row]! &= pass[days[row]! - first]!;
    return;
  }
  const missing = pass.length - 1;
  for (let row = from; row < to; row++)
    keep[row]! &= pass[days[row]! < first ? missing : days[row]! - first]!;
}

/** `pass` is indexed by code + 1; without a column every row is missing the value. */
function keepCodes(
  keep: Uint8Array,
  codes: Int32Array | null,
  from: number,
  to: number,
  pass: Uint8Array,
): void {
  if (!codes) {
    if (pass[0] === 0) keep.fill(0, from, to);
    return;
  }
  for (let row = from; row < to; row++) keep[row]! &= pass[codes[row]! + 1]!;
}

function keepBetween(keep: Uint8Array, values: Float64Array, from: number, to: number, bounds: Bounds): void {
  const [least, most] = [bounds.from, bounds.to];
  for (let row = from; row < to; row++) keep[row]! &= values[row]! >= least && values[row]! <= most ? 1 : 0;
}
