import { Heap } from './heap.ts';

/** Rows that are worked on together: what fits into the nearer caches. */
export const scratchRows = 1 << 15;

type Numbers = Int32Array | Uint8Array | Uint16Array | Uint32Array | Float64Array;

/** Room in the memory of kernels for some rows of a few columns at a time. */
export class Scratch {
  readonly heap: Heap;
  /** Addresses of `scratchRows` values of up to eight bytes each. */
  readonly first: number;
  readonly second: number;
  readonly third: number;
  /** Address of some numbers that a kernel leaves. */
  readonly state: number;

  constructor(heap: Heap = new Heap()) {
    this.heap = heap;
    const room = () => heap.allocate(scratchRows * 8);
    this.first = room();
    this.second = room();
    this.third = room();
    this.state = heap.allocate(64);
  }

  /** Copies values to an address; returns where they end. */
  put(at: number, values: Numbers): number {
    const { buffer, byteOffset, byteLength } = values;
    this.heap.bytes.set(new Uint8Array(buffer, byteOffset, byteLength), at);
    return at + byteLength;
  }

  /** Copies values from an address. */
  take(at: number, values: Numbers): void {
    const { buffer, byteOffset, byteLength } = values;
    new Uint8Array(buffer, byteOffset, byteLength).set(this.heap.bytes.subarray(at, at + byteLength));
  }
}

let own: Scratch | null = null;

/** The one of this thread. What lies in it is only good until somebody else works with it. */
export function threadScratch(): Scratch {
  own ??= new Scratch();
  return own;
}
