import { candidatePairs } from './candidates.ts';
import { compareNames, type NameReason } from './compareNames.ts';
import { nameForm } from './nameForm.ts';

export interface SimilarPair {
  a: number;
  b: number;
  score: number;
  reason: NameReason;
}

/**
 * Which of these names may mean the same? Pairs with the likelihood that their names alone give, best first. Pure, and
 * made to run on a worker thread. Cost: about 20 µs a name and a comparison for each pair that shares a key.
 */
export function findSimilar(names: readonly string[]): SimilarPair[] {
  const forms = names.map(nameForm);
  const counts = new Map<string, number>();
  for (const { spelled } of forms) {
    for (const word of new Set(spelled)) counts.set(word, (counts.get(word) ?? 0) + 1);
  }
  const commonness = (word: string) => counts.get(word) ?? 0;
  const found: SimilarPair[] = [];
  for (const [a, b] of candidatePairs(forms)) {
    const match = compareNames(forms[a]!, forms[b]!, commonness);
    if (match) found.push({ a, b, ...match });
  }
  return found.sort((x, y) => y.score - x.score || x.a - y.a || x.b - y.b);
}
