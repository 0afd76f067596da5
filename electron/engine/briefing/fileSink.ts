import { randomBytes } from 'node:crypto';
import { type FileHandle, open, rename, rm } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { CancelledError } from '../../../shared/errors/errors.ts';
import { toStorageError } from '../workspace/storageError.ts';

/** A file being written from its start to its end; bytes already written can be corrected. */
export interface FileSink {
  /** Bytes written so far. */
  position(): number;
  write(bytes: Uint8Array): Promise<void>;
  patch(position: number, bytes: Uint8Array): Promise<void>;
}

async function writeFully(file: FileHandle, bytes: Uint8Array, position: number): Promise<void> {
  let done = 0;
  while (done < bytes.length) {
    const { bytesWritten } = await file.write(bytes, done, bytes.length - done, position + done);
    done += bytesWritten;
  }
}

function sinkOf(file: FileHandle, signal: AbortSignal | undefined): FileSink {
  let position = 0;
  return {
    position: () => position,
    async write(bytes) {
      if (signal?.aborted) throw new CancelledError();
      await writeFully(file, bytes, position);
      position += bytes.length;
    },
    patch: (at, bytes) => writeFully(file, bytes, at),
  };
}

/**
 * Writes a file whole or not at all: under another name in the same folder, flushed to the disk, then renamed over
 * `path`. On any failure, or when cancelled, the file that was there before is untouched and nothing is left behind.
 * Throws `diskFull`, `readOnly` or `io`. Gives the size in bytes.
 */
export async function writeWhole(
  path: string,
  signal: AbortSignal | undefined,
  write: (sink: FileSink) => Promise<void>,
): Promise<number> {
  const temporary = join(dirname(path), `.${basename(path)}.${randomBytes(6).toString('hex')}.part`);
  let file: FileHandle | null = null;
  try {
    file = await open(temporary, 'wx');
    const sink = sinkOf(file, signal);
    await write(sink);
    await file.sync();
    await file.close();
    file = null;
    if (signal?.aborted) throw new CancelledError();
    await rename(temporary, path);
    return sink.position();
  } catch (error) {
    await file?.close().catch(() => undefined);
    await rm(temporary, { force: true }).catch(() => undefined);
    throw toStorageError(error, path);
  }
}
