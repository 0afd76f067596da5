import { headerMatch } from '../mapping/synonyms.ts';
import type { FoundFill } from './fillDown.ts';
import { isEmpty, isWord } from './fillReasons.ts';
import { closesGroup } from './groupLabels.ts';

const fewestColumns = 3;
const sure = 0.93;

/**
 * Are the rows lines of documents, whose number, customer and day stand on the first line only? Told by columns that are
 * empty in the very same rows, with a number among them that never comes again and what a row cannot do without, while the
 * other lines hold what they are of. `rows` are data records, not blank.
 */
export function detectDocuments(headers: readonly string[], rows: string[][]): FoundFill | null {
  const lines = rows.filter((cells) => !cells.some((cell) => closesGroup(cell, '')));
  const [first] = lines;
  if (!first || lines.length < fewestColumns) return null;
  const number = headers.findIndex((header, column) => isNumber(header) && isUnique(lines, column));
  if (number < 0 || isEmpty(first, number)) return null;
  const heads = lines.map((cells) => !isEmpty(cells, number));
  const columns = headers.flatMap((_, column) =>
    lines.every(
      (cells, row) => isEmpty(cells, column) !== heads[row] && (!heads[row] || isWord(cells[column]!)),
    )
      ? [column]
      : [],
  );
  const names = (field: string) => (column: number) => headerMatch(headers[column]!, field, 'sales') >= 0.6;
  const begun = heads.filter(Boolean).length;
  if (columns.length < fewestColumns || begun < 2 || begun === lines.length) return null;
  if (!columns.some(names('account')) || !columns.some(names('date'))) return null;
  const beside = headers.flatMap((_, column) =>
    !columns.includes(column) && lines.every((cells) => !isEmpty(cells, column)) ? [column] : [],
  );
  const own = (field: string) => beside.some(names(field));
  if (beside.length < 2 || own('account') || own('date')) return null;
  return { columns, confidence: sure, why: 'documents', heads: -1 };
}

const isNumber = (header: string) => headerMatch(header, 'order', 'sales') >= 0.6;

function isUnique(lines: string[][], column: number): boolean {
  const filled = lines.flatMap((cells) => (isEmpty(cells, column) ? [] : [cells[column]!.trim()]));
  return filled.length > 0 && filled.length < lines.length && new Set(filled).size === filled.length;
}
