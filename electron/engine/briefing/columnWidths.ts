import type { Column, Table } from '../../../shared/domain/table.ts';
import { createFormat } from '../../../shared/i18n/format.ts';

const sampled = 300;
const narrowest = 8;
/** Longer texts go on in the next line of their cell. */
export const widest = 80;
const format = createFormat('en');
const wide =
  /[\u1100-\u115f\u2e80-\u303e\u3041-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe4f\uff00-\uff60\uffe0-\uffe6]/;

/** Width in digits: characters of Chinese, Japanese and Korean take two. */
export function displayWidth(text: string): number {
  let width = 0;
  for (const character of text.length > 2000 ? text.slice(0, 2000) : text)
    width += wide.test(character) ? 2 : 1;
  return width;
}

function cellWidth(column: Column, row: number): number {
  return column.type === 'text' ? displayWidth(column.values[row] ?? '') : format.cell(column, row).length;
}

/** The sum of a column's numbers over some rows; missing ones count nothing. */
export function sumOf(values: Float64Array, first: number, end: number): number {
  let sum = 0;
  for (let row = first; row < end; row++) if (Number.isFinite(values[row]!)) sum += values[row]!;
  return sum;
}

/** Room for the sum of a column, in bold. */
function totalWidth(column: Column): number {
  if (column.type === 'text') return 0;
  return format.value(sumOf(column.values, 0, column.values.length), column.unit).length * 1.15 + 2.5;
}

/** A width per column that shows most of its values and its total; long headers wrap to two lines. */
export function columnWidths(
  table: Table,
  headers: readonly string[],
  totals: ReadonlySet<string> = new Set(),
): number[] {
  const step = Math.max(1, Math.floor(table.n / sampled));
  return table.columns.map((column, index) => {
    let width = Math.max(narrowest, Math.ceil(displayWidth(headers[index]!) * 0.6) + 2);
    const longestWord = Math.max(...headers[index]!.split(/\s+/).map(displayWidth));
    width = Math.max(width, Math.min(longestWord, 20) + 3);
    if (totals.has(column.name)) width = Math.max(width, totalWidth(column));
    for (let row = 0; row < table.n; row += step) width = Math.max(width, cellWidth(column, row) + 2.5);
    return Math.min(widest, Math.ceil(width * 10) / 10);
  });
}
