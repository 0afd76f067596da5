import type { Words } from '../../app/words.tsx';

type Params = Record<string, string | number>;

/** The figures of a sentence as the engine wrote them: a JSON object of texts and numbers. */
function readParams(json: string | null): Params {
  if (!json) return {};
  try {
    const parsed: unknown = JSON.parse(json);
    if (typeof parsed !== 'object' || parsed === null) return {};
    return Object.fromEntries(
      Object.entries(parsed).map(([key, value]) => [
        key,
        typeof value === 'number' ? value : String(value ?? '–'),
      ]),
    );
  } catch {
    return {};
  }
}

/** A coded sentence (`evidence.<code>`, `nextStep.<code>`) with its figures; the code itself where it has no words. */
export function evidenceWords(
  group: 'evidence' | 'nextStep',
  code: string | null,
  json: string | null,
  { t }: Words,
): string {
  if (!code) return '–';
  try {
    return t.dynamic(`${group}.${code}`, readParams(json), code);
  } catch {
    return code;
  }
}
