import type { ExploreView } from '../../../../shared/contract/explore.ts';
import { parsePeriod } from '../../../../shared/domain/period.ts';
import type { Condition, Slice } from '../../../../shared/domain/slice.ts';
import { type Bounds, type Selection, selectBeside } from '../selection.ts';
import { planSlice, type SlicePlan } from '../slicePlan.ts';
import type { Book } from '../types.ts';

/** What all charts of a view start from. */
export interface Base {
  /** Names the base among all that one book may be asked for. */
  key: string;
  selection: Selection;
  /** The days looked at: of the period, where one is set, within the days of the book. */
  first: number;
  last: number;
  slice: Slice;
  span: Bounds;
}

export const everyDay: Bounds = { from: Number.NEGATIVE_INFINITY, to: Number.POSITIVE_INFINITY };

/** The rows of a view's slice and period. Throws `badPeriod`, `unknownField`. */
export async function baseOf(
  book: Book,
  { slice, from, to }: ExploreView,
  signal: AbortSignal,
): Promise<Base> {
  const span = {
    from: from === undefined ? everyDay.from : parsePeriod(from).from,
    to: to === undefined ? everyDay.to : parsePeriod(to).to,
  };
  const first = Math.max(span.from, book.firstDay ?? 0);
  return {
    key: JSON.stringify([slice, span.from, span.to]),
    selection: await selectBeside(book, slice, span, signal),
    slice,
    span,
    first,
    last: Math.max(first, Math.min(span.to, book.lastDay ?? 0)),
  };
}

/** The rows of the base that also pass these conditions, as a query counts them. */
export function planWithin(book: Book, { slice, span }: Base, conditions: readonly Condition[]): SlicePlan {
  return planSlice(book, { ...slice, where: [...slice.where, ...conditions] }, span);
}

/** The last few values made under a name, per book. */
export class BookCache<Value> {
  readonly #books = new WeakMap<Book, Map<string, Value>>();
  readonly #most: number;

  constructor(most: number) {
    this.#most = most;
  }

  has(book: Book, key: string): boolean {
    return this.#books.get(book)?.has(key) ?? false;
  }

  get(book: Book, key: string, make?: () => Value): Value {
    const known = this.#of(book);
    return this.keep(book, key, known.has(key) ? known.get(key)! : make!());
  }

  /** Keeps a value as the one used last. */
  keep(book: Book, key: string, value: Value): Value {
    const known = this.#of(book);
    known.delete(key);
    known.set(key, value);
    if (known.size > this.#most) known.delete(known.keys().next().value!);
    return value;
  }

  #of(book: Book): Map<string, Value> {
    const known = this.#books.get(book) ?? new Map<string, Value>();
    this.#books.set(book, known);
    return known;
  }
}
