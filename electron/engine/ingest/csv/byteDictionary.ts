import type { NewValues } from './scanPlan.ts';

/**
 * Text values by their UTF-8 bytes, numbered in the order they first appear. Open addressing on the hash the scanner
 * has computed anyway; bytes are compared, so that two values are never taken for one.
 */
export class ByteDictionary {
  #table = new Int32Array(1 << 12);
  #mask = (1 << 12) - 1;
  #hashes = new Int32Array(1 << 11);
  #ends = new Uint32Array(1 << 11);
  #bytes = new Uint8Array(1 << 15);
  #size = 0;
  #reported = 0;
  #last = -1;

  /** Code of the bytes from `start` to `end`; a new value gets the next one. */
  find(bytes: Uint8Array, start: number, end: number, hash: number): number {
    if (this.#last >= 0 && this.#hashes[this.#last] === hash && this.#equals(this.#last, bytes, start, end)) {
      return this.#last;
    }
    let slot = (hash ^ (hash >>> 15)) & this.#mask;
    for (;;) {
      const code = this.#table[slot]! - 1;
      if (code < 0) break;
      if (this.#hashes[code] === hash && this.#equals(code, bytes, start, end)) {
        this.#last = code;
        return code;
      }
      slot = (slot + 1) & this.#mask;
    }
    return this.#add(bytes, start, end, hash, slot);
  }

  #equals(code: number, bytes: Uint8Array, start: number, end: number): boolean {
    const from = code === 0 ? 0 : this.#ends[code - 1]!;
    const length = end - start;
    if (this.#ends[code]! - from !== length) return false;
    const own = this.#bytes;
    for (let at = 0; at < length; at++) if (own[from + at] !== bytes[start + at]) return false;
    return true;
  }

  #add(bytes: Uint8Array, start: number, end: number, hash: number, slot: number): number {
    const code = this.#size++;
    if (code === this.#hashes.length) {
      this.#hashes = grown(this.#hashes, Int32Array);
      this.#ends = grown(this.#ends, Uint32Array);
    }
    const from = code === 0 ? 0 : this.#ends[code - 1]!;
    const to = from + end - start;
    if (to > this.#bytes.length) {
      const larger = new Uint8Array(Math.max(to, this.#bytes.length * 2));
      larger.set(this.#bytes);
      this.#bytes = larger;
    }
    this.#bytes.set(bytes.subarray(start, end), from);
    this.#hashes[code] = hash;
    this.#ends[code] = to;
    this.#table[slot] = code + 1;
    if (this.#size * 2 > this.#mask) this.#rehash();
    this.#last = code;
    return code;
  }

  #rehash(): void {
    this.#mask = this.#mask * 2 + 1;
    this.#table = new Int32Array(this.#mask + 1);
    for (let code = 0; code < this.#size; code++) {
      const hash = this.#hashes[code]!;
      let slot = (hash ^ (hash >>> 15)) & this.#mask;
      while (this.#table[slot] !== 0) slot = (slot + 1) & this.#mask;
      this.#table[slot] = code + 1;
    }
  }

  /** The values added since this was last asked. */
  takeNew(): NewValues {
    const first = this.#reported;
    const from = first === 0 ? 0 : this.#ends[first - 1]!;
    const to = this.#size === 0 ? 0 : this.#ends[this.#size - 1]!;
    const ends = this.#ends.slice(first, this.#size);
    for (let at = 0; at < ends.length; at++) ends[at]! -= from;
    this.#reported = this.#size;
    return { bytes: this.#bytes.slice(from, to), ends };
  }
}

function grown<Values extends Int32Array | Uint32Array>(
  values: Values,
  type: new (length: number) => Values,
): Values {
  const larger = new type(values.length * 2);
  larger.set(values);
  return larger;
}

/** The texts of new dictionary values. */
export function decodeValues({ bytes, ends }: NewValues): string[] {
  const texts: string[] = new Array(ends.length);
  const all = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
  let from = 0;
  for (let at = 0; at < ends.length; at++) {
    texts[at] = all.toString('utf8', from, ends[at]);
    from = ends[at]!;
  }
  return texts;
}
