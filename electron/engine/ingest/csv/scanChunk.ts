import { isUtf8 } from 'node:buffer';
import { ByteDictionary } from './byteDictionary.ts';
import { Heap } from './kernel/heap.ts';
import { structureAt } from './kernel/structure.ts';
import { workAt } from './kernel/texts.ts';
import { dateOrders } from './kernel/values.ts';
import { decimalByte, missingDay, RecordReader, type Unreadable } from './recordReader.ts';
import { RowBuffer } from './rowBuffer.ts';
import { type ChunkResult, checkPlan, type ScanPlan } from './scanPlan.ts';

/** Scans chunks of one file, one after the other; its dictionaries grow over all of them. */
export interface ChunkScanner {
  /** `singleLine`: no quoted cell runs over a line end. The rows may lie in `memory`, which an earlier call gave. */
  scan(
    bytes: Uint8Array,
    length: number,
    singleLine: boolean,
    memory?: SharedArrayBuffer | null,
  ): ChunkResult;
  /** Where the rows of the last result lie. */
  readonly memory: SharedArrayBuffer;
}

/** Cells and rows looked at together: what fits into the nearer caches. */
const batchCells = 1 << 16;
const mostRows = 1 << 12;
const leastRows = 1 << 4;
/** Bytes readable before and after a chunk: the kernels look 64 at a time, and one back. */
const margin = 128;

/** Where the arrays of a batch of records lie in the kernels' memory. */
interface Places {
  starts: number;
  lines: number;
  odd: number;
  ends: number;
  hashes: number;
  left: number;
  lacking: number;
  work: number;
  outputs: number[];
}

export function createChunkScanner(plan: ScanPlan): ChunkScanner {
  checkPlan(plan);
  return new Scan(plan);
}

class Scan implements ChunkScanner {
  readonly #plan: ScanPlan;
  readonly #heap = new Heap();
  readonly #capacity: number;
  readonly #places: Places;
  readonly #dictionaries: (ByteDictionary | null)[];
  readonly #reader: RecordReader;
  readonly #rows: RowBuffer;
  #chunk = 0;
  #chunkBytes = 0;

  constructor(plan: ScanPlan) {
    this.#plan = plan;
    this.#capacity = Math.max(leastRows, Math.min(mostRows, Math.floor(batchCells / plan.width)));
    this.#places = placesOf(plan, this.#heap, this.#capacity);
    this.#dictionaries = plan.columns.map(({ type }) =>
      type === 'code' ? new ByteDictionary(this.#heap) : null,
    );
    this.#reader = new RecordReader(plan, this.#heap, this.#dictionaries);
    this.#rows = new RowBuffer(plan.columns.map(({ type }) => type === 'number'));
  }

  get memory(): SharedArrayBuffer {
    return this.#rows.memory;
  }

