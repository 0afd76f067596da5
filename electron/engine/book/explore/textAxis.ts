import type { TextAxis } from '../../../../shared/domain/cubeAxis.ts';
import type { MeasureName } from '../../../../shared/domain/measures.ts';
import type { Field } from '../fields.ts';
import { breath, type Steps, task } from '../steps.ts';
import type { Book } from '../types.ts';
import type { Base } from './base.ts';
import type { Coding } from './kernel.ts';
import { columnsOfOrder } from './measureColumns.ts';

/**
 * The values of a text field with most of the measure under the base, the rest together, missing ones last. A measure
 * that cannot be summed is ordered by revenue, or by rows where there is none. `orderOf` gives those with most another
 * order: the places of their names.
 */
export function* textAxis(
  book: Book,
  base: Base,
  field: Field,
  top: number,
  measure: MeasureName,
  orderOf?: (names: readonly string[]) => number[],
): Steps<{ axis: TextAxis; coding: Coding }> {
  const { texts, by, codes } = textsOf(field);
  const columns = columnsOfOrder(book, measure);
  const { totals, lines } = yield* rank(book, base, by, codes, texts.length, columns);
  yield breath;
  const present: number[] = [];
  let missing = lines[texts.length]! > 0;
  for (let code = 0; code < texts.length; code++) {
    if (lines[code] === 0) continue;
    if (texts[code] === '') missing = true;
    else present.push(code);
  }
  present.sort((a, b) => totals[b]! - totals[a]! || (texts[a]! < texts[b]! ? -1 : 1));
  yield breath;
  const most = present.length <= top + 1 ? present : present.slice(0, top);
  const names = namesOf(book, field);
  const nameOf = (code: number) => names?.[code] ?? texts[code]!;
  const shown = orderOf ? orderOf(most.map(nameOf)).map((at) => most[at]!) : most;
  const axis: TextAxis = {
    kind: 'text',
    field: field.name,
    values: shown.map((code) => texts[code]!),
    names: shown.map(nameOf),
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
function* rank(
  book: Book,
  base: Base,
  by: 'row' | 'account' | 'product',
  codes: Int32Array,
  size: number,
  columns: readonly Float64Array[],
): Steps<{ totals: Float64Array; lines: Float64Array }> {
  const product = by === 'product' ? book.product() : null;
  const index = by === 'row' ? codes : by === 'account' ? book.account() : product;
  yield breath;
  const lines = new Float64Array(size + 1);
  const totals = new Float64Array(size + 1);
  if (!index) return { totals, lines };
  const members = by === 'row' ? size : codes.length;
  const { keep } = base.selection;
  const [ownLines, ownTotals] = (yield {
    tasks: [
      task('countPer', book.n, index, keep, members),
      ...(columns.length > 0 ? [task('addPer', book.n, index, keep, columns, members)] : []),
    ],
  }) as [Float64Array, Float64Array | undefined];
  for (let member = -1; member <= members; member++) {
    const code = by === 'row' ? member : (codes[member] ?? -1);
    const at = code < 0 || code >= size ? size : code;
    lines[at]! += ownLines[member + 1]!;
    totals[at]! += (ownTotals ?? ownLines)[member + 1]!;
  }
  return { totals, lines };
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
