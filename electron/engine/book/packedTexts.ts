import { textData } from '../workspace/textVector.ts';
import type { PackedTexts } from '../workspace/types.ts';
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
