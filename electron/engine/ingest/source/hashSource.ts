import type { Hash } from 'node:crypto';
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { fileError, type Source } from './openSource.ts';

/** The digest of the whole file: what was read already where that was all of it, otherwise read for this. */
export async function hashRest(source: Source, hash: Hash): Promise<string> {
  if (source.compression !== 'zip') return hash.digest('hex');
  const whole = createHash('sha256');
  try {
    for await (const block of createReadStream(source.path, { highWaterMark: 1 << 20 }))
      whole.update(block as Buffer);
  } catch (cause) {
    throw fileError(cause, source.name);
  }
  return whole.digest('hex');
}
