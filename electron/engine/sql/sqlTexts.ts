import type { PackedTexts } from '../../../shared/domain/table.ts';
import { sharedBytes, sharedFloat64 } from '../book/shared.ts';
import { breath, inBunches, runSteps, type Steps } from '../book/steps.ts';
import type { CodedColumn } from '../book/types.ts';

/** Texts as UTF-8, one after the other, on shared memory: text i is `bytes` from `offsets[i]` to `offsets[i + 1]`. */
export interface SqlTexts {
  bytes: Uint8Array;
  offsets: Float64Array;
}

/** Texts that are encoded between two breaths. */
const bunch = 8192;

/** Encodes texts, giving way in between. */
export function* encodedTexts(length: number, at: (index: number) => string): Steps<SqlTexts> {
  const offsets = sharedFloat64(length + 1);
  const parts: Buffer[] = [];
  yield* inBunches(
    length,
    (from, to) => {
      const texts = Array.from({ length: to - from }, (_, index) => at(from + index));
      for (const [index, text] of texts.entries()) {
        offsets[from + index + 1] = offsets[from + index]! + Buffer.byteLength(text);
      }
      const part = Buffer.allocUnsafe(offsets[to]! - offsets[from]!);
      for (const [index, text] of texts.entries()) part.write(text, offsets[from + index]! - offsets[from]!);
      parts.push(part);
    },
    bunch,
  );
  return { bytes: yield* oneAfterTheOther(parts), offsets };
}

/** A few texts, at once. */
export function textsNow(texts: readonly string[]): SqlTexts {
  return runSteps(encodedTexts(texts.length, (index) => texts[index]!));
}

/** The texts of a column of the book: as they are stored where they are read from a file. */
export function* columnTexts(column: CodedColumn): Steps<SqlTexts> {
  const { texts } = column;
  if (!texts) return yield* encodedTexts(column.values.length, (index) => column.values[index]!);
  if (!texts.prefetch) return yield* encodedTexts(texts.length, texts.at);
  yield { texts: [texts] };
  return yield* joinedTexts(texts.packed());
}

function* joinedTexts(pieces: readonly PackedTexts[]): Steps<SqlTexts> {
  const count = pieces.reduce((sum, { offsets }) => sum + offsets.length - 1, 0);
  const offsets = sharedFloat64(count + 1);
  const parts: Uint8Array[] = [];
  let [text, start] = [0, 0];
  for (const piece of pieces) {
    const [first, last] = [piece.offsets[0]!, piece.offsets.at(-1)!];
    yield* inBunches(piece.offsets.length - 1, (from, to) => {
      for (let at = from; at < to; at++) offsets[++text] = start + piece.offsets[at + 1]! - first;
    });
    parts.push(piece.bytes.subarray(first, last));
    start += last - first;
  }
  return { bytes: yield* oneAfterTheOther(parts), offsets };
}

function* oneAfterTheOther(parts: readonly Uint8Array[]): Steps<Uint8Array> {
  const bytes = sharedBytes(
    Uint8Array,
    parts.reduce((sum, part) => sum + part.length, 0),
  );
  let at = 0;
  for (const part of parts) {
    bytes.set(part, at);
    at += part.length;
    yield breath;
  }
  return bytes;
}

/** Some of the texts, in this order. */
function textsOf({ bytes, offsets }: SqlTexts, indices: readonly number[]): SqlTexts {
  const own = sharedFloat64(indices.length + 1);
  for (const [at, index] of indices.entries()) own[at + 1] = own[at]! + offsets[index + 1]! - offsets[index]!;
  const copied = sharedBytes(Uint8Array, own[indices.length]!);
  for (const [at, index] of indices.entries())
    copied.set(bytes.subarray(offsets[index]!, offsets[index + 1]!), own[at]!);
  return { bytes: copied, offsets: own };
}

/** The texts that are used, and codes into them. */
export function onlyUsed(codes: Int32Array, texts: SqlTexts): { codes: Int32Array; texts: SqlTexts } {
  const own = new Map<number, number>();
  const renumbered = codes.map((code) => {
    if (code < 0) return -1;
    const known = own.get(code) ?? own.size;
    own.set(code, known);
    return known;
  });
  return { codes: renumbered, texts: textsOf(texts, [...own.keys()]) };
}

export function textCount({ offsets }: SqlTexts): number {
  return offsets.length - 1;
}

/** Bytes of one text. */
export function textLength({ offsets }: SqlTexts, index: number): number {
  return offsets[index + 1]! - offsets[index]!;
}

/** More texts than this are spelled out each time. */
const mostSpelled = 2 ** 16;

/** Spells texts out; null below zero. Those of a short list are spelled once. */
export function speller(texts: SqlTexts): (index: number) => string | null {
  const { bytes, offsets } = texts;
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const spell = (index: number) => buffer.toString('utf8', offsets[index]!, offsets[index + 1]!);
  if (textCount(texts) > mostSpelled) return (index) => (index < 0 ? null : spell(index));
  const known: string[] = [];
  return (index) => {
    if (index < 0) return null;
    known[index] ??= spell(index);
    return known[index]!;
  };
}
