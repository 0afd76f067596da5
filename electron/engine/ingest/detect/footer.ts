import { isBlank } from '../csv/dialect.ts';
import { type Shape, shapeOf } from './cellShape.ts';
import { tableWidth } from './header.ts';

/** The end of a text that is not read. */
export interface Footer {
  /** Records, blank ones included, and how many of them are not blank. */
  records: number;
  filled: number;
  /** Bytes of UTF-8. */
  bytes: number;
  /** What they say, first line first. */
  lines: string[];
  /** Title of another table that begins there. */
  secondTable: string | null;
}

const mostRecords = 60;
const noteWord =
  /^\W*(?:(?:notes?|sources?|remarks?|footnotes?|disclaimer|quelle\(?n?\)?|anmerkung(?:en)?|hinweis)\s*(?:[:.\d]|$)|(?:accrual|cash) basis\b|(?:prepared|printed|generated|exported|created|compiled)\s+(?:by|on|at|from|:)|(?:注|备注|備註|说明|說明|来源|來源|口径|制表|制表人|审核|审核人|填报人|打印时间|导出时间|単位|出典|資料)\s*(?:[:：\d]|$)|数据来源|資料來源|资料来源)/iu;

/** What a report prints below its rows: how many they are, where it ends, its pages. */
const endWord =
  /^\W*(?:(?:grand |sub)?totals? \(\d+ (?:rows?|records?|items?)\)|\d+\s+(?:rows?|records?|lines?|entries|results?)\b|(?:rows?|records?|total (?:rows|records|number of records)|number of (?:rows|records))\s*[:=]|(?:end|ende) (?:of|der|des)\s|eof\W*$|page \d+|seite \d+|共\s*\d+\s*[条行笔项条]|第\s*\d+\s*[页頁]|以上\s*$|以下空白)/iu;

/** `已收入:2笔`: a name and what it is, in one cell. */
const labelled = /^\p{L}[\p{L} ]{1,30}[:：]\s*\S/u;

/**
 * How many records at the end are no data: notes, sources, signatures, words scattered below. They hold words in a cell
 * or two where the data fill most of a record, or words where the data have values; the first of them says so by its
 * words, its punctuation or its place; a blank record parts several of them off. `records` are the last of the file.
 */
export function countFooter(records: string[][]): number {
  const data = records.filter((cells) => !isBlank(cells));
  const counts = data.map(filledCells);
  const usual = Math.max(tableWidth(counts), median(counts));
  if (usual < 2) return 0;
  const columns = usualColumns(data, usual);
  let count = 0;
  let pending = 0;
  let scattered = false;
  let nameless = 0;
  const gaps = hasGaps(records);
  for (let at = records.length - 1; at > 0 && records.length - at <= mostRecords; at--) {
    const cells = records[at]!;
    if (filledCells(cells) === 0) {
      if (pending > count + 1 && !gaps && usual > 2) count = pending;
      pending++;
    } else if (!isSparse(cells, usual) && !isMisplaced(cells, usual, columns)) break;
    else {
      pending++;
      const strewn = isScattered(cells, usual, columns);
      scattered ||= strewn;
      if (strewn || (cells[columns.key] ?? '').trim() === '') nameless++;
      if (strewn || isNote(cells)) count = pending;
      else if (pending - count > 12) break;
    }
  }
  return scattered && nameless > 1 ? withoutBlank(records, Math.max(count, pending)) : count;
}

/** Whether blank records stand among the data as a matter of course, so that one of them parts nothing off. */
function hasGaps(records: string[][]): boolean {
  const last = records.findLastIndex((cells) => filledCells(cells) > 0);
  const blank = records.slice(0, last).filter((cells) => filledCells(cells) === 0).length;
  return blank > Math.max(3, records.length / 20);
}

/** Columns that hold values in nearly all records, and the first one that is never empty. */
interface UsualColumns {
  values: number[];
  key: number;
}

