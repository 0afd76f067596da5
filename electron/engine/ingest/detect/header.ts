import { isBlank } from '../csv/dialect.ts';
import { isKnownHeader } from '../mapping/synonyms.ts';
import { isPeriodWord, parseDate } from '../values/parseDate.ts';
import { isMissing, parseNumber } from '../values/parseNumber.ts';
import { joinHeader } from './headerNames.ts';

export interface DetectedHeader {
  /** Record that holds the header, the last of them where there are several; -1 = none. */
  row: number;
  /** First of the records of names that end at `row`. */
  first: number;
  confidence: number;
}

export type Shape = 'empty' | 'value' | 'text';

export function shapeOf(cell: string): Shape {
  const text = cell.trim();
  if (text === '') return 'empty';
  if (isMissing(text)) return 'value';
  if (parseNumber(text, { decimal: '.', scale: 0 }) !== null) return 'value';
  if (parseNumber(text, { decimal: ',', scale: 0 }) !== null) return 'value';
  return parseDate(text, { order: 'dmy', serial: false }) === null ? 'text' : 'value';
}

const mostNames = 8;
const mostUnits = 3;
const mostKeyFigures = 30;
const surelyNames = 0.7;
const likelyNames = 0.58;

/**
 * Which record names the columns? Title lines above (fewer cells filled than the table is wide) are passed over; the
 * first record as wide as the table is the header if its cells are names and what stands below them is not the same.
 * Records of names above and below it that complete its names belong to it.
 */
export function detectHeader(records: string[][]): DetectedHeader {
  const filled = records.map((cells) => cells.filter((cell) => cell.trim() !== '').length);
  const width = tableWidth(filled);
  const start = filled.findIndex((count) => count >= Math.max(1, Math.ceil(width * 0.6)));
  if (start < 0) {
    const row = records.findIndex((cells) => !isBlank(cells));
    return { row, first: row, confidence: 0.3 };
  }
  const found = headerFrom(records, start, width);
  const narrow = found.row < 0 || filled[found.row]! < width;
  const later = narrow ? laterNames(records, filled, start, width) : -1;
  if (found.row < 0 && later < 0 && start > 0 && filled[start - 1]! > 1) {
    const above = headerFrom(records, start - 1, width);
    if (above.row === start - 1 && above.confidence >= likelyNames) return above;
  }
  if (found.row >= 0 && later > 0 && filled[later - 1]! > 0) return found;
  return later < 0 ? found : headerFrom(records, later, width);
}

/**
 * A record of names, each another, below key figures that are wide enough for the table but are none of it: it has more
 * names than any record above has cells. −1 = none.
 */
function laterNames(records: string[][], filled: number[], start: number, width: number): number {
  let widest = filled[start]!;
  for (let row = start + 1; row < Math.min(records.length - 2, start + mostKeyFigures); row++) {
    if (filled[row]! > widest && filled[row]! >= width) {
      const named = records[row]!.every((cell) => shapeOf(cell) !== 'value') && !hasRepeats(records[row]!);
      return named && headerFrom(records, row, width).confidence >= surelyNames ? row : -1;
    }
    widest = Math.max(widest, filled[row]!);
  }
  return -1;
}

function headerFrom(records: string[][], start: number, width: number): DetectedHeader {
  const candidate = lastOfHeaderBlock(records, start);
  const cells = records[candidate]!;
  const below = records.slice(candidate + 1).filter((row) => !isBlank(row));
  const score = headerScore(cells, below);
  return score > 0
    ? {
        row: candidate,
        first: firstOfHeaderBlock(
          records,
          standsAlone(records, candidate, start, width) ? candidate : start,
          candidate,
        ),
        confidence: Math.min(0.99, 0.5 + score / 2),
      }
    : { row: -1, first: -1, confidence: Math.min(0.95, 0.5 - score / 2) };
}

