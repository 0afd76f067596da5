import { type Data, makeData, Utf8 } from 'apache-arrow';
import type { PackedTexts } from '../../../shared/domain/table.ts';

/** An Arrow text array of the strings; null stays null. A lone surrogate, which UTF-8 cannot hold, becomes U+FFFD. */
export function textData(values: readonly (string | null)[]): Data<Utf8> {
  const texts = values.map((value) => value ?? '');
  return (
    pack(values, texts) ??
    pack(
      values,
      texts.map((text) => text.toWellFormed()),
    )!
  );
}

/** An Arrow text array of texts that are UTF-8 already. */
export function packedTextData({ bytes, offsets }: PackedTexts): Data<Utf8> {
  const first = offsets[0]!;
  const valueOffsets = first === 0 ? offsets : offsets.map((offset) => offset - first);
  const data = bytes.subarray(first, offsets.at(-1));
  return makeData({ type: new Utf8(), length: offsets.length - 1, nullCount: 0, valueOffsets, data });
}

function pack(values: readonly (string | null)[], texts: readonly string[]): Data<Utf8> | null {
  const joined = texts.join('');
  if (!joined.isWellFormed()) return null;
  const bytes = Buffer.from(joined, 'utf8');
  const ascii = bytes.length === joined.length;
  const valueOffsets = new Int32Array(texts.length + 1);
  for (let i = 0; i < texts.length; i++) {
    valueOffsets[i + 1] = valueOffsets[i]! + (ascii ? texts[i]!.length : Buffer.byteLength(texts[i]!));
  }
  if (valueOffsets[texts.length] !== bytes.length) return null;
  const { nullBitmap, nullCount } = validity(values);
  return makeData({
    type: new Utf8(),
    length: texts.length,
    nullCount,
    valueOffsets,
    data: bytes,
    ...(nullCount > 0 ? { nullBitmap } : {}),
  });
}

function validity(values: readonly (string | null)[]): { nullBitmap: Uint8Array; nullCount: number } {
  const nullBitmap = new Uint8Array(Math.ceil(values.length / 8));
  let nullCount = 0;
  for (let i = 0; i < values.length; i++) {
    if (values[i] === null) nullCount++;
    else nullBitmap[i >> 3]! |= 1 << (i & 7);
  }
  return { nullBitmap, nullCount };
}

/** The strings of an Arrow text array. Pure ASCII, the common case, is decoded at once and cut. */
export function textsOf(data: Data<Utf8>): (string | null)[] {
  const { valueOffsets, length } = data;
  const bytes = Buffer.from(data.values.buffer, data.values.byteOffset, data.values.byteLength);
  const first = valueOffsets[0]!;
  const end = valueOffsets[length]!;
  const whole = bytes.toString('utf8', first, end);
  const ascii = whole.length === end - first;
  const texts: (string | null)[] = new Array(length);
  for (let i = 0; i < length; i++) {
    const from = valueOffsets[i]!;
    const to = valueOffsets[i + 1]!;
    texts[i] = ascii ? whole.slice(from - first, to - first) : bytes.toString('utf8', from, to);
  }
  if (data.nullCount === 0) return texts;
  const bitmap = data.nullBitmap;
  for (let i = 0; i < length; i++) if (((bitmap[i >> 3]! >> (i & 7)) & 1) === 0) texts[i] = null;
  return texts;
}
