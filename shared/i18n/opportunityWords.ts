import { reasonWords } from './reasonWords.ts';
import type { MessageParams, Translate } from './translate.ts';

/** The figures of a sentence as the engine wrote them, a JSON object of texts and numbers; `reasons` becomes sentences. */
export function sentenceParams(json: string | null | undefined, t: Translate): MessageParams {
  const parsed = parse(json);
  if (typeof parsed !== 'object' || parsed === null) return {};
  const params = Object.fromEntries(
    Object.entries(parsed).map(([name, value]) => [
      name,
      typeof value === 'number' ? value : String(value ?? '–'),
    ]),
  );
  if (typeof params.reasons !== 'string') return params;
  return { ...params, reasons: reasonsSaid(params.reasons, params, t) };
}

function parse(json: string | null | undefined): unknown {
  if (!json) return null;
  try {
    return JSON.parse(json);
  } catch {
    return null;
  }
}

function reasonsSaid(json: string, params: Record<string, string | number>, t: Translate): string {
  const number = (name: string) => Number(params[name] ?? Number.NaN);
  const row = { daysSince: number('daysSince'), usualGap: number('usualGap'), orders: number('orders') };
  const reasons = (parse(json) ?? []) as [string, number | null][];
  return reasons
    .map(([feature, value]) => reasonWords(feature, value ?? Number.NaN, row, t))
    .join(t('reason.join'));
}
