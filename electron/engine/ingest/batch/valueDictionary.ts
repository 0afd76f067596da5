import { isAscii } from 'node:buffer';
import { ByteDictionary, decodeValues } from '../csv/byteDictionary.ts';
import { Heap } from '../csv/kernel/heap.ts';
import type { NewValues } from '../csv/scanPlan.ts';

/** Texts decoded at a time. */
const decodedTexts = 1 << 14;

/**
 * The values of a code column over all scanners, numbered in the order they first appear in the file. They are merged
 * as bytes and decoded once, when they are asked for.
 */
export class ValueDictionary {
  readonly #heap: Heap;
  readonly #bytes: ByteDictionary;
  readonly #values: string[] = [];
  /** Per scanner: its code → the common code. */
  readonly #maps: Int32Array[] = [];
  readonly #sizes: number[] = [];

  /** Dictionaries of one file share a heap. */
  constructor(heap: Heap = new Heap()) {
    this.#heap = heap;
    this.#bytes = new ByteDictionary(heap);
  }

  get size(): number {
    return this.#bytes.size;
  }

  /** All values as texts. */
  get values(): string[] {
    while (this.#values.length < this.size) this.#decode();
    return this.#values;
  }

  #decode(): void {
    const { ends } = this.#bytes;
    const first = this.#values.length;
    const last = Math.min(first + decodedTexts, ends.length);
    const from = first === 0 ? 0 : ends[first - 1]!;
    const bytes = this.#bytes.texts.subarray(from, ends[last - 1]);
    const all = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
    const text = isAscii(bytes) ? all.toString('latin1') : null;
    for (let code = first, start = 0; code < last; code++) {
      const end = ends[code]! - from;
      this.#values.push(text === null ? all.toString('utf8', start, end) : text.slice(start, end));
      start = end;
    }
  }

  /** Marks the values from code `first` on that start with these UTF-8 bytes. */
  markPrefix(prefix: Uint8Array, first: number, marks: Uint8Array): void {
    const { ends, texts } = this.#bytes;
    let start = first === 0 ? 0 : ends[first - 1]!;
    for (let code = first; code < ends.length; code++) {
      const end = ends[code]!;
      let at = 0;
      while (at < prefix.length && start + at < end && texts[start + at] === prefix[at]) at++;
      marks[code] = at === prefix.length ? 1 : 0;
      start = end;
    }
  }

  /**
   * Takes in a scanner's new values, none empty; chunks must come in file order. Where bytes may not be valid UTF-8,
   * values that read alike are one value.
   */
  add(scanner: number, fresh: NewValues, valid: boolean): void {
    const { ends, bytes } = valid ? fresh : wellFormed(fresh);
    const size = this.#sizes[scanner] ?? 0;
    const map = grown(this.#maps[scanner] ?? new Int32Array(256), size + ends.length);
    if (ends.length > 0) map.set(this.#codesOf(bytes, ends), size);
    this.#maps[scanner] = map;
    this.#sizes[scanner] = size + ends.length;
  }

  #codesOf(bytes: Uint8Array, ends: Uint32Array): Int32Array {
    const heap = this.#heap;
    const count = ends.length;
    const room = scratchSize(bytes.length + 16 + count * 16);
    const endsAt = heap.allocate(room);
    const codes = endsAt + count * 4;
    const hashes = codes + count * 4;
    const texts = hashes + count * 8;
    heap.bytes.set(bytes, texts);
    heap.ints(endsAt, count).set(ends);
    for (let from = 0; from < count; ) {
      from = heap.kernels.findAll(this.#bytes.at, texts, endsAt, hashes, from, count, codes);
      if (from < count) this.#bytes.grow(ends[from]! - (from === 0 ? 0 : ends[from - 1]!));
    }
    const found = heap.ints(codes, count).slice();
    heap.free(endsAt, room);
    return found;
  }

  /** Turns a scanner's codes into common codes, in place. */
  remap(scanner: number, codes: Int32Array): void {
    const map = this.#maps[scanner];
    if (!map) return;
    for (let row = 0; row < codes.length; row++) {
      const code = codes[row]!;
      if (code >= 0) codes[row] = map[code]!;
    }
  }
}

/** Sizes are few, so that what was freed can be used again. */
function scratchSize(bytes: number): number {
  return 2 ** Math.ceil(Math.log2(Math.max(bytes, 1 << 12)));
}

function grown(map: Int32Array, length: number): Int32Array {
  if (length <= map.length) return map;
  const larger = new Int32Array(Math.max(length, map.length * 2));
  larger.set(map);
  return larger;
}

/** Every byte that is not valid UTF-8 as the replacement character. */
function wellFormed(fresh: NewValues): NewValues {
  const texts = decodeValues(fresh).map((text) => Buffer.from(text));
  const ends = new Uint32Array(texts.length);
  let end = 0;
  texts.forEach((text, at) => {
    end += text.length;
    ends[at] = end;
  });
  return { bytes: Buffer.concat(texts), ends };
}
