import { isAscii } from 'node:buffer';
import { open } from 'node:fs/promises';
import { readSource, type Source } from '../source/openSource.ts';

/** Stretches of a file from which the rest is judged. */
export interface Sample {
  head: Uint8Array;
  /** A later stretch with characters beyond ASCII, where the head has none. */
  beyondAscii: Uint8Array | null;
  /** Whether the head is the whole file. */
  whole: boolean;
}

const headBytes = 1 << 20;
const asciiSearchBytes = 64 << 20;
const tailBytes = 1 << 16;

export async function readSample(source: Source): Promise<Sample> {
  const blocks: Uint8Array[] = [];
  let length = 0;
  let seen = 0;
  let ascii = true;
  for await (const block of readSource(source, { reuse: true })) {
    seen += block.length;
    if (length < headBytes) {
      blocks.push(block.slice());
      length += block.length;
      ascii &&= isAscii(block);
      continue;
    }
    if (ascii && !isAscii(block)) return { head: headOf(blocks), beyondAscii: fromLine(block), whole: false };
    if (!ascii || seen > asciiSearchBytes) return { head: headOf(blocks), beyondAscii: null, whole: false };
  }
  return { head: headOf(blocks), beyondAscii: null, whole: seen <= headBytes };
}

function headOf(blocks: Uint8Array[]): Uint8Array {
  return Buffer.concat(blocks).subarray(0, headBytes);
}

/** From the line on that holds the first byte beyond ASCII. */
function fromLine(block: Uint8Array): Uint8Array {
  const first = block.findIndex((byte) => byte >= 0x80);
  const line = block.lastIndexOf(10, first) + 1;
  return block.subarray(line, line + headBytes);
}

/**
 * The last bytes of a file that lies unpacked, from a place on that is a multiple of four; null where getting at them would mean reading all
 * of it.
 */
export async function readTail(source: Source): Promise<Uint8Array | null> {
  if (source.compression !== 'none' || source.text) return null;
  const handle = await open(source.path);
  try {
    const start = Math.floor(Math.max(0, source.bytes - tailBytes) / 4) * 4;
    const buffer = Buffer.alloc(source.bytes - start);
    const { bytesRead } = await handle.read(buffer, 0, buffer.length, start);
    return buffer.subarray(0, bytesRead);
  } finally {
    await handle.close();
  }
}
