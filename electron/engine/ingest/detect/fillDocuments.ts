import { headerMatch } from '../mapping/synonyms.ts';
import type { FillReason } from './fillReasons.ts';
import { isEmpty, isWord } from './fillReasons.ts';
import { closesGroup } from './groupLabels.ts';

/** Labels that are written on the first row of their group only. */
export interface FoundFill {
  columns: number[];
  /** 0–1: that the empty cells below a label mean it. */
  confidence: number;
  why: FillReason;
  /** Column that is empty only where a row sums up the group that follows it; −1 where there are no such rows. */
  heads: number;
}

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

const mostlyFilled = 0.9;

/**
 * Are the rows lines of orders, whose number stands on every line and whose customer or day only on the first? Told by a number
 * whose rows follow each other, and columns that are empty on every further line. The number is filled as well, so that nothing is
 * carried from one order to the next.
 */
export function detectContinued(headers: readonly string[], rows: string[][]): FoundFill | null {
  const lines = rows.filter((cells) => !cells.some((cell) => closesGroup(cell, '')));
  const number = headers.findIndex((header, column) => numbersOrders(header, lines, column));
  if (number < 0) return null;
  const numberOf = (row: number) => lines[row]![number]!.trim();
  const further = lines.map((_, row) => row > 0 && numberOf(row) === numberOf(row - 1));
  const firsts = further.filter((one) => !one).length;
  if (firsts < 2 || firsts === lines.length) return null;
  const columns = headers.flatMap((_, column) =>
    column > number && isOfFirsts(lines, further, column) ? [column] : [],
  );
  const named = columns.filter((column) => {
    const filled = lines.filter((cells, row) => !further[row] && !isEmpty(cells, column)).length;
    return (
      filled >= firsts * mostlyFilled &&
      ['account', 'date'].some((field) => headerMatch(headers[column]!, field, 'sales') >= 0.6)
    );
  });
  return named.length === 0
    ? null
    : { columns: [number, ...columns], confidence: sure, why: 'documents', heads: -1 };
}

/** Whether a column holds numbers of orders on every line, those of one order one after the other. */
function numbersOrders(header: string, lines: string[][], column: number): boolean {
  const texts = lines.map((cells) => (cells[column] ?? '').trim());
  if (texts.length < fewestColumns || texts.some((text) => text === '')) return false;
  if (!isNumber(header) && !(/^\W*name\W*$/i.test(header) && texts.every(isDocumentNumber))) return false;
  const runs = texts.filter((text, row) => row === 0 || text !== texts[row - 1]).length;
  return new Set(texts).size === runs;
}

/** Whether a text reads as the number of a document rather than as a name: `#1001`, `SO-10023`. */
export function isDocumentNumber(text: string): boolean {
  return /^#?[A-Z]{0,5}[-/ ]?\d{3,}(?:[-.][A-Z]?\d{1,3})?$/i.test(text.trim());
}

/** Words or dates that no further line of an order holds. */
function isOfFirsts(lines: string[][], further: boolean[], column: number): boolean {
  let filled = 0;
  const suits = lines.every((cells, row) => {
    if (isEmpty(cells, column)) return true;
    filled++;
    return !further[row] && isWord(cells[column]!);
  });
  return suits && filled > 0;
}
