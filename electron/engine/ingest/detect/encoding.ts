import { isAscii, isUtf8 } from 'node:buffer';
import { countWrittenHeaders } from '../mapping/synonyms.ts';
import { scoreAlphabets } from './alphabets.ts';
import { type DoubleByte, likelihood } from './likelyText.ts';

export interface DetectedEncoding {
  encoding: string;
  confidence: number;
  bom: boolean;
}

/**
 * Which encoding are these bytes in? A byte-order mark decides; then zeros at every second byte (UTF-16), then
 * whether the bytes are valid UTF-8, then which legacy encoding makes the commonest characters of them.
 */
export function detectEncoding(bytes: Uint8Array): DetectedEncoding {
  if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) return found('utf-8', 1, true);
  const wideMark = markOfUtf32(bytes);
  if (wideMark) return found(wideMark, 1, true);
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return found('utf-16le', 1, true);
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return found('utf-16be', 1, true);
  if (isAscii(bytes) && !bytes.includes(0)) return found('utf-8', 1, false);
  const wide = detectUtf16(bytes);
  if (wide) return wide;
  if (isUtf8(wholeCharacters(bytes))) return found('utf-8', 0.99, false);
  return detectLegacy(bytes);
}

/** FF FE 00 00 could also be UTF-16 that begins with a NUL, which no text does. */
export function markOfUtf32(bytes: Uint8Array): 'utf-32le' | 'utf-32be' | null {
  const [a, b, c, d] = bytes;
  if (a === 0xff && b === 0xfe && c === 0 && d === 0) return 'utf-32le';
  return a === 0 && b === 0 && c === 0xfe && d === 0xff ? 'utf-32be' : null;
}

function found(encoding: string, confidence: number, bom: boolean): DetectedEncoding {
  return { encoding, confidence, bom };
}

/** Without the last, possibly cut, UTF-8 character. */
function wholeCharacters(bytes: Uint8Array): Uint8Array {
  let end = bytes.length;
  while (end > 0 && bytes.length - end < 3 && (bytes[end - 1]! & 0xc0) === 0x80) end--;
  return end > 0 && bytes[end - 1]! >= 0xc0 ? bytes.subarray(0, end - 1) : bytes;
}

const leastZeros = 0.02;

/**
 * Without a mark: delimiters, digits and line ends leave zeros on one side of each pair, and the text makes sense. Pairs
 * that are mostly two letters of ASCII are text in single bytes with a few NULs in it.
 */
function detectUtf16(bytes: Uint8Array): DetectedEncoding | null {
  if (bytes.length < 4 || !bytes.includes(0)) return null;
  const pairs = bytes.length >> 1;
  let zeroHigh = 0;
  let zeroLow = 0;
  let letters = 0;
  for (let at = 0; at + 1 < bytes.length; at += 2) {
    if (bytes[at + 1] === 0 && isPlain(bytes[at]!)) zeroHigh++;
    if (bytes[at] === 0 && isPlain(bytes[at + 1]!)) zeroLow++;
    if (isPrintable(bytes[at]!) && isPrintable(bytes[at + 1]!)) letters++;
  }
  if (letters > pairs * 0.5) return null;
  for (const [encoding, zeros, others] of [
    ['utf-16le', zeroHigh, zeroLow],
    ['utf-16be', zeroLow, zeroHigh],
  ] as const) {
    if (zeros < pairs * leastZeros || others > zeros * 0.3) continue;
    const text = new TextDecoder(encoding).decode(bytes.subarray(0, pairs * 2));
    const odd = text.match(
      /[^\t\r\n\x20-\x7e\u00a0-\u024f\u0370-\u052f\u0590-\u06ff\u0900-\u0e7f\u1e00-\u1eff\u2010-\u2044\u20a0-\u20cf\u2100-\u22ff\u3000-\u30ff\u4e00-\u9fff\uac00-\ud7a3\uff00-\uffef]/gu,
    );
    const share = 1 - (odd?.length ?? 0) / text.length;
    if (share > 0.9) return found(encoding, 0.9 * share, false);
  }
  return null;
}

function isPrintable(byte: number): boolean {
  return byte >= 0x20 && byte < 0x7f;
}

/** What stands in a pair of zero and a character of ASCII. */
function isPlain(byte: number): boolean {
  return isPrintable(byte) || byte === 0x0a || byte === 0x0d || byte === 0x09;
}

interface Score {
  encoding: string;
  score: number;
}

/**
 * Two bytes a character, or one? By how well the bytes lie where an encoding has its letters; of encodings of two bytes the
 * one wins that makes the commonest characters of them.
 */
