import { isAscii } from 'node:buffer';
import type { PackedTexts } from '../../../../shared/domain/table.ts';
import { textData } from '../../workspace/textVector.ts';
import type { TextStore } from '../../workspace/types.ts';

/** What the codes of a column stand for. Those of many texts stay bytes until somebody asks for all. */
export interface CodeTexts extends TextStore {
  all(): string[];
}

export function listedTexts(values: string[]): CodeTexts {
  return {
    length: values.length,
    at: (index) => values[index]!,
    all: () => values,
    packed() {
      const { values: bytes, valueOffsets, length } = textData(values);
      return [{ bytes, offsets: valueOffsets.subarray(0, length + 1) }];
    },
  };
}

export function packedTexts(texts: PackedTexts): CodeTexts {
  const { bytes, offsets } = texts;
  const length = offsets.length - 1;
  let values: string[] | null = null;
  return {
    length,
    at: (index) => bufferOf(bytes).toString('utf8', offsets[index], offsets[index + 1]),
    packed: () => [texts],
    all() {
      values ??= decodeTexts(texts, 0, length);
      return values;
    },
  };
}

/** The texts of these codes, in this order. */
export function pickTexts(texts: CodeTexts, codes: Int32Array): CodeTexts {
  const [packed] = texts.packed() as [PackedTexts];
  const offsets = new Int32Array(codes.length + 1);
  for (let at = 0; at < codes.length; at++) {
    offsets[at + 1] = offsets[at]! + packed.offsets[codes[at]! + 1]! - packed.offsets[codes[at]!]!;
  }
  const bytes = new Uint8Array(offsets.at(-1)!);
  for (let at = 0; at < codes.length; at++) {
    let from = packed.offsets[codes[at]!]!;
    for (let to = offsets[at]!; to < offsets[at + 1]!; to++) bytes[to] = packed.bytes[from++]!;
  }
  return packedTexts({ bytes, offsets });
}

/** Texts decoded at a time. */
const decodedTexts = 1 << 14;

/** Texts `first` to `end`. */
export function decodeTexts({ bytes, offsets }: PackedTexts, first: number, end: number): string[] {
  const values: string[] = [];
  for (let from = first; from < end; from += decodedTexts) {
    const to = Math.min(from + decodedTexts, end);
    const start = offsets[from]!;
    const part = bytes.subarray(start, offsets[to]);
    const ends = offsets.subarray(from, to + 1);
    if (isAscii(part)) pushSlices(values, bufferOf(part).toString('latin1'), ends, start);
    else pushDecoded(values, bufferOf(part), ends, start);
  }
  return values;
}

/** The texts that lie end to end in one, whose first begins at `start`. */
function pushSlices(values: string[], text: string, ends: Int32Array, start: number): void {
  for (let at = 1; at < ends.length; at++) values.push(text.slice(ends[at - 1]! - start, ends[at]! - start));
}

function pushDecoded(values: string[], bytes: Buffer, ends: Int32Array, start: number): void {
  for (let at = 1; at < ends.length; at++)
    values.push(bytes.toString('utf8', ends[at - 1]! - start, ends[at]! - start));
}

function bufferOf({ buffer, byteOffset, byteLength }: Uint8Array): Buffer {
  return Buffer.from(buffer, byteOffset, byteLength);
}
