import type { PackedTexts } from '../../../shared/domain/table.ts';
import { textData } from '../workspace/textVector.ts';
import type { TextStore } from '../workspace/types.ts';
import type { CodeColumn } from './foldBatch.ts';

/** The texts of a column's dictionary as bytes: as they were stored where it was read, else encoded now. */
export function packedTexts(column: CodeColumn): PackedTexts[] {
  if (column.texts) return column.texts.packed();
  const { values, valueOffsets, length } = textData(column.dictionary);
  return [{ bytes: values, offsets: valueOffsets.subarray(0, length + 1) }];
}

export function textCount(texts: readonly PackedTexts[]): number {
  return texts.reduce((sum, { offsets }) => sum + offsets.length - 1, 0);
}

export function byteCount(texts: readonly PackedTexts[]): number {
  return texts.reduce((sum, { offsets }) => sum + offsets.at(-1)! - offsets[0]!, 0);
}

/** A store of texts that are found one at a time. */
export function madeStore(length: number, at: (index: number) => string): TextStore {
  return {
    length,
    at,
    packed() {
      const parts = Array.from({ length }, (_, index) => Buffer.from(at(index), 'utf8'));
      const offsets = new Int32Array(length + 1);
      for (const [index, part] of parts.entries()) offsets[index + 1] = offsets[index]! + part.length;
      return [{ bytes: Buffer.concat(parts), offsets }];
    },
  };
}

/** The texts of some pieces, one after the other. */
export function storeOf(pieces: readonly PackedTexts[]): TextStore {
  const starts = [0];
  for (const piece of pieces) starts.push(starts.at(-1)! + textCount([piece]));
  return madeStore(starts.at(-1)!, (index) => {
    const piece = starts.findIndex((start) => start > index) - 1;
    const { bytes, offsets } = pieces[piece]!;
    const at = index - starts[piece]!;
    const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    return buffer.toString('utf8', offsets[at]!, offsets[at + 1]!);
  });
}
