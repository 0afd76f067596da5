import { isKnownHeader } from '../mapping/synonyms.ts';
import { shapeOf } from './cellShape.ts';

const sampleLines = 200;

/**
 * Whether a text is a single column although its lines could be cut at a blank or a colon: lines that are values as they
 * stand (times, dates with times), or words in changing number.
 */
export function isSingleColumn(text: string, delimiter: string): boolean {
  if (delimiter !== ' ' && delimiter !== ':') return false;
  const lines = text
    .split(/\r\n|\r|\n/)
    .map((line) => line.trim())
    .filter((line) => line !== '')
    .slice(0, sampleLines);
  const [first, ...rest] = lines;
  const below = rest.length > 0 ? rest : [first ?? ''];
  if (below.filter(isValue).length >= below.length * 0.8) return true;
  const cells = lines.map((line) => line.split(delimiter).filter((cell) => cell.trim() !== ''));
  const values = cells.flat().filter((cell) => shapeOf(cell) === 'value').length;
  const counts = new Set(cells.map(({ length }) => length));
  return values < cells.flat().length * 0.3 && (counts.size > 1 || lines.length < 3);
}

function isValue(line: string): boolean {
  return /^\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?$/.test(line) || shapeOf(line) === 'value';
}

const decimalComma = /^[^\p{L},;|\t]*\d,\d{1,2}\s*(?:%|\p{Sc}|\p{Lu}{3})?\)?$/u;

const leastSentences = 3;

/**
 * Whether lines of words stand below a single name, with commas or semicolons that only part clauses: nothing is quoted, a
 * blank follows each of them, and their number changes from line to line unless the name is one that is known.
 */
export function isSingleText(text: string, delimiter: string): boolean {
  if (delimiter !== ',' && delimiter !== ';') return false;
  const [first = '', ...below] = text
    .split(/\r\n|\r|\n/)
    .filter((line) => line.trim() !== '')
    .slice(0, sampleLines);
  if (below.length < leastSentences || first.includes(delimiter) || shapeOf(first) !== 'text') return false;
  if (below.some((line) => /^\s*"/.test(line) || line.includes(`${delimiter}"`))) return false;
  const cells = below.map((line) => line.split(delimiter));
  const parts = cells.flatMap((line) => line.slice(1));
  if (parts.length === 0 || parts.filter((part) => /^\s/.test(part)).length < parts.length * 0.95)
    return false;
  const values = cells.flat().filter((cell) => shapeOf(cell) === 'value').length;
  const plain = cells.filter((line) => line.length === 1).length;
  const counts = new Set(cells.map(({ length }) => length));
  const changes = counts.size > 2 || (counts.size === 2 && plain >= below.length * 0.2);
  return values < cells.flat().length * 0.2 && (changes || isKnownHeader(first));
}

/** A delimiter that this text does not have, where it is one column. */
export function absentDelimiter(text: string): string {
  return ['\t', '|', '~', '^', ';'].find((mark) => !text.includes(mark)) ?? '\u0001';
}

/** Whether lines of one figure each stand below a name, with a comma for its decimals that parts no cells. */
export function isSingleFigures(text: string): boolean {
  const [first = '', ...below] = text
    .split(/\r\n|\r|\n/)
    .map((line) => line.trim())
    .filter((line) => line !== '')
    .slice(0, sampleLines);
  if (below.length === 0 || first.includes(',') || shapeOf(first) !== 'text') return false;
  return below.every((line) => decimalComma.test(line)) && below.every((line) => shapeOf(line) === 'value');
}
