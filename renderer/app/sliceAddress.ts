import type { RateChoice } from '../../shared/domain/currency.ts';
import type { Basis, Condition } from '../../shared/domain/slice.ts';

/** The filters and periods that every page answers for, as they stand in the address. Null = the default. */
export interface SliceState {
  where: Condition[];
  basis: Basis;
  from: string | null;
  to: string | null;
  asOf: string | null;
  /** The fields that make accounts comparable for headroom and advice; empty = those the engine takes of itself. */
  comparedBy: string[];
  /** What amounts are told in; null = the reporting currency of the workspace. */
  currency: string | null;
  rates: RateChoice;
  /** What has been set in single cards, by name; what is as usual is absent. */
  options: Record<string, string>;
}

export const emptySlice: SliceState = {
  where: [],
  basis: 'net',
  from: null,
  to: null,
  asOf: null,
  comparedBy: [],
  currency: null,
  rates: 'actual',
  options: {},
};

const escaped = /[\\;~]/g;
const tags = { in: 'i', not: 'n', contains: 'c', matches: 'm' } as const;

function escapeText(text: string): string {
  return text.replace(escaped, (character) => `\\${character}`);
}

/** Splits at an unescaped separator; escapes stay in the parts. */
function splitAt(text: string, separator: string): string[] {
  const parts = [''];
  for (let index = 0; index < text.length; index += 1) {
    const character = text[index]!;
    if (character === '\\') {
      parts[parts.length - 1] += character + (text[index + 1] ?? '');
      index += 1;
    } else if (character === separator) parts.push('');
    else parts[parts.length - 1] += character;
  }
  return parts;
}

function unescapeText(text: string): string {
  return text.replace(/\\(.)/gs, '$1');
}

/** `market;i~UK~France`: the field, then each test as a letter with its values. Capitals mark numbers. */
export function encodeCondition(condition: Condition): string {
  const parts = [escapeText(condition.field)];
  const add = (tag: string, values: readonly (string | number)[]) =>
    parts.push([tag, ...values.map((value) => escapeText(String(value)))].join('~'));
  if (condition.in) add(tags.in, condition.in);
  if (condition.not) add(tags.not, condition.not);
  if (condition.contains !== undefined) add(tags.contains, [condition.contains]);
  if (condition.matches !== undefined) add(tags.matches, [condition.matches]);
  for (const [tag, bound] of [
    ['f', condition.from],
    ['t', condition.to],
  ] as const) {
    if (bound !== undefined) add(typeof bound === 'number' ? tag.toUpperCase() : tag, [bound]);
  }
  return parts.join(';');
}

/** The condition written by `encodeCondition`, or null for text that is none (an address can be typed by hand). */
export function decodeCondition(text: string): Condition | null {
  const [field, ...tests] = splitAt(text, ';');
  if (!field) return null;
  const condition: Condition = { field: unescapeText(field) };
  for (const test of tests) {
    const [tag, ...values] = splitAt(test, '~').map(unescapeText);
    if (!applyTest(condition, tag ?? '', values)) return null;
  }
  return tests.length > 0 ? condition : null;
}

function applyTest(condition: Condition, tag: string, values: string[]): boolean {
  const first = values[0];
  if (tag === 'i') condition.in = values;
  else if (tag === 'n') condition.not = values;
  else if (first === undefined) return false;
  else if (tag === 'c') condition.contains = first;
  else if (tag === 'm') condition.matches = first;
  else if (tag === 'f') condition.from = first;
  else if (tag === 't') condition.to = first;
  else if (tag === 'F' && Number.isFinite(Number(first))) condition.from = Number(first);
  else if (tag === 'T' && Number.isFinite(Number(first))) condition.to = Number(first);
  else return false;
  return true;
}

const keys = ['w', 'basis', 'from', 'to', 'asof', 'like', 'ccy', 'rates', 'o'] as const;

/** The part of an address's search that holds the slice; other parameters are left out. */
export function encodeSlice(state: SliceState): string {
  const search = new URLSearchParams();
  for (const condition of state.where) search.append('w', encodeCondition(condition));
  if (state.basis !== 'net') search.set('basis', state.basis);
  if (state.from) search.set('from', state.from);
  if (state.to) search.set('to', state.to);
  if (state.asOf) search.set('asof', state.asOf);
  for (const field of state.comparedBy) search.append('like', field);
  if (state.currency) search.set('ccy', state.currency);
  if (state.rates !== 'actual') search.set('rates', state.rates);
  for (const name of Object.keys(state.options).sort()) {
    search.append('o', `${escapeText(name)}~${escapeText(state.options[name]!)}`);
  }
  return search.toString();
}

export function decodeSlice(search: URLSearchParams): SliceState {
  const basis = search.get('basis');
  return {
    where: search
      .getAll('w')
      .map(decodeCondition)
      .filter((condition) => condition !== null),
    basis: basis === 'gross' || basis === 'all' ? basis : 'net',
    from: search.get('from'),
    to: search.get('to'),
    asOf: search.get('asof'),
    comparedBy: search.getAll('like').filter((field) => field !== ''),
    currency: search.get('ccy') || null,
    rates: search.get('rates') === 'constant' ? 'constant' : 'actual',
    options: Object.fromEntries(search.getAll('o').flatMap(decodeOption)),
  };
}

/** A name and its value; nothing for text that is neither. */
function decodeOption(text: string): [string, string][] {
  const [name, value, ...rest] = splitAt(text, '~').map(unescapeText);
  return name && value !== undefined && rest.length === 0 ? [[name, value]] : [];
}

/** The same search with its slice replaced. */
export function withSlice(search: URLSearchParams, encoded: string): URLSearchParams {
  const next = new URLSearchParams(search);
  for (const key of keys) next.delete(key);
  for (const [key, value] of new URLSearchParams(encoded)) next.append(key, value);
  return next;
}
