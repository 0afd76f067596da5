import { parseDate } from '../values/parseDate.ts';
import { parseNumber } from '../values/parseNumber.ts';
import { ByteDictionary } from './byteDictionary.ts';
import { type Reject, rejectReasons, type ScanPlan } from './scanPlan.ts';

export const missingDay = -2147483648;
export const hashSeed = 0x811c9dc5 | 0;
export const hashSeed2 = 0x2545f491;
export const hashFactor = 0x01000193;
export const hashFactor2 = 0x5bd1e995;

const shownBytes = 4096;
const shownValue = 200;
const cachedDates = 1 << 14;

/** What happened to the last cell read the slow way. */
const fine = 0;
const unreadable = 1;

/**
 * The slow half of a scanner: cells the generated half does not understand at sight (quoted over lines, thousands
 * separators, odd dates), dictionaries, and records that are refused. State of the last cell is in fields, so that
 * the generated half can read it without allocating.
 */
export class ScanRuntime {
  readonly plan: ScanPlan;
  readonly dictionaries: (ByteDictionary | null)[];
  bytes: Uint8Array = new Uint8Array(0);
  end = 0;
  /** Of the last cell. */
  hash = 0;
  hash2 = 0;
  status = fine;
  number = Number.NaN;
  day = missingDay;
  code = -1;
  filled = 0;
  /** Line ends inside the quoted cells of the record so far, and whether one of them never closed. */
  lines = 0;
  open = false;
  /** Content of the last cell. */
  #cell: Uint8Array = this.bytes;
  #from = 0;
  #to = 0;
  #scratch: Uint8Array = new Uint8Array(1 << 12);
  readonly #dates: Map<string, number>[];
  #value = '';
  rejects: Reject[] = [];
  shortRows = 0;
  readonly unreadable: Int32Array;
  readonly firstUnreadable: (string | null)[];

  constructor(plan: ScanPlan) {
    this.plan = plan;
    this.dictionaries = plan.columns.map((column) => (column.type === 'code' ? new ByteDictionary() : null));
    this.#dates = plan.columns.map(() => new Map());
    this.unreadable = new Int32Array(plan.columns.length);
    this.firstUnreadable = plan.columns.map(() => null);
  }

  begin(bytes: Uint8Array, end: number): void {
    this.bytes = bytes;
    this.end = end;
    this.rejects = [];
    this.shortRows = 0;
    this.unreadable.fill(0);
    this.firstUnreadable.fill(null);
  }

  nextNul(from: number): number {
    const at = Buffer.from(this.bytes.buffer, this.bytes.byteOffset, this.end).indexOf(0, from);
    return at < 0 ? Number.MAX_SAFE_INTEGER : at;
  }

  /** Reads the cell that starts at `start`, hashes its content, and returns where the delimiter or line end is. */
  cell(start: number): number {
    const { bytes, end, plan } = this;
    const at =
      plan.quote >= 0 && bytes[start] === plan.quote ? this.#quotedCell(start) : this.#bareCell(start, start);
    let hash = hashSeed;
    let hash2 = hashSeed2;
    const cell = this.#cell;
    for (let index = this.#from; index < this.#to; index++) {
      hash = Math.imul(hash ^ cell[index]!, hashFactor);
      hash2 = Math.imul(hash2 ^ cell[index]!, hashFactor2);
    }
    this.hash = hash;
    this.hash2 = hash2;
    if (this.#to > this.#from) this.filled = 1;
    return Math.min(at, end);
  }

  #bareCell(start: number, from: number): number {
    const { bytes, end, plan } = this;
    let at = from;
    while (at < end && bytes[at] !== plan.delimiter && bytes[at] !== 10 && bytes[at] !== 13) at++;
    this.#cell = bytes;
    this.#from = start;
    this.#to = at;
    return at;
  }

