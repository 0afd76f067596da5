import { blockKinds, blockMark, blockRows, headerWords } from './blockFormat.ts';
import { type BlockRoom, bunchAt, bunchRows, seriesAt, spreadAt, threadRoom, wordsAt } from './blockRoom.ts';

interface Header {
  rows: number;
  scale: number;
  base: number;
  gap: number | null;
}

/** Where the numbers of a block lie, and the word after it. */
interface Read {
  series: number;
  next: number;
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
  const { room, header } = openBlocks(bytes);
  if (offset + header.rows > target.length) throw new Error('More rows than the column has');
  let at = headerWords;
  for (let from = 0; from < header.rows; from += bunchRows) {
    const count = Math.min(bunchRows, header.rows - from);
    at = readBunch(room, at, count, header, target instanceof Int32Array, missing);
    if (target instanceof Int32Array) target.set(room.integers.subarray(0, count), offset + from);
    else target.set(room.numbers.subarray(0, count), offset + from);
  }
  expectEnd(room, at);
  return header.rows;
}

/** Takes a segment into the memory of this thread's kernels. Throws where the words are no segment. */
export function openBlocks(bytes: Uint8Array): { room: BlockRoom; header: Header } {
  if (bytes.byteLength % 4 !== 0 || bytes.byteLength < 4 * (headerWords + 1))
    throw new Error('Not whole words');
  const room = threadRoom();
  room.take(bytes);
  return { room, header: readHeader(room.words) };
}

/** Throws where this is not the word after the last block. */
export function expectEnd({ words }: BlockRoom, at: number): void {
  if (at !== words.length - 1) throw new Error('Its blocks do not end where the segment does');
}

function readHeader(words: Int32Array): Header {
  if (words[0] !== blockMark) throw new Error('Not a segment of blocks');
  const base = new Float64Array(words.slice(5, 7).buffer)[0]!;
  const gap = words[3] === 1 ? words[4]! : null;
  return { rows: words[1]! >>> 0, scale: words[2]!, base, gap };
}

/** Decodes the blocks of a bunch; returns the word after them. */
function readBunch(
  room: BlockRoom,
  start: number,
  rows: number,
  header: Header,
  whole: boolean,
  missing: number,
): number {
  let at = start;
  for (let from = 0; from < rows; from += blockRows) {
    const count = Math.min(blockRows, rows - from);
    const { series, next } = readBlock(room, at, count);
    if (whole) writeIntegers(room, series, count, bunchAt + 4 * from, header, missing);
    else writeNumbers(room, series, count, bunchAt + 8 * from, header, missing);
    at = next;
  }
  return at;
}

interface Head {
  kind: number;
  width: number;
  exceptions: number;
  base: number;
}

export function readHead(words: Int32Array, start: number, count: number): Head {
  const head = words[start]!;
  const [kind, width, exceptions] = [head & 3, (head >>> 2) & 63, head >>> 8];
  if (kind > blockKinds.runs || width > 32 || exceptions > count) throw new Error('Not the head of a block');
  return { kind, width, exceptions, base: words[start + 1]! };
}

/** Writes out the numbers of a block. */
export function readBlock(room: BlockRoom, start: number, count: number): Read {
  const { words, kernels } = room;
  const { kind, width, exceptions, base } = readHead(words, start, count);
  if (kind === blockKinds.plain)
    return { series: seriesAt, next: readSeries(room, start + 2, count, width, base, exceptions) };
  if (kind === blockKinds.deltas) {
    const next = readSeries(room, start + 3, count, width, base, exceptions);
    kernels.addUp(words[start + 2]!, seriesAt, seriesAt + 4 * count);
    return { series: seriesAt, next };
  }
  const { runs, marks, next } = readRuns(room, start, count);
  const spread = kernels.spreadRuns(wordsAt + 4 * marks, seriesAt, count, spreadAt);
  if (spread !== runs) throw new Error('Not as many runs as it says');
  return { series: spreadAt, next };
}

/**
 * Puts the number of each run of a block where `seriesAt` says; `marks` is the first word of the bits that say where runs
 * begin, of which there have to be as many as `runs`.
 */
export function readRuns(
  room: BlockRoom,
  start: number,
  count: number,
): { runs: number; marks: number; next: number } {
  const { words } = room;
  const { width, exceptions, base } = readHead(words, start, count);
  const runs = words[start + 2]!;
  if (runs < 1 || runs > count) throw new Error('Not a number of runs');
  const marks = start + 3;
  const next = readSeries(room, marks + Math.ceil(count / 32), runs, width, base, exceptions);
  if ((words[marks]! & 1) === 0) throw new Error('Its first run does not begin');
  return { runs, marks, next };
}

/** Puts a series where `seriesAt` says; returns the word after its exceptions. */
function readSeries(
  { words, series, kernels }: BlockRoom,
  at: number,
  count: number,
  width: number,
  base: number,
  exceptions: number,
): number {
  const from = at + Math.ceil((count * width) / 32);
  const end = from + 2 * exceptions;
  if (end >= words.length) throw new Error('It ends within a block');
  const seriesEnd = seriesAt + 4 * count;
  if (width === 0) kernels.fillSeries(base, seriesAt, seriesEnd);
  else kernels.unpackSeries(wordsAt + 4 * at, width, base, seriesAt, seriesEnd);
  for (let exception = from; exception < end; exception += 2) {
    const position = words[exception]!;
    if (position < 0 || position >= count) throw new Error('Not a place in a block');
    series[position] = words[exception + 1]! + base;
  }
  return end;
}

function writeIntegers(
  { kernels }: BlockRoom,
  series: number,
  count: number,
  out: number,
  { base, gap }: Header,
  missing: number,
): void {
  const end = series + 4 * count;
  kernels.writeIntegers(series, end, base, out);
  if (gap !== null) kernels.markMissingIntegers(series, end, gap, missing, out);
}

function writeNumbers(
  { kernels }: BlockRoom,
  series: number,
  count: number,
  out: number,
  { base, scale, gap }: Header,
  missing: number,
): void {
  const end = series + 4 * count;
  kernels.writeNumbers(series, end, base, scale, out);
  if (gap !== null) kernels.markMissingNumbers(series, end, gap, missing, out);
}
