import { holdsCentral } from './centralEurope.ts';
import { bytesOf } from './letterBytes.ts';

/** Single-byte encodings of alphabets other than the Western one, told by how their words are built. */
export type AlphabetEncoding =
  | 'windows-1250'
  | 'windows-1251'
  | 'windows-1253'
  | 'windows-1254'
  | 'windows-1255'
  | 'windows-874';

interface CasedAlphabet {
  upper: (byte: number) => boolean;
  lower: (byte: number) => boolean;
  /** The ten or so commonest letters in small, half of all letters of a text. */
  common: ReadonlySet<number>;
  /** Whether a word in small letters (or a capital and small ones) is spelled as the language spells. */
  spelled?: (word: readonly number[]) => boolean;
}

const within = (from: number, to: number) => (byte: number) => byte >= from && byte <= to;

const cyrillic: CasedAlphabet = {
  upper: (byte) => (byte >= 0xc0 && byte <= 0xdf) || byte === 0xa8,
  lower: (byte) => byte >= 0xe0 || byte === 0xb8,
  common: new Set([0xee, 0xe5, 0xe0, 0xe8, 0xed, 0xf2, 0xf1, 0xf0, 0xe2, 0xeb, 0xea]),
};
const greek: CasedAlphabet = {
  upper: (byte) =>
    (byte >= 0xc1 && byte <= 0xdb) || [0xa2, 0xb8, 0xb9, 0xba, 0xbc, 0xbe, 0xbf].includes(byte),
  lower: within(0xdc, 0xfe),
  common: new Set([0xe1, 0xef, 0xe9, 0xe5, 0xf4, 0xf2, 0xed, 0xf3, 0xf1, 0xe7, 0xea, 0xf0, 0xdc, 0xdf, 0xfc]),
  spelled: isGreekWord,
};

const greekAccents = new Set([
  0xa2, 0xb8, 0xb9, 0xba, 0xbc, 0xbe, 0xbf, 0xc0, 0xdc, 0xdd, 0xde, 0xdf, 0xe0, 0xfc, 0xfd, 0xfe,
]);
const greekVowels = new Set([
  ...greekAccents,
  ...Buffer.from([
    0xc1, 0xc5, 0xc7, 0xc9, 0xcf, 0xd5, 0xd9, 0xe1, 0xe5, 0xe7, 0xe9, 0xef, 0xf5, 0xf9, 0xfa, 0xfb,
  ]),
]);
const [finalSigma, sigma] = [0xf2, 0xf3];

/** A Greek word of several letters has a vowel and one accent at most, and its own sigma at the end only. */
function isGreekWord(word: readonly number[]): boolean {
  if (word.length === 1) return true;
  const accents = word.filter((byte) => greekAccents.has(byte)).length;
  const wrongSigma = word.some((byte, at) => byte === (at === word.length - 1 ? sigma : finalSigma));
  return accents <= 1 && !wrongSigma && word.some((byte) => greekVowels.has(byte));
}

/** Above every score of a two-byte encoding, which bytes of words like these can also be. */
const certain = 1.05;
/** Below every score of a two-byte encoding that is one: words of even length only can be both. */
const unsurely = 0.2;
const fewestLetters = 6;
/** One word of so many letters side by side is none of the West. */
const longWord = 4;

/** How well bytes read in each of these encodings: 0, or about 1 where they surely do. */
export function scoreAlphabets(bytes: Uint8Array): { encoding: AlphabetEncoding; score: number }[] {
  const latin: { encoding: AlphabetEncoding; score: number }[] = [
    { encoding: 'windows-1254', score: scoreTurkish(bytes) },
    { encoding: 'windows-1250', score: holdsCentral(bytes) ? certain - 0.02 : 0 },
  ];
  if (standsAmongLatin(bytes)) return latin;
  const runs = highRuns(bytes, () => false);
  const parted = highRuns(bytes, isPunctuation);
  const sure = asLetters(runs) || hasSmallLeads(runs) ? 1 : unsurely;
  return [
    { encoding: 'windows-1251', score: sure * scoreCased(parted, cyrillic) },
    { encoding: 'windows-1253', score: sure * scoreCased(parted, greek) * 1.001 },
    { encoding: 'windows-1255', score: scoreHebrew(parted) },
    { encoding: 'windows-874', score: scoreThai(runs) },
    ...latin,
  ];
}

/** Whether most letters beyond ASCII touch one of ASCII, as those of another alphabet do not. */
function standsAmongLatin(bytes: Uint8Array): boolean {
  const isPlain = (byte: number | undefined) =>
    byte !== undefined && byte < 0x80 && /[A-Za-z]/.test(String.fromCharCode(byte));
  let [letters, touching] = [0, 0];
  for (let at = 0; at < bytes.length; at++) {
    if (bytes[at]! < 0xc0) continue;
    letters++;
    if (isPlain(bytes[at - 1]) || isPlain(bytes[at + 1])) touching++;
  }
  return touching > letters * 0.5;
}

const mostRuns = 5000;
const isPunctuation = (byte: number) =>
  (byte >= 0x84 && byte <= 0x97) || byte === 0xa0 || byte === 0xab || byte === 0xb9 || byte === 0xbb;

/** Runs of bytes beyond ASCII, each once, parted where the bytes say. */
function highRuns(bytes: Uint8Array, parts: (byte: number) => boolean): number[][] {
  const runs = new Map<string, number[]>();
  let run: number[] = [];
  const end = () => {
    if (run.length > 0) runs.set(run.join(), run);
    run = [];
  };
  for (const byte of bytes) {
    if (byte >= 0x80 && !parts(byte)) run.push(byte);
    else end();
    if (runs.size >= mostRuns) break;
  }
  end();
  return [...runs.values()];
}

