import { cellLimit } from './dialect.ts';

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

/**
 * Cuts a stream of bytes where records end, so that chunks can be scanned apart. Quotes are followed by the rules of
 * `parseRecords`. Memory is one chunk, more only while a single record needs it; a cell above 32 MiB ends the stream
 * with `OversizedCell`.
 */
export async function* cutChunks(
  blocks: AsyncIterable<Uint8Array>,
  options: CutOptions,
): AsyncGenerator<Chunk | OversizedCell> {
  let memory = options.allocate(options.chunkBytes);
  let bytes = new Uint8Array(memory);
  let filled = 0;
  for await (const block of blocks) {
    let taken = 0;
    while (taken < block.length) {
      const room = bytes.length - 1 - filled;
      const part = block.subarray(taken, taken + room);
      bytes.set(part, filled);
      filled += part.length;
      taken += part.length;
      if (filled < bytes.length - 1) continue;
      const cut = lastRecordEnd(bytes, filled, options);
      if (bytes.length > cellLimit) {
        const oversized = findOversized(bytes, cut > 0 ? cut : filled, options);
        if (oversized) return yield oversized;
      }
      const next = options.allocate(
        cut > 0 ? Math.max(options.chunkBytes, filled - cut + 2) : bytes.length * 2,
      );
      const nextBytes = new Uint8Array(next);
      nextBytes.set(bytes.subarray(cut, filled));
      if (cut > 0) yield { memory, length: cut, singleLine: false };
      filled -= cut;
      memory = next;
      bytes = nextBytes;
    }
  }
  yield* cutRest(memory, bytes, filled, options);
}

/** What is left at the end of the file: whole records, and perhaps a record whose quote never closes. */
function* cutRest(
  memory: SharedArrayBuffer,
  bytes: Uint8Array,
  filled: number,
  options: CutOptions,
): Generator<Chunk | OversizedCell> {
  if (filled === 0) return;
  if (filled > cellLimit) {
    const oversized = findOversized(bytes, filled, options);
    if (oversized) return yield oversized;
  }
  bytes[filled] = lf;
  const cut = endsInsideQuotes(bytes, filled, options) ? lastRecordEnd(bytes, filled, options) : filled;
  if (cut === filled) return yield { memory, length: filled, singleLine: false };
  const rest = options.allocate(Math.max(options.chunkBytes, filled - cut + 1));
  new Uint8Array(rest).set(bytes.subarray(cut, filled));
  if (cut > 0) yield { memory, length: cut, singleLine: false };
  yield { memory: rest, length: filled - cut, singleLine: true };
}

/** Where the last whole record in the first `length` bytes ends; 0 where none does. The bytes start a record. */
export function lastRecordEnd(
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

/** Whether the bytes, which start a record and are all there are, end inside a quoted cell. A line feed follows them. */
function endsInsideQuotes(bytes: Uint8Array, length: number, { delimiter, quote }: CutOptions): boolean {
  if (quote < 0) return false;
  for (let at = 0; at < length; at++) {
    if (bytes[at] === quote) {
      const close = closingQuote(bytes, at, length + 1, quote);
      if (close < 0 || close >= length) return true;
      at = close + 1;
    }
    while (at < length && bytes[at] !== delimiter && bytes[at] !== lf && bytes[at] !== cr) at++;
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