  scan(
    bytes: Uint8Array,
    length: number,
    singleLine: boolean,
    memory: SharedArrayBuffer | null = null,
  ): ChunkResult {
    this.#take(bytes, length);
    const end = this.#chunk + length;
    const valid = isUtf8(this.#heap.bytes.subarray(this.#chunk, end));
    this.#plan.singleLine = singleLine;
    this.#reader.begin(end);
    this.#rows.begin(this.#chunk, memory);
    const tally = this.#plan.columns.map(() => ({ count: 0, first: null as string | null }));
    const state = { at: this.#chunk, end, line: 0, nul: this.#nextNul(this.#chunk, end) };
    while (state.at < end) {
      const records = singleLine ? this.#findByLine(state) : this.#findRecords(state);
      this.#readColumns(records);
      this.#readOdd(records);
      count(this.#reader.unreadable, tally);
      this.#rows.append(this.#heap, this.#places, records, this.#plan.hash);
    }
    return this.#collect(state.line, tally, valid);
  }

  #take(bytes: Uint8Array, length: number): void {
    if (length + 2 * margin > this.#chunkBytes) {
      if (this.#chunkBytes > 0) this.#heap.free(this.#chunk - margin, this.#chunkBytes);
      this.#chunkBytes = Math.max(length + 2 * margin, this.#chunkBytes * 2);
      this.#chunk = this.#heap.allocate(this.#chunkBytes) + margin;
    }
    this.#heap.bytes.set(bytes.subarray(0, length), this.#chunk);
    this.#heap.bytes[this.#chunk + length] = 10;
  }

  #nextNul(from: number, end: number): number {
    const at = Buffer.from(this.#heap.bytes.buffer, from, end - from).indexOf(0);
    return at < 0 ? Number.POSITIVE_INFINITY : from + at;
  }

  /** The next records of the chunk, as many as fit. */
  #findRecords(state: { at: number; end: number; line: number; nul: number }): number {
    const { width, delimiter, quote } = this.#plan;
    const told = this.#heap.ints(0, structureAt.bytes / 4);
    const { at, end, line } = state;
    const values = {
      at,
      length: end,
      capacity: this.#capacity,
      width,
      delimiter,
      quote,
      line,
      ...startsOf(this.#places),
    };
    for (const [name, value] of Object.entries(values))
      told[structureAt[name as keyof typeof values] / 4] = value;
    const records = this.#heap.kernels.structure();
    state.at = told[structureAt.at / 4]!;
    state.line = told[structureAt.line / 4]!;
    if (state.nul < state.at) this.#markNuls(state, records);
    return records;
  }

  /** Records with a NUL byte are odd. */
  #markNuls(state: { at: number; end: number; nul: number }, records: number): void {
    const starts = this.#heap.ints(this.#places.starts, records);
    let row = 0;
    while (state.nul < state.at) {
      while (row + 1 < records && starts[row + 1]! <= state.nul) row++;
      this.#heap.bytes[this.#places.odd + row] = 1;
      state.nul = this.#nextNul(row + 1 < records ? starts[row + 1]! : state.at, state.end);
    }
  }

  /** Line by line, where a quote never closes: every record is odd. */
  #findByLine(state: { at: number; end: number; line: number }): number {
    const { starts, lines, odd } = this.#places;
    const bytes = this.#heap.bytes;
    let records = 0;
    for (; records < this.#capacity && state.at < state.end; records++) {
      this.#heap.ints(starts, records + 1)[records] = state.at;
      this.#heap.ints(lines, records + 1)[records] = state.line++;
      bytes[odd + records] = 1;
      while (bytes[state.at] !== 10 && bytes[state.at] !== 13) state.at++;
      state.at += bytes[state.at] === 13 && state.at + 1 < state.end && bytes[state.at + 1] === 10 ? 2 : 1;
    }
    return records;
  }

  #readColumns(records: number): void {
    const { hashes } = this.#places;
    if (this.#plan.hash) this.#heap.bytes.fill(0, hashes, hashes + records * 8);
    let slot = 0;
    for (let index = 0; index < this.#plan.width; index++) {
      const isWanted = this.#plan.columns[slot]?.index === index;
      if (isWanted) this.#readColumn(slot++, index, records);
      const hashed = isWanted && this.#plan.columns[slot - 1]!.type === 'code';
      if (this.#plan.hash && !hashed) {
        this.#heap.kernels.hashCells(...this.#walk(index, 0, records), hashes);
      }
    }
  }

  /** How the kernels walk a column: see `walked`. */
  #walk(index: number, from: number, to: number) {
    const { starts, ends, odd } = this.#places;
    const column = this.#capacity * 4;
    const first = index === 0 ? starts : ends + (index - 1) * column;
    const after = index === 0 ? 0 : 1;
    return [first, after, ends + index * column, odd, from, to, this.#plan.quote] as const;
  }

  #readColumn(slot: number, index: number, records: number): void {
    const column = this.#plan.columns[slot]!;
    const { kernels } = this.#heap;
    const { outputs, left } = this.#places;
    const walk = this.#walk(index, 0, records);
    if (column.type === 'code') this.#readCodes(slot, index, records);
    else if (column.type === 'number') {
      const count = kernels.numbers(...walk, outputs[slot]!, decimalByte(column), column.format.scale, left);
      if (count > 0) this.#readLeft(slot, index, count);
    } else {
      const count = kernels.days(...walk, outputs[slot]!, dateOrders[column.format.order], left);
      if (count > 0) this.#readLeft(slot, index, count);
    }
  }

  #readCodes(slot: number, index: number, records: number): void {
    const dictionary = this.#dictionaries[slot]!;
    const { hashes, work, outputs } = this.#places;
    const { kernels } = this.#heap;
    kernels.texts(...this.#walk(index, 0, records), work, this.#plan.hash ? hashes : 0);
    for (let from = 0; ; ) {
      from = kernels.codes(dictionary.at, work, from, records, outputs[slot]!);
      if (from === records) return;
      dictionary.grow(this.#heap.ints(work + from * workAt.bytes + workAt.length, 1)[0]!);
    }
  }

  /** Content of a cell of a regular record. */
  #cell(index: number, row: number): { from: number; to: number } {
    const [first, after, ends, , , , quote] = this.#walk(index, 0, 0);
    const from = this.#heap.ints(first, row + 1)[row]! + after;
    const to = this.#heap.ints(ends, row + 1)[row]!;
    return this.#heap.bytes[from] === quote ? { from: from + 1, to: to - 1 } : { from, to };
  }

