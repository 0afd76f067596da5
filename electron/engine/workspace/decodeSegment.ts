import { decodeBlocks } from './blockDecode.ts';
import { decompress } from './compression.ts';
import type { SegmentEntry } from './description.ts';
import { sha256Hex } from './digest.ts';
import { decodeNumbers } from './segmentCodec.ts';

/** Proves a segment of texts against its hash and expands it into shared memory. Throws as `decodeSegment`. */
export function expandSegment(
  data: Uint8Array,
  { hash, bytes }: Pick<SegmentEntry, 'hash' | 'bytes'>,
): Uint8Array {
  expectHash(data, hash);
  const expanded = new Uint8Array(new SharedArrayBuffer(bytes));
  expanded.set(decompress(data, bytes));
  return expanded;
}

/**
 * Proves a segment of numbers against its hash and writes its values into shared memory, from `offset` on. Throws where
 * the bytes are not what was saved, cannot be decoded or hold another number of rows.
 */
export function decodeSegment(
  data: Uint8Array,
  { hash, bytes, rows, packing }: Omit<SegmentEntry, 'id'>,
  target: Int32Array | Float64Array,
  offset: number,
  missing: number,
): null {
  expectHash(data, hash);
  const found =
    packing === 'blocks'
      ? decodeBlocks(data, target, offset, missing)
      : decodeNumbers(decompress(data, bytes), target, offset, missing);
  if (found !== rows) throw new Error(`It holds ${found} rows, not ${rows}`);
  return null;
}

function expectHash(data: Uint8Array, hash: string): void {
  if (sha256Hex(data) !== hash) throw new Error('Its bytes are not what was saved');
}
