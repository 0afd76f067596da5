import { sentenceParams } from '../../../shared/i18n/opportunityWords.ts';
import type { Words } from '../../app/words.tsx';

/** A coded sentence (`evidence.<code>`, `nextStep.<code>`) with its figures; the code itself where it has no words. */
export function evidenceWords(
  group: 'evidence' | 'nextStep',
  code: string | null,
  json: string | null,
  { t }: Words,
): string {
  if (!code) return '–';
  try {
    return t.dynamic(`${group}.${code}`, sentenceParams(json, t), code);
  } catch {
    return code;
  }
}
