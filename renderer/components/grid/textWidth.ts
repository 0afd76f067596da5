import { roughWidth } from '../textRoom.ts';
import type { GridColumn, GridRow, SortKey } from './gridColumn.ts';

/** Beside the text of a cell, with a hair for digits of even width. */
const around = 18;
const sortMark = 16;

/** Texts that are measured of a column: those that look longest. */
const measured = 6;

let pen: CanvasRenderingContext2D | null = null;

function widestText(texts: readonly string[], font: string): number {
  pen ??= document.createElement('canvas').getContext('2d');
  if (!pen) return 0;
  pen.font = font;
  const longest = [...new Set(texts)].map((text) => ({ text, length: roughWidth(text) }));
  longest.sort((a, b) => b.length - a.length);
  return Math.max(0, ...longest.slice(0, measured).map(({ text }) => pen!.measureText(text).width));
}

/** Pixels each column needs for its header and what the rows say, up to the most it may take. */
export function neededWidths(
  columns: readonly GridColumn[],
  rows: readonly GridRow[],
  sort: readonly SortKey[],
  fontFamily: string,
): number[] {
  return columns.map((column) => {
    const texts = widestText(rows.map(column.text), `12.5px ${fontFamily}`);
    const mark = sort.some(({ id }) => id === column.id) ? sortMark : 0;
    const header = widestText([column.header], `500 12px ${fontFamily}`) + mark;
    const needed = Math.ceil(Math.max(texts, header)) + around;
    return Math.max(column.narrowest, Math.min(column.widest, needed));
  });
}
