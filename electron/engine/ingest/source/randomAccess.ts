import { createReadStream } from 'node:fs';
import { open } from 'node:fs/promises';
import type { Readable } from 'node:stream';

/** Bytes that can be read from anywhere: a file as it lies on disk, or content that had to be unpacked into memory. */
export interface RandomAccess {
  readonly size: number;
  /** Fewer bytes than asked for only where the content ends. */
  read(position: number, length: number): Promise<Buffer>;
  /** From `start` to `end`, both included, in blocks. */
  stream(start: number, end: number): AsyncIterable<Uint8Array>;
}

const blockBytes = 1 << 18;

export function fileAccess(path: string, size: number): RandomAccess {
  return {
    size,
    async read(position, length) {
      const handle = await open(path);
      try {
        const buffer = Buffer.allocUnsafe(Math.max(0, Math.min(length, size - position)));
        const { bytesRead } = await handle.read(buffer, 0, buffer.length, position);
        return buffer.subarray(0, bytesRead);
      } finally {
        await handle.close();
      }
    },
    async *stream(start, end) {
      if (end < start) return;
      const stream = createReadStream(path, { start, end, highWaterMark: blockBytes });
      try {
        for await (const block of stream) yield block as Uint8Array;
      } finally {
        await closed(stream);
      }
    },
  };
}

/** A stream ends some time after its last reader has left, and until then its file can be neither moved nor deleted everywhere. */
export async function closed(stream: Readable): Promise<void> {
  stream.destroy();
  if (!stream.closed) await new Promise<void>((resolve) => stream.once('close', resolve));
}

export function memoryAccess(content: Buffer): RandomAccess {
  return {
    size: content.length,
    read: (position, length) => Promise.resolve(content.subarray(position, position + length)),
    async *stream(start, end) {
      for (let at = start; at <= end && at < content.length; at += blockBytes)
        yield content.subarray(at, Math.min(at + blockBytes, end + 1));
    },
  };
}
