import { isoDate } from '../../../shared/domain/calendar.ts';
import { type Grain, periodOfDay } from '../../../shared/domain/period.ts';
import { missingDay } from '../workspace/types.ts';
import { findField } from './fields.ts';
import { sharedInt32 } from './shared.ts';
import type { Attribute, Book } from './types.ts';

/**
 * One grouping field, ready for a kernel: `codes` gives each row, account, product or day a code from 0 to
 * size - 1. 0 means missing; the others rise in the natural order of `values`, what the codes stand for.
 */
export interface GroupDimension {
  name: string;
  /** What indexes `codes`: the row, its account, its product + 1, or its day - firstDay (the last entry is for a missing day). */
  by: 'row' | 'account' | 'product' | 'day';
  codes: Int32Array;
  values: (string | number | null)[];
  type: 'text' | 'number';
  /** Text of the rows: the column's own codes, and the group code of each of them + 1. Saves making `codes`. */
  ranked?: { codes: Int32Array; rank: Int32Array };
}

const prepared = new WeakMap<Book, Map<string, GroupDimension>>();

/** Prepares a field for grouping, once per book. Throws `unknownField`. */
export function groupDimension(book: Book, name: string): GroupDimension {
  const known = prepared.get(book) ?? new Map<string, GroupDimension>();
  prepared.set(book, known);
  const dimension = known.get(name) ?? makeDimension(book, name);
  known.set(name, dimension);
  return dimension;
}

/** Lets go of what was made from columns that the book no longer holds. */
export function forgetDimensions(book: Book): void {
  prepared.delete(book);
}

function makeDimension(book: Book, name: string): GroupDimension {
  const field = findField(book, name);
  if (field.level === 'time') return timeDimension(book, name, field.grain);
  if (field.level === 'row') {
    if (field.type === 'text') return textDimension(name, 'row', field.column.codes, field.column.values);
    return numberDimension(name, 'row', field.values, false);
  }
  const { level, attribute } = field;
  const dimension = attributeDimension(name, level, attribute);
  const members = level === 'account' ? book.accounts.count : book.products.count;
  return { ...dimension, codes: withNobody(dimension.codes, level, members) };
}

function attributeDimension(name: string, by: 'account' | 'product', attribute: Attribute): GroupDimension {
  if (attribute.type === 'text') return textDimension(name, by, attribute.codes, attribute.values);
  if (attribute.type === 'number') return numberDimension(name, by, attribute.values, false);
  const values = Float64Array.from(attribute.values, (day) => (day === missingDay ? Number.NaN : day));
  return numberDimension(name, by, values, true);
}

/** Accounts get a last entry for rows without account; products a first one, because they are indexed by code + 1. */
function withNobody(codes: Int32Array, by: 'account' | 'product', members: number): Int32Array {
  const padded = sharedInt32(members + 1);
  padded.set(codes, by === 'product' ? 1 : 0);
  return padded;
}

function textDimension(
  name: string,
  by: GroupDimension['by'],
  codes: Int32Array,
  texts: string[],
): GroupDimension {
  const order = texts
    .map((_, code) => code)
    .sort((a, b) => (texts[a]! < texts[b]! ? -1 : texts[a]! > texts[b]! ? 1 : 0));
  const rank = sharedInt32(texts.length + 1);
  order.forEach((code, index) => {
    rank[code + 1] = index + 1;
  });
  const values = [null, ...order.map((code) => texts[code]!)];
  if (by === 'row') return new RankedText(name, { codes, rank }, values);
  return { name, by, codes: rankCodes(codes, rank), values, type: 'text' };
}

function rankCodes(codes: Int32Array, rank: Int32Array): Int32Array {
  const ranked = sharedInt32(codes.length);
  for (let index = 0; index < codes.length; index++) ranked[index] = rank[codes[index]! + 1]!;
  return ranked;
}

/** Text of the rows; `codes` takes four bytes a row and is made only for who asks. */
class RankedText implements GroupDimension {
  readonly name: string;
  readonly by = 'row';
  readonly type = 'text';
  readonly ranked: { codes: Int32Array; rank: Int32Array };
  readonly values: (string | null)[];
  #codes: Int32Array | null = null;

  constructor(name: string, ranked: RankedText['ranked'], values: (string | null)[]) {
    this.name = name;
    this.ranked = ranked;
    this.values = values;
  }

  get codes(): Int32Array {
    this.#codes ??= rankCodes(this.ranked.codes, this.ranked.rank);
    return this.#codes;
  }
}

function numberDimension(
  name: string,
  by: GroupDimension['by'],
  numbers: Float64Array,
  areDays: boolean,
): GroupDimension {
  const distinct = [...new Set(numbers)].filter((value) => !Number.isNaN(value)).sort((a, b) => a - b);
  const codeOf = new Map(distinct.map((value, index) => [value, index + 1]));
  const codes = sharedInt32(numbers.length);
  for (let index = 0; index < numbers.length; index++) codes[index] = codeOf.get(numbers[index]!) ?? 0;
  return {
    name,
    by,
    codes,
    values: [null, ...(areDays ? distinct.map(isoDate) : distinct)],
    type: areDays ? 'text' : 'number',
  };
}

function timeDimension(book: Book, name: string, grain: Grain): GroupDimension {
  const first = book.firstDay ?? 0;
  const last = book.lastDay ?? -1;
  const codes = sharedInt32(Math.max(0, last - first + 1) + 1);
  const values: (string | null)[] = [null];
  for (let day = first; day <= last; ) {
    const period = periodOfDay(day, grain);
    values.push(period.text);
    for (; day <= Math.min(period.to, last); day++) codes[day - first] = values.length - 1;
  }
  return { name, by: 'day', codes, values, type: 'text' };
}
