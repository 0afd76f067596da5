import {
  type Column,
  codedColumn,
  makeTable,
  numberColumn,
  type PackedTexts,
  type Table,
  type TextColumn,
} from '../../../shared/domain/table.ts';
import { breath, type Steps } from '../book/steps.ts';
import type { Book, Dimension } from '../book/types.ts';

/** A table whose columns are made one after the other, giving way between them. */
export function* tableSteps(columns: Iterable<Column>): Steps<Table> {
  const made: Column[] = [];
  for (const column of columns) {
    made.push(column);
    yield breath;
  }
  return makeTable(made);
}

/** Key and name of each account; an index outside the book gives nulls. */
export function accountColumns(book: Book, accounts: ArrayLike<number>): Column[] {
  return memberColumns('account', book.accounts, accounts);
}

/** Key and name of each product; -1 gives nulls. */
export function productColumns(book: Book, products: ArrayLike<number>): Column[] {
  return memberColumns('product', book.products, products);
}

function memberColumns(level: string, { keys, names }: Dimension, members: ArrayLike<number>): Column[] {
  return [wordColumn(level, members, keys), wordColumn(`${level}_name`, members, names)];
}

/** Codes as the words they stand for; a code outside the list gives null. */
export function wordColumn(name: string, codes: ArrayLike<number>, words: readonly string[]): Column {
  const known = new Int32Array(codes.length);
  for (let row = 0; row < known.length; row++) {
    const code = codes[row]!;
    known[row] = code >= 0 && code < words.length ? code : -1;
  }
  return codedColumn(name, known, words);
}

/** The values at these places: a loop, as what is given one by one costs ten times as much. */
export function pickedFrom(values: ArrayLike<number>, places: ArrayLike<number>): Float64Array {
  const picked = new Float64Array(places.length);
  for (let at = 0; at < picked.length; at++) picked[at] = values[places[at]!]!;
  return picked;
}

/** The sum from the first value on: a loop, for the same reason. */
export function totalOf(values: ArrayLike<number>): number {
  let sum = 0;
  for (let at = 0; at < values.length; at++) sum += values[at]!;
  return sum;
}

export function moneyColumn(name: string, values: ArrayLike<number>): Column {
  return numberColumn(name, 'money', values);
}

export function countColumn(name: string, values: ArrayLike<number>): Column {
  return numberColumn(name, 'count', values, 'integer');
}

export function ratioColumn(name: string, values: ArrayLike<number>): Column {
  return numberColumn(name, 'ratio', values);
}

export function flagColumn(name: string, values: ArrayLike<number>): Column {
  return numberColumn(name, 'none', values, 'boolean');
}

const decoder = new TextDecoder();

/** A column over bytes; texts are decoded only when `values` is first asked for. */
export function packedColumn(name: string, packed: PackedTexts): TextColumn {
  let values: string[] | null = null;
  return {
    name,
    type: 'text',
    packed,
    get values() {
      values ??= Array.from({ length: packed.offsets.length - 1 }, (_, row) =>
        decoder.decode(packed.bytes.subarray(packed.offsets[row]!, packed.offsets[row + 1]!)),
      );
      return values;
    },
  };
}
