import { type BlockKind, blockKinds, blockMark, blockRows, headerWords } from './blockFormat.ts';
import type { WholeNumbers } from './wholeNumbers.ts';

/** Bits that a number takes which does not fit into the width of its block: its position and itself. */
const exceptionBits = 64;

/** Words beside its series that a block takes at most: head, base, count or first, and the bits that begin runs. */
const mostHeadWords = 3 + blockRows / 32;

/** To choose how to write a block it is enough to look at so many numbers of every 32. */
const sampled = 8;

const copied = new Uint32Array(blockRows);
const series = new Uint32Array(blockRows);
const marks = new Uint32Array(blockRows / 32);
const plainBits = new Int32Array(33);
const runBits = new Int32Array(33);
const deltaBits = new Int32Array(33);

interface Choice {
  kind: BlockKind;
  width: number;
  bits: number;
}

/** Encodes whole numbers, block by block in the way that takes the fewest bits. */
export function encodeBlocks({ base, scale, gap, stored }: WholeNumbers): Uint8Array<ArrayBuffer> {
  const blocks = Math.ceil(stored.length / blockRows);
  const words = emptyRoom(headerWords + stored.length + blocks * mostHeadWords + 1);
  words.set([blockMark, stored.length, scale, gap === null ? 0 : 1, gap ?? 0]);
  words.set(new Uint32Array(Float64Array.of(base).buffer), 5);
  let at = headerWords;
  for (let from = 0; from < stored.length; from += blockRows) {
    const part = stored.subarray(from, from + blockRows);
    copied.set(part);
    at = encodeBlock(words, at, copied.subarray(0, part.length));
  }
  return new Uint8Array(words.slice(0, at + 1).buffer);
}

let room = new Uint32Array(0);

/** So many words of 0, which are used again: a segment is small, and there are many. */
function emptyRoom(words: number): Uint32Array {
  if (room.length < words) room = new Uint32Array(words);
  else room.fill(0, 0, words);
  return room;
}

function encodeBlock(words: Uint32Array, start: number, block: Uint32Array): number {
  const low = lowest(block);
  let { kind, width } = choose(block, low, sampled);
  let count = takeSeries(block, kind, low);
  if (exceptionsAmong(count, width) > count / 16) {
    ({ kind, width } = choose(block, low, 32));
    count = takeSeries(block, kind, low);
  }
  words[start + 1] = kind === blockKinds.deltas ? 0 : low;
  let at = start + 2;
  if (kind === blockKinds.deltas) words[at++] = block[0]!;
  if (kind === blockKinds.runs) {
    words[at++] = count;
    words.set(marks.subarray(0, Math.ceil(block.length / 32)), at);
    at += Math.ceil(block.length / 32);
  }
  const end = packSeries(words, at, count, width);
  const exceptions = (end - at - Math.ceil((count * width) / 32)) / 2;
  words[start] = kind | (width << 2) | (exceptions << 8);
  return end;
}

function lowest(block: Uint32Array): number {
  let low = block[0]!;
  for (let i = 1; i < block.length; i++) if (block[i]! < low) low = block[i]!;
  return low;
}

function bitsOf(value: number): number {
  return 32 - Math.clz32(value);
}

function zigzag(delta: number): number {
  return (delta << 1) ^ (delta >> 31);
}

/** Looks at the first `most` of every 32 numbers. */
function choose(block: Uint32Array, low: number, most: number): Choice {
  plainBits.fill(0);
  runBits.fill(0);
  deltaBits.fill(0);
  let before = block[0]!;
  let runs = 0;
  let count = 0;
  for (let from = 0; from < block.length; from += 32) {
    const to = Math.min(from + most, block.length);
    if (from > 0) before = block[from - 1]!;
    for (let i = from; i < to; i++) {
      const value = block[i]!;
      const bits = bitsOf(value - low);
      plainBits[bits]!++;
      deltaBits[bitsOf(zigzag((value - before) | 0))]!++;
      if (value !== before || i === 0) {
        runBits[bits]!++;
        runs++;
      }
      before = value;
      count++;
    }
  }
  const share = count / block.length;
  const plain = fewestBits(blockKinds.plain, plainBits, count, 0);
  const deltas = fewestBits(blockKinds.deltas, deltaBits, count, 32 * share);
  const among = fewestBits(blockKinds.runs, runBits, runs, (64 + block.length) * share);
  const better = deltas.bits < plain.bits ? deltas : plain;
  return among.bits < better.bits ? among : better;
}

/** The width that takes the fewest bits, with `counts[b]` numbers of b bits. */
function fewestBits(kind: BlockKind, counts: Int32Array, count: number, head: number): Choice {
  let best: Choice = { kind, width: 32, bits: head + 32 * count };
  let wider = 0;
  for (let width = 31; width >= 0; width--) {
    wider += counts[width + 1]!;
    const bits = head + width * count + exceptionBits * wider;
    if (bits <= best.bits) best = { kind, width, bits };
  }
  return best;
}

/** Puts what is packed into `series`, and where runs begin into `marks`; returns how many numbers there are. */
function takeSeries(block: Uint32Array, kind: BlockKind, low: number): number {
  if (kind === blockKinds.runs) return takeRuns(block, low);
  if (kind === blockKinds.deltas) takeDeltas(block);
  else for (let i = 0; i < block.length; i++) series[i] = block[i]! - low;
  return block.length;
}

function takeDeltas(block: Uint32Array): void {
  let before = block[0]!;
  for (let i = 0; i < block.length; i++) {
    series[i] = zigzag((block[i]! - before) | 0);
    before = block[i]!;
  }
}

function takeRuns(block: Uint32Array, low: number): number {
  let runs = 0;
  marks.fill(0);
  for (let i = 0; i < block.length; i++) {
    if (i > 0 && block[i] === block[i - 1]) continue;
    series[runs++] = block[i]! - low;
    marks[i >>> 5]! |= 1 << (i & 31);
  }
  return runs;
}

function exceptionsAmong(count: number, width: number): number {
  let found = 0;
  for (let i = 0; i < count; i++) if (bitsOf(series[i]!) > width) found++;
  return found;
}

/** Writes the series, then what does not fit into the width; returns the word after. */
function packSeries(words: Uint32Array, at: number, count: number, width: number): number {
  let end = at + Math.ceil((count * width) / 32);
  for (let i = 0; i < count; i++) {
    const value = series[i]! | 0;
    if (bitsOf(value) > width) {
      words[end++] = i;
      words[end++] = value;
    } else if (width > 0) {
      const bit = i * width;
      const word = at + (bit >>> 5);
      const shift = bit & 31;
      words[word]! |= value << shift;
      if (shift + width > 32) words[word + 1]! |= value >>> (32 - shift);
    }
  }
  return end;
}
