import { cellLimit } from './dialect.ts';
import { Heap } from './kernel/heap.ts';

/** A stretch of whole records, in memory that workers share. */
export interface Chunk {
  memory: SharedArrayBuffer;
  length: number;
  /** A quote opens in it that never closes: it is read line by line. */
  singleLine: boolean;
}

/** A cell (or record) that is too large to be data. */
export interface OversizedCell {
  /** Records and cells before it, from the start of the stretch that was not handed out. */
  records: number;
  cell: number;
}

export interface CutOptions {
  delimiter: number;
  quote: number;
  chunkBytes: number;
  /** Called for a free buffer of at least this many bytes. */
  allocate(bytes: number): SharedArrayBuffer;
}

const recordLimit = 64 << 20;
const lf = 10;
const cr = 13;

/** Bytes readable behind the stretch that is looked at: the kernels look 64 at a time. */
const margin = 128;

/**
 * Cuts a stream of bytes where records end, so that chunks can be scanned apart. Quotes are followed by the rules of
 * `parseRecords`. Memory is one chunk, more only while a single record needs it; a cell above 32 MiB ends the stream
 * with `OversizedCell`.
 */
export async function* cutChunks(
  blocks: AsyncIterable<Uint8Array>,
  options: CutOptions,
): AsyncGenerator<Chunk | OversizedCell> {
  const stretch = new Stretch(options.chunkBytes);
  for await (const block of blocks) {
    let taken = 0;
    while (taken < block.length) {
      taken += stretch.fill(block.subarray(taken));
      if (!stretch.isFull) continue;
      const cut = stretch.lastEnd(options);
      if (stretch.filled > cellLimit) {
        const oversized = findOversized(stretch.bytes, cut > 0 ? cut : stretch.filled, options);
        if (oversized) return yield oversized;
      }
      if (cut > 0) yield { ...stretch.take(cut, options), singleLine: false };
      else stretch.widen();
    }
  }
  yield* cutRest(stretch, options);
}

/** What is left at the end of the file: whole records, and perhaps a record whose quote never closes. */
function* cutRest(stretch: Stretch, options: CutOptions): Generator<Chunk | OversizedCell> {
  const { filled } = stretch;
  if (filled === 0) return;
  if (filled > cellLimit) {
    const oversized = findOversized(stretch.bytes, filled, options);
    if (oversized) return yield oversized;
  }
  const cut = stretch.endsInsideQuotes(options) ? stretch.lastEnd(options) : filled;
  if (cut > 0) yield { ...stretch.take(cut, options), singleLine: false };
  if (stretch.filled > 0) yield { ...stretch.take(stretch.filled, options), singleLine: true };
}

/** The bytes that are not handed out yet, in the memory of the kernels. They start a record. */
class Stretch {
  readonly #heap = new Heap();
  readonly #chunkBytes: number;
  #at: number;
  #room: number;
  /** Bytes after which a cut is looked for. */
  #limit: number;
  filled = 0;

  constructor(chunkBytes: number) {
    this.#chunkBytes = this.#room = this.#limit = chunkBytes;
    this.#at = this.#heap.allocate(chunkBytes + margin);
  }

  get isFull(): boolean {
    return this.filled === this.#limit;
  }

  get bytes(): Uint8Array {
    return this.#heap.bytes.subarray(this.#at, this.#at + this.filled + 1);
  }

