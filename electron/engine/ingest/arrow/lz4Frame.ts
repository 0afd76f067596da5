const magic = 0x184d2204;
const mostBytes = 1 << 30;

/** Unpacks an LZ4 frame (LZ4 frame format 1.6.2), blocks that refer to earlier ones included. Throws on damage. */
export function unpackLz4Frame(frame: Uint8Array): Uint8Array {
  const view = new DataView(frame.buffer, frame.byteOffset, frame.byteLength);
  if (view.getUint32(0, true) !== magic) throw new Error('not an LZ4 frame');
  const flags = view.getUint8(4);
  let at = 6 + ((flags & 8) !== 0 ? 8 : 0) + ((flags & 1) !== 0 ? 4 : 0) + 1;
  const target = new Growing((flags & 8) !== 0 ? Number(view.getBigUint64(6, true)) : frame.length * 4);
  for (;;) {
    const size = view.getUint32(at, true);
    at += 4;
    if (size === 0) return target.bytes.subarray(0, target.length);
    const length = size & 0x7fffffff;
    const block = frame.subarray(at, at + length);
    if (block.length < length) throw new Error('an LZ4 block ends early');
    if (size >>> 31 === 1) target.append(block, 0, length);
    else unpackBlock(block, target);
    at += length + ((flags & 16) !== 0 ? 4 : 0);
  }
}

class Growing {
  bytes: Uint8Array;
  length = 0;

  constructor(size: number) {
    this.bytes = new Uint8Array(Math.min(Math.max(size, 64), 64 << 20));
  }

  ensure(count: number): void {
    if (this.length + count <= this.bytes.length) return;
    if (this.length + count > mostBytes) throw new Error('an LZ4 frame unpacks to more than 1 GiB');
    const larger = new Uint8Array(Math.min(mostBytes, Math.max(this.bytes.length * 2, this.length + count)));
    larger.set(this.bytes.subarray(0, this.length));
    this.bytes = larger;
  }

  append(source: Uint8Array, from: number, to: number): void {
    this.ensure(to - from);
    this.bytes.set(source.subarray(from, to), this.length);
    this.length += to - from;
  }

  repeat(distance: number, count: number): void {
    if (distance === 0 || distance > this.length) throw new Error('an LZ4 match lies before the start');
    this.ensure(count);
    const { bytes } = this;
    for (let left = count, at = this.length; left > 0; left--, at++) bytes[at] = bytes[at - distance]!;
    this.length += count;
  }
}

/** Sequences of literals and matches (LZ4 block format). */
function unpackBlock(block: Uint8Array, target: Growing): void {
  let at = 0;
  function more(start: number): number {
    let length = start;
    if (start < 15) return length;
    for (;;) {
      const byte = block[at++];
      if (byte === undefined) throw new Error('an LZ4 block ends early');
      length += byte;
      if (byte < 255) return length;
    }
  }
  while (at < block.length) {
    const token = block[at++]!;
    const literals = more(token >>> 4);
    if (at + literals > block.length) throw new Error('an LZ4 block ends early');
    target.append(block, at, at + literals);
    at += literals;
    if (at >= block.length) return;
    const distance = block[at]! | (block[at + 1]! << 8);
    at += 2;
    target.repeat(distance, more(token & 15) + 4);
  }
}
