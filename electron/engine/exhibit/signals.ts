import type { AccountSignal } from '../analysis/retention/risk/riskFeatures.ts';
import type { Book } from '../book/types.ts';
import { missingDay, type StoredColumn } from '../workspace/types.ts';
import type { ExhibitContext } from './context.ts';

interface Entry {
  account: number;
  day: number;
  value: number;
}

/** Words for a visit that was only planned. */
const planned = /plan|计划|预约|scheduled/i;

/** The signals that a risk of leaving takes in: all that the book has, or with option `signals` = `none` no one. */
export function askedSignals({ book, asOf, text, shared }: ExhibitContext): AccountSignal[] {
  if (text('signals', 'all', ['all', 'none']) === 'none') return [];
  return shared('signals', () => signalsOf(book, asOf));
}

/** Answers to NPS surveys and contacts, by account and day, where the book has them; nothing after `asOf`. */
export function signalsOf(book: Book, asOf: number): AccountSignal[] {
  const nps = signal('nps', book, asOf, answersIn);
  const contact = signal('contact', book, asOf, contactsIn);
  return [nps, contact].filter((each) => each !== null);
}

function signal(
  name: AccountSignal['name'],
  book: Book,
  asOf: number,
  read: (columns: StoredColumn[], row: number) => number | null,
): AccountSignal | null {
  const kind = name === 'nps' ? 'feedback' : 'activities';
  const entries = book.facts(kind).flatMap((columns) => entriesOf(book, columns, asOf, read));
  if (entries.length === 0) return null;
  entries.sort((a, b) => a.account - b.account || a.day - b.day || a.value - b.value);
  const starts = new Int32Array(book.accounts.count + 1);
  for (const { account } of entries) starts[account + 1]!++;
  for (let account = 0; account < book.accounts.count; account++) starts[account + 1]! += starts[account]!;
  return {
    name,
    starts,
    days: Int32Array.from(entries, ({ day }) => day),
    values: name === 'nps' ? Float64Array.from(entries, ({ value }) => value) : null,
  };
}

function entriesOf(
  book: Book,
  columns: StoredColumn[],
  asOf: number,
  read: (columns: StoredColumn[], row: number) => number | null,
): Entry[] {
  const account = columns.find(({ name }) => name === 'account');
  const date = columns.find(({ name }) => name === 'date');
  if (account?.type !== 'code' || date?.type !== 'day') return [];
  const indexes = account.dictionary.map((text) => book.accounts.find(text) ?? -1);
  const found: Entry[] = [];
  for (let row = 0; row < account.values.length; row++) {
    const index = indexes[account.values[row]!] ?? -1;
    const day = date.values[row]!;
    if (index < 0 || day === missingDay || day > asOf) continue;
    const value = read(columns, row);
    if (value !== null) found.push({ account: index, day, value });
  }
  return found;
}

function answersIn(columns: StoredColumn[], row: number): number | null {
  const nps = columns.find(({ name }) => name === 'nps');
  if (nps?.type !== 'number') return null;
  const value = nps.values[row]!;
  return value >= 0 && value <= 10 ? value : null;
}

function contactsIn(columns: StoredColumn[], row: number): number | null {
  const state = columns.find(({ name }) => name === 'planned');
  const text = state?.type === 'code' ? (state.dictionary[state.values[row]!] ?? '') : '';
  return planned.test(text) ? null : 0;
}
