/** 64-bit row hashes seen so far. */
export class RowHashSet {
  #first = new Int32Array(1 << 16);
  #second = new Int32Array(1 << 16);
  #mask = (1 << 16) - 1;
  #size = 0;

  /** Adds a hash; true where it was there before. */
  seen(hash: number, hash2: number): boolean {
    const first = hash | 0;
    const second = hash2 === 0 ? 1 : hash2 | 0;
    let slot = (first ^ (first >>> 16)) & this.#mask;
    while (this.#second[slot] !== 0) {
      if (this.#first[slot] === first && this.#second[slot] === second) return true;
      slot = (slot + 1) & this.#mask;
    }
    this.#first[slot] = first;
    this.#second[slot] = second;
    if (++this.#size * 3 > this.#mask * 2) this.#grow();
    return false;
  }

  #grow(): void {
    const { length } = this.#first;
    const [first, second] = [this.#first, this.#second];
    this.#mask = length * 2 - 1;
    this.#first = new Int32Array(length * 2);
    this.#second = new Int32Array(length * 2);
    for (let at = 0; at < length; at++) {
      if (second[at] === 0) continue;
      let slot = (first[at]! ^ (first[at]! >>> 16)) & this.#mask;
      while (this.#second[slot] !== 0) slot = (slot + 1) & this.#mask;
      this.#first[slot] = first[at]!;
      this.#second[slot] = second[at]!;
    }
  }
}
