import { sortSteps } from '../book/sortSteps.ts';
import type { Steps } from '../book/steps.ts';
import type { Dimension } from '../book/types.ts';
import type { ExhibitContext } from './context.ts';

/** Which part of a list is wanted. */
export interface ListPage {
  offset: number;
  limit: number;
}

/** Options `offset` and `limit`; without them the whole list. Throws `badRequest`. */
export function listPage({ number }: ExhibitContext): ListPage {
  return {
    offset: Math.floor(number('offset', 0, { min: 0, max: 1e9 })),
    limit: Math.floor(number('limit', Number.MAX_SAFE_INTEGER, { min: 1, max: Number.MAX_SAFE_INTEGER })),
  };
}

/** A copy: what crosses to a thread takes the memory below it along. */
export function pageOf(rows: Int32Array, { offset, limit }: ListPage): Int32Array {
  return rows.slice(offset, Math.min(rows.length, offset + limit));
}

/** Option `order`: names go up and figures down unless told. Throws `badRequest`. */
export function isDescending({ text }: ExhibitContext, isName: boolean): boolean {
  return text('order', isName ? 'ascending' : 'descending', ['ascending', 'descending']) === 'descending';
}

/** 1 per member whose key or name holds the text, which is in small letters. */
export function membersWith(
  { keys, names }: Record<'keys' | 'names', readonly string[]>,
  text: string,
): Uint8Array {
  return Uint8Array.from(names, (name, index) =>
    name.toLowerCase().includes(text) || keys[index]!.toLowerCase().includes(text) ? 1 : 0,
  );
}

/** Names in the order of a dictionary, also of pinyin. */
const collator = new Intl.Collator('zh-CN', { numeric: true });

/** The place of each name among all. */
export function* ranks(names: readonly string[]): Steps<Int32Array> {
  const order = Int32Array.from(names.keys());
  yield* sortSteps(order, (a, b) => collator.compare(names[a]!, names[b]!) || a - b);
  const rank = new Int32Array(names.length);
  for (let place = 0; place < order.length; place++) rank[order[place]!] = place;
  return rank;
}

const rankedNames = new WeakMap<Dimension, Int32Array>();

/** The place of each member among all names, found once. */
export function* nameRanks(dimension: Dimension): Steps<Int32Array> {
  const found = rankedNames.get(dimension) ?? (yield* ranks(dimension.names));
  rankedNames.set(dimension, found);
  return found;
}

/** Sorts entries in place; equals stay as the list has them, and missing ones (NaN) come last either way. */
export function* sortEntries(
  entries: Int32Array,
  sortedBy: (entry: number) => number,
  descending: boolean,
  placeOf: (entry: number) => number,
): Steps<void> {
  const sign = descending ? -1 : 1;
  yield* sortSteps(entries, (a, b) => {
    const [x, y] = [sortedBy(a), sortedBy(b)];
    const missing = Number(Number.isNaN(x)) - Number(Number.isNaN(y));
    return missing || sign * (x - y) || placeOf(a) - placeOf(b);
  });
}
