import { pinyin } from 'pinyin-pro';
import { chinesePieces, legalClass, spellOut, withoutChineseForms } from './nameWords.ts';
import { simplify } from './simplified.ts';

/** A name taken apart for comparison. */
export interface NameForm {
  name: string;
  /** Letters and digits alone, in one width and case, characters simplified. */
  plain: string;
  /** Words without legal forms, as written and with short forms spelled out. */
  words: string[];
  spelled: string[];
  /** The spelled words in one order whatever the name's. */
  sorted: string;
  /** The words as one, and as Latin letters in which Chinese is written by its sound. */
  core: string;
  sound: string;
  /** The words by their sound. */
  sounds: string[];
  chinese: boolean;
  /** Legal forms, as classes: `ltd`, `gmbh` … and `group`. */
  forms: string[];
  /** Its digits, in order: what differs in a number is another thing. */
  numbers: string;
}

const joiningWords = new Set(['and', 'the', 'of', 'und', 'et', 'y', 'de', 'la', 'le', 'del', 'der', 'di']);

/** Takes a name apart. Pure; cost linear in its length. */
export function nameForm(name: string): NameForm {
  const text = folded(name);
  const all = text.split(/^[\w ]*$/.test(text) ? /[ _]+/ : /[^\p{L}\p{N}]+/u).flatMap(splitScripts);
  const { words, forms } = withoutForms(all);
  const spelled = words.map(spellOut);
  const sounds = spelled.flatMap(soundsOf);
  return {
    name,
    plain: all.join(''),
    words,
    spelled,
    sorted: [...spelled].sort().join(' '),
    core: spelled.join(''),
    sound: sounds.join(''),
    sounds,
    chinese: hasChinese(words.join('')),
    forms,
    numbers: (text.match(/\d+/g) ?? []).map((digits) => digits.replace(/^0+(?=\d)/, '')).join(' '),
  };
}

/** 深圳市大疆 is 深圳大疆: the word for city or province says nothing between a place and a name. */
const administrative = /(?<=^|[\s(]|[省市])(\p{Script=Han}{2,3})[省市](?=\p{Script=Han}{2})/gu;

/** One width, case and script variant; accents off; initials with points as one word. */
function folded(name: string): string {
  if (/^[\w ]*$/.test(name)) return name.toLowerCase();
  const text = simplify(name.normalize('NFKC').toLowerCase());
  const bare = text
    .normalize('NFD')
    .replace(/(?<=\p{Script=Latin})\p{M}+/gu, '')
    .normalize('NFC');
  return bare
    .replace(administrative, '$1')
    .replace(/ß/g, 'ss')
    .replace(/ø/g, 'o')
    .replace(/æ/g, 'ae')
    .replace(/&|\+/g, ' and ')
    .replace(/['’`]/g, '')
    .replace(/(?<![\p{L}\p{N}])(?:\p{L}\.)+\p{L}?(?![\p{L}\p{N}])/gu, (initials) =>
      initials.replaceAll('.', ''),
    );
}

/** Chinese characters and other letters that touch are words of their own. */
function splitScripts(word: string): string[] {
  if (word === '') return [];
  return /^\w+$/.test(word) ? [word] : (word.match(/\p{Script=Han}+|[^\p{Script=Han}]+/gu) ?? []);
}

function withoutForms(all: string[]): { words: string[]; forms: string[] } {
  const words = all.filter((word) => !joiningWords.has(word));
  const forms: string[] = [];
  for (;;) {
    const last = words.at(-1) ?? '';
    if (words.length > 1 && isBareForm(last)) {
      forms.push(last.startsWith('股份') ? 'plc' : 'ltd');
      words.pop();
      continue;
    }
    if (hasChinese(last)) {
      const cut = withoutChineseForms(last);
      forms.push(...cut.forms);
      words[words.length - 1] = cut.rest;
      break;
    }
    const form = words.length > 1 ? legalClass(last) : null;
    if (form === null) break;
    forms.push(form);
    words.pop();
  }
  if (words.length > 1 && leadingForms.has(words[0]!)) forms.push(legalClass(words.shift()!) ?? 'any');
  return { words: words.length > 0 ? words : all, forms: [...new Set(forms)] };
}

/** Forms that are also written before the name. */
const leadingForms = new Set(['sa', 'pt', 'ooo', 'oao', 'zao', 'uab', 'cv', 'spa', 'ag']);

function hasChinese(text: string): boolean {
  return !/^[\w ]*$/.test(text) && /\p{Script=Han}/u.test(text);
}

/** A legal form that stands apart, as after a bracket: 华光（上海）有限公司. */
function isBareForm(word: string): boolean {
  return /^(?:股份|责任)?(?:有限|集团)?(?:责任)?公司$|^集团$/.test(word);
}

function soundsOf(word: string): string[] {
  if (!hasChinese(word)) return [word];
  return chinesePieces(word).map((piece) =>
    piece.isWord ? piece.text : pinyin(piece.text, { toneType: 'none', type: 'array', v: true }).join(''),
  );
}
