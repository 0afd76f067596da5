import { summedColumns } from '../../../../shared/domain/cube.ts';
import type { MeasureName } from '../../../../shared/domain/measures.ts';
import type { Table } from '../../../../shared/domain/table.ts';
import { rowsTable } from '../rowsPage.ts';
import type { Book } from '../types.ts';
import { columnsOfOrder } from './measureColumns.ts';

/** Rows that a table chart shows. */
const shownRows = 50;

/** The kept sales rows with most of the measure (revenue, where the measure is none of a single row), most first. */
export function topRows(book: Book, keep: Uint8Array, measure: MeasureName): Table {
  const names = new Set([
    'revenue',
    'quantity',
    ...(book.conversion ? ['currency'] : []),
    ...(summedColumns(measure) ?? []),
  ]);
  return rowsTable(book, findTop(keep, columnsOfOrder(book, measure)), (column) => names.has(column));
}

function findTop(keep: Uint8Array, [plus, minus]: Float64Array[]): number[] {
  const rows: number[] = [];
  const values: number[] = [];
  let least = Number.NEGATIVE_INFINITY;
  for (let row = 0; row < keep.length; row++) {
    if (keep[row] === 0) continue;
    const value = (plus ? plus[row]! || 0 : 0) - (minus ? minus[row]! || 0 : 0);
    if (value <= least) continue;
    let place = Math.min(rows.length, shownRows - 1);
    while (place > 0 && values[place - 1]! < value) {
      rows[place] = rows[place - 1]!;
      values[place] = values[place - 1]!;
      place--;
    }
    rows[place] = row;
    values[place] = value;
    if (rows.length === shownRows) least = values[shownRows - 1]!;
  }
  return rows;
}
