import { parseDate } from '../values/parseDate.ts';
import { parseNumber } from '../values/parseNumber.ts';
import type { ByteDictionary } from './byteDictionary.ts';
import type { Heap } from './kernel/heap.ts';
import { dateOrders } from './kernel/values.ts';
import { type Reject, rejectReasons, type ScanColumn, type ScanPlan } from './scanPlan.ts';

export const missingDay = -2147483648;

const shownBytes = 4096;
const shownValue = 200;
const cachedTexts = 1 << 14;
const lf = 10;
const cr = 13;

/** A value that was not understood. */
export interface Unreadable {
  slot: number;
  row: number;
  value: string;
}

/** Where a record starts and what it becomes if it is taken. */
export interface RecordPlace {
  start: number;
  row: number;
  record: number;
  line: number;
  /** Addresses of the slots' columns, and of the record's row hash. */
  outputs: number[];
  hash: number;
}

/** State of the record being read. */
interface Reading {
  at: number;
  reason: number;
  slot: number;
  value: string;
  filled: boolean;
  open: boolean;
}

/**
 * Reads records byte by byte: those the kernels leave because their quotes, their number of cells or a value is not
 * plain. A cell's content is a stretch of the kernels' memory.
 */
export class RecordReader {
  readonly #plan: ScanPlan;
  readonly #heap: Heap;
  readonly #dictionaries: (ByteDictionary | null)[];
  readonly #required: boolean[];
  readonly #slotOf: Int32Array;
  readonly #values: Map<string, number>[];
  /** One record of one cell, as the kernels take it: start, end, odd, left, out. */
  readonly #single: number;
  #scratch = 0;
  #scratchBytes = 0;
  #end = 0;
  /** Content of the last cell. */
  #from = 0;
  #to = 0;
  rejects: Reject[] = [];
  unreadable: Unreadable[] = [];
  shortRows = 0;

  constructor(plan: ScanPlan, heap: Heap, dictionaries: (ByteDictionary | null)[]) {
    this.#plan = plan;
    this.#heap = heap;
    this.#dictionaries = dictionaries;
    this.#required = plan.columns.map((_, slot) => plan.required.some((group) => group.includes(slot)));
    this.#slotOf = new Int32Array(plan.width).fill(-1);
    plan.columns.forEach(({ index }, slot) => {
      this.#slotOf[index] = slot;
    });
    this.#values = plan.columns.map(() => new Map());
    this.#single = heap.allocate(32);
  }

  /** A new chunk, which ends at address `end`. */
  begin(end: number): void {
    this.#end = end;
    this.rejects = [];
    this.shortRows = 0;
  }

  isRequired(slot: number): boolean {
    return this.#required[slot]!;
  }

  /** Reads a record; `taken` is false where it is blank or refused. `next` is where the following one starts. */
  read(place: RecordPlace): { taken: boolean; blank: boolean; next: number } {
    const { width, delimiter } = this.#plan;
    const state: Reading = { at: place.start, reason: 0, slot: -1, value: '', filled: false, open: false };
    const missing = this.#plan.columns.map(() => true);
    let cells = width;
    for (let index = 0; index < width; index++) {
      this.#nextCell(state);
      this.#take(state, place, index, missing);
      if (this.#plan.hash) {
        this.#heap.kernels.hashCell(this.#from, this.#to - this.#from, place.hash);
      }
      if (state.at >= this.#end || this.#heap.bytes[state.at] !== delimiter) {
        cells = index + 1;
        break;
      }
      state.at++;
      if (index === width - 1) this.#extraCells(state);
    }
    const next = this.#pastLineEnd(state.at);
    return this.#settle(place, state, missing, cells, next);
  }

