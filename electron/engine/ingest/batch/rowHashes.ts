const firstSlots = 1 << 16;

/** 64-bit row hashes seen so far, two numbers a slot, so that a probe touches one line of memory. */
export class RowHashSet {
  #table = new Int32Array(firstSlots * 2);
  #mask = firstSlots - 1;
  #size = 0;
  #touched = 0;

  /** Repeated rows that were not marked. */
  unmarked(): number {
    return 0;
  }

  /** Adds the hashes of these rows; marks those that were there before and returns how many. */
  mark(hashes: Int32Array, met: Uint8Array): number {
    while ((this.#size + met.length) * 3 > this.#table.length) this.#grow();
    this.#touch(hashes, met.length);
    const table = this.#table;
    const mask = this.#mask;
    let count = 0;
    for (let row = 0; row < met.length; row++) {
      const first = hashes[row * 2]!;
      const second = hashes[row * 2 + 1] || 1;
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
          count++;
          break;
        }
        slot = (slot + 1) & mask;
      }
    }
    return count;
  }

  /** Loads the lines that will be probed side by side, before anything waits for one of them. */
  #touch(hashes: Int32Array, rows: number): void {
    const table = this.#table;
    let sum = 0;
    for (let row = 0; row < rows; row++) sum ^= table[(hashes[row * 2]! & this.#mask) * 2 + 1]!;
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

const parts = 1 << 8;

/**
 * Counts repeated row hashes without telling which rows they are: hashes are sorted into parts that fit into the nearer
 * caches, and each part is counted by itself, several times faster than one large set.
 */
export class RowHashCount {
  readonly #pieces: Int32Array[] = [];
  #rows = 0;

  /** Keeps the hashes; marks none. */
  mark(hashes: Int32Array): number {
    this.#pieces.push(hashes.slice());
    this.#rows += hashes.length / 2;
    return 0;
  }

  /** How many rows have the hash of an earlier one; asked once, at the end. */
  unmarked(): number {
    const ends = new Int32Array(parts + 1);
    for (const pairs of this.#pieces) {
      for (let at = 1; at < pairs.length; at += 2) ends[(pairs[at]! >>> 24) + 1]! += 1;
    }
    for (let part = 0; part < parts; part++) ends[part + 1]! += ends[part]!;
    const sorted = new Int32Array(this.#rows * 2);
    const next = ends.slice();
    for (const pairs of this.#pieces.splice(0)) {
      for (let at = 0; at < pairs.length; at += 2) {
        const to = next[pairs[at + 1]! >>> 24]!++ * 2;
        sorted[to] = pairs[at]!;
        sorted[to + 1] = pairs[at + 1]!;
      }
    }
    let count = 0;
    for (let part = 0; part < parts; part++) {
      count += countRepeats(sorted.subarray(ends[part]! * 2, ends[part + 1]! * 2));
    }
    return count;
  }
}

function countRepeats(pairs: Int32Array): number {
  let slots = 4;
  while (slots < pairs.length) slots *= 2;
  const table = new Int32Array(slots * 2);
  let count = 0;
  for (let at = 0; at < pairs.length; at += 2) {
    const first = pairs[at]!;
    const second = pairs[at + 1] || 1;
    for (let slot = first & (slots - 1); ; slot = (slot + 1) & (slots - 1)) {
      const found = table[slot * 2 + 1]!;
      if (found === 0) {
        table[slot * 2] = first;
        table[slot * 2 + 1] = second;
        break;
      }
      if (found === second && table[slot * 2] === first) {
        count++;
        break;
      }
    }
  }
  return count;
}
