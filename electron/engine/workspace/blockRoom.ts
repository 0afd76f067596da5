import { type GrowingMemory, growTo, ownKernels } from '../ingest/csv/kernel/ownKernels.ts';
import { blockRows } from './blockFormat.ts';
import { blockFunctions } from './blockKernels.ts';

type BlockKernel =
  | 'unpackSeries'
  | 'fillSeries'
  | 'addUp'
  | 'spreadRuns'
  | 'writeIntegers'
  | 'writeNumbers'
  | 'markMissingIntegers'
  | 'markMissingNumbers';

type BlockKernels = Record<BlockKernel, (...values: number[]) => number>;

/** Addresses of the series of a block, of the same series with its runs spread, and of a bunch of decoded numbers. */
export const seriesAt = 0;
export const spreadAt = 4 * blockRows;
export const bunchAt = 8 * blockRows;

/** Numbers that are decoded before they are copied to their column: so few that they stay in a cache. */
export const bunchRows = 16 * blockRows;

export const wordsAt = bunchAt + 8 * bunchRows;

/** The kernels read up to eight bytes after the last bit of a block. */
const padding = 8;

/** Memory of this thread's kernels. What lies in it is only good until the next segment. */
export class BlockRoom {
  readonly kernels: BlockKernels;
  readonly #memory: GrowingMemory;
  /** Views, good until the next segment is taken in. */
  words = new Int32Array();
  series = new Int32Array();
  integers = new Int32Array();
  numbers = new Float64Array();

  constructor() {
    const { kernels, memory } = ownKernels<BlockKernel>(blockFunctions, wordsAt + padding);
    this.kernels = kernels;
    this.#memory = memory;
  }

  /** Takes in the words of a segment; what is there besides is only for reading further than they go. */
  take(bytes: Uint8Array): void {
    growTo(this.#memory, wordsAt + bytes.byteLength + padding);
    const { buffer } = this.#memory;
    new Uint8Array(buffer).set(bytes, wordsAt);
    this.words = new Int32Array(buffer, wordsAt, bytes.byteLength / 4);
    this.series = new Int32Array(buffer, seriesAt, blockRows);
    this.integers = new Int32Array(buffer, bunchAt, bunchRows);
    this.numbers = new Float64Array(buffer, bunchAt, bunchRows);
  }
}

let own: BlockRoom | null = null;

export function threadRoom(): BlockRoom {
  own ??= new BlockRoom();
  return own;
}