  /** Values that are not written plainly; a record that lacks a required one is odd. */
  #readLeft(slot: number, index: number, count: number): void {
    const isNumber = this.#plan.columns[slot]!.type === 'number';
    const { left, odd, outputs } = this.#places;
    for (const row of this.#heap.ints(left, count)) {
      const { from, to } = this.#cell(index, row);
      const value = this.#reader.slowValue(slot, from, to);
      if (value === null && this.#reader.isRequired(slot)) this.#heap.bytes[odd + row] = 1;
      else if (value === null) this.#reader.unreadableAt(slot, row, from, to);
      else if (isNumber) this.#heap.numbers(outputs[slot]!, row + 1)[row] = value;
      else this.#heap.ints(outputs[slot]!, row + 1)[row] = value;
    }
  }

  /** Records that only the record reader can judge, and those that lack what is required. */
  #readOdd(records: number): void {
    this.#markMissing(records);
    const { odd, starts, lines, outputs, hashes } = this.#places;
    const reader = this.#reader;
    reader.unreadable = reader.unreadable.filter(({ row }) => this.#heap.bytes[odd + row] === 0);
    for (let row = 0; ; row++) {
      row = this.#heap.bytes.subarray(odd, odd + records).indexOf(1, row);
      if (row < 0) break;
      const start = this.#heap.ints(starts, records)[row]!;
      const line = this.#heap.ints(lines, records)[row]!;
      this.#heap.ints(hashes + row * 8, 2).fill(0);
      const record = this.#rows.records + row;
      const { taken, blank } = reader.read({ start, row, record, line, outputs, hash: hashes + row * 8 });
      if (!taken) this.#rows.drop(row, blank);
    }
    reader.unreadable.sort((a, b) => a.row - b.row);
  }

  /** A record that lacks what is required is odd: the reader says what is wrong with it. */
  #markMissing(records: number): void {
    const { odd, lacking } = this.#places;
    for (const group of this.#plan.required) {
      this.#heap.bytes.fill(1, lacking, lacking + records);
      if (group.every((slot) => this.#keepAbsent(slot, records) > 0)) {
        this.#heap.kernels.addMarks(odd, lacking, records);
      }
    }
  }

  /** Leaves those marked that lack this slot too; returns how many. */
  #keepAbsent(slot: number, records: number): number {
    const { outputs, lacking } = this.#places;
    const { type } = this.#plan.columns[slot]!;
    const absent = type === 'day' ? missingDay : -1;
    return this.#heap.kernels.keepAbsent(outputs[slot]!, type === 'number' ? 1 : 0, absent, lacking, records);
  }

  #collect(lines: number, tally: { count: number; first: string | null }[], valid: boolean): ChunkResult {
    return {
      ...this.#rows.collect(),
      lines,
      values: this.#dictionaries.map((dictionary) => dictionary?.takeNew() ?? null),
      rejects: this.#reader.rejects,
      shortRows: this.#reader.shortRows,
      unreadable: Int32Array.from(tally, ({ count }) => count),
      firstUnreadable: tally.map(({ first }) => first),
      invalidText: !valid,
    };
  }
}

function startsOf({ starts, ends, lines, odd }: Places) {
  return { starts, ends, lines, odd };
}

function placesOf(plan: ScanPlan, heap: Heap, rows: number): Places {
  return {
    starts: heap.allocate(rows * 4),
    lines: heap.allocate(rows * 4),
    odd: heap.allocate(rows),
    ends: heap.allocate(plan.width * rows * 4),
    hashes: heap.allocate(rows * 8),
    left: heap.allocate(rows * 4),
    lacking: heap.allocate(rows),
    work: heap.allocate(rows * workAt.bytes),
    outputs: plan.columns.map(({ type }) => heap.allocate(rows * (type === 'number' ? 8 : 4))),
  };
}

function count(found: Unreadable[], tally: { count: number; first: string | null }[]): void {
  for (const { slot, value } of found.splice(0)) {
    const seen = tally[slot]!;
    seen.count++;
    seen.first ??= value;
  }
}
