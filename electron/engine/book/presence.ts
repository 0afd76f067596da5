import type { GroupRequest } from './groupRequest.ts';
import type { GroupDimension } from './groups.ts';
import { narrowOf } from './narrowColumns.ts';
import { productColumn } from './rowFrame.ts';
import { sharedInt32, sharedUint8 } from './shared.ts';
import type { SlicePlan } from './slicePlan.ts';
import { inParts, type Steps, task } from './steps.ts';
import type { Book } from './types.ts';

/**
 * Which accounts have a row, and a row that pays, under each value of one field: a bit per account and value. Whoever
 * only asks which accounts are active under some of the values need not read their rows.
 */
export interface Presence {
  /** 32-bit words per account. */
  words: number;
  /** Whether there is a row, and one of them pays. */
  any: Int32Array;
  paying: Int32Array;
  /** 1 where amounts cancel out or are too small to pay alone: bits do not tell what they sum up to. */
  mixed: Uint8Array;
  /** Rows of such accounts. */
  mixedRows: number;
}

/** The one field of the rows that a question turns on. */
export interface PresenceField {
  /** Codes of the rows; by day, what each day becomes. */
  key: Int32Array;
  byDay: boolean;
  values: number;
  /** Which of the values pass; null = all. */
  pass: Uint8Array | null;
}

/** Most 32-bit words of a set of bits: 16 MB. */
const mostWords = 2 ** 22;

/**
 * The field of the rows that decides where activity alone is asked and nothing but accounts decides beside it; null
 * where there is none, or where its bits are not far fewer than the rows. Its column must have been narrowed.
 */
export function presenceField(
  book: Book,
  plan: SlicePlan,
  dimensions: GroupDimension[],
  request: GroupRequest,
): PresenceField | null {
  if (!request.activityAlone || plan.days || plan.numbers.length > 0) return null;
  const tested = [
    ...(plan.products ? [{ key: productColumn(book), pass: plan.products }] : []),
    ...plan.codes.map(({ codes, pass }) => ({ key: codes, pass })),
  ].map(({ key, pass }) => ({ key, pass, byDay: false, values: pass.length }));
  const fields = [...tested, ...dimensions.flatMap((dimension) => fieldOf(book, dimension))];
  const [field] = fields;
  if (!field || tested.length > 1 || fields.some(({ key }) => key !== field.key)) return null;
  if (!narrowOf(field.byDay ? book.day() : field.key)) return null;
  const words = Math.ceil(field.values / 32);
  const members = book.accounts.count + 1;
  return words * members > mostWords || words * 8 > Math.max(8, book.n / members) ? null : field;
}

function fieldOf(book: Book, { by, codes, ranked, values }: GroupDimension): PresenceField[] {
  if (by === 'account') return [];
  if (by === 'product') {
    return [{ key: productColumn(book), byDay: false, values: book.products.count + 1, pass: null }];
  }
  return [{ key: ranked ? ranked.codes : codes, byDay: by === 'day', values: values.length, pass: null }];
}

const known = new WeakMap<Float64Array, WeakMap<Int32Array, Presence>>();

/** The bits of a field, once they were prepared. */
export function presenceOf(field: PresenceField, revenue: Float64Array): Presence | undefined {
  return known.get(revenue)?.get(field.key);
}

/** Sets the bits of a field: one pass over the rows, once per book. */
export function* preparePresence(book: Book, field: PresenceField, revenue: Float64Array): Steps<void> {
  const words = Math.ceil(field.values / 32);
  const members = book.accounts.count + 1;
  const bits = {
    words,
    any: sharedInt32(words * members),
    paying: sharedInt32(words * members),
    mixed: sharedUint8(members),
  };
  const codes = narrowOf(field.byDay ? book.day() : field.key)!;
  const lut = field.byDay ? field.key : null;
  const accounts = Math.max(1, Math.ceil((members * 2 ** 20) / Math.max(1, book.n)));
  yield {
    tasks: inParts(
      members,
      (from, to) => task('markPresence', book.n, book.offsets, codes, lut, revenue, bits, from, to),
      accounts,
    ),
  };
  let mixedRows = 0;
  for (let account = 0; account < members; account++) {
    if (bits.mixed[account] === 1) mixedRows += book.offsets[account + 1]! - book.offsets[account]!;
  }
  const ofRevenue = known.get(revenue) ?? new WeakMap<Int32Array, Presence>();
  known.set(revenue, ofRevenue.set(field.key, { ...bits, mixedRows }));
}
