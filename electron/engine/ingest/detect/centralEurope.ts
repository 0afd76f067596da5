import { bytesOf } from './letterBytes.ts';

const western = [
  'éèêëàâùûçôîïœÿæ',
  'äöüßé',
  'áéíóúñü',
  'áâãàçéêíóôõú',
  'àèéìòù',
  'åäöæøé',
  'áéíóúýþðæö',
  'äöüõšž',
].map((letters) => bytesOf('windows-1252', letters));
const hungarian = bytesOf('windows-1250', 'áéíóöőúüű');
const central = [
  ...['ąćęłńóśźż', 'áčďéěíňóřšťúůýž', 'áäčďéíĺľňóôŕšťúýž', 'čćđšž', 'ăâîşţ'].map((letters) =>
    bytesOf('windows-1250', letters),
  ),
  hungarian,
];

const decodesAs = (encoding: string) =>
  Array.from({ length: 256 }, (_, byte) => new TextDecoder(encoding).decode(Uint8Array.of(byte)));
const inWest = decodesAs('windows-1252');
const inCentre = decodesAs('windows-1250');
/** š and ž, which the West has in loans only, and writes alike. */
const carons = new Set([0x8a, 0x8e, 0x9a, 0x9e]);

const differs = (byte: number) => inWest[byte] !== inCentre[byte];
const vowels = new Set('aeiouáéíóúü');
const isLetter = (character: string) => /\p{L}/u.test(character);
const isCapital = (byte: number) => /\p{Lu}/u.test(inCentre[byte]!);
const [pound, yen, invertedQuestion, two, three, one] = [0xa3, 0xa5, 0xbf, 0xb2, 0xb3, 0xb9];

interface Word {
  /** Those beyond ASCII. */
  letters: number[];
  /** The byte at its end, where only that could make it Central and it could be the mark of a footnote. */
  mark: number | null;
  /** ñ stands before a vowel, as the West has it; ń before none. */
  western: boolean;
}

/**
 * Letters of a word that tell anything: a sign of currency before a short unit, an inverted question mark and a cube are
 * none, and letters within a word of other case are signs.
 */
function tellingWord(bytes: Uint8Array): Word | null {
  const word = bytes[0] === invertedQuestion ? bytes.subarray(1) : bytes;
  const last = word.at(-1);
  const measure = last === three && /[mt]/.test(String.fromCharCode(word.at(-2) ?? 0));
  if (word.length < 3 || measure) return null;
  if ((word[0] === pound || word[0] === yen) && word.length < 4) return null;
  for (let at = 1; at < word.length; at++)
    if (word[at]! >= 0x80 && isCapital(word[at]!) && !isCapital(word[at - 1]!)) return null;
  const letters = [...word].filter((byte) => byte >= 0x80);
  if (letters.length === 0) return null;
  const alike = letters.slice(0, -1).every((byte) => !differs(byte));
  return {
    letters,
    mark: alike && (last === one || last === three) ? last : null,
    western: word.every(
      (byte, at) => (byte !== 0xf1 && byte !== 0xd1) || vowels.has(inWest[word[at + 1] ?? 0]!.toLowerCase()),
    ),
  };
}

const mostWords = 20_000;

/** Words that hold letters beyond ASCII, each once. */
function tellingWords(bytes: Uint8Array): Word[] {
  const words = new Map<string, Word>();
  let from = 0;
  for (let at = 0; at <= bytes.length && words.size < mostWords; at++) {
    if (at < bytes.length && isLetter(inCentre[bytes[at]!]!)) continue;
    const bare = bytes.subarray(from, at);
    from = at + 1;
    if (!bare.some((byte) => byte >= 0x80)) continue;
    const word = tellingWord(bare);
    if (word) words.set(bare.join(), word);
  }
  return [...words.values()];
}

const fits = (letters: readonly number[], languages: readonly ReadonlySet<number>[]) =>
  languages.some((language) => letters.every((byte) => language.has(byte)));

/**
 * Whether text in single bytes is of Central Europe (Windows-1250) and not of the West: more of its words can be words of
 * one language there, and of none of the West, than the other way round; where no word says so, all its letters together.
 */
export function holdsCentral(bytes: Uint8Array): boolean {
  const words = tellingWords(bytes);
  const marks: Record<number, number> = bytes.includes(two) ? {} : { [one]: 0.5, [three]: 1 };
  let [onlyCentral, onlyWestern] = [0, 0];
  for (const { letters, mark, western: spelled } of words) {
    if (!letters.some(differs)) continue;
    const [here, there] = [fits(letters, central), spelled && fits(letters, western)];
    if (here && !there) onlyCentral += mark === null ? 1 : (marks[mark] ?? 0);
    if (there && !here) onlyWestern++;
  }
  if (onlyCentral >= 1 || onlyWestern > 0) return onlyCentral >= 1 && onlyCentral > onlyWestern;
  const letters = words.filter(({ mark }) => mark === null).flatMap((word) => word.letters);
  if (letters.length < 3 || fits(letters, western)) return false;
  const own = new Set(letters.filter((byte) => differs(byte) || carons.has(byte)));
  if (own.size === 2 && fits(letters, [hungarian])) return true;
  const telling = own.size > 2 || [...own].some((byte) => byte < 0xc0);
  return telling && fits(letters, central);
}
