import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { ThreadHash } from './hashThread.ts';
import { fileError, type Source } from './openSource.ts';

/** Takes in bytes in order and tells their SHA-256. */
export interface ByteHash {
  update(bytes: Uint8Array): unknown;
  digest(encoding: 'hex'): string | Promise<string>;
}

/** From here on hashing is worth a thread of its own. */
const largeBytes = 256 << 20;

/** Runs a reading of the whole source, and hashes the bytes it passes to `onRaw` meanwhile. */
export async function hashWhile<Result>(
  source: Source,
  read: (onRaw: (bytes: Uint8Array) => void) => Promise<Result>,
): Promise<{ result: Result; hash: string }> {
  const thread = source.bytes >= largeBytes && isReadThrough(source) ? new ThreadHash() : null;
  const hash: ByteHash = thread ?? createHash('sha256');
  try {
    const result = await read((bytes) => void hash.update(bytes));
    return { result, hash: await hashRest(source, hash) };
  } finally {
    thread?.close();
  }
}

function isReadThrough(source: Source): boolean {
  return source.compression !== 'zip' && source.format === 'csv';
}

/**
 * The digest of the whole file: what was read already where that was all of it, otherwise read for this. A file of an
 * archive of several is known by its own packed bytes.
 */
export async function hashRest(source: Source, hash: ByteHash): Promise<string> {
  if (isReadThrough(source)) return hash.digest('hex');
  const { start, end } = source.member === undefined ? { start: 0, end: source.bytes - 1 } : source.span;
  const whole = createHash('sha256');
  try {
    for await (const block of createReadStream(source.path, { start, end, highWaterMark: 1 << 20 }))
      whole.update(block as Buffer);
  } catch (cause) {
    throw fileError(cause, source.name);
  }
  return whole.digest('hex');
}
