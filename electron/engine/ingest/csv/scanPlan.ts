import type { DateFormat } from '../values/dateTypes.ts';
import type { NumberFormat } from '../values/parseNumber.ts';

/** One column of the file that is read, and as what. */
export type ScanColumn =
  | { index: number; type: 'code' }
  | { index: number; type: 'number'; format: NumberFormat }
  | { index: number; type: 'day'; format: DateFormat };

export type ColumnType = ScanColumn['type'];

/** What a scanner is generated from: positions and numbers only, never text of the user. */
export interface ScanPlan {
  /** Byte between cells, and byte around quoted cells (−1: none). */
  delimiter: number;
  quote: number;
  /** Cells of a full record. */
  width: number;
  /** In ascending order of index. */
  columns: ScanColumn[];
  /** Positions in `columns` that must hold a value, as groups of which one is enough. */
  required: number[][];
  /** Whether rows are hashed, to tell which are the same. */
  hash: boolean;
  /** No quoted cell may run over a line end: the reading of a stretch in which a quote never closes. */
  singleLine: boolean;
}

/** Why a record was not taken. The number is what the generated code uses. */
export const rejectReasons = [
  '',
  'badNumber',
  'badDate',
  'missingValue',
  'tooFewCells',
  'tooManyCells',
  'nulByte',
  'unterminatedQuote',
  'repeatedHeader',
  'titleRow',
  'groupRow',
  'totalRow',
] as const;

export type RejectReason = Exclude<(typeof rejectReasons)[number], ''>;

/** A record that was not taken; line and record count from the start of its chunk. */
export interface Reject {
  line: number;
  record: number;
  /** Column of the file, −1 for the record as a whole. */
  column: number;
  reason: RejectReason;
  value: string;
  text: string;
}

/** New values of one dictionary: UTF-8 bytes end to end, and where each ends. */
export interface NewValues {
  bytes: Uint8Array;
  ends: Uint32Array;
}

/** What a scanner makes of one chunk. Arrays are `rows` long. Codes are those of the worker that scanned it. */
export interface ChunkResult {
  records: number;
  blank: number;
  rows: number;
  lines: number;
  columns: (Int32Array | Float64Array)[];
  /** Per column: new dictionary values for code columns, null for others. */
  values: (NewValues | null)[];
  /** Record of each row, from the start of the chunk. */
  record: Int32Array;
  /** 64 bits over the cells of each row: two numbers a row. */
  hashes: Int32Array;
  /** Where each row starts: byte and line, from the start of the chunk. */
  start: Int32Array;
  line: Int32Array;
  rejects: Reject[];
  /** Rows taken although trailing cells were absent. */
  shortRows: number;
  /** Per column: values not understood where none is required; they count as missing. */
  unreadable: Int32Array;
  firstUnreadable: (string | null)[];
  /** Rows that are not valid in the encoding. */
  invalidText: boolean;
}

/** Refuses a plan that the generator must not be given. */
export function checkPlan(plan: ScanPlan): void {
  const isByte = (value: number) => Number.isInteger(value) && value >= 0 && value < 128;
  const fits = (value: number, size: number) => Number.isInteger(value) && value >= 0 && value < size;
  const ok =
    isByte(plan.delimiter) &&
    (plan.quote === -1 || isByte(plan.quote)) &&
    plan.delimiter !== plan.quote &&
    ![10, 13, 0].includes(plan.delimiter) &&
    ![10, 13, 0].includes(plan.quote) &&
    fits(plan.width - 1, 100_000) &&
    plan.columns.every(
      (column, at) =>
        fits(column.index, plan.width) && (at === 0 || column.index > plan.columns[at - 1]!.index),
    ) &&
    plan.columns.every((column) => column.type !== 'number' || fits(column.format.scale + 2, 18)) &&
    plan.required.every((group) => group.every((slot) => fits(slot, plan.columns.length)));
  if (!ok) throw new Error('This scan plan cannot be generated from');
}
