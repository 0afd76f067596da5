import { decodeBlocks } from './blockDecode.ts';
import { blockRuns, runsOf } from './blockRuns.ts';
import { decompress } from './compression.ts';
import type { SegmentEntry } from './description.ts';
import { sha256Hex } from './digest.ts';
import { decodeNumbers } from './segmentCodec.ts';
import type { Runs } from './types.ts';

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

/**
 * Proves a segment of whole numbers and gives the runs of equal values in it. Throws as `decodeSegment`.
 */
export function decodeRuns(
  data: Uint8Array,
  { hash, bytes, rows, packing }: Omit<SegmentEntry, 'id'>,
  missing: number,
): Runs {
  expectHash(data, hash);
  if (packing === 'blocks') {
    const runs = blockRuns(data, missing);
    const found = runs.lengths.reduce((sum, length) => sum + length, 0);
    if (found !== rows) throw new Error(`It holds ${found} rows, not ${rows}`);
    return runs;
  }
  const values = new Int32Array(rows);
  const found = decodeNumbers(decompress(data, bytes), values, 0, missing);
  if (found !== rows) throw new Error(`It holds ${found} rows, not ${rows}`);
  return runsOf(values);
}

function expectHash(data: Uint8Array, hash: string): void {
  if (sha256Hex(data) !== hash) throw new Error('Its bytes are not what was saved');
}
