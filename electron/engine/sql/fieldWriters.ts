import { type Grain, periodOfDay } from '../../../shared/domain/period.ts';
import { missingDay } from '../workspace/types.ts';
import type { SqlColumnData } from './tableData.ts';

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

/** Texts by code, encoded once. */
export function textWriter(texts: readonly (string | null)[], code: (row: number) => number): FieldWriter {
  const encoded = encodeTexts(texts);
  let now = -1;
  let length = 0;
  return {
    type(row) {
      now = code(row);
      if (now < 0 || texts[now] === null || texts[now] === undefined) {
        length = 0;
        return 0;
      }
      length = encoded.offsets[now + 1]! - encoded.offsets[now]!;
      return 13 + 2 * length;
    },
    length: () => length,
    write(bytes, at) {
      const from = encoded.offsets[now]!;
      if (length > 64) bytes.set(encoded.bytes.subarray(from, from + length), at);
      else for (let index = 0; index < length; index++) bytes[at + index] = encoded.bytes[from + index]!;
    },
  };
}

function encodeTexts(texts: readonly (string | null)[]): { bytes: Uint8Array; offsets: Float64Array } {
  const parts = texts.map((text) => Buffer.from(text ?? '', 'utf8'));
  const offsets = new Float64Array(texts.length + 1);
  for (let index = 0; index < parts.length; index++)
    offsets[index + 1] = offsets[index]! + parts[index]!.length;
  return { bytes: Buffer.concat(parts), offsets };
}

export function writerOf(column: SqlColumnData): FieldWriter {
  const { index } = column;
  if (column.type === 'text') {
    const { codes, texts } = column;
    if (!index) return textWriter(texts, (row) => codes[row]!);
    const last = codes.length;
    return textWriter(texts, (row) => {
      const member = index[row]!;
      return member < 0 || member >= last ? -1 : codes[member]!;
    });
  }
  if (column.type === 'day') return dayWriter(column.values, column.grain, index);
  const { values } = column;
  if (!index) return numberWriter((row) => values[row]!);
  return numberWriter((row) => {
    const member = index[row]!;
    return member < 0 || member >= values.length ? Number.NaN : values[member]!;
  });
}

/** The texts of every day between the first and the last. */
function dayWriter(days: Int32Array, grain: Grain, index: Int32Array | undefined): FieldWriter {
  let [first, last] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const day of days) {
    if (day === missingDay) continue;
    if (day < first) first = day;
    if (day > last) last = day;
  }
  const texts = Array.from(
    { length: Math.max(0, last - first + 1) },
    (_, at) => periodOfDay(first + at, grain).text,
  );
  const codeOf = (day: number | undefined) => (day === undefined || day === missingDay ? -1 : day - first);
  return textWriter(texts, index ? (row) => codeOf(days[index[row]!]) : (row) => codeOf(days[row]));
}

export const nothing: FieldWriter = { type: () => 0, length: () => 0, write: () => undefined };