function usualColumns(data: string[][], usual: number): UsualColumns {
  const full = data.filter((cells) => filledCells(cells) * 2 > usual).slice(-200);
  const width = Math.max(0, ...full.map((cells) => cells.length));
  const columns = Array.from({ length: width }, (_, column) => column);
  const shapes = new Map<string, Shape>();
  const isValue = (cell: string) => {
    const shape = shapes.get(cell) ?? shapeOf(cell);
    shapes.set(cell, shape);
    return shape === 'value';
  };
  const shareOf = (column: number, test: (cell: string) => boolean) =>
    full.filter((cells) => test(cells[column] ?? '')).length / full.length;
  return {
    values: columns.filter((column) => shareOf(column, isValue) > 0.6),
    key: columns.find((column) => shareOf(column, (cell) => cell.trim() !== '') > 0.9) ?? 0,
  };
}

/** Words alone where the data have values: no value in a column of values, words in two of them or a sentence. */
function isMisplaced(cells: string[], usual: number, { values }: UsualColumns): boolean {
  if (values.length < 2 || filledCells(cells) >= usual) return false;
  if (cells.some((cell) => shapeOf(cell) === 'value' && !/^\p{L}{2,}\s*[:：]/u.test(cell.trim())))
    return false;
  return filledCells(cells) <= usual / 2 || isNote(cells) || /[.。!！]$/u.test(lastFilled(cells));
}

/** Words in a column of values, without what names a record or at the end of a sentence. */
function isScattered(cells: string[], usual: number, columns: UsualColumns): boolean {
  if (!isMisplaced(cells, usual, columns)) return false;
  const misplaced = columns.values.filter((column) => (cells[column] ?? '').trim() !== '').length;
  const named = (cells[columns.key] ?? '').trim() !== '';
  return misplaced > 1 || (misplaced > 0 && !named);
}

/** The last `count` records, as far as they do not begin with blank ones. */
function withoutBlank(records: string[][], count: number): number {
  let rest = count;
  while (rest > 0 && filledCells(records[records.length - rest]!) === 0) rest--;
  return rest;
}

function lastFilled(cells: string[]): string {
  return cells.findLast((cell) => cell.trim() !== '')?.trim() ?? '';
}

function isSparse(cells: string[], usual: number): boolean {
  const filled = cells.filter((cell) => cell.trim() !== '');
  if (noteWord.test(filled[0]!) || labelled.test(filled[0]!)) return filled.length <= Math.max(1, usual / 2);
  return filled.length <= sparseLimit(usual) && filled.every((cell) => shapeOf(cell) === 'text');
}

function sparseLimit(usual: number): number {
  return Math.max(1, Math.floor(usual / 3));
}

/** A note says that it is one, or is a sentence. */
function isNote(cells: string[]): boolean {
  const text = cells.find((cell) => cell.trim() !== '')!.trim();
  return (
    noteWord.test(text) ||
    endWord.test(text) ||
    isStrayLine(text) ||
    (/[.。;；:：]$/u.test(lastFilled(cells)) && cells.join(' ').trim().length > 20)
  );
}

/** A rule of stars or dashes, perhaps with words between, a comment, or a mark of a note. */
function isStrayLine(text: string): boolean {
  return (
    /^[*=_\-–—~#]{3,}(?:$|\s)/.test(text) ||
    /^#\s*\S/.test(text) ||
    /^(?:\*|†|‡|※|\(\d\)|\d\)|\[\d\])\s*\S{2}/u.test(text)
  );
}

function filledCells(cells: string[]): number {
  let count = 0;
  for (const cell of cells) if (cell.trim() !== '') count++;
  return count;
}

function median(counts: number[]): number {
  return counts.sort((a, b) => a - b)[counts.length >> 1] ?? 0;
}

/**
 * Where a second table with other columns begins, counted in records; −1 where none does. It stands below a blank
 * record (and perhaps a title) and names as text what the first table holds as values.
 */
