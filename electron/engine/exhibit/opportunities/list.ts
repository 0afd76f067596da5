import { opportunityKinds } from '../../analysis/opportunities/kinds.ts';
import type { Dimension } from '../../book/types.ts';
import { statuses } from '../../decisions/standing.ts';
import type { ExhibitContext } from '../context.ts';
import { type WeighedOpportunities, weighedOpportunities } from './found.ts';
import { type ListOptions, listOptions } from './listOptions.ts';
import { type StandingColumns, standingColumns } from './standingColumns.ts';

export interface Sums {
  count: number;
  value: number;
  expected: number;
}

/** The part of the list that was asked for. */
export interface OpportunityList {
  weighed: WeighedOpportunities;
  standing: StandingColumns;
  options: ListOptions;
  /** Entries that pass every filter, in the order asked for. */
  rows: Int32Array;
  /** By kind, over what passes all filters but that of kinds; by status, all but that of statuses. */
  byKind: Sums[];
  byStatus: Sums[];
}

/** Filters and sorts in columns; what was made for one page is there for the next. */
export async function opportunityList(context: ExhibitContext): Promise<OpportunityList> {
  const options = listOptions(context);
  const weighed = await weighedOpportunities(context);
  const standing = standingColumns(context, weighed);
  const { offset: _offset, limit: _limit, group: _group, ...deciding } = context.ask.options;
  const { version, today } = context.decisions;
  const key = `opportunityList:${JSON.stringify([deciding, weighed.key, version, today])}`;
  return { ...context.shared(key, () => choose(context, { weighed, standing, options })), weighed, options };
}

function emptySums(count: number): Sums[] {
  return Array.from({ length: count }, () => ({ count: 0, value: 0, expected: 0 }));
}

function choose(
  context: ExhibitContext,
  list: Pick<OpportunityList, 'weighed' | 'standing' | 'options'>,
): OpportunityList {
  const { weighed, standing, options } = list;
  const { found, expected, order } = weighed;
  const passes = predicate(context, list);
  const byKind = emptySums(opportunityKinds.length);
  const byStatus = emptySums(statuses.length);
  const rows = new Int32Array(found.n);
  let n = 0;
  for (let place = 0; place < order.length; place++) {
    const entry = order[place]!;
    if (!passes(entry)) continue;
    const isKind = options.kinds.has(found.kind[entry]!);
    const isStatus = options.statuses.has(standing.status[entry]!);
    const add = (sums: Sums) => {
      sums.count++;
      sums.value += found.value[entry]!;
      sums.expected += expected[entry]!;
    };
    if (isStatus) add(byKind[found.kind[entry]!]!);
    if (isKind) add(byStatus[standing.status[entry]!]!);
    if (isKind && isStatus) rows[n++] = entry;
  }
  const chosen = rows.slice(0, n);
  sortRows(context, chosen, list);
  return { ...list, rows: chosen, byKind, byStatus };
}

/** Every filter but those of kind and status. */
function predicate(
  { book }: ExhibitContext,
  { weighed, standing, options }: Pick<OpportunityList, 'weighed' | 'standing' | 'options'>,
): (entry: number) => boolean {
  const { found, expected } = weighed;
  const owner = options.owner === null ? null : standing.owners.indexOf(options.owner);
  const memberOf = (dimension: Dimension, key: string | null) =>
    key === null ? null : (dimension.indexOf.get(key) ?? -2);
  const account = memberOf(book.accounts, options.account);
  const product = memberOf(book.products, options.product);
  const accountHits = hits(book.accounts, options.search);
  const productHits = hits(book.products, options.search);
  const ownerHits = standing.owners.map((name) => name.toLowerCase().includes(options.search));
  return (entry) => {
    if (expected[entry]! < options.minExpected) return false;
    if (account !== null && found.account[entry] !== account) return false;
    if (product !== null && found.product[entry] !== product) return false;
    const ownerOf = standing.owner[entry]!;
    if (owner !== null && (options.owner === '' ? ownerOf >= 0 : ownerOf !== owner)) return false;
    if (!accountHits || !productHits) return true;
    return (
      accountHits[found.account[entry]!] === 1 ||
      productHits[found.product[entry]!] === 1 ||
      (ownerHits[ownerOf] ?? false)
    );
  };
}

/** 1 per member whose key or name holds the text; null where there is none to look for. */
function hits({ keys, names }: Dimension, text: string): Uint8Array | null {
  if (text === '') return null;
  return Uint8Array.from(names, (name, index) =>
    name.toLowerCase().includes(text) || keys[index]!.toLowerCase().includes(text) ? 1 : 0,
  );
}

/** Names in the order of a dictionary, also of pinyin. */
const collator = new Intl.Collator('zh-CN', { numeric: true });

function ranks(names: readonly string[]): Int32Array {
  const order = Int32Array.from(names.keys()).sort((a, b) => collator.compare(names[a]!, names[b]!) || a - b);
  const rank = new Int32Array(names.length);
  for (let place = 0; place < order.length; place++) rank[order[place]!] = place;
  return rank;
}

/** Sorts in place; equals stay as the list has them, and missing ones come last either way. */
function sortRows(
  context: ExhibitContext,
  rows: Int32Array,
  { weighed, standing, options }: Pick<OpportunityList, 'weighed' | 'standing' | 'options'>,
): void {
  const { sort, descending } = options;
  if (sort === 'expected' && descending) return;
  const sortedBy = sortValues(context, sort, weighed, standing);
  const place = new Int32Array(weighed.found.n);
  for (let at = 0; at < weighed.order.length; at++) place[weighed.order[at]!] = at;
  const sign = descending ? -1 : 1;
  rows.sort((a, b) => {
    const [x, y] = [sortedBy(a), sortedBy(b)];
    if (x < 0 !== y < 0) return x < 0 ? 1 : -1;
    return sign * (x - y) || place[a]! - place[b]!;
  });
}

/** What an entry is sorted by; below zero = missing. */
function sortValues(
  { book, shared }: ExhibitContext,
  sort: ListOptions['sort'],
  { found, expected }: WeighedOpportunities,
  standing: StandingColumns,
): (entry: number) => number {
  const byRank = (codes: ArrayLike<number>, rank: Int32Array) => (entry: number) => rank[codes[entry]!] ?? -1;
  switch (sort) {
    case 'account':
      return byRank(
        found.account,
        shared('accountRanks', () => ranks(book.accounts.names)),
      );
    case 'product':
      return byRank(
        found.product,
        shared('productRanks', () => ranks(book.products.names)),
      );
    case 'owner':
      return byRank(standing.owner, ranks(standing.owners));
    case 'kind':
      return (entry) => found.kind[entry]!;
    case 'status':
      return (entry) => standing.status[entry]!;
    case 'expected':
      return (entry) => expected[entry]!;
    default: {
      const values = found[sort];
      return (entry) => values[entry]!;
    }
  }
}
