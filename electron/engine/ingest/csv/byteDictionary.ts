import type { NewValues } from './scanPlan.ts';

/**
 * Text values by their UTF-8 bytes, numbered in the order they first appear. Open addressing on the hash the scanner
 * has computed anyway; bytes are compared, so that two values are never taken for one.
 */
export class ByteDictionary {
  /** Four numbers a slot, so that a probe touches one line of memory: code + 1, hash, start, length. */
  #table = new Int32Array(4 << 10);
  #mask = (1 << 10) - 1;
  #ends = new Uint32Array(1 << 9);
  #bytes = new Uint8Array(1 << 15);
  #size = 0;
  #reported = 0;

  /** Code of the bytes from `start` to `end`; a new value gets the next one. */
  find(bytes: Uint8Array, start: number, end: number, hash: number): number {
    const table = this.#table;
    const length = end - start;
    let slot = (hash ^ (hash >>> 15)) & this.#mask;
    for (;;) {
      const at = slot << 2;
      const code = table[at]!;
      if (code === 0) return this.#add(bytes, start, end, hash, slot);
      if (
        table[at + 1] === hash &&
        table[at + 3] === length &&
        sameBytes(this.#bytes, table[at + 2]!, bytes, start, length)
      ) {
        return code - 1;
      }
      slot = (slot + 1) & this.#mask;
    }
  }

  #add(bytes: Uint8Array, start: number, end: number, hash: number, slot: number): number {
    const code = this.#size++;
    if (code === this.#ends.length) {
      const larger = new Uint32Array(code * 2);
      larger.set(this.#ends);
      this.#ends = larger;
    }
    const from = code === 0 ? 0 : this.#ends[code - 1]!;
    const to = from + end - start;
    if (to > this.#bytes.length) {
      const larger = new Uint8Array(Math.max(to, this.#bytes.length * 2));
      larger.set(this.#bytes);
      this.#bytes = larger;
    }
    this.#bytes.set(bytes.subarray(start, end), from);
    this.#ends[code] = to;
    this.#table.set([code + 1, hash, from, end - start], slot << 2);
    if (this.#size * 2 > this.#mask) this.#rehash();
    return code;
  }

  #rehash(): void {
    const old = this.#table;
    this.#mask = this.#mask * 2 + 1;
    const table = new Int32Array(old.length * 2);
    for (let at = 0; at < old.length; at += 4) {
      if (old[at] === 0) continue;
      const hash = old[at + 1]!;
      let slot = (hash ^ (hash >>> 15)) & this.#mask;
      while (table[slot << 2] !== 0) slot = (slot + 1) & this.#mask;
      for (let part = 0; part < 4; part++) table[(slot << 2) + part] = old[at + part]!;
    }
    this.#table = table;
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

function sameBytes(own: Uint8Array, from: number, bytes: Uint8Array, start: number, length: number): boolean {
  for (let at = 0; at < length; at++) if (own[from + at] !== bytes[start + at]) return false;
  return true;
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