/** The number of filled cells that most records have, wider winning where two are about as common. */
export function tableWidth(filled: number[]): number {
  const counts = new Map<number, number>();
  for (const count of filled) if (count > 0) counts.set(count, (counts.get(count) ?? 0) + 1);
  let width = 1;
  let best = 0;
  for (const [count, times] of counts) {
    const weight = times * Math.sqrt(count);
    if (weight > best) {
      best = weight;
      width = count;
    }
  }
  return width;
}

/**
 * Several records of names may stand above the values; the last of them is the header. Only a first record with gaps or
 * repeated names asks for more, and only records without values answer that put a name over a column of values.
 */
function lastOfHeaderBlock(records: string[][], start: number): number {
  const first = records[start]!;
  const trailing = first.length - first.findLastIndex((cell) => cell.trim() !== '') - 1;
  const gaps = first.slice(0, first.length - trailing).some((cell) => cell.trim() === '');
  let last = start;
  if (!gaps && !hasRepeats(first)) {
    while (last < start + mostUnits && holdsUnits(records, last + 1)) last++;
    return last;
  }
  for (let row = start + 1; row < Math.min(records.length - 1, start + mostNames); row++) {
    const cells = records[row]!;
    const shapes = cells.map(shapeOf);
    if (shapes.includes('value') || !shapes.includes('text')) return last;
    const below = records.slice(row + 1).filter((one) => !isBlank(one));
    if (!shapes.some((shape, column) => shape === 'text' && namesValues(below, column))) return last;
    last = row;
  }
  return last;
}

const longestUnit = 40;

/**
 * Whether a record belongs to the header above it: it has a short word over every column of values, each another, and
 * no value. It says in what the columns are measured, or names them once more in another language.
 */
function holdsUnits(records: string[][], row: number): boolean {
  const cells = records[row];
  const below = records.slice(row + 1, row + 200).filter((one) => !isBlank(one));
  if (!cells || below.length < 2 || cells.map(shapeOf).includes('value')) return false;
  const columns = Array.from({ length: Math.max(...below.map((one) => one.length)) }, (_, column) => column);
  const measured = columns.filter((column) => namesValues(below, column));
  const worded = columns.filter((column) => shapeOf(cells[column] ?? '') === 'text');
  const others = worded.filter((column) => !measured.includes(column));
  return (
    measured.length > 1 &&
    measured.every((column) => worded.includes(column)) &&
    worded.every((column) => cells[column]!.trim().length <= longestUnit) &&
    (others.length === 0 || !hasRepeats(cells)) &&
    !others.some((column) => below.some((one) => one[column]?.trim() === cells[column]!.trim()))
  );
}

/** Whether the last record of names does without those above it. */
function standsAlone(records: string[][], row: number, start: number, width: number): boolean {
  const below = row > start && namesAll(records[start]!, width) && holdsUnits(records, row);
  return namesAll(records[row]!, width) && !below;
}

/** Whether a record needs none above it to name the columns of a table this wide. */
function namesAll(cells: string[], width: number): boolean {
  return !hasRepeats(cells) && cells.slice(0, width).every((cell) => cell.trim() !== '');
}

function namesValues(below: string[][], column: number): boolean {
  const shapes = below.map((row) => shapeOf(row[column] ?? '')).filter((shape) => shape !== 'empty');
  return shapes.length > 0 && shapes.filter((shape) => shape === 'value').length >= shapes.length * 0.6;
}

/** Records right above that group the columns (years over months, measures over periods) or name what has no name. */
function firstOfHeaderBlock(records: string[][], start: number, last: number): number {
  for (let first = start; ; ) {
    const names = joinHeader(records.slice(first, last + 1));
    const more = [1, 2, 3].find(
      (count) =>
        first - count >= 0 && groupColumns(records.slice(first - count, first), records[first]!, names),
    );
    if (more === undefined || start - first + more > 4) return first;
    first -= more;
  }
}