function detectLegacy(bytes: Uint8Array): DetectedEncoding {
  const double = scoreDoubleByte(bytes);
  const scores: Score[] = [
    ...(double ? [double] : []),
    { encoding: 'windows-1252', score: scoreLatin(bytes) },
    ...scoreAlphabets(bytes),
  ];
  scores.sort((a, b) => b.score - a.score);
  const named = double?.score === surelyCommon ? null : namedInWords(bytes, scores);
  if (named) return found(named, 0.9, false);
  const [best, second] = scores as [Score, Score];
  if (best.score <= 0) return found('windows-1252', 0.2, false);
  const margin = (best.score - Math.max(0, second.score)) / best.score;
  const certainty = 1 - Math.exp((-margin * countHigh(bytes)) / 6);
  const among = best === double ? double.certainty : 1;
  return found(best.encoding, 0.5 + 0.48 * Math.min(certainty, among), false);
}

const headerBytes = 4096;

/** The one encoding in which more cells of the first lines name fields than in any other; null where none does. */
function namedInWords(bytes: Uint8Array, scores: Score[]): string | null {
  const head = bytes.subarray(0, headerBytes);
  const counts = scores
    .map(({ encoding }) => ({
      encoding,
      count: countWrittenHeaders(new TextDecoder(encoding).decode(head)),
    }))
    .sort((a, b) => b.count - a.count);
  const [first, second] = counts as [(typeof counts)[0], (typeof counts)[0]];
  return first.count > second.count ? first.encoding : null;
}

interface DoubleByteScore extends Score {
  /** 0–1, against the other encodings of two bytes. */
  certainty: number;
}

/** Above every score of an alphabet: too many characters are common ones for it to be chance. */
const surelyCommon = 1.1;
const fewestCommon = 3;
const leastCommon = 0.45;

/** The encoding of two bytes that makes the likeliest text of these bytes; null where none can be. */
function scoreDoubleByte(bytes: Uint8Array): DoubleByteScore | null {
  const scores: [DoubleByte, number][] = [
    ['gb18030', scoreGb18030(bytes)],
    ['big5', scoreBig5(bytes)],
    ['shift_jis', scoreShiftJis(bytes)],
    ['euc-jp', scoreEucJp(bytes)],
    ['euc-kr', scoreEucKr(bytes)],
  ];
  const possible = scores.filter(([, score]) => score > 0);
  if (possible.length === 0) return null;
  const judged = possible
    .map(([encoding]) => ({ encoding, ...likelihood(bytes, encoding) }))
    .sort((a, b) => b.log - a.log);
  const [best, second] = judged as [(typeof judged)[0], (typeof judged)[0] | undefined];
  const common = best.common >= leastCommon && best.common * best.characters >= fewestCommon;
  return {
    encoding: best.encoding,
    score: common ? surelyCommon : possible.find(([encoding]) => encoding === best.encoding)![1],
    certainty: second ? 1 - Math.exp((second.log - best.log) / 4) : 1,
  };
}

/** Bytes beyond ASCII: the more there are, the more a small lead means. */
function countHigh(bytes: Uint8Array): number {
  let count = 0;
  for (const byte of bytes) if (byte >= 0x80) count++;
  return count;
}

/** Walks two-byte text; `weigh` gives a pair's worth (−1 where the pair cannot be). */
function scorePairs(
  bytes: Uint8Array,
  isLead: (byte: number) => boolean,
  weigh: (lead: number, trail: number) => number,
  single: (byte: number) => number,
): number {
  let worth = 0;
  let characters = 0;
  let broken = 0;
  for (let at = 0; at < bytes.length; at++) {
    const byte = bytes[at]!;
    if (byte < 0x80) continue;
    characters++;
    if (!isLead(byte)) {
      const value = single(byte);
      if (value < 0) broken++;
      else worth += value;
      continue;
    }
    if (at + 1 >= bytes.length) break;
    const value = weigh(byte, bytes[at + 1]!);
    if (value < 0) broken++;
    else {
      worth += value;
      at++;
    }
  }
  if (characters === 0 || broken > characters * 0.02) return 0;
  return worth / characters - (5 * broken) / characters;
}

/** GB 2312 level-1 characters (the 3,755 common ones) lie at B0–D7, symbols at A1–A3; all trail bytes from A1. 80 is €. */
function scoreGb18030(bytes: Uint8Array): number {
  return scorePairs(
    bytes,
    (byte) => byte >= 0x81 && byte <= 0xfe,
    (lead, trail) => {
      if (trail >= 0x30 && trail <= 0x39) return 0.1;
      if (trail < 0x40 || trail === 0x7f || trail === 0xff) return -1;
      if (trail >= 0xa1 && lead >= 0xb0 && lead <= 0xd7) return 1;
      if (trail >= 0xa1 && lead >= 0xa1 && lead <= 0xa3) return 0.9;
      return trail >= 0xa1 && lead > 0xd7 && lead <= 0xf7 ? 0.4 : 0.05;
    },
    (byte) => (byte === 0x80 ? 0.9 : -1),
  );
}

