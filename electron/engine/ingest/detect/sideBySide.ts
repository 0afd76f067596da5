import { namesTotal } from '../values/totalWords.ts';
import { shapeOf } from './cellShape.ts';
import { detectHeader } from './header.ts';

/** Columns of one of several tables that stand side by side. */
export interface SidePart {
  columns: [number, number];
  /** The one cell above its header, if there is one. */
  title: string;
  names: string[];
}

interface Block extends SidePart {
  /** Last record of its data. */
  last: number;
  /** Share of data records with a word or a day in the column that has most of them. */
  labelled: number;
}

const fewestRecords = 2;

/**
 * Do tables stand side by side in these records, with an empty column between them and each with a header of its own? They
 * are told from one table with a gap by names that come again, by a title above each, or by one that ends before the other.
 * Null where it is one table.
 */
export function findSideBySide(records: string[][]): SidePart[] | null {
  const runs = separate(records);
  if (runs.length < 2) return null;
  const blocks = runs.flatMap((columns) => describeBlock(records, columns) ?? []);
  if (blocks.length < runs.length) return null;
  if (blocks.slice(1).some((right, at) => !areTwo(blocks[at]!, right))) return null;
  return blocks.map(({ columns, title, names }) => ({ columns, title, names }));
}

/** Runs of columns between columns that are empty all the way down. */
function separate(records: string[][]): [number, number][] {
  const width = Math.max(0, ...records.map((cells) => cells.length));
  const runs: [number, number][] = [];
  let from = -1;
  for (let column = 0; column <= width; column++) {
    const filled = column < width && records.some((cells) => (cells[column] ?? '').trim() !== '');
    if (filled && from < 0) from = column;
    if (!filled && from >= 0) {
      runs.push([from, column - 1]);
      from = -1;
    }
  }
  return runs;
}

/** A block that reads as a table of its own; null where it does not. */
function describeBlock(records: string[][], columns: [number, number]): Block | null {
  const [from, to] = columns;
  if (to === from) return null;
  const own = records.map((cells) =>
    Array.from({ length: to - from + 1 }, (_, at) => cells[from + at] ?? ''),
  );
  const { row, first, confidence } = detectHeader(own.slice(0, 100));
  if (row < 0 || confidence < 0.6) return null;
  const names = own[row]!.map((cell) => cell.trim());
  if (names.some((name) => name === '') || names.length <= to - from) return null;
  const last = lastRow(own, row + 1);
  const data = own.slice(row + 1, last + 1);
  if (data.length < fewestRecords) return null;
  const labelled = names.map((_, column) => data.filter((cells) => isLabel(cells[column] ?? '')).length);
  const above = own.slice(0, first).findLast((cells) => cells.some((cell) => cell.trim() !== ''));
  const titled = above?.filter((cell) => cell.trim() !== '') ?? [];
  return {
    columns,
    names,
    title: titled.length === 1 ? titled[0]!.trim() : '',
    last,
    labelled: Math.max(...labelled) / data.length,
  };
}

/**
 * The last record of the table: it fills most of the columns that the others fill, and is no total. A note below or a total
 * has only one side of a table that a blank column cuts.
 */
function lastRow(own: string[][], from: number): number {
  const filled = (cells: string[], column: number) => (cells[column] ?? '').trim() !== '';
  const rows = own.slice(from).filter((cells) => cells.some((cell) => cell.trim() !== ''));
  const columns = own[0]!.map((_, column) => column);
  const count = (column: number) => rows.filter((cells) => filled(cells, column)).length;
  const most = Math.max(...columns.map(count));
  const full = columns.filter((column) => count(column) >= most * 0.8);
  return own.findLastIndex(
    (cells) =>
      full.filter((column) => filled(cells, column)).length > full.length / 2 && !cells.some(namesTotal),
  );
}

function isLabel(cell: string): boolean {
  return shapeOf(cell) === 'text' || /\d[-/年]\d|\d\.\d+\.\d/.test(cell);
}

function areTwo(left: Block, right: Block): boolean {
  if ([left, right].some(({ labelled }) => labelled < 0.9)) return false;
  const shared = right.names.filter((name) => left.names.includes(name)).length;
  const again = shared >= Math.max(2, Math.min(left.names.length, right.names.length) / 2);
  if (again || left.names[0] === right.names[0]) return true;
  return (left.title !== '' && right.title !== '') || left.last !== right.last;
}
