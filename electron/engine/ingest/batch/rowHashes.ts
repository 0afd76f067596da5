import { parts } from '../csv/kernel/marking.ts';
import { type Scratch, scratchRows, threadScratch } from '../csv/kernel/scratch.ts';
import type { Spill, Spilled } from './spillFile.ts';

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

/**
 * Numbers of a page, two a row, and of a slab, many pages taken from the system at a time: as address space of their own,
 * which goes back to it at once, where the platform's heap keeps what is freed among the rest.
 */
const pageSize = 1 << 9;
const slabSize = 1 << 20;
/** Slabs that are put aside together: enough for each part to be written at a stretch. */
const mostSlabs = 4;

/**
 * Counts repeated row hashes without telling which rows they are: hashes are kept in parts, page by page, that fit into
 * the nearer caches, and each part is counted by itself, several times faster than one large set. All but the last few
 * million may be put aside.
 */
export class RowHashCount {
  readonly #spill: Spill | null;
  /** What of each part was put aside. */
  readonly #aside: Spilled[][] = Array.from({ length: parts }, () => []);
  /** Slabs with pages; those after them are to be used again. */
  #used = 0;
  readonly #slabs: Int32Array<ArrayBuffer>[] = [];
  /** The pages of each part, in order; the last may have room. */
  readonly #pages: Int32Array[][] = Array.from({ length: parts }, () => []);
  /** Numbers in the last page of each part. */
  readonly #filled = new Uint32Array(parts).fill(pageSize);
  #taken = slabSize;

  constructor(spill: Spill | null = null) {
    this.#spill = spill;
  }

  /** Keeps the hashes; marks none. */
  mark(hashes: Int32Array): number {
    const scratch = threadScratch();
    const { heap, first, second, third } = scratch;
    for (let from = 0; from < hashes.length; from += scratchRows * 2) {
      const end = scratch.put(first, hashes.subarray(from, from + scratchRows * 2));
      heap.ints(third, parts).fill(0);
      heap.kernels.sortHashes(first, end, third, second);
      this.#keep(heap.ints(second, (end - first) / 4), heap.ints(third, parts));
    }
    return 0;
  }

  #keep(sorted: Int32Array, ends: Int32Array): void {
    for (let part = 0, at = 0; part < parts; part++) {
      for (const end = ends[part]! * 2; at < end; ) {
        if (this.#filled[part] === pageSize) this.#addPage(part);
        const filled = this.#filled[part]!;
        const to = Math.min(end, at + pageSize - filled);
        this.#pages[part]!.at(-1)!.set(sorted.subarray(at, to), filled);
        this.#filled[part] = filled + to - at;
        at = to;
      }
    }
  }

  #addPage(part: number): void {
    if (this.#taken === slabSize) {
      if (this.#spill && this.#used >= mostSlabs) this.#putAside(this.#spill);
      if (this.#used === this.#slabs.length) this.#slabs.push(newSlab());
      this.#used++;
      this.#taken = 0;
    }
    this.#pages[part]!.push(this.#slabs[this.#used - 1]!.subarray(this.#taken, this.#taken + pageSize));
    this.#filled[part] = 0;
    this.#taken += pageSize;
  }

  /** Parts for which there is no room any more stay where they are, and so do their slabs. */
  #putAside({ file }: Spill): void {
    const scratch = threadScratch();
    const [near, bytes] = this.#near(scratch);
    let isRoom = true;
    for (let part = 0; part < parts && isRoom; part++) {
      const end = this.#gather(part, near, scratch);
      if (end === near) continue;
      const spilled = file.write(scratch.heap.bytes.subarray(near, end));
      isRoom = spilled !== null;
      if (!spilled) break;
      this.#aside[part]!.push(spilled);
      this.#pages[part] = [];
      this.#filled[part] = pageSize;
    }
    scratch.heap.free(near, bytes);
    if (isRoom) this.#used = 0;
  }

  /** Room for the pages of any part, and how many bytes it has. */
  #near({ heap }: Scratch, more = 0): [number, number] {
    const bytes = more + this.#pages.reduce((most, own) => Math.max(most, own.length), 0) * pageSize * 4;
    return [heap.allocate(bytes), bytes];
  }

  /** How many rows have the hash of an earlier one; asked once, at the end. */
  unmarked(): number {
    const scratch = threadScratch();
    const bytesOf = (spilled: Spilled[]) => spilled.reduce((sum, { bytes }) => sum + bytes, 0);
    const aside = this.#aside.reduce((most, spilled) => Math.max(most, bytesOf(spilled)), 0);
    const [near, most] = this.#near(scratch, aside);
    const room = 2 ** Math.ceil(Math.log2(Math.max(most, 16))) * 2;
    const table = scratch.heap.allocate(room);
    let count = 0;
    for (let part = 0; part < parts; part++) {
      const end = this.#gather(part, this.#bringBack(part, near, scratch), scratch);
      scratch.heap.bytes.fill(0, table, table + room);
      count += scratch.heap.kernels.countRepeats(near, end, table, room - 1);
    }
    scratch.heap.free(near, most);
    scratch.heap.free(table, room);
    for (const { buffer } of this.#slabs.splice(0)) buffer.transfer(0);
    return count;
  }

  /** Reads what of a part was put aside; returns where it ends. */
  #bringBack(part: number, near: number, { heap }: Scratch): number {
    let end = near;
    for (const spilled of this.#aside[part]!) {
      this.#spill!.file.read(spilled, heap.bytes.subarray(end, end + spilled.bytes));
      end += spilled.bytes;
    }
    return end;
  }

  #gather(part: number, near: number, scratch: Scratch): number {
    const pages = this.#pages[part]!;
    let end = near;
    pages.forEach((page, at) => {
      end = scratch.put(end, at === pages.length - 1 ? page.subarray(0, this.#filled[part]) : page);
    });
    return end;
  }
}

function newSlab(): Int32Array<ArrayBuffer> {
  const maxByteLength = slabSize * 4;
  return new Int32Array(new ArrayBuffer(maxByteLength, { maxByteLength }), 0, slabSize);
}
