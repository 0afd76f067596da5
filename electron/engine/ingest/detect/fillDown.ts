import { headerMatch } from '../mapping/synonyms.ts';
import { parseNumber } from '../values/parseNumber.ts';
import { detectContinued, detectDocuments, type FoundFill } from './fillDocuments.ts';
import {
  bestReason,
  columnsAlike,
  confidenceOf,
  groupsOf,
  identifies,
  isEmpty,
  isSame,
  type Labels,
} from './fillReasons.ts';
import { closesGroup, isDitto } from './groupLabels.ts';

/** From here on labels are filled without being asked for. */
export const surelyFilled = 0.75;

/** Days that each row has for itself, or not. */
const ownDays = ['contract_start', 'contract_end', 'opened', 'closed', 'due'];
const fewestRows = 4;
const quotes = /^["',]+$/;
const fewestQuotes = 3;
const mostColumns = 8;

/**
 * Are there columns at the left whose labels stand on the first row of a group and are empty below? `rows` are data records,
 * not blank. Never where a label comes twice in a row: then an empty cell is one without a value. A column of identifiers
 * needs more: that what is beside it stays the same as long as it is empty.
 */
export function detectFill(headers: readonly string[], rows: string[][]): FoundFill | null {
  if (rows.length < fewestRows) return null;
  const read = withStrayQuotes(headers.length, rows);
  for (let block = leadingBlock(headers, read); block.length > 0; block = block.slice(0, -1)) {
    const found = judgeBlock(headers, read, block);
    if (found) return found;
  }
  return detectDocuments(headers, read) ?? detectContinued(headers, read);
}

/** The same rows with plain quotes made labels like others in columns where they are too few to be marks of ditto. */
function withStrayQuotes(width: number, rows: string[][]): string[][] {
  const isQuote = (cell: string | undefined) => quotes.test((cell ?? '').trim());
  const stray = Array.from({ length: width }, (_, column) => column).filter((column) => {
    const marks = rows.filter((cells) => isQuote(cells[column])).length;
    return marks > 0 && marks < fewestQuotes;
  });
  if (stray.length === 0) return rows;
  return rows.map((cells) =>
    cells.map((cell, at) => (stray.includes(at) && isQuote(cell) ? `(${cell})` : cell)),
  );
}

/** The first columns that begin with a label and have empty cells below. */
function leadingBlock(headers: readonly string[], rows: string[][]): number[] {
  const block: number[] = [];
  for (let column = 0; column < headers.length && block.length < mostColumns; column++) {
    const empty = rows.filter((cells) => isEmpty(cells, column)).length;
    if (empty === rows.length) continue;
    if (empty === 0) break;
    if (ownDays.some((field) => headerMatch(headers[column]!, field, 'accounts') >= 0.8)) break;
    if (isEmpty(rows[0]!, column) || !rows.some((cells) => isBelow(cells, column, block))) break;
    block.push(column);
  }
  return block.length === headers.length ? block.slice(0, -1) : block;
}

/** Whether a cell is empty in a row that belongs to a group above: a row with a label of its own may sum one up. */
function isBelow(cells: string[], column: number, block: readonly number[]): boolean {
  return isEmpty(cells, column) && (block.length === 0 || isEmpty(cells, block[0]!));
}

function judgeBlock(headers: readonly string[], rows: string[][], block: number[]): FoundFill | null {
  const labels = block.map((column) => labelsOf(headers, rows, block, column));
  if (labels.some((one) => !one)) return null;
  const known = labels as Labels[];
  const outer = known[0]!;
  if (outer.starts.length + outer.totals < 2 || outer.empty === 0) return null;
  if (!known.every((_, at) => isGrouping(rows, known, at))) return null;
  const heads = headColumn(rows, known);
  const why = heads < 0 ? bestReason(headers, rows, known) : 'sums';
  if (!why) return null;
  const followers = columnsAlike(headers, rows, block, outer);
  return {
    columns: [...block, ...followers].sort((a, b) => a - b),
    confidence: confidenceOf(why, outer, known, rows.length),
    why,
    heads,
  };
}

/** Labels of a column, as groups within those of the columns before it; null where one comes twice in a row. */
function labelsOf(
  headers: readonly string[],
  rows: string[][],
  block: readonly number[],
  column: number,
): Labels | null {
  const outer = block.slice(0, block.indexOf(column));
  const labels: Labels = { column, header: headers[column]!, empty: 0, starts: [], dittos: 0, totals: 0 };
  let current = '';
  let repeats = 0;
  rows.forEach((cells, row) => {
    const text = (cells[column] ?? '').trim();
    if (isDitto(text)) labels.dittos++;
    if (isEmpty(cells, column)) {
      if (current !== '') labels.empty++;
      return;
    }
    if (closesGroup(text, current) || outer.some((one) => namesClose(cells, one))) {
      labels.totals++;
      return;
    }
    if (text === current && outer.every((one) => isEmpty(cells, one))) repeats++;
    current = text;
    labels.starts.push(row);
  });
  return repeats > labels.starts.length * 0.03 ? null : labels;
}

function namesClose(cells: string[], column: number): boolean {
  return closesGroup(cells[column] ?? '', '');
}

/** Whether labels do not come again within their group, nor hold what can be added up. */
function isGrouping(rows: string[][], known: readonly Labels[], at: number): boolean {
  const { column, starts, header } = known[at]!;
  if (at > 0 && isSame(starts, known[at - 1]!.starts)) return true;
  const seen = new Set<string>();
  let again = 0;
  const carried = known.slice(0, at).map(() => '');
  const outer = known.slice(0, at).map((one) => new Set(one.starts));
  rows.forEach((cells, row) => {
    outer.forEach((own, depth) => {
      if (own.has(row)) carried[depth] = cells[known[depth]!.column]!.trim();
    });
    if (!starts.includes(row)) return;
    const key = [...carried, cells[column]!.trim()].join('\u0001');
    if (seen.has(key)) again++;
    seen.add(key);
  });
  if (again > starts.length * 0.03) return false;
  const texts = starts.map((row) => rows[row]![column]!.trim());
  if (texts.every((text) => /^\d{3,}$/.test(text) && text.length === texts[0]!.length)) return true;
  const figures = starts.filter((row) => isFigure(rows[row]![column]!)).length;
  return figures < starts.length * 0.5 || identifies.test(header) || /year|年/i.test(header);
}

/** A number that is no year and no identifier of fixed length. */
function isFigure(cell: string): boolean {
  const text = cell.trim();
  return parseNumber(text, { decimal: '.', scale: 0 }) !== null && !/^(?:19|20)\d{2}$/.test(text);
}

/** The column that only rows leave empty which sum up the group below: each of their figures is the sum of the rows of it. */
function headColumn(rows: string[][], known: readonly Labels[]): number {
  if (known.length === 0) return -1;
  const { starts, column } = known[0]!;
  const inner = known[1]?.column ?? firstFull(rows, starts, column);
  if (inner < 0) return -1;
  const groups = groupsOf(rows, known[0]!).filter((group) => group.length > 1);
  const heads = groups.filter(([head]) => isEmpty(head!, inner));
  if (groups.length < 2 || heads.length < groups.length) return -1;
  const sums = heads.filter((group) => isSumOf(group[0]!, group.slice(1), inner));
  return sums.length >= heads.length * 0.9 ? inner : -1;
}

/** The first column that is filled wherever the label is not. */
function firstFull(rows: string[][], starts: readonly number[], column: number): number {
  const first = new Set(starts);
  const width = Math.max(...rows.map((cells) => cells.length));
  for (let at = column + 1; at < width; at++) {
    if (rows.every((cells, row) => first.has(row) || !isEmpty(cells, at))) return at;
  }
  return -1;
}

function isSumOf(head: string[], below: string[][], inner: number): boolean {
  const numberOf = (cell: string | undefined) => parseNumber((cell ?? '').trim(), { decimal: '.', scale: 0 });
  let agreed = 0;
  let differing = 0;
  for (let column = inner + 1; column < head.length; column++) {
    const own = numberOf(head[column]);
    if (own === null) continue;
    const sum = below.reduce((total, cells) => total + (numberOf(cells[column]) ?? 0), 0);
    if (Math.abs(sum - own) <= 0.011 + 0.0005 * Math.abs(own)) agreed++;
    else differing++;
  }
  return agreed > 0 && agreed >= differing;
}
