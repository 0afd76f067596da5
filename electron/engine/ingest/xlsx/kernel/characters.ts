import { type I32, type I64, type Int, i32, i64, long, memory } from '../../csv/kernel/assembler.ts';

/** Classes of the bytes of a value: what it must be quoted for, and what has a meaning in XML. */
export const separates = 1;
export const quotes = 2;
export const refers = 4;
export const escapes = 8;
export const ends = 16;
export const noNumber = 32;

/** Where the class of each byte stands. */
export const classesAt = 128;

const numberParts = '0123456789.-+eE';

export function writeClasses(bytes: Uint8Array): void {
  const classes = bytes.subarray(classesAt, classesAt + 256).fill(noNumber);
  for (const part of numberParts) classes[part.charCodeAt(0)] = 0;
  for (const separator of ',\n\r') classes[separator.charCodeAt(0)]! |= separates;
  classes['"'.charCodeAt(0)]! |= quotes;
  classes['&'.charCodeAt(0)]! |= refers;
  classes['_'.charCodeAt(0)]! |= escapes;
  classes['<'.charCodeAt(0)]! |= ends;
  classes[0]! |= ends;
}

/** Up to eight characters as they lie in memory. */
export function literal(text: string): bigint {
  return [...text].reduceRight((sum, character) => sum * 256n + BigInt(character.charCodeAt(0)), 0n);
}

/** Whether these characters stand there; up to seven bytes behind them are read, too. */
export function standsAt(at: Int, text: string): I32 {
  if (text.length === 1) return i32.eq(memory.byte(at), text.charCodeAt(0));
  if (text.length === 4) return i32.eq(memory.int(at), Number(BigInt.asIntN(32, literal(text))));
  if (text.length <= 8) return isWord(memory.long(at), text);
  return i32.and(standsAt(at, text.slice(0, 8)), standsAt(i32.add(at, text.length - 8), text.slice(-8)));
}

/** Whether the first bytes of eight are these characters. */
export function isWord(word: I64, text: string): I32 {
  if (text.length === 8) return i64.eq(word, long(literal(text)));
  return i64.eq(i64.and(word, long((1n << BigInt(text.length * 8)) - 1n)), long(literal(text)));
}

export function isDigit(byte: Int): I32 {
  return i32.below(i32.sub(byte, 48), 10);
}
