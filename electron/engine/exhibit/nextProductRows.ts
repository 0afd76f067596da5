import { ExpectedError } from '../../../shared/errors/errors.ts';
import { type NextProducts, reasonsShown } from '../analysis/cross-sell/nextProduct/nextProducts.ts';
import { inBunches, type Steps } from '../book/steps.ts';
import type { ExhibitContext } from './context.ts';
import { itemIndex, type NamedItems } from './items.ts';
import { isDescending, membersWith, nameRanks, ranks, sortEntries } from './listOrder.ts';

const sorts = ['expected', 'value', 'probability', 'account', 'product', 'buyers', 'affinity'] as const;
type Sort = (typeof sorts)[number];

/** Entries of a list of next products that were asked for, in the order asked for. */
export interface NextProductRows {
  rows: Int32Array;
  /** What they bring together; null where nothing could be calibrated. */
  expected: number | null;
}

interface Wanted {
  /** Indexes; null = all. */
  account: number | null;
  item: number | null;
  words: string[];
  sort: Sort;
  descending: boolean;
}

/** What narrows the list, as evidence shows it. */
export function nextProductFilters({
  text,
}: ExhibitContext): Record<'account' | 'product' | 'search', string> {
  return { account: text('account', ''), product: text('product', ''), search: text('search', '').trim() };
}

/**
 * Filters and sorts by the options `account`, `product`, `search`, `sort` and `order`; what was made for one page is
 * there for the next. Every word of a search stands in the account, the product or a product that speaks for it.
 * Throws `badRequest`, and `notFound` for an account or product that is not there.
 */
export async function nextProductRows(
  context: ExhibitContext,
  items: NamedItems,
  list: NextProducts,
  listKey: string,
): Promise<NextProductRows> {
  const wanted = wantedOf(context, items);
  return context.sharedSteps(`nextProductRows:${JSON.stringify([listKey, wanted])}`, () =>
    choose(context, items, list, wanted),
  );
}

function wantedOf(context: ExhibitContext, items: NamedItems): Wanted {
  const { account, product, search } = nextProductFilters(context);
  const sort = context.text('sort', 'expected', sorts) as Sort;
  return {
    account: account === '' ? null : accountIndex(context, account),
    item: product === '' ? null : itemIndex(items, product),
    words: search.toLowerCase().split(/\s+/).filter(Boolean),
    sort,
    descending: isDescending(context, sort === 'account' || sort === 'product'),
  };
}

function accountIndex({ book }: ExhibitContext, key: string): number {
  const account = book.accounts.indexOf.get(key);
  if (account === undefined) throw new ExpectedError('notFound', `There is no account "${key}"`);
  return account;
}

function* choose(
  context: ExhibitContext,
  items: NamedItems,
  list: NextProducts,
  wanted: Wanted,
): Steps<NextProductRows> {
  const passes = predicate(context, items, list, wanted);
  const found = new Int32Array(list.n);
  let [n, expected] = [0, 0];
  yield* inBunches(list.n, (from, to) => {
    for (let entry = from; entry < to; entry++) {
      if (!passes(entry)) continue;
      found[n++] = entry;
      expected += list.expected[entry]!;
    }
  });
  const rows = found.slice(0, n);
  if (wanted.sort !== 'expected' || !wanted.descending) {
    const sortedBy = yield* sortValues(context, items, list, wanted.sort);
    yield* sortEntries(rows, sortedBy, wanted.descending, (entry) => entry);
  }
  return { rows, expected: Number.isNaN(expected) ? null : expected };
}

function predicate(
  { book }: ExhibitContext,
  items: NamedItems,
  list: NextProducts,
  { account, item, words }: Wanted,
): (entry: number) => boolean {
  const hits = words.map((word) => ({
    accounts: membersWith(book.accounts, word),
    items: membersWith(items, word),
  }));
  return (entry) => {
    if (account !== null && list.account[entry] !== account) return false;
    if (item !== null && list.item[entry] !== item) return false;
    return hits.every(
      (hit) =>
        hit.accounts[list.account[entry]!] === 1 ||
        hit.items[list.item[entry]!] === 1 ||
        namesOne(list, entry, hit.items),
    );
  };
}

/** Whether one of the products that speak for an entry is among those hit. */
function namesOne({ reasonItem }: NextProducts, entry: number, hits: Uint8Array): boolean {
  for (let place = entry * reasonsShown; place < (entry + 1) * reasonsShown; place++) {
    if (hits[reasonItem[place]!] === 1) return true;
  }
  return false;
}

/** What an entry is sorted by; NaN = missing. */
function* sortValues(
  { book }: ExhibitContext,
  items: NamedItems,
  list: NextProducts,
  sort: Sort,
): Steps<(entry: number) => number> {
  switch (sort) {
    case 'account': {
      const rank = yield* nameRanks(book.accounts);
      return (entry) => rank[list.account[entry]!]!;
    }
    case 'product': {
      const rank = yield* ranks(items.names);
      return (entry) => rank[list.item[entry]!]!;
    }
    default: {
      const values = sort === 'affinity' ? list.score : list[sort];
      return (entry) => values[entry]!;
    }
  }
}
