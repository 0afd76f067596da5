import type { Condition, Slice } from '../../../shared/domain/slice.ts';
import { missingDay } from '../workspace/types.ts';
import { dayTest, type NumberBounds, numberBounds, passingTexts } from './conditions.ts';
import { findField } from './fields.ts';
import type { Attribute, Book } from './types.ts';

export interface Bounds {
  from: number;
  to: number;
}

/** A text column of the rows with a mark per code + 1: 1 = passes; entry 0 answers for a missing value. */
export interface CodeTest {
  codes: Int32Array;
  pass: Uint8Array;
}

export interface NumberTest {
  values: Float64Array;
  bounds: NumberBounds;
}

/**
 * A slice as a kernel tests it: every condition on accounts, products and days is one lookup in a table that was
 * filled once per member, and conditions on one thing share one table. Null tables let everything pass.
 */
export interface SlicePlan {
  /** Accounts to look at: all, and the bucket of rows without account under the basis `all`. */
  buckets: number;
  /** Per account, then one entry for rows without account. */
  accounts: Uint8Array | null;
  /** Per product + 1; entry 0 answers for rows without product. */
  products: Uint8Array | null;
  /** Per day - firstDay; the last entry answers for a missing day. */
  days: Uint8Array | null;
  codes: CodeTest[];
  numbers: NumberTest[];
}

/** Resolves a slice and a span of days against the book. Throws `unknownField`, `badRequest`, `badPeriod`. */
export function planSlice(book: Book, slice: Slice, span: Bounds): SlicePlan {
  const plan: SlicePlan = {
    buckets: book.accounts.count + (slice.basis === 'all' ? 1 : 0),
    accounts: null,
    products: null,
    days: null,
    codes: [],
    numbers: [],
  };
  addSpan(book, plan, span);
  if (slice.basis === 'gross') addGross(book, plan);
  for (const condition of slice.where) addCondition(book, plan, condition);
  return plan;
}

function addSpan(book: Book, plan: SlicePlan, span: Bounds): void {
  const first = book.firstDay ?? 0;
  const last = book.lastDay ?? -1;
  if (span.from === Number.NEGATIVE_INFINITY && span.to === Number.POSITIVE_INFINITY) return;
  if (span.from <= first && span.to >= last && !hasMissingDays(book)) return;
  narrowDays(book, plan, (day) => day >= span.from && day <= span.to);
}

function narrowDays(book: Book, plan: SlicePlan, test: (day: number) => boolean): void {
  const first = book.firstDay ?? 0;
  const days = (book.lastDay ?? -1) - first + 1;
  plan.days ??= new Uint8Array(days + 1).fill(1);
  for (let day = 0; day < days; day++) if (!test(first + day)) plan.days[day] = 0;
  if (!test(missingDay)) plan.days[days] = 0;
}

/** Whether any row lacks its day. */
export function hasMissingDays({ coverage, n }: Book): boolean {
  return coverage ? coverage.undated > 0 : n > 0;
}

/** Gross: positive quantity and price; where a column is missing from the book, positive revenue stands in for it. */
function addGross(converted: Book, plan: SlicePlan): void {
  const book = converted.conversion?.original ?? converted;
  const quantity = book.number('quantity');
  const price = book.number('price');
  const bounds = { from: Number.MIN_VALUE, to: Number.POSITIVE_INFINITY, in: null, not: new Set<number>() };
  for (const values of [quantity, price, quantity && price ? null : book.number('revenue')]) {
    if (values) plan.numbers.push({ values, bounds });
  }
}

function addCondition(book: Book, plan: SlicePlan, condition: Condition): void {
  const field = findField(book, condition.field);
  if (field.level === 'time') narrowDays(book, plan, dayTest(condition));
  else if (field.level === 'row' && field.type === 'text') {
    const { codes, values } = field.column;
    plan.codes.push({ codes, pass: missingFirst(passingTexts(condition, values)) });
  } else if (field.level === 'row') {
    plan.numbers.push({ values: field.values, bounds: numberBounds(condition) });
  } else {
    const pass = passingMembers(condition, field.attribute);
    if (field.level === 'account') plan.accounts = both(plan.accounts, pass);
    else plan.products = both(plan.products, missingFirst(pass));
  }
}

function both(known: Uint8Array | null, more: Uint8Array): Uint8Array {
  return known ? known.map((pass, index) => pass & more[index]!) : more;
}

function missingFirst(pass: Uint8Array): Uint8Array {
  const turned = new Uint8Array(pass.length);
  turned[0] = pass.at(-1)!;
  turned.set(pass.subarray(0, -1), 1);
  return turned;
}

export function inBounds(value: number, bounds: NumberBounds): 0 | 1 {
  return value >= bounds.from &&
    value <= bounds.to &&
    (!bounds.in || bounds.in.has(value)) &&
    !bounds.not.has(value)
    ? 1
    : 0;
}

/** Which members pass; the last entry (for rows without a member) answers for a missing value. */
function passingMembers(condition: Condition, attribute: Attribute): Uint8Array {
  if (attribute.type === 'text') {
    const pass = passingTexts(condition, attribute.values);
    const members = new Uint8Array(attribute.codes.length + 1);
    const missing = attribute.values.length;
    for (let index = 0; index < attribute.codes.length; index++) {
      const code = attribute.codes[index]!;
      members[index] = pass[code < 0 ? missing : code]!;
    }
    members[attribute.codes.length] = pass[missing]!;
    return members;
  }
  const members = new Uint8Array(attribute.values.length + 1);
  if (attribute.type === 'number') {
    const bounds = numberBounds(condition);
    attribute.values.forEach((value, index) => {
      members[index] = inBounds(value, bounds);
    });
  } else {
    const test = dayTest(condition);
    attribute.values.forEach((value, index) => {
      members[index] = value !== missingDay && test(value) ? 1 : 0;
    });
  }
  return members;
}
