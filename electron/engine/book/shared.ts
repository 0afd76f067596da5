/** Typed arrays on shared memory, so that worker threads read the book without a copy. */
export function sharedFloat64(length: number): Float64Array {
  return new Float64Array(new SharedArrayBuffer(length * 8));
}

export function sharedInt32(length: number): Int32Array {
  return new Int32Array(new SharedArrayBuffer(length * 4));
}

/** Whole numbers of eight bytes, so that the same memory can be handed on as doubles. */
export function sharedUint16(length: number): Uint16Array {
  return new Uint16Array(new SharedArrayBuffer(Math.ceil(length / 4) * 8), 0, length);
}

export function sharedUint8(length: number): Uint8Array {
  return new Uint8Array(new SharedArrayBuffer(length));
}

/** Any other kind of array. */
export function sharedBytes<Values>(
  Kind: { new (memory: SharedArrayBuffer): Values; BYTES_PER_ELEMENT: number },
  length: number,
): Values {
  return new Kind(new SharedArrayBuffer(length * Kind.BYTES_PER_ELEMENT));
}