/**
 * Whether runs can be words of letters: two bytes a character leave runs of even length only, or single bytes where the
 * second is one of ASCII.
 */
function asLetters(runs: number[][]): boolean {
  const odd = runs.filter((run) => run.length % 2 === 1 && run.length > 1).length;
  const single = runs.filter((run) => run.length === 1).length;
  return odd >= runs.length * 0.2 && single <= runs.length * 0.25;
}

/**
 * Whether the words are long and small: each second sign of two bytes would begin where all these encodings have their rare
 * ones.
 */
function hasSmallLeads(runs: number[][]): boolean {
  const leads = runs.flatMap((run) => run.filter((_, at) => at > 0 && at % 2 === 0));
  return leads.length >= 3 && leads.every((byte) => byte >= 0xe0);
}

/** Words of one case, or with a capital in front, mostly of common letters. */
function scoreCased(words: number[][], { upper, lower, common, spelled }: CasedAlphabet): number {
  let letters = 0;
  let wellBuilt = 0;
  let small = 0;
  let usual = 0;
  for (const word of words) {
    letters += word.length;
    const rest = word.slice(1);
    const capitals = rest.length > 0 && upper(word[0]!) && rest.every(upper);
    const built = capitals || ((upper(word[0]!) || lower(word[0]!)) && rest.every(lower));
    if (built && (capitals || !spelled || spelled(word))) wellBuilt += word.length;
    for (const byte of word) {
      if (lower(byte)) small++;
      if (common.has(byte)) usual++;
    }
  }
  const fewest = words.some((word) => word.length >= longWord) ? longWord : fewestLetters;
  if (letters < fewest || wellBuilt < letters * 0.95 || letters < words.length * 2) return 0;
  if (small > letters * 0.3 && usual < small * 0.45) return 0;
  return (certain * wellBuilt) / letters - (small > letters * 0.3 ? 0 : 0.2);
}

/** Forms that letters of Hebrew have at the end of a word only. */
const hebrewFinals = new Set([0xea, 0xed, 0xef, 0xf3, 0xf5]);

/** Letters without case; three of those at the end of the alphabet are common, which in Russian they are not. */
function scoreHebrew(words: number[][]): number {
  const letters = words.flat();
  if (letters.length < fewestLetters || !letters.every(within(0xe0, 0xfa))) return 0;
  if (words.some((word) => word.slice(0, -1).some((byte) => hebrewFinals.has(byte)))) return 0;
  const last = letters.filter(within(0xf7, 0xfa)).length;
  return letters.length >= words.length * 2 && last >= letters.length * 0.1 ? certain + 0.01 : 0;
}

const isConsonant = within(0xa1, 0xce);
const isMark = (byte: number) =>
  byte === 0xd1 || (byte >= 0xd4 && byte <= 0xda) || (byte >= 0xe7 && byte <= 0xee);

/** Marks above and below stand on consonants, and vowels written in front stand before one. */
function scoreThai(words: number[][]): number {
  let letters = 0;
  let marks = 0;
  let wrong = 0;
  for (const word of words) {
    for (const [at, byte] of word.entries()) {
      letters++;
      const before = word[at - 1] ?? 0;
      if (isMark(byte)) {
        marks++;
        if (!isConsonant(before) && !isMark(before)) wrong++;
      } else if (byte >= 0xe0 && byte <= 0xe4) {
        if (!isConsonant(word[at + 1] ?? 0)) wrong++;
      } else if (!isConsonant(byte) && byte !== 0xd0 && byte !== 0xd2 && byte !== 0xd3 && byte < 0xe5)
        wrong++;
      else if (byte > 0xfb) wrong++;
    }
  }
  const single = words.filter((word) => word.length === 1).length;
  const thai = letters >= 2 * fewestLetters && marks >= letters * 0.12 && wrong === 0 && single === 0;
  return thai ? certain : 0;
}

const turkish = bytesOf('windows-1254', 'çğıöşüâîûİ');
const ownTurkish = bytesOf('windows-1254', 'ğışİ');

/** Letters of a text, each as often as it occurs; quotes, spaces and signs of currency are none. */
function lettersOf(bytes: Uint8Array): number[] {
  const letters: number[] = [];
  bytes.forEach((byte, at) => {
    if (byte < 0x80) return;
    const isLetter = (other: number | undefined) =>
      other !== undefined && /[A-Za-z]/.test(String.fromCharCode(other));
    if (byte >= 0xc0 || isLetter(bytes[at - 1]) || isLetter(bytes[at + 1])) letters.push(byte);
  });
  return letters.filter(
    (byte) =>
      byte !== 0x91 &&
      byte !== 0x92 &&
      byte !== 0x93 &&
      byte !== 0x94 &&
      byte !== 0x96 &&
      byte !== 0x97 &&
      byte !== 0xa0 &&
      byte !== 0x80,
  );
}

const fits = (letters: number[], language: ReadonlySet<number>) =>
  letters.every((byte) => language.has(byte));

function scoreTurkish(bytes: Uint8Array): number {
  const letters = lettersOf(bytes);
  const own = letters.filter((byte) => ownTurkish.has(byte)).length;
  return own > 1 && fits(letters, turkish) ? certain - 0.01 : 0;
}