/** Big5 level-1 characters (5,401 common ones) lie at A4–C6, symbols at A1–A3; trail bytes 40–7E or A1–FE. */
function scoreBig5(bytes: Uint8Array): number {
  return scorePairs(
    bytes,
    (byte) => byte >= 0x81 && byte <= 0xfe,
    (lead, trail) => {
      if (trail < 0x40 || (trail > 0x7e && trail < 0xa1) || trail === 0xff) return -1;
      if (lead >= 0xa4 && lead <= 0xc6) return 0.98;
      if (lead >= 0xa1 && lead <= 0xa3) return 0.9;
      return lead >= 0xc9 && lead <= 0xf9 ? 0.3 : 0.05;
    },
    () => -1,
  );
}

/** Kana at 829F–8396 and level-1 kanji at 889F–9872 are common; half-width katakana (A1–DF) alone is rare. */
function scoreShiftJis(bytes: Uint8Array): number {
  return scorePairs(
    bytes,
    (byte) => (byte >= 0x81 && byte <= 0x9f) || (byte >= 0xe0 && byte <= 0xfc),
    (lead, trail) => {
      if (trail < 0x40 || trail === 0x7f || trail > 0xfc) return -1;
      if (lead === 0x81 || lead === 0x82 || lead === 0x83) return 1;
      if (lead >= 0x88 && lead <= 0x98) return 0.95;
      return lead <= 0x9f || (lead >= 0xe0 && lead <= 0xea) ? 0.3 : 0.05;
    },
    (byte) => (byte >= 0xa1 && byte <= 0xdf ? 0.25 : -1),
  );
}

/** Kana at A4 and A5, level-1 kanji at B0–CF. Kanji alone could as well be Chinese, which is then preferred. */
function scoreEucJp(bytes: Uint8Array): number {
  return scorePairs(
    bytes,
    (byte) => byte === 0x8e || byte === 0x8f || (byte >= 0xa1 && byte <= 0xfe),
    (lead, trail) => {
      if (trail < 0xa1 || trail === 0xff) return -1;
      if (lead === 0xa4 || lead === 0xa5) return 1;
      if (lead >= 0xb0 && lead <= 0xcf) return 0.98;
      if (lead >= 0xa1 && lead <= 0xa3) return 0.9;
      return lead <= 0xf4 ? 0.3 : 0.05;
    },
    () => -1,
  );
}

/** Hangul lies at B0–C8, among the leads of Chinese; syllables that came later have leads below A1 or trails of letters. */
function scoreEucKr(bytes: Uint8Array): number {
  return scorePairs(
    bytes,
    (byte) => byte >= 0x81 && byte <= 0xfe,
    (lead, trail) => {
      const later = (trail >= 0x41 && trail <= 0x5a) || (trail >= 0x61 && trail <= 0x7a) || trail >= 0x81;
      if (trail < 0xa1 || lead < 0xa1) return later && trail !== 0xff && lead <= 0xc6 ? 0.05 : -1;
      if (trail === 0xff) return -1;
      if (lead >= 0xb0 && lead <= 0xc8) return 1;
      if (lead >= 0xa1 && lead <= 0xa3) return 0.9;
      return lead >= 0xca && lead <= 0xfd ? 0.3 : 0.05;
    },
    () => -1,
  );
}

/** Whether a letter is one of two side by side within a word of small ones (`Größe`), where no sign of two bytes stands. */
function isPairInWord(bytes: Uint8Array, at: number): boolean {
  const first = (bytes[at - 1] ?? 0x20) < 0x80 ? at : at - 1;
  const isSmall = (byte: number | undefined) => byte !== undefined && byte >= 0x61 && byte <= 0x7a;
  return (
    isSmall(bytes[first - 1]) &&
    isSmall(bytes[first + 2]) &&
    (bytes[first] ?? 0) >= 0xc0 &&
    (bytes[first + 1] ?? 0) >= 0xc0
  );
}

/** Whether four letters or more stand side by side from here on, or up to here, as they do in no Western word. */
function inLongRun(bytes: Uint8Array, at: number): boolean {
  const isHigh = (from: number) => bytes.subarray(from, from + 4).every((byte) => byte >= 0x80);
  return (at + 4 <= bytes.length && isHigh(at)) || (at >= 3 && isHigh(at - 3));
}

/** Western letters stand alone between ASCII; bytes 81, 8D, 8F, 90 and 9D mean nothing in Windows-1252. */
function scoreLatin(bytes: Uint8Array): number {
  let high = 0;
  let alone = 0;
  for (let at = 0; at < bytes.length; at++) {
    const byte = bytes[at]!;
    if (byte < 0x80) continue;
    high++;
    if (byte === 0x81 || byte === 0x8d || byte === 0x8f || byte === 0x90 || byte === 0x9d) return 0;
    const before = bytes[at - 1] ?? 0x20;
    const after = bytes[at + 1] ?? 0x20;
    if (before < 0x80 && after < 0x80) alone++;
    else if (isPairInWord(bytes, at)) alone += 0.9;
    else if (byte >= 0xc0 && (before < 0x80 || after < 0x80) && !inLongRun(bytes, at)) alone += 0.4;
  }
  return high === 0 ? 0 : (0.9 * alone) / high;
}
