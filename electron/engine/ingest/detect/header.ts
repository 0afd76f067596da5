import { isBlank } from '../csv/dialect.ts';
import { isKnownHeader } from '../mapping/synonyms.ts';
import { isPeriodWord } from '../values/parseDate.ts';
import { namesTotal } from '../values/totalWords.ts';
import { shapeOf } from './cellShape.ts';
import { holdsImportIds, joinHeader } from './headerNames.ts';
import { hasRepeats, headerScore, isPeriodName, isYear, periodName } from './headerScore.ts';

export interface DetectedHeader {
  /** Record that holds the header, the last of them where there are several; -1 = none. */
  row: number;
  /** First of the records of names that end at `row`. */
  first: number;
  confidence: number;
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
  const keyed = records.slice(0, mostNames).findIndex(holdsImportIds);
  if (keyed > 0) return { row: keyed, first: Math.max(0, keyed - 2), confidence: 0.97 };
  const comments = leadingComments(records);
  const { row, first, confidence } = headerOf(comments === 0 ? records : records.slice(comments));
  return row < 0 ? { row, first, confidence } : { row: row + comments, first: first + comments, confidence };
}

/** Records of comments (`# exported …`) above the table; the last of them may be its header, with as many names as it has columns. */
function leadingComments(records: string[][]): number {
  const next = records.findIndex((cells) => !isBlank(cells) && !/^#\s*\S/.test(cells[0]!.trim()));
  if (next <= 0) return 0;
  const width = tableWidth(countFilled(records.slice(next)));
  const last = records.findLastIndex((cells, at) => at < next && !isBlank(cells));
  if (last < 0) return 0;
  const names = records[last]!;
  const named = names.filter((cell) => cell.trim() !== '').length >= width;
  const figures = records[next]!.map(shapeOf).includes('value');
  if (last > 0 && !figures) return last + 1;
  return named && !names.map(shapeOf).includes('value') ? last : last + 1;
}

const countFilled = (records: string[][]) =>
  records.map((cells) => cells.filter((cell) => cell.trim() !== '').length);

function headerOf(records: string[][]): DetectedHeader {
  const filled = countFilled(records);
  const width = tableWidth(filled);
  const usual = filled.findIndex((count) => count >= Math.max(1, Math.ceil(width * 0.6)));
  const start = belowTitles(records, filled, usual);
  if (start < 0) {
    const row = records.findIndex((cells) => !isBlank(cells));
    return { row, first: row, confidence: 0.3 };
  }
  const found = headerFrom(records, start, width);
  const narrow =
    found.row < 0 ||
    found.confidence < surelyNames ||
    filled[found.row]! < width ||
    holdsFigures(records[found.row]!);
  const later = narrow ? laterNames(records, filled, start, width) : -1;
  if (found.row < 0 && later < 0 && start > 0 && filled[start - 1]! > 1) {
    const above = headerFrom(records, start - 1, width);
    if (above.row === start - 1 && above.confidence >= likelyNames) return above;
  }
  if (found.row < 0 && later < 0 && start > 0 && namesOneColumn(records, start))
    return { row: start - 1, first: start - 1, confidence: 0.75 };
  if (found.row >= 0 && later > 0 && filled[later - 1]! > 0 && !isTitle(records, found.row, later))
    return found;
  return later < 0 ? found : headerFrom(records, later, width);
}

/** Whether a record is a title that a delimiter cuts: far fewer cells than the names below it, which are known while it is not. */
function isTitle(records: string[][], row: number, names: number): boolean {
  const [above, below] = [records[row]!, records[names]!].map((cells) =>
    cells.filter((cell) => cell.trim() !== ''),
  ) as [string[], string[]];
  const known = below.filter(isKnownHeader).length;
  return above.length < below.length * 0.6 && known * 2 >= below.length && !above.some(isKnownHeader);
}

/** Whether the record above the first names the one column of values beside labels that have no name: `,Total`. */
function namesOneColumn(records: string[][], start: number): boolean {
  const cells = records[start - 1]!;
  const filled = cells.flatMap((cell, column) => (cell.trim() === '' ? [] : [column]));
  const [only] = filled;
  if (only === undefined || only === 0 || filled.length > 1 || shapeOf(cells[only]!) !== 'text') return false;
  const below = records.slice(start).filter((row) => !isBlank(row));
  const known = isKnownHeader(cells[only]!) || namesTotal(cells[only]!);
  return (
    known &&
    below.length > 1 &&
    namesValues(below, only) &&
    below.every((row) => (row[0] ?? '').trim() !== '')
  );
}

const mostTitles = 10;

/**
 * The record below titles of one cell each, where most records of the table have no more: it names two columns or more, and
 * stands below a blank record or by names that are known. Otherwise `start`.
 */
function belowTitles(records: string[][], filled: number[], start: number): number {
  if (start < 0 || filled[start] !== 1) return start;
  const at = filled.findIndex((count, row) => row > start && count > 1);
  if (at < 0 || at > start + mostTitles) return start;
  const names = records[at]!.filter((cell) => cell.trim() !== '');
  const words = names.filter((name) => shapeOf(name) === 'text');
  if (words.length === 0 || hasRepeats(names) || holdsFigures(names)) return start;
  const known = words.filter(isKnownHeader).length * 2 >= words.length;
  return (filled[at - 1] === 0 && filled[start + 1] === 0) || known ? at : start;
}

/**
 * A record of names, each another, below key figures that are wide enough for the table but are none of it: it has more
 * names than any record above has cells. −1 = none.
 */
function laterNames(records: string[][], filled: number[], start: number, width: number): number {
  let widest = filled[start]!;
  for (let row = start + 1; row < Math.min(records.length, start + mostKeyFigures); row++) {
    if (filled[row]! > widest && filled[row]! >= width) return namesSurely(records, row, width) ? row : -1;
    widest = Math.max(widest, filled[row]!);
  }
  return -1;
}

/** Whether a value stands among these names that is no period. */
function holdsFigures(cells: string[]): boolean {
  return cells.some((cell) => shapeOf(cell) === 'value' && !periodName.test(cell.trim()));
}

/** Names, each another, that are no values or are periods; those of a last record have to be known. */
function namesSurely(records: string[][], row: number, width: number): boolean {
  const names = records[row]!.map((cell) => cell.trim()).filter((cell) => cell !== '');
  const words = names.filter((name) => shapeOf(name) === 'text');
  if (words.length === 0 || hasRepeats(names)) return false;
  if (holdsFigures(names)) return false;
  const last = records.slice(row + 1).every(isBlank);
  if (last) return words.filter(isKnownHeader).length * 2 > words.length;
  return headerFrom(records, row, width).confidence >= surelyNames;
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
    while (last < start + mostUnits && holdsUnits(records, last + 1) && covers(first, records[last + 1]!))
      last++;
    return last;
  }
  for (let row = start + 1; row < Math.min(records.length - 1, start + mostNames); row++) {
    const cells = records[row]!;
    const shapes = cells.map(shapeOf);
    if (shapes.includes('value') || !shapes.includes('text') || isLabelAlone(first, cells)) return last;
    const below = records.slice(row + 1).filter((one) => !isBlank(one));
    const names = shapes.some((shape, column) => shape === 'text' && namesValues(below, column));
    if (!names && !(last === start && completesNames(first, cells, below))) return last;
    last = row;
  }
  return last;
}

