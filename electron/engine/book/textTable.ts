import type { PackedTexts } from '../../../shared/domain/table.ts';
import type { TextStore } from '../workspace/types.ts';
import { sharedInt32, sharedUint8 } from './shared.ts';

/** Stands for a value that a table does not hold. */
export const absent = -2;

/**
 * Distinct texts and their numbers, in the order in which they came. Open addressing over shared memory, so that one
 * thread fills it and all find in it. Texts are compared byte by byte: no two different ones ever share a number.
 */
export interface TextTable {
  slots: Int32Array;
  hashes: Int32Array;
  /** Text n is `bytes` from `ends[n]` to `ends[n + 1]`. */
  ends: Int32Array;
  bytes: Uint8Array;
  count: Int32Array;
}

/** A table that has room for so many more texts of so many bytes in all: the same, or a larger one with what it held. */
export function roomFor(table: TextTable | null, texts: number, bytes: number): TextTable {
  const count = table?.count[0] ?? 0;
  const used = table?.ends[count] ?? 0;
  if (table && count + texts <= table.hashes.length && used + bytes <= table.bytes.length) return table;
  const most = table ? 2 * (count + texts) : texts;
  const larger: TextTable = {
    slots: sharedInt32(slotsFor(most)),
    hashes: sharedInt32(most),
    ends: sharedInt32(most + 1),
    bytes: sharedUint8(table ? 2 * (used + bytes) : bytes),
    count: sharedInt32(1),
  };
  if (table) copyInto(larger, table, count);
  return larger;
}

function copyInto(larger: TextTable, table: TextTable, count: number): void {
  larger.hashes.set(table.hashes.subarray(0, count));
  larger.ends.set(table.ends.subarray(0, count + 1));
  larger.bytes.set(table.bytes.subarray(0, table.ends[count]!));
  larger.count[0] = count;
  const mask = larger.slots.length - 1;
  for (let held = 0; held < count; held++) {
    let slot = larger.hashes[held]! & mask;
    while (larger.slots[slot]! > 0) slot = (slot + 1) & mask;
    larger.slots[slot] = held + 1;
  }
}

/** The texts of a table that is full, one at a time. */
export function createTextsOf({ ends, bytes, count }: TextTable): TextStore {
  const length = count[0]!;
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return {
    length,
    at: (index) => buffer.toString('utf8', ends[index]!, ends[index + 1]!),
    packed: () => [{ bytes, offsets: ends.subarray(0, length + 1) }],
  };
}

/** A power of two that leaves at least half of the slots empty. */
export function slotsFor(entries: number): number {
  let size = 16;
  while (size < entries * 2) size *= 2;
  return size;
}

/** The number of each text; those that are new get the next ones. */
export function addTexts(table: TextTable, texts: readonly PackedTexts[]): Int32Array {
  return eachText(texts, (bytes, from, to) => {
    const hash = hashBytes(bytes, from, to);
    const slot = slotOf(table, hash, bytes, from, to);
    const known = table.slots[slot]!;
    if (known > 0) return known - 1;
    const number = table.count[0]!++;
    table.slots[slot] = number + 1;
    table.hashes[number] = hash;
    const start = table.ends[number]!;
    for (let at = from; at < to; at++) table.bytes[start + at - from] = bytes[at]!;
    table.ends[number + 1] = start + to - from;
    return number;
  });
}

/** The number of each text, `absent` for one that the table does not hold. */
export function findTexts(table: TextTable, texts: readonly PackedTexts[]): Int32Array {
  return eachText(texts, (bytes, from, to) => {
    const known = table.slots[slotOf(table, hashBytes(bytes, from, to), bytes, from, to)]!;
    return known > 0 ? known - 1 : absent;
  });
}

function eachText(
  texts: readonly PackedTexts[],
  numberOf: (bytes: Uint8Array, from: number, to: number) => number,
): Int32Array {
  const numbers = sharedInt32(texts.reduce((sum, { offsets }) => sum + offsets.length - 1, 0));
  let index = 0;
  for (const { bytes, offsets } of texts) {
    for (let text = 0; text + 1 < offsets.length; text++) {
      numbers[index++] = numberOf(bytes, offsets[text]!, offsets[text + 1]!);
    }
  }
  return numbers;
}

/** The slot that holds this text, or the empty one where it would go. */
function slotOf(table: TextTable, hash: number, bytes: Uint8Array, from: number, to: number): number {
  const { slots, hashes } = table;
  const mask = slots.length - 1;
  let slot = hash & mask;
  for (;;) {
    const held = slots[slot]! - 1;
    if (held < 0 || (hashes[held] === hash && isSame(table, held, bytes, from, to))) return slot;
    slot = (slot + 1) & mask;
  }
}

function isSame(table: TextTable, held: number, bytes: Uint8Array, from: number, to: number): boolean {
  const start = table.ends[held]!;
  const length = to - from;
  if (table.ends[held + 1]! - start !== length) return false;
  for (let at = 0; at < length; at++) if (table.bytes[start + at] !== bytes[from + at]) return false;
  return true;
}

/** Mixes four bytes at a time as MurmurHash3 does (A. Appleby, public domain). */
function hashBytes(bytes: Uint8Array, from: number, to: number): number {
  let hash = to - from;
  let at = from;
  for (; at + 4 <= to; at += 4) {
    hash = mix(hash, bytes[at]! | (bytes[at + 1]! << 8) | (bytes[at + 2]! << 16) | (bytes[at + 3]! << 24));
  }
  let rest = 0;
  for (; at < to; at++) rest = (rest << 8) | bytes[at]!;
  return finish(mix(hash, rest));
}

/** One round over a word. */
export function mix(hash: number, word: number): number {
  let value = Math.imul(word, 0xcc9e2d51);
  value = Math.imul((value << 15) | (value >>> 17), 0x1b873593);
  const mixed = hash ^ value;
  return (Math.imul((mixed << 13) | (mixed >>> 19), 5) + 0xe6546b64) | 0;
}

/** Spreads what was mixed over all bits. */
export function finish(hash: number): number {
  let out = hash ^ (hash >>> 16);
  out = Math.imul(out, 0x85ebca6b);
  out ^= out >>> 13;
  out = Math.imul(out, 0xc2b2ae35);
  return out ^ (out >>> 16);
}
