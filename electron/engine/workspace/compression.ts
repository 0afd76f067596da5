import { promisify } from 'node:util';
import { constants, zstdCompress, zstdDecompressSync } from 'node:zlib';

const compressAsync = promisify(zstdCompress);

/** Compresses on the thread pool. */
export async function compress(data: Uint8Array): Promise<Buffer> {
  return compressAsync(data, {
    params: { [constants.ZSTD_c_compressionLevel]: 3 },
    pledgedSrcSize: data.byteLength,
  });
}

/** Expands to exactly `bytes`; anything else throws, so that no forged block can fill the memory. */
export function decompress(data: Uint8Array, bytes: number): Buffer {
  const expanded = zstdDecompressSync(data, { chunkSize: Math.max(64, bytes), maxOutputLength: bytes });
  if (expanded.byteLength !== bytes)
    throw new Error(`Expanded to ${expanded.byteLength} bytes, not ${bytes}`);
  return expanded;
}
