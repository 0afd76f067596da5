import { parseDate } from '../values/parseDate.ts';
import { isMissing, parseNumber } from '../values/parseNumber.ts';

/** What a cell reads as at a glance, whatever its column: nothing, a figure or date, or words. */
export type Shape = 'empty' | 'value' | 'text';

export function shapeOf(cell: string): Shape {
  const text = cell.trim();
  if (text === '') return 'empty';
  if (isMissing(text)) return 'value';
  if (parseNumber(text, { decimal: '.', scale: 0 }) !== null) return 'value';
  if (parseNumber(text, { decimal: ',', scale: 0 }) !== null) return 'value';
  return parseDate(text, { order: 'dmy', serial: false }) === null ? 'text' : 'value';
}