  /** Takes in as many of the bytes as there is room for; returns how many. */
  fill(block: Uint8Array): number {
    const part = block.subarray(0, this.#limit - this.filled);
    this.#heap.bytes.set(part, this.#at + this.filled);
    this.filled += part.length;
    return part.length;
  }

  /** Where the last whole record ends; 0 where none does. */
  lastEnd(options: CutOptions): number {
    const { delimiter, quote } = options;
    const end = this.#heap.kernels.lastEnd(this.#at, this.filled, delimiter, quote);
    return end < 0 ? lastRecordEnd(this.bytes, this.filled, options) : end;
  }

  /** Whether the bytes, which are all there are, end inside a quoted cell. */
  endsInsideQuotes({ delimiter, quote }: CutOptions): boolean {
    if (quote < 0) return false;
    const end = this.#at + this.filled;
    this.#heap.bytes[end] = lf;
    const { lastEnd, recordEnd } = this.#heap.kernels;
    let start = this.#at + Math.max(0, lastEnd(this.#at, this.filled, delimiter, quote));
    while (start < end) {
      const at = recordEnd(start, end, delimiter, quote);
      if (at >= end) return isOpenAt(this.#heap.bytes, start, end, { delimiter, quote });
      start = at + 1;
    }
    return false;
  }

  /** Hands out the first bytes. */
  take(length: number, options: CutOptions): { memory: SharedArrayBuffer; length: number } {
    const memory = options.allocate(length);
    const bytes = this.#heap.bytes;
    new Uint8Array(memory).set(bytes.subarray(this.#at, this.#at + length));
    bytes.copyWithin(this.#at, this.#at + length, this.#at + this.filled);
    this.filled -= length;
    this.#limit = Math.max(this.#chunkBytes, Math.min(this.#room, this.filled * 2));
    return { memory, length };
  }

  /** Room for more, where a record is longer than all there is. */
  widen(): void {
    this.#limit *= 2;
    if (this.#limit <= this.#room) return;
    const at = this.#heap.allocate(this.#limit + margin);
    this.#heap.bytes.copyWithin(at, this.#at, this.#at + this.filled);
    this.#heap.free(this.#at, this.#room + margin);
    this.#at = at;
    this.#room = this.#limit;
  }
}

/** Where the last whole record in the first `length` bytes ends, by the rules byte by byte; 0 where none does. */
function lastRecordEnd(
  bytes: Uint8Array,
  length: number,
  { delimiter, quote }: Pick<CutOptions, 'delimiter' | 'quote'>,
): number {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, length);
  let edges = new Int32Array(1 << 10);
  let count = 1;
  for (let at = 0; quote >= 0 && at < length; ) {
    const open = nextOpening(bytes, buffer, at, delimiter, quote);
    if (open < 0) break;
    if (count + 2 > edges.length) edges = doubled(edges);
    edges[count++] = open;
    const close = closingQuote(bytes, open, length, quote);
    if (close < 0) break;
    at = close + 1;
    edges[count++] = at;
  }
  let end = count % 2 === 0 ? edges[--count]! : length;
  while (count > 0) {
    const found = lastLineEnd(buffer, edges[--count]!, end, length);
    if (found > 0) return found;
    if (count > 0) end = edges[--count]!;
  }
  return 0;
}

function doubled(values: Int32Array<ArrayBuffer>): Int32Array<ArrayBuffer> {
  const larger = new Int32Array(values.length * 2);
  larger.set(values);
  return larger;
}

/** The next quote that opens a cell. Quotes are often close by, where a loop beats the native search, or far. */
function nextOpening(
  bytes: Uint8Array,
  buffer: Buffer,
  from: number,
  delimiter: number,
  quote: number,
): number {
  for (let at = from; ; at++) {
    const near = Math.min(buffer.length, at + 64);
    while (at < near && bytes[at] !== quote) at++;
    if (at >= near) at = near < buffer.length ? buffer.indexOf(quote, near) : -1;
    if (at < 0) return -1;
    const before = at === 0 ? lf : bytes[at - 1]!;
    if (before === delimiter || before === lf || before === cr) return at;
  }
}

/** After the last line end between `start` and `end`; a CR at the very end may yet be half of one. */
function lastLineEnd(buffer: Buffer, start: number, end: number, length: number): number {
  if (end <= start) return 0;
  const feed = buffer.lastIndexOf(lf, end - 1);
  if (feed >= start) return feed + 1;
  const last = Math.min(end - 1, length - 2);
  const back = last < 0 ? -1 : buffer.lastIndexOf(cr, last);
  return back >= start ? back + 1 : 0;
}

/** The quote that ends the quoted cell opened at `open`; −1 where it lies beyond `length`, or may. */
function closingQuote(bytes: Uint8Array, open: number, length: number, quote: number): number {
  let at = open + 1;
  for (;;) {
    while (at < length && bytes[at] !== quote) at++;
    if (at + 1 >= length) return -1;
    if (bytes[at + 1] !== quote) return at;
    at += 2;
  }
}

/** Whether the record from `start` ends inside a quoted cell, at `end`. A line feed follows it. */
function isOpenAt(
  bytes: Uint8Array,
  start: number,
  end: number,
  { delimiter, quote }: Pick<CutOptions, 'delimiter' | 'quote'>,
): boolean {
  for (let at = start; at < end; at++) {
    if (bytes[at] === quote) {
      const close = closingQuote(bytes, at, end + 1, quote);
      if (close < 0 || close >= end) return true;
      at = close + 1;
    }
    while (at < end && bytes[at] !== delimiter && bytes[at] !== lf && bytes[at] !== cr) at++;
  }
  return false;
}

/** The first cell, or record, that is beyond the limits. */
function findOversized(
  bytes: Uint8Array,
  length: number,
  { delimiter, quote }: CutOptions,
): OversizedCell | null {
  let records = 0;
  let cell = 0;
  let recordStart = 0;
  for (let at = 0; at < length; at++) {
    const start = at;
    if (bytes[at] === quote) {
      const close = closingQuote(bytes, at, length, quote);
      at = close < 0 ? length : close + 1;
    }
    while (at < length && bytes[at] !== delimiter && bytes[at] !== lf && bytes[at] !== cr) at++;
    if (at - start > cellLimit || at - recordStart > recordLimit) return { records, cell };
    if (bytes[at] === delimiter) cell++;
    else {
      if (bytes[at] === cr && bytes[at + 1] === lf) at++;
      records++;
      cell = 0;
      recordStart = at + 1;
    }
  }
  return null;
}
