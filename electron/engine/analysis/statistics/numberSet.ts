/** An open-addressing set of non-negative integers below 2^53; the numbers get codes 0, 1, 2 … in order of arrival. */
export class NumberSet {
  #capacity = 1024;
  #slots = new Int32Array(1024).fill(-1);
  #keys = new Float64Array(512);
  size = 0;

  /** The code of `key`; equal to the former `size` when the key is new. */
  add(key: number): number {
    let slot = hash(key) & (this.#capacity - 1);
    while (this.#slots[slot]! >= 0) {
      const code = this.#slots[slot]!;
      if (this.#keys[code] === key) return code;
      slot = (slot + 1) & (this.#capacity - 1);
    }
    if (this.size === this.#keys.length) {
      this.#grow();
      slot = this.#freeSlot(key);
    }
    this.#slots[slot] = this.size;
    this.#keys[this.size] = key;
    return this.size++;
  }

  keys(): Float64Array {
    return this.#keys.subarray(0, this.size);
  }

  #freeSlot(key: number): number {
    let slot = hash(key) & (this.#capacity - 1);
    while (this.#slots[slot]! >= 0) slot = (slot + 1) & (this.#capacity - 1);
    return slot;
  }

  #grow(): void {
    const larger = new Float64Array(this.#keys.length * 2);
    larger.set(this.#keys);
    this.#keys = larger;
    this.#capacity *= 2;
    this.#slots = new Int32Array(this.#capacity).fill(-1);
    for (let code = 0; code < this.size; code++) this.#slots[this.#freeSlot(this.#keys[code]!)] = code;
  }
}

/** Mixes all 53 bits; the final shifts bring high bits down to where the mask looks. */
function hash(key: number): number {
  const high = (key / 4294967296) | 0;
  let h = Math.imul((key - high * 4294967296) | 0, 0x9e3779b1) ^ Math.imul(high, 0x85ebca6b);
  h ^= h >>> 15;
  h = Math.imul(h, 0x2c1b3c6d);
  return h ^ (h >>> 13);
}
