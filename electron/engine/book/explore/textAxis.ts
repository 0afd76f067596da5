import type { TextAxis } from '../../../../shared/domain/cubeAxis.ts';
import type { MeasureName } from '../../../../shared/domain/measures.ts';
import type { Field } from '../fields.ts';
import type { Book } from '../types.ts';
import type { Base } from './base.ts';
import type { Coding } from './kernel.ts';
import { columnsOfOrder } from './measureColumns.ts';

/**
 * The values of a text field with most of the measure under the base, the rest together, missing ones last. A measure
 * that cannot be summed is ordered by revenue, or by rows where there is none.
 */
export function textAxis(
  book: Book,
  base: Base,
  field: Field,
  top: number,
  measure: MeasureName,
): { axis: TextAxis; coding: Coding } {
  const { texts, by, codes } = textsOf(field);
  const { totals, lines } = rank(book, base, by, codes, texts.length, columnsOfOrder(book, measure));
  const present: number[] = [];
  let missing = lines[texts.length]! > 0;
  for (let code = 0; code < texts.length; code++) {
    if (lines[code] === 0) continue;
    if (texts[code] === '') missing = true;
    else present.push(code);
  }
  present.sort((a, b) => totals[b]! - totals[a]! || (texts[a]! < texts[b]! ? -1 : 1));
  const shown = present.length <= top + 1 ? present : present.slice(0, top);
  const names = namesOf(book, field);
  const axis: TextAxis = {
    kind: 'text',
    field: field.name,
    values: shown.map((code) => texts[code]!),
    names: shown.map((code) => names?.[code] ?? texts[code]!),
    others: present.length - shown.length,
    missing,
  };
  return { axis, coding: codingOf(axis, by, codes, texts, shown) };
}

/** An account or product is chosen by its key and read by its name. */
function namesOf(book: Book, field: Field): string[] | null {
  if (field.name === 'account') return book.accounts.names;
  return field.name === 'product' ? book.products.names : null;
}

function textsOf(field: Field): { texts: string[]; by: 'row' | 'account' | 'product'; codes: Int32Array } {
  if (field.level === 'row' && field.type === 'text') {
    return { texts: field.column.values, by: 'row', codes: field.column.codes };
  }
  if ((field.level === 'account' || field.level === 'product') && field.attribute.type === 'text') {
    return { texts: field.attribute.values, by: field.level, codes: field.attribute.codes };
  }
  throw new Error(`${field.name} holds no texts`);
}

/** Rows and the measure per text; the last entry is for missing texts. */
function rank(
  book: Book,
  base: Base,
  by: 'row' | 'account' | 'product',
  codes: Int32Array,
  size: number,
  columns: readonly Float64Array[],
): { totals: Float64Array; lines: Float64Array } {
  const product = by === 'product' ? book.product() : null;
  const index = by === 'row' ? codes : by === 'account' ? book.account() : product;
  const lines = new Float64Array(size + 1);
  const totals = new Float64Array(size + 1);
  if (!index) return { totals, lines };
  const members = by === 'row' ? size : codes.length;
  const { keep } = base.selection;
  const own = { lines: countPer(index, keep, members), totals: new Float64Array(members + 2) };
  const [plus, minus] = columns;
  if (plus) addPer(index, keep, plus, 1, own.totals);
  if (minus) addPer(index, keep, minus, -1, own.totals);
  if (columns.length === 0) own.totals.set(own.lines);
  for (let member = -1; member <= members; member++) {
    const code = by === 'row' ? member : (codes[member] ?? -1);
    const at = code < 0 || code >= size ? size : code;
    lines[at]! += own.lines[member + 1]!;
    totals[at]! += own.totals[member + 1]!;
  }
  return { totals, lines };
}

/** Kept rows per index + 1; entry 0 is for a missing one. */
function countPer(index: Int32Array, keep: Uint8Array, members: number): Float64Array {
  const lines = new Float64Array(members + 2);
  for (let row = 0; row < index.length; row++) lines[index[row]! + 1]! += keep[row]!;
  return lines;
}

function addPer(
  index: Int32Array,
  keep: Uint8Array,
  column: Float64Array,
  sign: 1 | -1,
  totals: Float64Array,
): void {
  for (let row = 0; row < index.length; row++) {
    const value = column[row]!;
    if (keep[row] === 1 && !Number.isNaN(value)) totals[index[row]! + 1]! += sign * value;
  }
}

function codingOf(
  axis: TextAxis,
  by: 'row' | 'account' | 'product',
  codes: Int32Array,
  texts: string[],
  shown: number[],
): Coding {
  const other = axis.values.length;
  const none = other + (axis.others > 0 ? 1 : 0);
  const binOf = new Uint16Array(texts.length + 1).fill(axis.others > 0 ? other : none);
  binOf[texts.length] = none;
  texts.forEach((text, code) => {
    if (text === '') binOf[code] = none;
  });
  shown.forEach((code, bin) => {
    binOf[code] = bin;
  });
  const bin = (code: number) => binOf[code < 0 ? texts.length : code]!;
  if (by === 'row') {
    const lut = Uint16Array.from({ length: texts.length + 1 }, (_, index) => bin(index - 1));
    return { by, codes, shift: 1, lut };
  }
  const shift = by === 'product' ? 1 : 0;
  const lut = new Uint16Array(codes.length + 1).fill(none);
  codes.forEach((code, member) => {
    lut[member + shift] = bin(code);
  });
  return { by, codes: null, shift, lut };
}
