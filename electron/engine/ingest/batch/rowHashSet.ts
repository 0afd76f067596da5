const firstSlots = 1 << 16;

/** 64-bit row hashes seen so far, two numbers a slot, so that a probe touches one line of memory. */
export class RowHashSet {
  #table = new Int32Array(firstSlots * 2);
  #mask = firstSlots - 1;
  #size = 0;
  #touched = 0;

  /** Adds the hashes of these rows; marks those that were there before. */
  mark(hash: Int32Array, hash2: Int32Array, met: Uint8Array): void {
    while ((this.#size + met.length) * 3 > this.#table.length) this.#grow();
    this.#touch(hash, met.length);
    const table = this.#table;
    const mask = this.#mask;
    for (let row = 0; row < met.length; row++) {
      const first = hash[row]!;
      const second = hash2[row] === 0 ? 1 : hash2[row]!;
      let slot = first & mask;
      for (;;) {
        const found = table[slot * 2 + 1]!;
        if (found === 0) {
          table[slot * 2] = first;
          table[slot * 2 + 1] = second;
          this.#size++;
          break;
        }
        if (found === second && table[slot * 2] === first) {
          met[row] = 1;
          break;
        }
        slot = (slot + 1) & mask;
      }
    }
  }

  /** Loads the lines that will be probed side by side, before anything waits for one of them. */
  #touch(hash: Int32Array, rows: number): void {
    const table = this.#table;
    let sum = 0;
    for (let row = 0; row < rows; row++) sum ^= table[(hash[row]! & this.#mask) * 2 + 1]!;
    this.#touched = sum ^ this.#touched;
  }

  #grow(): void {
    const old = this.#table;
    this.#mask = old.length - 1;
    const table = new Int32Array(old.length * 2);
    for (let at = 0; at < old.length; at += 2) {
      if (old[at + 1] === 0) continue;
      let slot = old[at]! & this.#mask;
      while (table[slot * 2 + 1] !== 0) slot = (slot + 1) & this.#mask;
      table[slot * 2] = old[at]!;
      table[slot * 2 + 1] = old[at + 1]!;
    }
    this.#table = table;
  }
}
