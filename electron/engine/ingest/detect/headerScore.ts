import { isKnownHeader } from '../mapping/synonyms.ts';
import { parseDate } from '../values/parseDate.ts';
import { parseNumber } from '../values/parseNumber.ts';
import { parsePeriodHeader } from '../values/periodHeader.ts';
import { type Shape, shapeOf } from './cellShape.ts';

/** Whether a cell is a year and nothing else. */
export function isYear(cell: string): boolean {
  return /^(?:19|20)\d{2}\s*年?(?:度)?$/.test(cell.trim());
}

/** Whether a name comes twice. */
export function hasRepeats(cells: string[]): boolean {
  const names = cells.map((cell) => cell.trim()).filter((cell) => cell !== '');
  return new Set(names).size < names.length;
}

/** Evidence that the cells name what is below them: above 0 for a header, below 0 for a record like the others. */
export function headerScore(cells: string[], below: string[][]): number {
  const shapes = cells.map(shapeOf);
  const names = cells.filter((cell) => cell.trim() !== '');
  if (names.length === 0) return -1;
  const known = names.filter(isKnownHeader).length / names.length;
  const years = countsYears(names);
  if (below.length === 0) {
    const named = names.every(
      (name) => shapeOf(name) === 'text' || ((known > 0 || years) && periodName.test(name)),
    );
    return named ? 0.5 : -0.5;
  }
  let score = known;
  for (let column = 0; column < cells.length; column++) {
    if (shapes[column] === 'empty') continue;
    score += columnEvidence(cells[column]!.trim(), shapes[column]!, below, column, years) / names.length;
  }
  if (shapes.every((shape) => shape !== 'value') && !hasRepeats(cells)) score += 0.3;
  return Math.max(-1, Math.min(1, score));
}

export const periodName =
  /^(?:(?:0[1-9]|1[0-2])\.(?:19|20)\d{2}|(?:19|20)\d{2}(?:\D{0,2}|[-/.年 ]?\d{1,2}月?|[-/ ]?(?:Q|H)[1-4])|(?:Q|H)[1-4][-/ ]?(?:19|20)\d{2})$/i;

/** A period written as dates are, which names columns where the names below come again. */
export function isPeriodName(cell: string): boolean {
  return periodName.test(cell.trim()) || parsePeriodHeader(cell)?.measure === '';
}

/** Three years or more in a row, each one after the other: names of columns, which figures side by side are hardly ever. */
function countsYears(names: string[]): boolean {
  const years = names.filter(isYear).map((name) => Number.parseInt(name, 10));
  const step = (years[1] ?? 0) - (years[0] ?? 0);
  return (
    years.length > 2 && Math.abs(step) === 1 && years.every((year, at) => year === years[0]! + at * step)
  );
}

function columnEvidence(
  name: string,
  shape: Shape,
  below: string[][],
  column: number,
  years: boolean,
): number {
  const values = below
    .slice(0, 200)
    .map((row) => row[column]?.trim() ?? '')
    .filter((value) => value !== '');
  if (values.length === 0) return shape === 'text' ? 0.3 : 0;
  const valueShare = values.filter((value) => shapeOf(value) === 'value').length / values.length;
  if (shape === 'value') return (years && isYear(name)) || namesPeriod(name, values) ? 0.3 : -1;
  if (valueShare >= 0.7) return 1;
  if (values.includes(name)) return -0.5;
  const lengths = new Set(values.map((value) => value.length));
  return lengths.size === 1 && !lengths.has(name.length) ? 0.5 : 0.1;
}

/** A month or a year may name a column of figures; among dates it is one of them. */
function namesPeriod(name: string, values: string[]): boolean {
  if (periodName.test(name))
    return (
      values.filter((value) => periodName.test(value) && value.length === name.length).length <
      values.length * 0.5
    );
  if (values.includes(name)) return false;
  const date = (text: string) =>
    parseDate(text, { order: 'dmy', serial: false }) !== null && shapeOf(text) === 'value';
  const number = (text: string) => parseNumber(text, { decimal: '.', scale: 0 }) !== null;
  return (
    date(name) &&
    !number(name) &&
    values.filter((value) => date(value) && !number(value)).length <= values.length * 0.1
  );
}
