import type { AccountSignal } from '../analysis/retention/risk/riskFeatures.ts';
import { inBunches, type Steps } from '../book/steps.ts';
import type { Book } from '../book/types.ts';
import { missingDay, type StoredColumn } from '../workspace/types.ts';
import type { ExhibitContext } from './context.ts';

/** Entries of a signal, one place in each array. */
interface Entries {
  account: number[];
  day: number[];
  value: number[];
}

/** What a row says; null where it says nothing. */
type Reading = (row: number) => number | null;

/** Words for a visit that was only planned. */
const planned = /plan|计划|预约|scheduled/i;

/** The signals that a risk of leaving takes in: all that the book has, or with option `signals` = `none` no one. */
export async function askedSignals(context: ExhibitContext): Promise<AccountSignal[]> {
  if (context.text('signals', 'all', ['all', 'none']) === 'none') return [];
  return allSignals(context);
}

/** Answers to NPS surveys and contacts, where the book has them; nothing after the as-of date. Remembered. */
export async function allSignals(context: ExhibitContext): Promise<AccountSignal[]> {
  const { book, asOf, signal } = context;
  for (const kind of ['feedback', 'activities'] as const) await book.prefetchFacts(kind, signal);
  return context.sharedSteps('signals', () => signalSteps(book, asOf));
}

/** The same, by account and day. */
export function* signalSteps(book: Book, asOf: number): Steps<AccountSignal[]> {
  const nps = yield* signalOf('nps', book, asOf, answersIn);
  const contact = yield* signalOf('contact', book, asOf, contactsIn);
  return [nps, contact].filter((each) => each !== null);
}

function* signalOf(
  name: AccountSignal['name'],
  book: Book,
  asOf: number,
  reading: (columns: StoredColumn[]) => Reading,
): Steps<AccountSignal | null> {
  const found: Entries = { account: [], day: [], value: [] };
  for (const columns of book.facts(name === 'nps' ? 'feedback' : 'activities')) {
    yield* gather(book, columns, asOf, reading(columns), found);
  }
  if (found.account.length === 0) return null;
  const { starts, order } = yield* byAccount(found, book.accounts.count);
  return {
    name,
    starts,
    days: picked(Int32Array, found.day, order),
    values: name === 'nps' ? picked(Float64Array, found.value, order) : null,
  };
}

function picked<Values extends Int32Array | Float64Array>(
  Kind: new (length: number) => Values,
  values: readonly number[],
  order: Int32Array,
): Values {
  const found = new Kind(order.length);
  for (let at = 0; at < order.length; at++) found[at] = values[order[at]!]!;
  return found;
}

/** Members looked up, or sorted in, in one go. */
const membersAtOnce = 4096;

/** Entries in the order of accounts, then of days, then of values. */
function* byAccount(
  { account, day, value }: Entries,
  accounts: number,
): Steps<{ starts: Int32Array; order: Int32Array }> {
  const starts = new Int32Array(accounts + 1);
  for (const each of account) starts[each + 1]!++;
  for (let each = 0; each < accounts; each++) starts[each + 1]! += starts[each]!;
  const next = starts.slice();
  const order = new Int32Array(account.length);
  yield* inBunches(account.length, (from, to) => {
    for (let entry = from; entry < to; entry++) order[next[account[entry]!]!++] = entry;
  });
  const sortOwn = (from: number, to: number) => {
    for (let each = from; each < to; each++) {
      if (starts[each + 1]! - starts[each]! < 2) continue;
      const own = order.subarray(starts[each]!, starts[each + 1]!);
      own.sort((a, b) => day[a]! - day[b]! || value[a]! - value[b]!);
    }
  };
  yield* inBunches(accounts, sortOwn, membersAtOnce);
  return { starts, order };
}

function* gather(
  book: Book,
  columns: StoredColumn[],
  asOf: number,
  read: Reading,
  into: Entries,
): Steps<void> {
  const account = columns.find(({ name }) => name === 'account');
  const date = columns.find(({ name }) => name === 'date');
  if (account?.type !== 'code' || date?.type !== 'day') return;
  const { dictionary } = account;
  const indexes = new Int32Array(dictionary.length);
  const find = (from: number, to: number) => {
    for (let code = from; code < to; code++) indexes[code] = book.accounts.find(dictionary[code]!) ?? -1;
  };
  yield* inBunches(dictionary.length, find, membersAtOnce);
  yield* inBunches(account.values.length, (from, to) => {
    for (let row = from; row < to; row++) {
      const index = indexes[account.values[row]!] ?? -1;
      const day = date.values[row]!;
      if (index < 0 || day === missingDay || day > asOf) continue;
      const value = read(row);
      if (value === null) continue;
      into.account.push(index);
      into.day.push(day);
      into.value.push(value);
    }
  });
}

function answersIn(columns: StoredColumn[]): Reading {
  const nps = columns.find(({ name }) => name === 'nps');
  if (nps?.type !== 'number') return () => null;
  return (row) => {
    const value = nps.values[row]!;
    return value >= 0 && value <= 10 ? value : null;
  };
}

function contactsIn(columns: StoredColumn[]): Reading {
  const state = columns.find(({ name }) => name === 'planned');
  if (state?.type !== 'code') return () => 0;
  const isPlanned = state.dictionary.map((text) => planned.test(text));
  return (row) => (isPlanned[state.values[row]!] ? null : 0);
}
