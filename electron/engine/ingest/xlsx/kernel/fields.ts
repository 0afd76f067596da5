import { type I32, type Int, type Local, memory, type Statement } from '../../csv/kernel/assembler.ts';

const names = [
  /* Where the scanner is. */
  ...(['row', 'column', 'inRow'] as const),
  /* What the survey counts. */
  ...(['hidden', 'filled', 'rows', 'tableRows', 'hiddenRows', 'errors'] as const),
  ...(['left', 'right', 'top', 'bottom'] as const),
  /* Which cells are written: the area, the rows before the next merged range, the place of each column in a record. */
  ...(['writes', 'areaTop', 'areaBottom', 'mergedFrom', 'places', 'placeCount'] as const),
  /* How far the record is: whether its row is taken and begun, the last place written, the next row to be a record. */
  ...(['taken', 'begun', 'written', 'next'] as const),
  /* Where to write, and what values are looked up in. */
  ...(['out', 'outEnd', 'meanings', 'meaningCount', 'directory', 'stringCount', 'dates'] as const),
  /* Why the kernel stopped, and the value that is to be written by the rules. */
  ...(['outcome', 'kind', 'style', 'valueFrom', 'valueTo'] as const),
] as const;

export type FieldName = (typeof names)[number];

/** Places of the whole numbers that the kernels share with the scanner and what takes its cells. */
export const field = Object.fromEntries(names.map((name, at) => [name, at])) as Record<FieldName, number>;

export const fieldBytes = names.length * 4;

/** Outcomes: something that is not written as usual, no room to write, or a value that the rules must write. */
export const unusual = 0;
export const full = 1;
export const oddValue = 2;

/** How the value of a cell is written in the sheet. */
export const numberCell = 1;
export const sharedCell = 2;
export const textCell = 3;
export const inlineCell = 4;
export const booleanCell = 5;
export const errorCell = 6;
export const dateCell = 7;
/** A formula whose result was not saved. */
export const uncalculatedCell = 8;

/** Entries of the table of days, and the bytes of each: day and meaning, length, text. */
export const dateEntries = 1 << 12;
export const dateEntryBytes = 32;
/** Longest text of a day that an entry holds. */
export const dateTextBytes = 16;

/** Texts are found by number through a directory of tables, each entry of which is an address and a length. */
export const stringTableBits = 16;

export function get(state: Local<'i32'>, name: FieldName): I32 {
  return memory.int(state, field[name] * 4);
}

export function put(state: Local<'i32'>, name: FieldName, value: Int): Statement {
  return memory.setInt(state, value, field[name] * 4);
}
