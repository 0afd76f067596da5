import {
  type Column,
  makeTable,
  numberColumn,
  type Table,
  textColumn,
} from '../../../shared/domain/table.ts';
import { valueAt } from './codedColumn.ts';
import type { Selection } from './selection.ts';
import { breath, inBunches, type Steps } from './steps.ts';
import type { Book } from './types.ts';
import { numberFieldUnit } from './units.ts';

/**
 * The sales rows behind a number, a page at a time: account by account, each account's rows in source order, with
 * the batch and source record that each came from.
 */
export function* rowsPage(book: Book, { keep }: Selection, offset: number, limit: number): Steps<Table> {
  const rows: number[] = [];
  let seen = 0;
  yield* inBunches(keep.length, (from, to) => {
    for (let row = from; row < to && rows.length < limit; row++) {
      if (keep[row] === 1 && seen++ >= offset) rows.push(row);
    }
  });
  book.account();
  yield breath;
  return rowsTable(book, rows);
}

/**
 * These sales rows, and the batch and source record of each; with every column of the sales, or those that are asked for.
 * Amounts are as they are stored; where the book is told in one currency, `revenue_reporting` is beside them.
 */
export function rowsTable(
  told: Book,
  rows: number[],
  isAsked: (column: string) => boolean = () => true,
): Table {
  const book = told.conversion?.original ?? told;
  const account = book.account();
  const product = book.product();
  const keyOf = (values: string[], index: number) => values[index] ?? null;
  const columns: Column[] = [
    numberColumn(
      'date',
      'none',
      rows.map((row) => book.day()[row]!),
      'date',
    ),
    textColumn(
      'account',
      rows.map((row) => keyOf(book.accounts.keys, account[row]!)),
    ),
    textColumn(
      'account_name',
      rows.map((row) => keyOf(book.accounts.names, account[row]!)),
    ),
  ];
  if (product) {
    columns.push(
      textColumn(
        'product',
        rows.map((row) => keyOf(book.products.keys, product[row]!)),
      ),
      textColumn(
        'product_name',
        rows.map((row) => keyOf(book.products.names, product[row]!)),
      ),
    );
  }
  for (const { name, type } of book.salesColumns()) {
    if (!isAsked(name)) continue;
    if (type === 'number') {
      columns.push(
        numberColumn(
          name,
          numberFieldUnit(name),
          rows.map((row) => book.number(name)![row]!),
        ),
      );
      if (name === 'revenue' && told !== book) columns.push(reportingColumn(told, rows));
    } else {
      const column = book.text(name)!;
      columns.push(
        textColumn(
          name,
          rows.map((row) => valueAt(column, column.codes[row]!)),
        ),
      );
    }
  }
  const sources = rows.map((row) => book.source(row));
  columns.push(
    numberColumn(
      'batch',
      'none',
      sources.map((source) => source.batch),
      'integer',
    ),
    numberColumn(
      'record',
      'none',
      sources.map((source) => source.record),
      'integer',
    ),
  );
  return makeTable(columns);
}

/** Revenue in the one currency that the book is told in. */
function reportingColumn(book: Book, rows: number[]): Column {
  const revenue = book.number('revenue')!;
  return numberColumn(
    'revenue_reporting',
    'money',
    rows.map((row) => revenue[row]!),
  );
}
