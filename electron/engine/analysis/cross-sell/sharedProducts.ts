import type { References } from './patterns.ts';

/** Most products that a pattern can hold: nine planes of bits count up to 511, and a grid has at most 300 columns. */
const planes = 9;

/**
 * How many products do all references share with one set of products?
 *
 * 32 references are counted at once: a word per product and block says which of them hold it, and the words of a
 * query's products are added up bit by bit with carry-save adders, as whole populations of bits are. What stays below
 * the number asked for is left out 32 at a time. Cost of a query: references × its products / 32 × about six operations.
 *
 * Source: Harley & Seal's counting of bits (Warren, Hacker's Delight, 2nd edition, section 5-1), turned on its side.
 */
export class SharedProducts {
  /** Bit i of `words[block * stride + column]`: reference 32 · block + i holds the column. The last column is empty. */
  readonly #words: Int32Array;
  readonly #stride: number;
  readonly #query: Int32Array;
  #length = 0;
  /** Planes that the query's number of products needs. */
  #used = 0;
  readonly #planes = new Int32Array(planes);

  constructor({ n, postingStarts, postings }: References) {
    const width = postingStarts.length - 1;
    this.#stride = width + 1;
    this.#words = new Int32Array(Math.ceil(n / 32) * this.#stride);
    this.#query = new Int32Array(width + 4);
    for (let column = 0; column < width; column++) {
      for (let at = postingStarts[column]!; at < postingStarts[column + 1]!; at++) {
        const reference = postings[at]!;
        this.#words[(reference >> 5) * this.#stride + column]! |= 1 << (reference & 31);
      }
    }
  }

  /** Sets the products that are asked about. */
  ask(columns: ArrayLike<number>): void {
    for (let i = 0; i < columns.length; i++) this.#query[i] = columns[i]!;
    this.#length = columns.length;
    this.#used = Math.max(2, 32 - Math.clz32(columns.length));
    while (this.#length % 4 !== 0) this.#query[this.#length++] = this.#stride - 1;
  }

  /** Which of the references 32 · block … 32 · block + 31 share at least `needed` products, one bit each. */
  hits(block: number, needed: number): number {
    this.#count(block);
    if (needed >> this.#used > 0) return 0;
    let hits = -1;
    for (let plane = 0; plane < this.#used; plane++) {
      const counted = this.#planes[plane]!;
      hits = (needed >> plane) & 1 ? counted & hits : counted | hits;
    }
    return hits;
  }

  /** Products shared with the reference at this bit of the block that `hits` was asked for last. */
  sharedAt(bit: number): number {
    let shared = 0;
    for (let plane = 0; plane < this.#used; plane++) shared |= ((this.#planes[plane]! >>> bit) & 1) << plane;
    return shared;
  }

  #count(block: number): void {
    const words = this.#words;
    const query = this.#query;
    const base = block * this.#stride;
    let ones = 0;
    let twos = 0;
    const counts = this.#planes;
    for (let plane = 2; plane < this.#used; plane++) counts[plane] = 0;
    for (let i = 0; i < this.#length; i += 4) {
      const a = words[base + query[i]!]!;
      const b = words[base + query[i + 1]!]!;
      const c = words[base + query[i + 2]!]!;
      const d = words[base + query[i + 3]!]!;
      const first = ones ^ a;
      const twosA = (ones & a) | (first & b);
      ones = first ^ b;
      const second = ones ^ c;
      const twosB = (ones & c) | (second & d);
      ones = second ^ d;
      const third = twos ^ twosA;
      let carry = (twos & twosA) | (third & twosB);
      twos = third ^ twosB;
      for (let plane = 2; carry !== 0; plane++) {
        const sum = counts[plane]!;
        counts[plane] = sum ^ carry;
        carry &= sum;
      }
    }
    counts[0] = ones;
    counts[1] = twos;
  }
}
