import {
  type I32,
  i64,
  type Kind,
  type Local,
  long,
  memory,
  type Statement,
  set,
  type V128,
  v128,
} from './assembler.ts';

export const lineFeed = 10;
export const carriageReturn = 13;

export type NewLocal = <K extends Kind>(kind: K) => Local<K>;

/** Bits of one class of bytes among 64. */
export function bitsOf(at: I32, matches: (bytes: V128) => V128) {
  const part = (index: number) =>
    i64.shl(i64.from(v128.bits(matches(memory.vector(at, index * 16)))), long(BigInt(index * 16)));
  return i64.or(i64.or(part(0), part(1)), i64.or(part(2), part(3)));
}

/** Each bit becomes the exclusive-or of itself and all below. */
export function spread(bits: Local<'i64'>): Statement[] {
  return [1n, 2n, 4n, 8n, 16n, 32n].map((by) => set(bits, i64.xor(bits, i64.shl(bits, long(by)))));
}

/** Bytes to compare 64 others with. */
export function splats(local: NewLocal, delimiter: I32, quote: I32) {
  const names = { feed: lineFeed, back: carriageReturn, mark: quote, between: delimiter };
  const vectors = { feed: local('v128'), back: local('v128'), mark: local('v128'), between: local('v128') };
  const begin = Object.entries(vectors).map(([name, vector]) =>
    set(vector, v128.splat(names[name as keyof typeof names])),
  );
  return { ...vectors, begin };
}
