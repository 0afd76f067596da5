import type { Table } from '../../../shared/domain/table.ts';
import type { CellValue, GridColumn, GridRow, RowSource, SortKey } from './gridColumn.ts';

const firstSampled = 60;
const sampled = 240;

/** The rows of a table in an order: row numbers, each once or not at all. */
export function tableRows(table: Table, order: Int32Array): RowSource {
  const rowAt = (index: number): GridRow => ({ table, row: order[index]! });
  const step = Math.max(1, Math.floor(order.length / (sampled - firstSampled)));
  const places = new Set(Array.from({ length: Math.min(firstSampled, order.length) }, (_, index) => index));
  for (let index = 0; index < order.length; index += step) places.add(index);
  return {
    count: order.length,
    rowAt,
    sample: () => [...places].map(rowAt),
    listen: () => () => undefined,
  };
}

/** Every row of the table, in its own order. */
export function everyRow(table: Table): Int32Array {
  const rows = new Int32Array(table.n);
  for (let row = 0; row < rows.length; row += 1) rows[row] = row;
  return rows;
}

/** Sorted by one column after the other; rows that are the same in all of them keep their order. Missing values come last in either direction. */
export function sortedRows(
  table: Table,
  rows: Int32Array,
  columns: readonly GridColumn[],
  sort: readonly SortKey[],
  locale: string,
): Int32Array {
  const collator = new Intl.Collator(locale, { numeric: true });
  const compares = sort.flatMap(({ id, way }) => {
    const column = columns.find((candidate) => candidate.id === id);
    return column ? [comparing(table, column, way === 'desc' ? -1 : 1, collator)] : [];
  });
  if (compares.length === 0) return rows;
  return rows.slice().sort((a, b) => {
    for (const compare of compares) {
      const order = compare(a, b);
      if (order !== 0) return order;
    }
    return a - b;
  });
}

function comparing(table: Table, column: GridColumn, way: 1 | -1, collator: Intl.Collator) {
  const values = Array.from({ length: table.n }, (_, row) => column.value({ table, row }));
  return (a: number, b: number) => compareValues(values[a]!, values[b]!, way, collator);
}

function compareValues(a: CellValue, b: CellValue, way: 1 | -1, collator: Intl.Collator): number {
  if (a === null || b === null) return a === b ? 0 : a === null ? 1 : -1;
  if (typeof a === 'number' && typeof b === 'number') return way * (a - b);
  return way * collator.compare(String(a), String(b));
}

/** Looks for rows by words; what the rows say is put together once, when it is first asked for. */
export function rowSearch(table: Table, columns: readonly GridColumn[]) {
  let texts: string[] | null = null;
  return (rows: Int32Array, words: string): Int32Array => {
    const wanted = words.toLocaleLowerCase().split(/\s+/).filter(Boolean);
    if (wanted.length === 0) return rows;
    texts ??= Array.from({ length: table.n }, (_, row) =>
      columns
        .map((column) => column.text({ table, row }))
        .join('\n')
        .toLocaleLowerCase(),
    );
    const said = texts;
    return rows.filter((row) => wanted.every((word) => said[row]!.includes(word)));
  };
}
