import { isBlank } from '../csv/dialect.ts';
import { isKnownHeader } from '../mapping/synonyms.ts';
import { parseDate } from '../values/parseDate.ts';
import { isMissing, parseNumber } from '../values/parseNumber.ts';

export interface DetectedHeader {
  /** Record that holds the header; -1 = none. */
  row: number;
  /** First of the lines of names that end at `row`. */
  first: number;
  confidence: number;
}

type Shape = 'empty' | 'value' | 'text';

function shapeOf(cell: string): Shape {
  const text = cell.trim();
  if (text === '') return 'empty';
  if (isMissing(text)) return 'value';
  if (parseNumber(text, { decimal: '.', scale: 0 }) !== null) return 'value';
  if (parseNumber(text, { decimal: ',', scale: 0 }) !== null) return 'value';
  return parseDate(text, { order: 'dmy', serial: false }) === null ? 'text' : 'value';
}

/**
 * Which record names the columns? Title lines above (fewer cells filled than the table is wide) are passed over; the
 * first record as wide as the table is the header if its cells are names and what stands below them is not the same.
 */
export function detectHeader(records: string[][]): DetectedHeader {
  const filled = records.map((cells) => cells.filter((cell) => cell.trim() !== '').length);
  const width = tableWidth(filled);
  const start = filled.findIndex((count) => count >= Math.max(1, Math.ceil(width * 0.6)));
  if (start < 0) {
    const row = records.findIndex((cells) => !isBlank(cells));
    return { row, first: row, confidence: 0.3 };
  }
  const candidate = lastOfHeaderBlock(records, start, width);
  const cells = records[candidate]!;
  const below = records.slice(candidate + 1).filter((row) => !isBlank(row));
  const score = headerScore(cells, below);
  return score > 0
    ? { row: candidate, first: start, confidence: Math.min(0.99, 0.5 + score / 2) }
    : { row: -1, first: -1, confidence: Math.min(0.95, 0.5 - score / 2) };
}

/** The number of filled cells that most records have, wider winning where two are about as common. */
function tableWidth(filled: number[]): number {
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
 * Several lines of names may stand above the values; the last of them is the header. Only a first line with gaps or
 * repeated names asks for more, and only lines without values, down to the first record of values, answer.
 */
function lastOfHeaderBlock(records: string[][], start: number, width: number): number {
  const first = records[start]!;
  const trailing = first.length - first.findLastIndex((cell) => cell.trim() !== '') - 1;
  const gaps = first.slice(0, first.length - trailing).some((cell) => cell.trim() === '');
  if (!gaps && !hasRepeats(first)) return start;
  for (let row = start + 1; row < Math.min(records.length - 1, start + 6); row++) {
    const shapes = records[row]!.map(shapeOf);
    if (shapes.includes('value') || !shapes.includes('text')) return start;
    const values = records[row + 1]!.filter((cell) => shapeOf(cell) === 'value').length;
    if (values >= width * 0.3) return row;
  }
  return start;
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

function columnEvidence(name: string, shape: Shape, below: string[][], column: number): number {
  const values = below
    .slice(0, 200)
    .map((row) => row[column]?.trim() ?? '')
    .filter((value) => value !== '');
  if (values.length === 0) return shape === 'text' ? 0.3 : 0;
  const valueShare = values.filter((value) => shapeOf(value) === 'value').length / values.length;
  if (shape === 'value') return /^(?:19|20)\d{2}\D{0,2}$/.test(name) && !values.includes(name) ? 0.2 : -1;
  if (valueShare >= 0.7) return 1;
  if (values.includes(name)) return -0.5;
  const lengths = new Set(values.map((value) => value.length));
  return lengths.size === 1 && !lengths.has(name.length) ? 0.5 : 0.1;
}
