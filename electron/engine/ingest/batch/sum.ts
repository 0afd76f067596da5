import { type Scratch, scratchRows, threadScratch } from '../csv/kernel/scratch.ts';

/** Whole numbers in the memory of kernels: value = (stored + base) / scale, missing where `gap` is stored. */
interface Whole {
  base: number;
  scale: number;
  gap: number | null;
  width: 1 | 2 | 4;
}

/** Sum of the values present, compensated for rounding (Neumaier 1974), taken in piece by piece. */
export class Sum {
  readonly #scratch: Scratch = threadScratch();
  /** The sum, and what rounding lost of it. */
  #state = new Float64Array(2);

  add(values: Float64Array): void {
    const { first } = this.#scratch;
    for (let from = 0; from < values.length; from += scratchRows) {
      const end = this.#scratch.put(first, values.subarray(from, from + scratchRows));
      this.addAt(first, (end - first) / 8);
    }
  }

  /** Numbers in the memory of this thread's kernels. */
  addAt(at: number, rows: number): void {
    const { heap, state } = this.#scratch;
    this.#scratch.put(state, this.#state);
    heap.kernels.addNumbers(at, at + rows * 8, state);
    this.#scratch.take(state, this.#state);
  }

  /** Whole numbers there. */
  addWhole(at: number, rows: number, { base, scale, gap, width }: Whole): void {
    const { heap, first } = this.#scratch;
    const lacks = gap === null ? 0 : 1;
    for (let from = 0; from < rows; from += scratchRows) {
      const count = Math.min(scratchRows, rows - from);
      const start = at + from * width;
      heap.kernels.widenNumbers(start, start + count * width, width, base, scale, lacks, gap ?? 0, first);
      this.addAt(first, count);
    }
  }

  get total(): number {
    return this.#state[0]! + this.#state[1]!;
  }
}

/** Sum of the values present, compensated for rounding. */
export function sum(values: Float64Array): number {
  const all = new Sum();
  all.add(values);
  return all.total;
}
