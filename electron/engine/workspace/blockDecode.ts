import { blockKinds, blockMark, blockRows, headerWords } from './blockFormat.ts';

/** One block at a time, small enough to stay in the processor's first cache. */
const series = new Int32Array(blockRows);
const spread = new Int32Array(blockRows);

interface Header {
  rows: number;
  scale: number;
  base: number;
  gap: number | null;
}

/**
 * Decodes the blocks of a segment into `target` from `offset` on; returns how many numbers there were. Throws where the
 * words are no segment or hold more than the column has room for.
 */
export function decodeBlocks(
  bytes: Uint8Array,
  target: Int32Array | Float64Array,
  offset: number,
  missing: number,
): number {
  const words = wordsOf(bytes);
  const header = readHeader(words);
  if (offset + header.rows > target.length) throw new Error('More rows than the column has');
  let at = headerWords;
  for (let from = 0; from < header.rows; from += blockRows) {
    const count = Math.min(blockRows, header.rows - from);
    at = readBlock(words, at, count);
    if (target instanceof Int32Array) writeIntegers(target, offset + from, count, header, missing);
    else writeNumbers(target, offset + from, count, header, missing);
  }
  if (at !== words.length - 1) throw new Error('Its blocks do not end where the segment does');
  return header.rows;
}

function wordsOf(bytes: Uint8Array): Int32Array {
  if (bytes.byteLength % 4 !== 0 || bytes.byteLength < 4 * (headerWords + 1))
    throw new Error('Not whole words');
  const aligned = bytes.byteOffset % 4 === 0 ? bytes : bytes.slice();
  return new Int32Array(aligned.buffer, aligned.byteOffset, aligned.byteLength / 4);
}

function readHeader(words: Int32Array): Header {
  if (words[0] !== blockMark) throw new Error('Not a segment of blocks');
  const base = new Float64Array(words.slice(5, 7).buffer)[0]!;
  const gap = words[3] === 1 ? words[4]! : null;
  return { rows: words[1]! >>> 0, scale: words[2]!, base, gap };
}

/** Puts the numbers of a block into `series`; returns the word after it. */
function readBlock(words: Int32Array, start: number, count: number): number {
  const head = words[start]!;
  const kind = head & 3;
  const width = (head >>> 2) & 63;
  const exceptions = head >>> 8;
  const base = words[start + 1]!;
  if (kind > blockKinds.runs || width > 32 || exceptions > count) throw new Error('Not the head of a block');
  if (kind === blockKinds.plain) return readSeries(words, start + 2, count, width, base, exceptions);
  const extra = words[start + 2]!;
  if (kind === blockKinds.deltas) {
    const end = readSeries(words, start + 3, count, width, base, exceptions);
    addUp(count, extra);
    return end;
  }
  if (extra < 1 || extra > count) throw new Error('Not a number of runs');
  const end = readSeries(words, start + 3 + Math.ceil(count / 32), extra, width, base, exceptions);
  spreadRuns(words, start + 3, count, extra);
  return end;
}

/** Puts a series into `series`; returns the word after its exceptions. */
function readSeries(
  words: Int32Array,
  at: number,
  count: number,
  width: number,
  base: number,
  exceptions: number,
): number {
  const from = at + Math.ceil((count * width) / 32);
  const end = from + 2 * exceptions;
  if (end >= words.length) throw new Error('It ends within a block');
  if (width === 0) series.fill(base, 0, count);
  else unpackSeries(words, at, count, width, base);
  for (let exception = from; exception < end; exception += 2) {
    const position = words[exception]!;
    if (position < 0 || position >= count) throw new Error('Not a place in a block');
    series[position] = (words[exception + 1]! + base) | 0;
  }
  return end;
}

/** A word further than the last bit is read, and is there: the padding. Shifts in two steps, for one by 32 is none. */
function unpackSeries(words: Int32Array, at: number, count: number, width: number, base: number): void {
  const mask = width === 32 ? -1 : (1 << width) - 1;
  let word = at;
  let shift = 0;
  for (let i = 0; i < count; i++) {
    const bits = (words[word]! >>> shift) | ((words[word + 1]! << 1) << (31 - shift));
    series[i] = ((bits & mask) + base) | 0;
    shift += width;
    word += shift >>> 5;
    shift &= 31;
  }
}

function addUp(count: number, first: number): void {
  let value = first;
  for (let i = 0; i < count; i++) {
    const delta = series[i]!;
    value = (value + ((delta >>> 1) ^ -(delta & 1))) | 0;
    series[i] = value;
  }
}

function spreadRuns(words: Int32Array, bits: number, count: number, runs: number): void {
  let run = -1;
  let value = 0;
  for (let i = 0; i < count; i++) {
    run += (words[bits + (i >>> 5)]! >>> (i & 31)) & 1;
    value = series[run]!;
    spread[i] = value;
  }
  if (run !== runs - 1 || (words[bits]! & 1) === 0) throw new Error('Not as many runs as it says');
  series.set(count === blockRows ? spread : spread.subarray(0, count));
}

function writeIntegers(target: Int32Array, to: number, count: number, header: Header, missing: number): void {
  const base = header.base | 0;
  for (let i = 0; i < count; i++) target[to + i] = (series[i]! + base) | 0;
  if (header.gap !== null) writeMissing(target, to, count, header.gap, missing);
}

function writeNumbers(
  target: Float64Array,
  to: number,
  count: number,
  header: Header,
  missing: number,
): void {
  const { base, scale } = header;
  if (scale === 1) for (let i = 0; i < count; i++) target[to + i] = (series[i]! >>> 0) + base;
  else for (let i = 0; i < count; i++) target[to + i] = ((series[i]! >>> 0) + base) / scale;
  if (header.gap !== null) writeMissing(target, to, count, header.gap, missing);
}

function writeMissing(
  target: Int32Array | Float64Array,
  to: number,
  count: number,
  gap: number,
  missing: number,
): void {
  for (let i = 0; i < count; i++) if (series[i] === gap) target[to + i] = missing;
}
