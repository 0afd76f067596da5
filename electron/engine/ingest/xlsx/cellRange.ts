import { ExpectedError } from '../../../../shared/errors/errors.ts';

/** Cells from one corner to the other, both included, counted from 1. */
export interface CellRange {
  top: number;
  left: number;
  bottom: number;
  right: number;
}

export const mostRows = 1_048_576;
export const mostColumns = 16_384;

/** `H` → 8. */
function columnNumber(letters: string): number {
  let number = 0;
  for (const letter of letters.toUpperCase()) number = number * 26 + letter.charCodeAt(0) - 64;
  return number;
}

/** 8 → `H`. */
export function columnLetters(number: number): string {
  let letters = '';
  for (let rest = number; rest > 0; rest = Math.floor((rest - 1) / 26))
    letters = String.fromCharCode(65 + ((rest - 1) % 26)) + letters;
  return letters;
}

/** Reads `B3:H200`, `B:H`, `3:200` or `B3` (from there on); null for anything else. */
export function parseRange(text: string): CellRange | null {
  const match = /^\$?([A-Z]{1,3})?\$?(\d{1,7})?(?::\$?([A-Z]{1,3})?\$?(\d{1,7})?)?$/i.exec(text.trim());
  if (!match || text.trim() === '') return null;
  const single = !text.includes(':');
  const left = match[1] ? columnNumber(match[1]) : 1;
  const top = match[2] ? Number(match[2]) : 1;
  const right = match[3] ? columnNumber(match[3]) : mostColumns;
  const bottom = match[4] ? Number(match[4]) : mostRows;
  if (!single && !match[3] && !match[4]) return null;
  if (top < 1 || bottom > mostRows || right > mostColumns || left > right || top > bottom) return null;
  return { top, left, bottom, right };
}

/** A range the user gave. Throws `badInput` where it is none. */
export function requireRange(text: string, file: string): CellRange {
  const range = parseRange(text);
  if (range) return range;
  throw new ExpectedError('badInput', `"${text}" is no range of cells`, {
    file,
    hint: 'Write it as B3:H200, B:H or 3:200.',
  });
}

export function rangeText({ top, left, bottom, right }: CellRange): string {
  return `${columnLetters(left)}${top}:${columnLetters(right)}${bottom}`;
}

export function overlap(a: CellRange, b: CellRange): CellRange {
  return {
    top: Math.max(a.top, b.top),
    left: Math.max(a.left, b.left),
    bottom: Math.min(a.bottom, b.bottom),
    right: Math.min(a.right, b.right),
  };
}
