import { opportunityKinds } from '../../analysis/opportunities/kinds.ts';
import { inBunches, type Steps } from '../../book/steps.ts';
import type { Dimension } from '../../book/types.ts';
import { statuses } from '../../decisions/standing.ts';
import type { ExhibitContext } from '../context.ts';
import { membersWith, nameRanks, ranks, sortEntries } from '../listOrder.ts';
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
  const standing = await standingColumns(context, weighed);
  const { offset: _offset, limit: _limit, group: _group, ...deciding } = context.ask.options;
  const { version, today } = context.decisions;
  const key = `opportunityList:${JSON.stringify([deciding, weighed.key, version, today])}`;
  const made = await context.sharedSteps(key, () => choose(context, { weighed, standing, options }));
  return { ...made, weighed, standing, options };
}

function emptySums(count: number): Sums[] {
  return Array.from({ length: count }, () => ({ count: 0, value: 0, expected: 0 }));
}

function* choose(
  context: ExhibitContext,
  list: Pick<OpportunityList, 'weighed' | 'standing' | 'options'>,
): Steps<Pick<OpportunityList, 'rows' | 'byKind' | 'byStatus'>> {
  const { weighed, standing, options } = list;
  const { found, expected, order } = weighed;
  const passes = predicate(context, list);
  const byKind = emptySums(opportunityKinds.length);
  const byStatus = emptySums(statuses.length);
  const rows = new Int32Array(found.n);
  let n = 0;
  const add = (sums: Sums, entry: number) => {
    sums.count++;
    sums.value += found.value[entry]!;
    sums.expected += expected[entry]!;
  };
  yield* inBunches(order.length, (from, to) => {
    for (let place = from; place < to; place++) {
      const entry = order[place]!;
      if (!passes(entry)) continue;
      const isKind = options.kinds.has(found.kind[entry]!);
      const isStatus = options.statuses.has(standing.status[entry]!);
      if (isStatus) add(byKind[found.kind[entry]!]!, entry);
      if (isKind) add(byStatus[standing.status[entry]!]!, entry);
      if (isKind && isStatus) rows[n++] = entry;
    }
  });
  const chosen = rows.slice(0, n);
  yield* sortRows(context, chosen, list);
  return { rows: chosen, byKind, byStatus };
}

/** Every filter but those of kind and status. */
function predicate(
  { book }: ExhibitContext,
  { weighed, standing, options }: Pick<OpportunityList, 'weighed' | 'standing' | 'options'>,
): (entry: number) => boolean {
  const { found, expected } = weighed;
  const owner = options.owner === null ? null : standing.owners.indexOf(options.owner);
  const product = options.product === null ? null : (book.products.indexOf.get(options.product) ?? -2);
  const wanted = options.accounts && membersAmong(book.accounts, options.accounts);
  const [accountHits, productHits] =
    options.search === ''
      ? []
      : [membersWith(book.accounts, options.search), membersWith(book.products, options.search)];
  const ownerHits = standing.owners.map((name) => name.toLowerCase().includes(options.search));
  return (entry) => {
    if (expected[entry]! < options.minExpected) return false;
    if (wanted && wanted[found.account[entry]!] === 0) return false;
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

/** 1 per member whose key is among these. */
function membersAmong({ keys, indexOf }: Dimension, wanted: readonly string[]): Uint8Array {
  const among = new Uint8Array(keys.length);
  for (const key of wanted) {
    const member = indexOf.get(key);
    if (member !== undefined) among[member] = 1;
  }
  return among;
}

/** Sorts in place, as was asked. */
function* sortRows(
  context: ExhibitContext,
  rows: Int32Array,
  { weighed, standing, options }: Pick<OpportunityList, 'weighed' | 'standing' | 'options'>,
): Steps<void> {
  const { sort, descending } = options;
  if (sort === 'expected' && descending) return;
  const sortedBy = yield* sortValues(context, sort, weighed, standing);
  const place = new Int32Array(weighed.found.n);
  for (let at = 0; at < weighed.order.length; at++) place[weighed.order[at]!] = at;
  yield* sortEntries(rows, sortedBy, descending, (entry) => place[entry]!);
}

/** What an entry is sorted by; NaN = missing. */
function* sortValues(
  { book }: ExhibitContext,
  sort: ListOptions['sort'],
  { found, expected }: WeighedOpportunities,
  standing: StandingColumns,
): Steps<(entry: number) => number> {
  const byRank = (codes: ArrayLike<number>, rank: Int32Array) => (entry: number) =>
    rank[codes[entry]!] ?? Number.NaN;
  switch (sort) {
    case 'account':
      return byRank(found.account, yield* nameRanks(book.accounts));
    case 'product':
      return byRank(found.product, yield* nameRanks(book.products));
    case 'owner':
      return byRank(standing.owner, yield* ranks(standing.owners));
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
