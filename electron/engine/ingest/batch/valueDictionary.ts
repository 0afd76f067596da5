import type { PackedTexts } from '../../../../shared/domain/table.ts';
import { ByteDictionary, decodeValues } from '../csv/byteDictionary.ts';
import type { Heap } from '../csv/kernel/heap.ts';
import { Scratch, scratchRows } from '../csv/kernel/scratch.ts';
import type { NewValues } from '../csv/scanPlan.ts';
import { decodeTexts } from './codeTexts.ts';

/**
 * The values of a code column over all scanners, numbered in the order they first appear in the file. They are merged
 * as bytes and decoded once, when they are asked for.
 */
export class ValueDictionary {
  readonly #scratch: Scratch;
  readonly #bytes: ByteDictionary;
  readonly #values: string[] = [];
  /** Per scanner: its code → the common code. */
  readonly #maps: CodeMap[] = [];

  /** Dictionaries of one file share a heap. */
  constructor(scratch = new Scratch()) {
    this.#scratch = scratch;
    this.#bytes = new ByteDictionary(scratch.heap);
  }

  get size(): number {
    return this.#bytes.size;
  }

  /** Bytes of the memory that it shares with the other dictionaries of its file. */
  get heldBytes(): number {
    return this.#scratch.heap.bytes.byteLength;
  }

  /** All values as texts. */
  get values(): string[] {
    if (this.#values.length < this.size) this.#decode();
    return this.#values;
  }

  #decode(): void {
    const first = this.#values.length;
    const texts = { bytes: this.#bytes.texts, offsets: this.#offsets() };
    for (const value of decodeTexts(texts, first, this.size)) this.#values.push(value);
  }

  #offsets(): Int32Array {
    const offsets = new Int32Array(this.size + 1);
    offsets.set(this.#bytes.ends, 1);
    return offsets;
  }

  /** All values as bytes, in memory of their own. */
  packed(): PackedTexts {
    return { bytes: this.#bytes.texts.slice(), offsets: this.#offsets() };
  }

  /**
   * Marks the values from code `first` on that start with these UTF-8 bytes. Letters at their end are whole words: `C`
   * starts `C536379` and not `CA-2016-152156`.
   */
  markPrefix(prefix: Uint8Array, first: number, marks: Uint8Array): void {
    const { ends, texts } = this.#bytes;
    const endsInLetter = isLetter(prefix.at(-1));
    let start = first === 0 ? 0 : ends[first - 1]!;
    for (let code = first; code < ends.length; code++) {
      const end = ends[code]!;
      let at = 0;
      while (at < prefix.length && start + at < end && texts[start + at] === prefix[at]) at++;
      const isWord =
        at === prefix.length && !(endsInLetter && start + at < end && isLetter(texts[start + at]));
      marks[code] = isWord ? 1 : 0;
      start = end;
    }
  }

  /**
   * Takes in a scanner's new values, none empty; chunks must come in file order. Where bytes may not be valid UTF-8,
   * values that read alike are one value.
   */
  add(scanner: number, fresh: NewValues, valid: boolean): void {
    const { ends, bytes } = valid ? fresh : wellFormed(fresh);
    this.#maps[scanner] ??= new CodeMap(this.#scratch.heap);
    if (ends.length > 0) this.#maps[scanner].add(withoutErrors(this.#codesOf(bytes, ends), bytes, ends));
  }

  #codesOf(bytes: Uint8Array, ends: Uint32Array): Int32Array {
    const { heap } = this.#scratch;
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
    const { heap, first } = this.#scratch;
    for (let from = 0; from < codes.length; from += scratchRows) {
      const piece = codes.subarray(from, from + scratchRows);
      heap.kernels.mapCodes(first, this.#scratch.put(first, piece), map.at);
      this.#scratch.take(first, piece);
    }
  }
}

/** What spreadsheets show for a formula that has no value. */
const errorTexts = new Set([
  '#REF!',
  '#VALUE!',
  '#DIV/0!',
  '#NAME?',
  '#NULL!',
  '#NUM!',
  '#N/A',
  '#SPILL!',
  '#CALC!',
  '#FIELD!',
  '#BLOCKED!',
  '#CONNECT!',
  '#UNKNOWN!',
  '#GETTING_DATA',
  '#ERROR!',
]);
const longestError = 13;
const hashSign = 35;

/** An error of a spreadsheet is no name of anything: its code is that of a missing value. */
function withoutErrors(codes: Int32Array, bytes: Uint8Array, ends: Uint32Array): Int32Array {
  if (!bytes.includes(hashSign)) return codes;
  let start = 0;
  for (const [index, end] of ends.entries()) {
    if (bytes[start] === hashSign && end - start <= longestError) {
      const text = Buffer.from(bytes.buffer, bytes.byteOffset + start, end - start).toString('latin1');
      if (errorTexts.has(text)) codes[index] = -1;
    }
    start = end;
  }
  return codes;
}

/** Sizes are few, so that what was freed can be used again. */
function scratchSize(bytes: number): number {
  return 2 ** Math.ceil(Math.log2(Math.max(bytes, 1 << 12)));
}

/** Codes by those of a scanner, in the memory of the kernels. */
class CodeMap {
  readonly #heap: Heap;
  #size = 0;
  #room = 256;
  at: number;

  constructor(heap: Heap) {
    this.#heap = heap;
    this.at = heap.allocate(this.#room * 4);
  }

  add(codes: Int32Array): void {
    const size = this.#size + codes.length;
    if (size > this.#room) this.#grow(Math.max(size, this.#room * 2));
    this.#heap.ints(this.at + this.#size * 4, codes.length).set(codes);
    this.#size = size;
  }

  #grow(room: number): void {
    const at = this.#heap.allocate(room * 4);
    this.#heap.bytes.copyWithin(at, this.at, this.at + this.#size * 4);
    this.#heap.free(this.at, this.#room * 4);
    this.at = at;
    this.#room = room;
  }
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

function isLetter(byte = 0): boolean {
  const small = byte | 32;
  return small >= 97 && small <= 122;
}
