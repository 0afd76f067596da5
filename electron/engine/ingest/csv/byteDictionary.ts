import { dictionaryAt, full, slotBytes } from './kernel/dictionary.ts';
import type { Heap } from './kernel/heap.ts';
import type { NewValues } from './scanPlan.ts';

const firstSlots = 1 << 10;
const firstRoom = 1 << 14;
/** From this size on a dictionary must be of use. */
const forgetSize = 1 << 15;

/** Most values of a table of so many slots. */
function limitOf(slots: number): number {
  return (slots / 8) * 5;
}

/** Text values by their UTF-8 bytes, numbered in the order they first appear, in the memory of the kernels. */
export class ByteDictionary {
  /** Address of its header, which the kernels are given. */
  readonly at: number;
  readonly #heap: Heap;
  #slots = firstSlots;
  #room = firstRoom;
  #reported = 0;
  /** Code of the first value that is not forgotten. */
  #base = 0;

  constructor(heap: Heap) {
    this.#heap = heap;
    this.at = heap.allocate(dictionaryAt.bytes);
    const table = heap.allocate(firstSlots * slotBytes);
    const texts = heap.allocate(firstRoom);
    const ends = heap.allocate(limitOf(firstSlots) * 4);
    this.#set({ table, texts, ends, size: 0, used: 0 });
    this.#setSizes();
  }

  #set(fields: { [Name in keyof typeof dictionaryAt]?: number }): void {
    const header = this.#heap.ints(this.at, dictionaryAt.bytes / 4);
    for (const [name, value] of Object.entries(fields)) {
      header[dictionaryAt[name as keyof typeof dictionaryAt] / 4] = value;
    }
  }

  #setSizes(): void {
    this.#set({ mask: this.#slots * slotBytes - 1, limit: limitOf(this.#slots), room: this.#room });
  }

  #get(name: keyof typeof dictionaryAt): number {
    return this.#heap.ints(this.at, dictionaryAt.bytes / 4)[dictionaryAt[name] / 4]!;
  }

  get size(): number {
    return this.#get('size');
  }

  /** Where value `code` ends, counted from the first value's start. */
  get ends(): Int32Array<ArrayBuffer> {
    return this.#heap.ints(this.#get('ends'), this.size);
  }

  /** All values end to end; good until something is added. */
  get texts(): Uint8Array<ArrayBuffer> {
    const at = this.#get('texts');
    return this.#heap.bytes.subarray(at, at + this.#get('used'));
  }

  /** Code of the `length` bytes at `start` of the kernels' memory; a new value gets the next one. */
  find(start: number, length: number): number {
    for (;;) {
      const code = this.#heap.kernels.findText(this.at, start, length);
      if (code !== full) return code + this.#base;
      this.grow(length);
    }
  }

  /** Makes room for more values, the next of `length` bytes. Kernels that answered `full` go on after it. */
  grow(length: number): void {
    const needed = this.#get('used') + length + 8;
    if (needed > this.#room) {
      const room = Math.max(this.#room * 2, needed);
      this.#set({ texts: this.#move(this.#get('texts'), this.#room, room) });
      this.#room = room;
    }
    if (this.size >= limitOf(this.#slots)) this.#growTable();
    this.#setSizes();
  }

  #growTable(): void {
    const bytes = this.#slots * slotBytes;
    const old = this.#get('table');
    this.#set({
      ends: this.#move(this.#get('ends'), limitOf(this.#slots) * 4, limitOf(this.#slots * 2) * 4),
      table: this.#heap.allocate(bytes * 2),
    });
    this.#slots *= 2;
    this.#setSizes();
    this.#heap.kernels.rehash(this.at, old, bytes);
    this.#heap.free(old, bytes);
  }

  #move(from: number, bytes: number, larger: number): number {
    const to = this.#heap.allocate(larger);
    this.#heap.bytes.copyWithin(to, from, from + bytes);
    this.#heap.free(from, bytes);
    return to;
  }

  /**
   * The values added since this was last asked. Where hardly any value had come before, as in a column of numbers of
   * orders, all are forgotten: codes go on from there, and a value that comes again gets a new one.
   */
  takeNew(): NewValues {
    const all = this.ends;
    const first = this.#reported;
    const from = first === 0 ? 0 : all[first - 1]!;
    const ends = endsFrom(all.subarray(first), from);
    const bytes = this.texts.slice(from);
    this.#reported = all.length;
    if (all.length >= forgetSize && this.#get('reused') * 4 < ends.length) this.#forget();
    this.#set({ known: this.#reported, reused: 0 });
    return { bytes, ends };
  }

  #forget(): void {
    const table = this.#get('table');
    this.#heap.bytes.fill(0, table, table + this.#slots * slotBytes);
    this.#base += this.#reported;
    this.#reported = 0;
    this.#set({ base: this.#base, size: 0, used: 0 });
  }
}

function endsFrom(ends: Int32Array, start: number): Uint32Array {
  const moved = new Uint32Array(ends.length);
  for (let at = 0; at < ends.length; at++) moved[at] = ends[at]! - start;
  return moved;
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
