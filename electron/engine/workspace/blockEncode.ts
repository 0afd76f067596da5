import { type GrowingMemory, growTo, ownKernels } from '../ingest/csv/kernel/ownKernels.ts';
import { blockEncodeFunctions, countsAt } from './blockEncodeKernels.ts';
import { type BlockKind, blockKinds, blockMark, blockRows, headerWords } from './blockFormat.ts';
import type { WholeNumbers } from './wholeNumbers.ts';

type EncodeKernel = 'takeStored' | 'countBits' | 'plainSeries' | 'deltaSeries' | 'runSeries' | 'packSeries';

type EncodeKernels = Record<EncodeKernel, (...values: number[]) => number>;

/** Bits that a number takes which does not fit into the width of its block: its position and itself. */
const exceptionBits = 64;

/** Words beside its series that a block takes at most: head, base, count or first, and the bits that begin runs. */
const mostHeadWords = 3 + blockRows / 32;

/** Words that a block may take before it is written again in another way: every number an exception. */
const mostBlockWords = mostHeadWords + 3 * blockRows;

/** To choose how to write a block it is enough to look at so many numbers of every 32. */
const sampled = 8;

/** The kernels work on four numbers at a time. */
const margin = 16;

/** Addresses of a block as it is stored, as numbers of four bytes (one more before them), of its series, and of counts. */
const storedAt = 0;
const blockAt = storedAt + 4 * blockRows + margin;
const seriesAt = blockAt + 4 * blockRows + margin;
const countedAt = seriesAt + 4 * blockRows + margin;
const wordsAt = countedAt + 4 * Math.ceil(countsAt.bytes / 4);

/** A block that begins at word `start`. */
interface Block {
  start: number;
  rows: number;
  low: number;
}

interface Choice {
  kind: BlockKind;
  width: number;
  bits: number;
}

/** How many numbers a series has, how many of them did not fit, and the word after the block. */
interface Written {
  count: number;
  exceptions: number;
  end: number;
}

/** Encodes whole numbers, block by block in the way that takes the fewest bits. */
export function encodeBlocks({ base, scale, gap, stored }: WholeNumbers): Uint8Array<ArrayBuffer> {
  const blocks = Math.ceil(stored.length / blockRows);
  own ??= new Writer();
  own.begin(headerWords + stored.length + blocks * mostHeadWords + mostBlockWords + 1);
  own.words.set([blockMark, stored.length, scale, gap === null ? 0 : 1, gap ?? 0]);
  own.words.set(new Uint32Array(Float64Array.of(base).buffer), 5);
  let at = headerWords;
  for (let from = 0; from < stored.length; from += blockRows)
    at = own.write(at, stored.subarray(from, from + blockRows));
  own.words[at] = 0;
  return new Uint8Array(own.words.slice(0, at + 1).buffer);
}

let own: Writer | null = null;

/** The kernels of this thread, and the words of the segment that is being written. */
class Writer {
  readonly #kernels: EncodeKernels;
  readonly #memory: GrowingMemory;
  #bytes = new Uint8Array();
  #counts = new Int32Array();
  #block = new Uint32Array();
  words = new Uint32Array();

  constructor() {
    const { kernels, memory } = ownKernels<EncodeKernel>(blockEncodeFunctions, wordsAt);
    this.#kernels = kernels;
    this.#memory = memory;
  }

  /** Room for so many words, which are used again: a segment is small, and there are many. */
  begin(words: number): void {
    growTo(this.#memory, wordsAt + 4 * words);
    const { buffer } = this.#memory;
    this.#bytes = new Uint8Array(buffer);
    this.#counts = new Int32Array(buffer, countedAt, countsAt.bytes / 4);
    this.#block = new Uint32Array(buffer, blockAt, blockRows);
    this.words = new Uint32Array(buffer, wordsAt, words);
  }

  /** Writes a block of at most `blockRows` numbers from a word on; returns the word after it. */
  write(start: number, stored: WholeNumbers['stored']): number {
    const { buffer, byteOffset, byteLength, length, BYTES_PER_ELEMENT } = stored;
    this.#bytes.set(new Uint8Array(buffer, byteOffset, byteLength), storedAt);
    const block = { start, rows: length, low: 0 };
    block.low = this.#kernels.takeStored(storedAt, storedAt + byteLength, BYTES_PER_ELEMENT, blockAt) >>> 0;
    this.#bytes.copyWithin(blockAt - 4, blockAt, blockAt + 4);
    const quick = this.#writeAs(block, this.#choose(block, sampled));
    if (quick.exceptions <= quick.count / 16) return quick.end;
    return this.#writeAs(block, this.#choose(block, 32)).end;
  }

  /** Looks at the first `most` of every 32 numbers. */
  #choose({ rows, low }: Block, most: number): Choice {
    const counts = this.#counts.fill(0);
    const runs = this.#kernels.countBits(blockAt, blockAt + 4 * rows, most, low, countedAt);
    const count = Math.floor(rows / 32) * most + Math.min(rows % 32, most);
    const share = count / rows;
    const plain = fewestBits(blockKinds.plain, counts, countsAt.plain, count, 0);
    const deltas = fewestBits(blockKinds.deltas, counts, countsAt.deltas, count, 32 * share);
    const among = fewestBits(blockKinds.runs, counts, countsAt.runs, runs, (64 + rows) * share);
    const better = deltas.bits < plain.bits ? deltas : plain;
    return among.bits < better.bits ? among : better;
  }

  #writeAs({ start, rows, low }: Block, { kind, width }: Choice): Written {
    const { words } = this;
    const count = this.#takeSeries(kind, rows, low, start + 3);
    words[start + 1] = kind === blockKinds.deltas ? 0 : low;
    let at = start + 2;
    if (kind === blockKinds.deltas) words[at++] = this.#block[0]!;
    if (kind === blockKinds.runs) {
      words[at] = count;
      at += 1 + Math.ceil(rows / 32);
    }
    const end = at + Math.ceil((count * width) / 32);
    const [out, after] = [wordsAt + 4 * at, wordsAt + 4 * end];
    const exceptions = this.#kernels.packSeries(seriesAt, count, width, out, after);
    words[start] = kind | (width << 2) | (exceptions << 8);
    return { count, exceptions, end: end + 2 * exceptions };
  }

  /** Puts what is packed where `seriesAt` says, and the bits that begin runs where they stay; returns how many numbers there are. */
  #takeSeries(kind: BlockKind, rows: number, low: number, marks: number): number {
    const end = blockAt + 4 * rows;
    if (kind === blockKinds.runs)
      return this.#kernels.runSeries(blockAt, end, low, seriesAt, wordsAt + 4 * marks);
    if (kind === blockKinds.deltas) this.#kernels.deltaSeries(blockAt, end, seriesAt);
    else this.#kernels.plainSeries(blockAt, end, low, seriesAt);
    return rows;
  }
}

/** The width that takes the fewest bits, with `counts[b]` numbers of b bits from a place on. */
function fewestBits(kind: BlockKind, counts: Int32Array, place: number, count: number, head: number): Choice {
  const first = place / 4;
  let width = 32;
  let least = head + 32 * count;
  let wider = 0;
  for (let narrower = 31; narrower >= 0; narrower--) {
    wider += counts[first + narrower + 1]!;
    const bits = head + narrower * count + exceptionBits * wider;
    if (bits > least) continue;
    least = bits;
    width = narrower;
  }
  return { kind, width, bits: least };
}