  #quotedCell(start: number): number {
    const { bytes, end, plan } = this;
    const { quote, delimiter, singleLine } = plan;
    let length = 0;
    let lines = 0;
    let at = start + 1;
    let scratch: Uint8Array = this.#scratch;
    for (; ; at++) {
      const byte = bytes[at]!;
      if (at >= end || (singleLine && (byte === 10 || byte === 13))) {
        this.open = true;
        return this.#bareCell(start, start);
      }
      if (byte === quote) {
        if (at + 1 >= end || bytes[at + 1] !== quote) break;
        at++;
      } else if (byte === 10 || (byte === 13 && bytes[at + 1] !== 10)) lines++;
      if (length === scratch.length) scratch = this.#growScratch();
      scratch[length++] = byte;
    }
    for (at++; at < end; at++) {
      const byte = bytes[at]!;
      if (byte === delimiter || byte === 10 || byte === 13) break;
      if (length === scratch.length) scratch = this.#growScratch();
      scratch[length++] = byte;
    }
    this.lines += lines;
    this.#cell = scratch;
    this.#from = 0;
    this.#to = length;
    return at;
  }

  #growScratch(): Uint8Array {
    const larger = new Uint8Array(this.#scratch.length * 2);
    larger.set(this.#scratch);
    this.#scratch = larger;
    return larger;
  }

  #text(): string {
    const cell = this.#cell;
    return Buffer.from(cell.buffer, cell.byteOffset + this.#from, this.#to - this.#from).toString('utf8');
  }

  slowCode(slot: number, start: number): number {
    const at = this.cell(start);
    this.code = this.findTrimmed(slot, this.#cell, this.#from, this.#to);
    return at;
  }

  /** Code of the content without blanks around it (also no-break and ideographic ones); −1 where nothing is left. */
  findTrimmed(slot: number, cell: Uint8Array, from: number, to: number): number {
    let start = from;
    let end = to;
    for (;;) {
      const byte = cell[start]!;
      if (start >= end) return -1;
      if (byte <= 32) start++;
      else if (byte === 0xc2 && cell[start + 1] === 0xa0) start += 2;
      else if (byte === 0xe3 && cell[start + 1] === 0x80 && cell[start + 2] === 0x80) start += 3;
      else break;
    }
    for (;;) {
      const byte = cell[end - 1]!;
      if (byte <= 32) end--;
      else if (byte === 0xa0 && cell[end - 2] === 0xc2) end -= 2;
      else if (byte === 0x80 && cell[end - 2] === 0x80 && cell[end - 3] === 0xe3) end -= 3;
      else break;
    }
    let hash = hashSeed;
    for (let at = start; at < end; at++) hash = Math.imul(hash ^ cell[at]!, hashFactor);
    return this.dictionaries[slot]!.find(cell, start, end, hash);
  }

  slowNumber(slot: number, start: number): number {
    const at = this.cell(start);
    const column = this.plan.columns[slot]!;
    if (column.type !== 'number') throw new Error('Not a number column');
    const text = this.#to - this.#from > shownValue ? null : this.#text();
    const value = text === null ? null : parseNumber(text, column.format);
    const known = value !== null && (Number.isFinite(value) || Number.isNaN(value));
    this.number = known ? value : Number.NaN;
    this.#settle(known, slot);
    return at;
  }

  slowDay(slot: number, start: number): number {
    const at = this.cell(start);
    const column = this.plan.columns[slot]!;
    if (column.type !== 'day') throw new Error('Not a date column');
    const text = this.#to - this.#from > shownValue ? '?' : this.#text();
    const cache = this.#dates[slot]!;
    let day = cache.get(text);
    if (day === undefined) {
      const parsed = parseDate(text, column.format);
      day = parsed === null ? Number.NaN : parsed === 'missing' ? missingDay : parsed.day;
      if (cache.size >= cachedDates) cache.clear();
      cache.set(text, day);
    }
    const known = !Number.isNaN(day);
    this.day = known ? day : missingDay;
    this.#settle(known, slot);
    return at;
  }

  #settle(known: boolean, slot: number): void {
    this.status = known ? fine : unreadable;
    if (known) return;
    this.#value = this.#text().slice(0, shownValue);
    this.unreadable[slot]! += 1;
    this.firstUnreadable[slot] ??= this.#value;
  }

  /** Passes over `count` cells that are not wanted (all but the last end in a delimiter); returns where it stopped. */
  extraCells(start: number): number {
    let at = start;
    let any = false;
    for (;;) {
      this.#to = this.#from = 0;
      at = this.cell(at);
      if (this.#to > this.#from) any = true;
      if (at >= this.end || this.bytes[at] !== this.plan.delimiter) break;
      at++;
    }
    this.status = any ? unreadable : fine;
    return at;
  }

  reject(reason: number, slot: number, start: number, end: number, line: number, record: number): void {
    const column = slot < 0 ? -1 : this.plan.columns[slot]!.index;
    this.rejects.push({
      line,
      record,
      column,
      reason: rejectReasons[reason] as Reject['reason'],
      value: reason === 1 || reason === 2 ? this.#value : '',
      text: shownText(this.bytes.subarray(start), end - start),
    });
  }
}

/** A record as it is shown to people: without its line end, and cut where it is very long. */
export function shownText(bytes: Uint8Array, length: number): string {
  const shown = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(length, shownBytes));
  return shown.toString('utf8').replace(/[\r\n]+$/, '') + (length > shownBytes ? '…' : '');
}
