import type { NameForm } from './nameForm.ts';

/** Names that share an exact key are compared with the first of them where they are more than this. */
const starBlock = 60;
/** Names that are only alike in a rough key are not compared where more share it: it says nothing then. */
const roughBlock = 60;

const memberLimit = 2 ** 20;

/**
 * Which pairs of names are worth comparing? Those that share a key: the core, the letters of its sound in any order, its
 * initials, the core without one letter (Garbe & Bocek, "SymSpell": two words one edit apart share such a key), or all words
 * but one. Keys are hashed to 32 bits; a chance meeting costs a comparison and nothing else. Linear in names × length,
 * but for the sort. At most 2^20 names.
 */
export function candidatePairs(forms: readonly NameForm[]): [number, number][] {
  if (forms.length > memberLimit) throw new Error(`More than ${memberLimit} names cannot be compared`);
  const pairs = new Set<number>();
  collect(forms, exactKeys, pairs, (members, add) => {
    if (members.length > starBlock) for (const member of members.slice(1)) add(members[0]!, member);
    else allPairs(members, add);
  });
  collect(forms, roughKeys, pairs, (members, add) => {
    if (members.length <= roughBlock) allPairs(members, add);
  });
  return [...pairs].sort((x, y) => x - y).map((pair) => [Math.floor(pair / memberLimit), pair % memberLimit]);
}

function allPairs(members: readonly number[], add: (a: number, b: number) => void): void {
  for (let one = 0; one < members.length; one++) {
    for (let other = one + 1; other < members.length; other++) add(members[one]!, members[other]!);
  }
}

type Emit = (hash: number) => void;

/** Groups members by key, by sorting numbers that hold both. */
function collect(
  forms: readonly NameForm[],
  tellKeys: (form: NameForm, emit: Emit) => void,
  pairs: Set<number>,
  pairUp: (members: number[], add: (a: number, b: number) => void) => void,
): void {
  const entries: number[] = [];
  for (const [member, form] of forms.entries()) {
    tellKeys(form, (hash) => void entries.push((hash >>> 0) * memberLimit + member));
  }
  const sorted = Float64Array.from(entries).sort();
  const add = (a: number, b: number) => {
    if (a !== b) pairs.add(Math.min(a, b) * memberLimit + Math.max(a, b));
  };
  for (let from = 0; from < sorted.length; ) {
    const hash = Math.floor(sorted[from]! / memberLimit);
    let to = from + 1;
    while (to < sorted.length && Math.floor(sorted[to]! / memberLimit) === hash) to++;
    if (to - from > 1) pairUp(membersOf(sorted, from, to), add);
    from = to;
  }
}

/** Each once: a name may tell a key twice. */
function membersOf(sorted: Float64Array, from: number, to: number): number[] {
  const members: number[] = [];
  for (let at = from; at < to; at++) {
    const member = sorted[at]! % memberLimit;
    if (members.at(-1) !== member) members.push(member);
  }
  return members;
}

function exactKeys({ plain, core, sound, words, chinese }: NameForm, emit: Emit): void {
  emit(hashText('p', plain));
  emit(hashText('c', core));
  emit(lettersKey(sound));
  if (!chinese && words.length >= 3) emit(hashText('i', words.map((word) => word[0]).join('')));
  if (!chinese && words.length === 1 && core.length >= 3 && core.length <= 8) emit(hashText('i', core));
}

/** The same for the same letters in any order: a sum of well mixed letters. */
function lettersKey(text: string): number {
  let sum = 0x5bd1e995;
  for (let at = 0; at < text.length; at++) {
    const mixed = Math.imul(text.charCodeAt(at) + 0x9e3779b9, 0x85ebca6b);
    sum = (sum + Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35)) | 0;
  }
  return sum;
}

const longestForEdits = 60;

function roughKeys({ core, spelled, chinese }: NameForm, emit: Emit): void {
  if (chinese || core.length < 6) return;
  if (core.length <= longestForEdits) editKeys(core, emit);
  if (spelled.length < 2) return;
  spelled.forEach((word, at) => {
    const rest = spelled.filter((_, other) => other !== at);
    if (isWord(word) && rest.some(isWord)) emit(hashText('w', rest.sort().join(' ')));
  });
}

function isWord(word: string): boolean {
  return word.length >= 4 && !/\d/.test(word);
}

/** The hash of the text, and of the text without each of its letters. */
function editKeys(text: string, emit: Emit): void {
  let front = hashText('d', '');
  for (let without = 0; without < text.length; without++) {
    let hash = front;
    for (let at = without + 1; at < text.length; at++) hash = step(hash, text.charCodeAt(at));
    emit(hash);
    front = step(front, text.charCodeAt(without));
  }
  emit(front);
}

/** FNV-1a, 32 bits. */
function hashText(kind: string, text: string): number {
  let hash = step(0x811c9dc5, kind.charCodeAt(0));
  for (let at = 0; at < text.length; at++) hash = step(hash, text.charCodeAt(at));
  return hash;
}

function step(hash: number, code: number): number {
  return Math.imul(hash ^ code, 0x01000193);
}
