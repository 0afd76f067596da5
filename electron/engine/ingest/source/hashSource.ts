import type { Hash } from 'node:crypto';
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { fileError, type Source } from './openSource.ts';

/**
 * The digest of the whole file: what was read already where that was all of it, otherwise read for this. A file of an
 * archive of several is known by its own packed bytes.
 */
export async function hashRest(source: Source, hash: Hash): Promise<string> {
  const { start, end } = source.member === undefined ? { start: 0, end: source.bytes - 1 } : source.span;
  const readThrough = source.compression !== 'zip' && source.format === 'csv';
  if (readThrough) return hash.digest('hex');
  const whole = createHash('sha256');
  try {
    for await (const block of createReadStream(source.path, { start, end, highWaterMark: 1 << 20 }))
      whole.update(block as Buffer);
  } catch (cause) {
    throw fileError(cause, source.name);
  }
  return whole.digest('hex');
}
