import { editDistance } from './editDistance.ts';
import type { NameForm } from './nameForm.ts';

/** How two names are alike, as a code whose sentence is in shared/i18n. */
export type NameReason =
  | 'sameName'
  | 'sameCharacters'
  | 'legalForm'
  | 'groupName'
  | 'otherForm'
  | 'shortForm'
  | 'wordOrder'
  | 'pinyin'
  | 'homophone'
  | 'initials'
  | 'spelling';

export interface NameMatch {
  score: number;
  reason: NameReason;
}

/** How many names have this word: a word that many have is no slip of the pen. */
export type Commonness = (word: string) => number;

/**
 * How likely do two names mean the same, from 0 to 1? Null where they do not: another number, another word that means
 * something, other Chinese characters. Scores: 0.85 and more, certain enough to look at first; below, a guess.
 */
export function compareNames(a: NameForm, b: NameForm, commonness: Commonness): NameMatch | null {
  if (a.plain === b.plain && a.plain !== '') {
    return a.name.trim() === b.name.trim()
      ? { score: 0.9, reason: 'sameName' }
      : { score: 0.97, reason: 'sameCharacters' };
  }
  if (a.numbers !== b.numbers || a.core === '' || b.core === '') return null;
  if (a.core === b.core) return sameWords(a, b);
  const match = otherwiseAlike(a, b, commonness);
  return match && conflict(a, b) ? { ...match, score: match.score - 0.2 } : match;
}

function sameWords(a: NameForm, b: NameForm): NameMatch {
  if (a.words.join('') !== b.words.join(''))
    return { score: conflict(a, b) ? 0.68 : 0.88, reason: 'shortForm' };
  if (conflict(a, b)) return { score: 0.7, reason: 'otherForm' };
  if (a.forms.includes('group') !== b.forms.includes('group')) return { score: 0.82, reason: 'groupName' };
  return { score: 0.94, reason: 'legalForm' };
}

/** Both say what they are, and it is not the same: a GmbH is not the AG of that name. */
function conflict(a: NameForm, b: NameForm): boolean {
  const telling = (form: NameForm) => form.forms.filter((one) => one !== 'any' && one !== 'group');
  const [one, other] = [telling(a), telling(b)];
  return one.length > 0 && other.length > 0 && !one.some((form) => other.includes(form));
}

function otherwiseAlike(a: NameForm, b: NameForm, commonness: Commonness): NameMatch | null {
  if (a.spelled.length > 1 && a.sorted === b.sorted) return { score: 0.9, reason: 'wordOrder' };
  if (a.sound === b.sound || (a.chinese || b.chinese ? isRotation(a, b) : false)) {
    if (a.chinese && b.chinese) {
      const moved = [...a.core].sort().join('') === [...b.core].sort().join('');
      return moved ? { score: 0.86, reason: 'wordOrder' } : { score: 0.6, reason: 'homophone' };
    }
    return a.sound === b.sound && !a.chinese && !b.chinese
      ? { score: 0.92, reason: 'sameCharacters' }
      : { score: 0.9, reason: 'pinyin' };
  }
  if (a.chinese || b.chinese) return null;
  return initials(a, b) ?? spelling(a, b, commonness);
}

/** Whether one sound is the other with its front moved to the end: Huaguang Shanghai. */
function isRotation(a: NameForm, b: NameForm): boolean {
  return a.sound.length === b.sound.length && (a.sound + a.sound).includes(b.sound);
}

function initials(a: NameForm, b: NameForm): NameMatch | null {
  if (a.words.length !== 1 && b.words.length !== 1) return null;
  const [long, short] = a.words.length > b.words.length ? [a, b] : [b, a];
  if (long.words.length < 3 || short.words.length !== 1) return null;
  const letters = long.words.map((word) => word[0]).join('');
  return letters === short.core && short.core.length >= 3 ? { score: 0.62, reason: 'initials' } : null;
}

/** Words that many names have are words; so are both, if both are common. */
const established = 3;

function spelling(a: NameForm, b: NameForm, commonness: Commonness): NameMatch | null {
  const longest = Math.max(a.core.length, b.core.length);
  const allowed = longest >= 12 ? 2 : longest >= 6 ? 1 : 0;
  if (allowed === 0 || Math.abs(a.core.length - b.core.length) > allowed) return null;
  const edits = editDistance(a.core, b.core, allowed);
  if (edits > allowed) return null;
  const [mine, theirs] = differingWords(a.spelled, b.spelled);
  const isRare = (words: string[]) => words.some((word) => commonness(word) < established);
  let score = edits === 1 ? 0.8 : 0.72;
  if (!isRare(mine) && !isRare(theirs)) score -= 0.25;
  if (mine.some((word) => theirs.every((other) => other[0] !== word[0]))) score -= 0.12;
  const shortest = Math.min(...[...mine, ...theirs].map((word) => word.length), longest);
  if (shortest < 4) score -= 0.1;
  return score >= 0.5 ? { score, reason: 'spelling' } : null;
}

function differingWords(a: string[], b: string[]): [string[], string[]] {
  return [a.filter((word) => !b.includes(word)), b.filter((word) => !a.includes(word))];
}
