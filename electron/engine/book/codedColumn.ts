import type { CodedColumn } from './types.ts';

/** How many values a column's codes can stand for. */
export function valueCount(column: CodedColumn): number {
  return column.texts ? column.texts.length : column.values.length;
}

/** The value of one code; null for a missing one. */
export function valueAt(column: CodedColumn, code: number): string | null {
  if (code < 0) return null;
  return column.texts ? column.texts.at(code) : column.values[code]!;
}