  #pastLineEnd(at: number): number {
    const bytes = this.#heap.bytes;
    return bytes[at] === cr && at < this.#end && bytes[at + 1] === lf ? at + 2 : at + 1;
  }

  /** Cells beyond the last column are refused where one holds anything. */
  #extraCells(state: Reading): void {
    for (;;) {
      this.#nextCell(state);
      if (this.#to > this.#from && state.reason === 0) state.reason = 5;
      if (state.at >= this.#end || this.#heap.bytes[state.at] !== this.#plan.delimiter) return;
      state.at++;
    }
  }

  #settle(place: RecordPlace, state: Reading, missing: boolean[], cells: number, next: number) {
    const { width, required } = this.#plan;
    if (state.open) this.#refuse(state, 7);
    if (this.#heap.bytes.subarray(place.start, Math.min(next, this.#end)).includes(0)) this.#refuse(state, 6);
    if (!state.filled && state.reason === 0) return { taken: false, blank: true, next };
    const absent = required.find((group) => group.every((slot) => missing[slot]));
    if (state.reason === 0 && absent) {
      state.reason = cells < width ? 4 : 3;
      state.slot = absent[0]!;
    }
    if (state.reason !== 0) {
      this.#reject(place, state, Math.min(next, this.#end));
      return { taken: false, blank: false, next };
    }
    if (cells < width) this.shortRows++;
    return { taken: true, blank: false, next };
  }

  #refuse(state: Reading, reason: number): void {
    state.reason = reason;
    state.slot = -1;
  }

  #reject({ start, record, line }: RecordPlace, { reason, slot, value }: Reading, end: number): void {
    this.rejects.push({
      line,
      record,
      column: slot < 0 ? -1 : this.#plan.columns[slot]!.index,
      reason: rejectReasons[reason] as Reject['reason'],
      value: reason === 1 || reason === 2 ? value : '',
      text: shownText(this.#heap.bytes.subarray(start), end - start),
    });
  }

  /** The content of a wanted cell into its column. */
  #take(state: Reading, { row, outputs }: RecordPlace, index: number, missing: boolean[]): void {
    const slot = this.#slotOf[index]!;
    if (slot < 0) return;
    const column = this.#plan.columns[slot]!;
    if (column.type === 'code') {
      const code = this.#codeOf(slot);
      this.#heap.ints(outputs[slot]!, row + 1)[row] = code;
      missing[slot] = code < 0;
      return;
    }
    const value = this.#valueOf(slot, column);
    if (value === null) {
      const text = this.#text(this.#from, this.#to).slice(0, shownValue);
      this.unreadable.push({ slot, row, value: text });
      if (this.#required[slot] && state.reason === 0) {
        Object.assign(state, { reason: column.type === 'number' ? 1 : 2, slot, value: text });
      }
    }
    missing[slot] = value === null || Number.isNaN(value) || value === missingDay;
    if (column.type === 'number') this.#heap.numbers(outputs[slot]!, row + 1)[row] = value ?? Number.NaN;
    else this.#heap.ints(outputs[slot]!, row + 1)[row] = value ?? missingDay;
  }

  #codeOf(slot: number): number {
    const { trimStart, trimEnd } = this.#heap.kernels;
    const start = trimStart(this.#from, this.#to);
    const end = trimEnd(start, this.#to);
    return end > start ? this.#dictionaries[slot]!.find(start, end - start) : -1;
  }

  /** What the kernel makes of the cell, else what `slowValue` does. */
  #valueOf(slot: number, column: Exclude<ScanColumn, { type: 'code' }>): number | null {
    const at = this.#single;
    const { numbers, days } = this.#heap.kernels;
    this.#heap.ints(at, 3).set([this.#from, this.#to, 0]);
    const cell = [at, 0, at + 4, at + 8, 0, 1, -1, at + 16] as const;
    const left =
      column.type === 'number'
        ? numbers(...cell, decimalByte(column), column.format.scale, at + 12)
        : days(...cell, dateOrders[column.format.order], at + 12);
    if (left > 0) return this.slowValue(slot, this.#from, this.#to);
    return column.type === 'number' ? this.#heap.numbers(at + 16, 1)[0]! : this.#heap.ints(at + 16, 1)[0]!;
  }

  /** The number or day of a cell that is not written plainly; null where it is none, NaN or `missingDay` where empty. */
  slowValue(slot: number, from: number, to: number): number | null {
    const column = this.#plan.columns[slot]!;
    if (column.type === 'code') throw new Error('Not a column of values');
    if (to - from > shownValue) return null;
    const text = this.#text(from, to);
    const cache = this.#values[slot]!;
    const known = cache.get(text);
    if (known !== undefined) return Number.isFinite(known) || column.type === 'number' ? known : null;
    const value = column.type === 'number' ? parseNumber(text, column.format) : dayOf(text, column);
    if (column.type === 'number') return value !== null && !isInfinite(value) ? value : null;
    if (cache.size >= cachedTexts) cache.clear();
    cache.set(text, value ?? Number.NaN);
    return value;
  }

  unreadableAt(slot: number, row: number, from: number, to: number): void {
    this.unreadable.push({ slot, row, value: this.#text(from, to).slice(0, shownValue) });
  }

  #text(from: number, to: number): string {
    return Buffer.from(this.#heap.bytes.buffer, from, to - from).toString('utf8');
  }

  /** Finds the content of the cell at `state.at`, and moves there on to the delimiter or line end behind it. */
  #nextCell(state: Reading): void {
    const { quote } = this.#plan;
    const isQuoted = quote >= 0 && this.#heap.bytes[state.at] === quote && state.at < this.#end;
    if (!isQuoted || !this.#quotedCell(state)) this.#bareCell(state);
    if (this.#to > this.#from) state.filled = true;
  }

  #bareCell(state: Reading): void {
    const bytes = this.#heap.bytes;
    const { delimiter } = this.#plan;
    let at = state.at;
    while (at < this.#end && bytes[at] !== delimiter && bytes[at] !== lf && bytes[at] !== cr) at++;
    this.#from = state.at;
    this.#to = at;
    state.at = at;
  }

  /** False where the quote never closes: the cell is then read as a bare one. */
  #quotedCell(state: Reading): boolean {
    this.#roomFor(this.#end - state.at);
    const bytes = this.#heap.bytes;
    const { quote, delimiter, singleLine } = this.#plan;
    let to = this.#scratch;
    let at = state.at + 1;
    for (; ; at++) {
      const byte = bytes[at]!;
      if (at >= this.#end || (singleLine && (byte === lf || byte === cr))) {
        state.open = true;
        return false;
      }
      if (byte === quote) {
        if (at + 1 >= this.#end || bytes[at + 1] !== quote) break;
        at++;
      }
      bytes[to++] = byte;
    }
    for (at++; at < this.#end; at++) {
      const byte = bytes[at]!;
      if (byte === delimiter || byte === lf || byte === cr) break;
      bytes[to++] = byte;
    }
    this.#from = this.#scratch;
    this.#to = to;
    state.at = at;
    return true;
  }

  #roomFor(bytes: number): void {
    if (bytes <= this.#scratchBytes) return;
    if (this.#scratchBytes > 0) this.#heap.free(this.#scratch - 16, this.#scratchBytes + 32);
    this.#scratchBytes = Math.max(bytes, this.#scratchBytes * 2);
    this.#scratch = this.#heap.allocate(this.#scratchBytes + 32) + 16;
  }
}

function dayOf(text: string, column: Extract<ScanColumn, { type: 'day' }>): number | null {
  const parsed = parseDate(text, column.format);
  if (parsed === null) return null;
  return parsed === 'missing' ? missingDay : parsed.day;
}

function isInfinite(value: number): boolean {
  return !Number.isFinite(value) && !Number.isNaN(value);
}

export function decimalByte(column: Extract<ScanColumn, { type: 'number' }>): number {
  return column.format.decimal === ',' ? 44 : 46;
}

/** A record as it is shown to people: without its line end, and cut where it is very long. */
export function shownText(bytes: Uint8Array, length: number): string {
  const shown = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(length, shownBytes));
  return shown.toString('utf8').replace(/[\r\n]+$/, '') + (length > shownBytes ? '…' : '');
}
