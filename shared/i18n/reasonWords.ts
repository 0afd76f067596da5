import { type ReasonRow, reasonSentence } from '../domain/riskReasons.ts';
import type { Translate } from './translate.ts';

/** One reason of a risk in words. */
export function reasonWords(feature: string, value: number, row: ReasonRow, t: Translate): string {
  const { code, params } = reasonSentence(feature, value, row);
  if (code === 'unknown') {
    return t('reason.unknown', { label: t.dynamic(`riskFeature.${feature}`, {}, feature) });
  }
  return t.dynamic(`reason.${code}`, params, code);
}

/** An effect on the log odds: +0.9, −1.2. */
export function effectWords(effect: number, { locale }: Translate): string {
  const shown = Math.abs(effect).toFixed(1);
  const text = new Intl.NumberFormat(locale, { minimumFractionDigits: 1, maximumFractionDigits: 1 }).format(
    Number(shown),
  );
  return Number(shown) === 0 ? text : effect > 0 ? `+${text}` : `−${text}`;
}