/** Whether records of names stand over `lower`, whose columns bear `names` so far. */
function groupColumns(uppers: string[][], lower: string[], names: string[]): boolean {
  const heads = uppers.map((cells) => cells.flatMap((cell, column) => (cell.trim() === '' ? [] : [column])));
  if (heads.some((columns) => columns.length === 0)) return false;
  const [first] = heads as [number[]];
  const overPeriods = first.filter(
    (column) => isYear(uppers[0]![column]!) && isPeriodWord(lower[column] ?? ''),
  );
  if (uppers.length === 1 && overPeriods.length > 0 && overPeriods.length >= first.length - 1) return true;
  if (heads.some((columns) => columns.length < 2)) return false;
  if (uppers.some((cells) => cells.some((cell) => shapeOf(cell) === 'value' && !isYear(cell)))) return false;
  const width = names.findLastIndex((name) => name !== '') + 1;
  const covered = new Set(heads.flat());
  const unnamed = names.slice(0, width).flatMap((name, column) => (name === '' ? [column] : []));
  if (unnamed.some((column) => !covered.has(column))) return false;
  return (
    unnamed.length > 0 || (hasRepeats(names) && first.length < names.filter((name) => name !== '').length)
  );
}

function isYear(cell: string): boolean {
  return /^(?:19|20)\d{2}\s*年?(?:度)?$/.test(cell.trim());
}

function hasRepeats(cells: string[]): boolean {
  const names = cells.map((cell) => cell.trim()).filter((cell) => cell !== '');
  return new Set(names).size < names.length;
}

/** Evidence that the cells name what is below them: above 0 for a header, below 0 for a record like the others. */
function headerScore(cells: string[], below: string[][]): number {
  const shapes = cells.map(shapeOf);
  const names = cells.filter((cell) => cell.trim() !== '');
  if (names.length === 0) return -1;
  const known = names.filter(isKnownHeader).length / names.length;
  if (below.length === 0) return shapes.every((shape) => shape !== 'value') ? 0.5 : -0.5;
  let score = known;
  for (let column = 0; column < cells.length; column++) {
    if (shapes[column] === 'empty') continue;
    score += columnEvidence(cells[column]!.trim(), shapes[column]!, below, column) / names.length;
  }
  if (shapes.every((shape) => shape !== 'value') && !hasRepeats(cells)) score += 0.3;
  return Math.max(-1, Math.min(1, score));
}

const periodName =
  /^(?:(?:19|20)\d{2}(?:\D{0,2}|[-/.年 ]?\d{1,2}月?|[-/ ]?(?:Q|H)[1-4])|(?:Q|H)[1-4][-/ ]?(?:19|20)\d{2})$/i;

function columnEvidence(name: string, shape: Shape, below: string[][], column: number): number {
  const values = below
    .slice(0, 200)
    .map((row) => row[column]?.trim() ?? '')
    .filter((value) => value !== '');
  if (values.length === 0) return shape === 'text' ? 0.3 : 0;
  const valueShare = values.filter((value) => shapeOf(value) === 'value').length / values.length;
  if (shape === 'value') return namesPeriod(name, values) ? 0.3 : -1;
  if (valueShare >= 0.7) return 1;
  if (values.includes(name)) return -0.5;
  const lengths = new Set(values.map((value) => value.length));
  return lengths.size === 1 && !lengths.has(name.length) ? 0.5 : 0.1;
}

/** A month or a year may name a column of figures; among dates it is one of them. */
function namesPeriod(name: string, values: string[]): boolean {
  if (values.includes(name)) return false;
  if (periodName.test(name))
    return !values.some((value) => periodName.test(value) && value.length === name.length);
  const date = (text: string) =>
    parseDate(text, { order: 'dmy', serial: false }) !== null && shapeOf(text) === 'value';
  const number = (text: string) => parseNumber(text, { decimal: '.', scale: 0 }) !== null;
  return (
    date(name) &&
    !number(name) &&
    values.filter((value) => date(value) && !number(value)).length <= values.length * 0.1
  );
}
