import { mostColumns } from './cellRange.ts';

const greater = 62;
const slash = 47;
const colon = 58;

/** Whether the name that starts here is `row`. */
export function isRow(bytes: Buffer, at: number): boolean {
  const after = bytes[at + 3]!;
  const ends = after <= 32 || after === greater || after === slash;
  return ends && bytes[at] === 114 && bytes[at + 1] === 111 && bytes[at + 2] === 119;
}

/** Length of the prefix that the root element has, with its colon. */
export function prefixLength(bytes: Buffer, from: number, close: number): number {
  for (let at = from; at < close && bytes[at]! > 32; at++) if (bytes[at] === colon) return at + 1 - from;
  return 0;
}

export function nameAt(bytes: Buffer, from: number, close: number): string {
  let end = from;
  while (end < close && bytes[end]! > 32 && bytes[end] !== slash) end++;
  return String.fromCharCode(...bytes.subarray(from, Math.min(end, from + 40)));
}

const attributePatterns = Object.fromEntries(
  ['hidden', 'ref', 'min', 'max'].map((name) => [
    name,
    new RegExp(`\\s${name}\\s*=\\s*(?:"([^"]*)"|'([^']*)')`),
  ]),
);

export function attribute(tag: string, name: 'hidden' | 'ref' | 'min' | 'max'): string | undefined {
  const match = attributePatterns[name]!.exec(tag);
  return match ? (match[1] ?? match[2]) : undefined;
}

export function isLetter(byte: number): boolean {
  return (byte | 32) >= 97 && (byte | 32) <= 122;
}

export function columnOf(bytes: Buffer, from: number): number {
  let column = 0;
  for (let at = from; ; at++) {
    const letter = bytes[at]! & ~32;
    if (letter < 65 || letter > 90 || column > mostColumns) return column;
    column = column * 26 + letter - 64;
  }
}

export function wholeNumber(bytes: Buffer, from: number, to: number): number {
  let number = 0;
  for (let at = from; at < to && at < from + 9; at++) number = number * 10 + bytes[at]! - 48;
  return Math.max(0, number);
}
