import { firstDayOfMonth, isoDate, isoMonth } from '../../../shared/domain/calendar.ts';
import type { Column, NumberColumn } from '../../../shared/domain/table.ts';
import { columnLetters } from './xlsx/references.ts';
import type { SharedStrings } from './xlsx/sharedStrings.ts';
import { checkLength, textCellTail } from './xlsx/sheetWriter.ts';

/** Day 0 of a spreadsheet's calendar is 1899-12-30; before 1 March 1900 it counts a day that never was. */
const epoch = 25_569;
const firstGoodDay = -25_508;

export function serialOf(day: number): number {
  return day + epoch;
}

/** Writes the cell of one row: data row `row` of the table into row `at` of the sheet. */
export type CellWriter = (row: number, at: number) => string;

function numberCells(column: NumberColumn, open: string, style: number): CellWriter {
  const { values } = column;
  const head = `" s="${style}"><v>`;
  const empty = `" s="${style}"/>`;
  const infinite = (value: number, at: number) =>
    `${open}${at}" s="${style}" t="inlineStr"><is><t>${value > 0 ? '∞' : '−∞'}</t></is></c>`;
  return (row, at) => {
    const value = values[row]!;
    if (Number.isFinite(value)) return `${open}${at}${head}${value}</v></c>`;
    return Number.isNaN(value) ? open + at + empty : infinite(value, at);
  };
}

function dayCells(column: NumberColumn, open: string, style: number): CellWriter {
  const isMonth = column.type === 'month';
  return (row, at) => {
    const value = column.values[row]!;
    if (!Number.isFinite(value)) return `${open}${at}" s="${style}"/>`;
    const day = isMonth ? firstDayOfMonth(value) : value;
    if (day >= firstGoodDay) return `${open}${at}" s="${style}"><v>${serialOf(day)}</v></c>`;
    const text = isMonth ? isoMonth(value) : isoDate(value);
    return `${open}${at}" s="${style}" t="inlineStr"><is><t>${text}</t></is></c>`;
  };
}

function booleanCells(column: NumberColumn, open: string, style: number): CellWriter {
  return (row, at) => {
    const value = column.values[row]!;
    return Number.isNaN(value)
      ? `${open}${at}" s="${style}"/>`
      : `${open}${at}" s="${style}" t="b"><v>${value === 0 ? 0 : 1}</v></c>`;
  };
}

function textCells(
  values: readonly (string | null)[],
  place: number,
  open: string,
  style: number,
  shared: SharedStrings,
): CellWriter {
  const empty = `" s="${style}"/>`;
  return (row, at) => {
    const value = values[row];
    if (value === null || value === undefined || value === '') return open + at + empty;
    checkLength(value, place, at);
    return open + at + textCellTail(value, style, shared);
  };
}

/** The writer of a table's column, which is the sheet's column `place`. */
export function cellWriter(column: Column, place: number, style: number, shared: SharedStrings): CellWriter {
  const open = `<c r="${columnLetters(place)}`;
  if (column.type === 'text') return textCells(column.values, place, open, style, shared);
  if (column.type === 'boolean') return booleanCells(column, open, style);
  if (column.type === 'date' || column.type === 'month') return dayCells(column, open, style);
  return numberCells(column, open, style);
}
