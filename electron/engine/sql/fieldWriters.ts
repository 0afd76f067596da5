import type { ColumnReader } from './columnReader.ts';
import type { SqlTexts } from './sqlTexts.ts';

/** A value of a column, ready to be measured and written: serial type, bytes of the body, and how to write it. */
export interface FieldWriter {
  /** Serial type of the row's value; remembers the value for `write`. */
  type(row: number): number;
  length(): number;
  write(bytes: Uint8Array, at: number): void;
}

const scratch = new DataView(new ArrayBuffer(8));

function integerType(value: number): number {
  const size = value < 0 ? -value - 1 : value;
  if (size < 128) return value === 0 ? 8 : value === 1 ? 9 : 1;
  if (size < 32_768) return 2;
  if (size < 8_388_608) return 3;
  return size < 2_147_483_648 ? 4 : size < 140_737_488_355_328 ? 5 : 7;
}

const integerBytes = [0, 1, 2, 3, 4, 6, 8, 8, 0, 0];

export function numberWriter(value: (row: number) => number): FieldWriter {
  let now = 0;
  let type = 0;
  return {
    type(row) {
      now = value(row);
      type = Number.isNaN(now) ? 0 : Number.isInteger(now) && !Object.is(now, -0) ? integerType(now) : 7;
      return type;
    },
    length: () => integerBytes[type]!,
    write(bytes, at) {
      if (type === 7) {
        scratch.setFloat64(0, now);
        for (let index = 0; index < 8; index++) bytes[at + index] = scratch.getUint8(index);
        return;
      }
      let rest = now;
      for (let place = at + integerBytes[type]! - 1; place >= at; place--) {
        bytes[place] = rest & 255;
        rest = Math.floor(rest / 256);
      }
    },
  };
}

/** Texts by code. */
export function textWriter(texts: SqlTexts, code: (row: number) => number): FieldWriter {
  const { bytes: source, offsets } = texts;
  let now = -1;
  let length = 0;
  return {
    type(row) {
      now = code(row);
      if (now < 0) {
        length = 0;
        return 0;
      }
      length = offsets[now + 1]! - offsets[now]!;
      return 13 + 2 * length;
    },
    length: () => length,
    write(bytes, at) {
      const from = now < 0 ? 0 : offsets[now]!;
      if (length > 64) bytes.set(source.subarray(from, from + length), at);
      else for (let index = 0; index < length; index++) bytes[at + index] = source[from + index]!;
    },
  };
}

export function writerOf({ texts, at }: ColumnReader): FieldWriter {
  return texts ? textWriter(texts, at) : numberWriter(at);
}

export const nothing: FieldWriter = { type: () => 0, length: () => 0, write: () => undefined };
