import { isBlank } from '../csv/dialect.ts';
import { shapeOf } from './cellShape.ts';
import { tableWidth } from './header.ts';

const mostTitles = 10;

/**
 * How many records at the start of a table without header are titles: words in the first cell and nothing beside them, with
 * no delimiter behind or a blank record below, above records that are as wide as the table.
 */
export function countTitles(records: string[][]): number {
  const filled = records.map((cells) => cells.filter((cell) => cell.trim() !== '').length);
  const width = tableWidth(filled);
  const first = filled.findIndex((count) => count > 1 && count >= width * 0.6);
  if (width < 2 || first <= 0 || first > mostTitles) return 0;
  const above = records.slice(0, first);
  const apart = isBlank(above.at(-1)!);
  const areTitles = above.every((cells) => isBlank(cells) || isTitle(cells, apart));
  return areTitles && above.some((cells) => !isBlank(cells)) ? first : 0;
}

function isTitle(cells: string[], apart: boolean): boolean {
  const alone = cells.slice(1).every((cell) => cell.trim() === '');
  return alone && shapeOf(cells[0]!) === 'text' && (apart || cells.length === 1);
}
