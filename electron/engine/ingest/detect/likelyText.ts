import { commonKanji, commonSimplified, commonSyllables, commonTraditional } from './commonCharacters.ts';

/** Encodings of two bytes a character. */
export type DoubleByte = 'gb18030' | 'big5' | 'shift_jis' | 'euc-jp' | 'euc-kr';

/** How well bytes read in one encoding, as text of the language that is written in it. */
export interface Likelihood {
  /** Natural logarithm of how likely such a text is. */
  log: number;
  /** Characters beyond ASCII, and the share of them that are common in the language. */
  characters: number;
  common: number;
}

interface Language {
  common: ReadonlyMap<string, number>;
  /** Logarithm for other characters of the script, by where the encoding puts the usual ones. */
  other: (lead: number) => number;
}

const ascii = Math.log(1 / 40);
const none = Math.log(1e-9);
const symbol = Math.log(1e-4);
const halfWidthFirst = Math.log(3e-4);
const halfWidthNext = Math.log(0.9 / 63);

function language(texts: readonly (readonly [string, number])[], other: Language['other']): Language {
  const common = new Map<string, number>();
  for (const [text, share] of texts) {
    const characters = new Set(text);
    for (const one of characters) if (!common.has(one)) common.set(one, Math.log(share / characters.size));
  }
  return { common, other };
}

const between = (from: number, to: number) =>
  Array.from({ length: to - from + 1 }, (_, at) => String.fromCharCode(from + at)).join('');
const kana = `${between(0x3041, 0x3093)}${between(0x30a1, 0x30f6)}ー`;
const usual = Math.log(4e-5);
const rare = Math.log(3e-6);
const within = (from: number, to: number) => (lead: number) => (lead >= from && lead <= to ? usual : rare);
/** Dates stand in tables of every kind. */
const dates = [['年月日', 0.1]] as const;
const japanese: (readonly [string, number])[] = [...dates, [kana, 0.45], [commonKanji, 0.4]];

const languages: Record<DoubleByte, Language> = {
  gb18030: language([...dates, [commonSimplified, 0.8]], within(0xb0, 0xd7)),
  big5: language([...dates, [commonTraditional, 0.8]], within(0xa4, 0xc6)),
  shift_jis: language(japanese, within(0x88, 0x98)),
  'euc-jp': language(japanese, within(0xb0, 0xcf)),
  'euc-kr': language(
    [
      ['년월일', 0.1],
      [commonSyllables, 0.8],
    ],
    within(0xb0, 0xc8),
  ),
};

const judgedBytes = 8192;
const judgedHigh = 2000;

/** The first part of a text, so long that it holds enough characters beyond ASCII. */
function firstPart(bytes: Uint8Array): Uint8Array {
  let high = 0;
  let end = 0;
  for (; end < bytes.length && (high < judgedHigh || bytes[end]! >= 0x80); end++)
    if (bytes[end]! >= 0x80) high++;
  const from = bytes.findIndex((byte) => byte >= 0x80);
  return bytes.subarray(end - from > judgedBytes ? from : 0, end);
}

/** How likely the bytes are as text in this encoding: one with few signs that nobody writes, and many of those that all do. */
export function likelihood(bytes: Uint8Array, encoding: DoubleByte): Likelihood {
  const { common, other } = languages[encoding];
  const part = firstPart(bytes);
  const found = { log: 0, characters: 0, common: 0 };
  let at = 0;
  let halfWidth = false;
  for (const one of new TextDecoder(encoding).decode(part)) {
    const lead = part[at]!;
    const code = one.codePointAt(0)!;
    const single = code < 0x80 || (code >= 0xff61 && code <= 0xff9f);
    at += single ? 1 : code > 0xffff || (encoding === 'gb18030' && isFour(part, at)) ? 4 : 2;
    if (code < 0x80) found.log += ascii;
    else if (single) found.log += halfWidth ? halfWidthNext : halfWidthFirst;
    else {
      const known = common.get(one);
      found.log += known ?? (code === 0xfffd ? none : /\p{L}/u.test(one) ? other(lead) : symbol);
      if (known !== undefined) found.common++;
    }
    if (code >= 0x80) found.characters++;
    halfWidth = single && code >= 0x80;
  }
  return { ...found, common: found.characters === 0 ? 0 : found.common / found.characters };
}

function isFour(bytes: Uint8Array, at: number): boolean {
  return bytes[at + 1]! >= 0x30 && bytes[at + 1]! <= 0x39;
}