/** Whether a record holds one cell below a name: the label of the rows that follow. */
function isLabelAlone(names: string[], cells: string[]): boolean {
  const filled = cells.flatMap((cell, column) => (cell.trim() === '' ? [] : [column]));
  const named = names.filter((name) => name.trim() !== '').length;
  const [only] = filled;
  if (only === undefined || filled.length > 1 || (names[only] ?? '').trim() === '') return false;
  return named > 2 || (named > 1 && /[:：]\s*\S/.test(cells[only]!));
}

/**
 * Whether a record names what the first leaves open, and is empty where every record below holds a value: the parts of a
 * question of a survey, which stand below it.
 */
function completesNames(first: string[], cells: string[], below: string[][]): boolean {
  const filled = (column: number) => (cells[column] ?? '').trim() !== '';
  const opens = cells.some((_, column) => filled(column) && (first[column] ?? '').trim() === '');
  const always = first.some(
    (_, column) => !filled(column) && below.every((one) => shapeOf(one[column] ?? '') === 'value'),
  );
  const again = cells.some(
    (cell, column) => filled(column) && below.some((one) => one[column]?.trim() === cell.trim()),
  );
  return below.length > 1 && opens && always && !again;
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
    (others.length === 0 || !hasRepeats(cells) || namesOneMeasure(cells, measured)) &&
    !others.some((column) => below.some((one) => one[column]?.trim() === cells[column]!.trim()))
  );
}

/** Whether a record names most of the columns that one below it names: titles of two cells do not. */
function covers(upper: string[], lower: string[]): boolean {
  const named = lower.flatMap((cell, column) => (cell.trim() === '' ? [] : [column]));
  return named.filter((column) => (upper[column] ?? '').trim() !== '').length >= named.length * 0.6;
}

/** Whether all columns of values bear the same name, of a field: what is measured under each of the periods above. */
function namesOneMeasure(cells: string[], measured: number[]): boolean {
  const [first, ...rest] = measured.map((column) => cells[column]!.trim()) as [string, ...string[]];
  return isKnownHeader(first) && rest.every((name) => name === first);
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
  const over = hasRepeats(names) ? isPeriodName : isYear;
  if (uppers.some((cells) => cells.some((cell) => shapeOf(cell) === 'value' && !over(cell)))) return false;
  const width = names.findLastIndex((name) => name !== '') + 1;
  const covered = new Set(heads.flat());
  const from = names.findIndex((name) => name !== '');
  const unnamed = names
    .slice(0, width)
    .flatMap((name, column) => (name === '' && (column >= from || covered.has(column)) ? [column] : []));
  if (unnamed.some((column) => !covered.has(column))) return false;
  return (
    unnamed.length > 0 || (hasRepeats(names) && first.length < names.filter((name) => name !== '').length)
  );
}
