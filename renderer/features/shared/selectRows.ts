import type { Exhibit } from '../../../shared/domain/exhibit.ts';
import { numbers, type Table, takeRows } from '../../../shared/domain/table.ts';

/** The rows of a table that pass, in its order. */
export function filterRows(table: Table, passes: (row: number) => boolean): Table {
  return takeRows(table, Array.from({ length: table.n }, (_, row) => row).filter(passes));
}

/** Rows by a number column; missing values last in either direction. */
export function sortRows(table: Table, column: string, direction: 'ascending' | 'descending'): Table {
  const values = numbers(table, column);
  const sign = direction === 'ascending' ? 1 : -1;
  const order = Array.from({ length: table.n }, (_, row) => row).sort((a, b) => {
    const first = values[a]!;
    const second = values[b]!;
    if (Number.isNaN(first) || Number.isNaN(second))
      return Number(Number.isNaN(first)) - Number(Number.isNaN(second));
    return sign * (first - second);
  });
  return takeRows(table, order);
}

/** The same exhibit with one table replaced: what a card shows, copies and draws is then the same rows. */
export function withTable(exhibit: Exhibit, name: string, table: Table): Exhibit {
  return { ...exhibit, tables: { ...exhibit.tables, [name]: table } };
}
