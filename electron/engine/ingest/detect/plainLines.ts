import { shapeOf } from './header.ts';

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
