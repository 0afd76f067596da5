import { createWriteStream } from 'node:fs';
import { rm, statfs } from 'node:fs/promises';
import type { IncomingMessage } from 'node:http';
import { dirname } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { ExpectedError } from '../../shared/errors/errors.ts';

/** Left free on the disk, so that an upload never stops everything else. */
const reserveBytes = 256 * 1024 * 1024;

/** Streams the body of a request into a new file, whole or not at all: what ends early leaves nothing. */
export async function receiveFile(request: IncomingMessage, path: string): Promise<number> {
  const length = Number(request.headers['content-length'] ?? Number.NaN);
  if (!Number.isSafeInteger(length) || length < 0) {
    throw new ExpectedError('badRequest', 'An upload states its length.');
  }
  await requireSpace(dirname(path), length);
  const file = createWriteStream(path, { flags: 'wx', mode: 0o600 });
  try {
    await pipeline(request, file);
    if (file.bytesWritten !== length) throw new ExpectedError('io', 'The upload ended early.');
  } catch (error) {
    await rm(path, { force: true });
    throw describe(error);
  }
  return length;
}

async function requireSpace(folder: string, length: number): Promise<void> {
  const { bavail, bsize } = await statfs(folder);
  const free = Math.max(0, bavail * bsize - reserveBytes);
  if (length <= free) return;
  const megabytes = (bytes: number) => Math.ceil(bytes / 1e6);
  throw new ExpectedError('diskFull', `${megabytes(length)} MB needed, ${megabytes(free)} MB free.`, {
    params: { needed: megabytes(length), free: megabytes(free) },
  });
}

function describe(error: unknown): unknown {
  const code = (error as NodeJS.ErrnoException).code;
  if (code === 'ENOSPC') return new ExpectedError('diskFull', 'The disk is full.', {}, error);
  if (code === 'ERR_STREAM_PREMATURE_CLOSE' || code === 'ECONNRESET') {
    return new ExpectedError('io', 'The upload ended early.', {}, error);
  }
  return error;
}