export function findSecondTable(records: string[][], header: string[]): number {
  const own = header.map((cell) => cell.trim()).join('\u0001');
  for (let at = 1; at < records.length - 2; at++) {
    if (!isBlank(records[at - 1]!) || isBlank(records[at]!)) continue;
    let row = at;
    while (row < at + 3 && row < records.length - 2 && filledCells(records[row]!) <= 1) row++;
    const cells = records[row]!.map((cell) => cell.trim());
    if (row > at && isNarrower(records.slice(0, at - 1), records.slice(row))) return at;
    if (!readsAsHeader(cells, records.slice(0, at)) || cells.join('\u0001') === own) continue;
    const below = records.slice(row + 1, row + 21);
    if (
      namesColumns(cells, below) ||
      (row > at && namesFigures(cells, below)) ||
      holdsWords(below, records.slice(0, at))
    )
      return at;
  }
  return -1;
}

/**
 * Whether a table below a blank record and a title is another one although both hold words only: it fills far fewer columns than
 * the one above, which has neither blank records nor titles within.
 */
function isNarrower(above: string[][], rest: string[][]): boolean {
  const end = rest.findIndex(isBlank);
  const below = (end < 0 ? rest : rest.slice(0, end)).slice(0, 20);
  const last = above.findLastIndex((cells) => filledCells(cells) > 1);
  const counts = above.slice(0, last + 1).map(filledCells);
  if (counts.length < 3 || below.length < 3 || counts.some((count) => count < 2)) return false;
  const names = below[0]!.map((cell) => cell.trim()).filter((cell) => cell !== '');
  if (new Set(names).size < names.length || names.some((name) => shapeOf(name) === 'value')) return false;
  const usual = median(counts);
  return below.every((cells) => filledCells(cells) > 1 && filledCells(cells) <= usual * 0.6);
}

/** Whether every column that most records below fill has a name, and one of them holds values. */
function namesColumns(names: string[], records: string[][]): boolean {
  const below = records.filter((cells) => !isBlank(cells));
  if (below.length < 2) return false;
  const width = Math.max(...below.map((cells) => cells.length));
  const columns = Array.from({ length: width }, (_, column) => column);
  const filled = columns.filter(
    (column) => below.filter((cells) => (cells[column] ?? '').trim() !== '').length * 2 > below.length,
  );
  return (
    filled.every((column) => (names[column] ?? '') !== '') &&
    filled.some((column) => holdsValues(below, column))
  );
}

/** Whether the one record below has a value or a word for each of three names or more, values mostly: key figures in a row. */
function namesFigures(names: string[], records: string[][]): boolean {
  const below = records.filter((cells) => !isBlank(cells));
  if (below.length !== 1) return false;
  const shapes = names.flatMap((name, column) => (name === '' ? [] : [shapeOf(below[0]![column] ?? '')]));
  return (
    shapes.length > 2 &&
    !shapes.includes('empty') &&
    shapes.filter((shape) => shape === 'value').length > shapes.length / 2
  );
}

/** Whether records below hold words in every column in which those above hold values. */
function holdsWords(below: string[][], above: string[][]): boolean {
  const data = below.filter((cells) => !isBlank(cells));
  const columns = usualColumns(above, median(above.map(filledCells))).values;
  const inWords = (column: number) =>
    data.filter((cells) => shapeOf(cells[column] ?? '') === 'text').length >= data.length * 0.8;
  return data.length > 1 && columns.length > 0 && columns.every(inWords);
}

function readsAsHeader(cells: string[], above: string[][]): boolean {
  const names = cells.filter((cell) => cell !== '');
  if (names.length < 2 || new Set(names).size < names.length) return false;
  if (names.some((name) => shapeOf(name) === 'value')) return false;
  return cells.some((cell, column) => cell !== '' && holdsValues(above, column));
}

function holdsValues(records: string[][], column: number): boolean {
  const shapes = records.map((cells) => shapeOf(cells[column] ?? '')).filter((shape) => shape !== 'empty');
  return shapes.length > 0 && shapes.filter((shape) => shape === 'value').length >= shapes.length * 0.8;
}
