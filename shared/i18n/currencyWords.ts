import type { ReportedIn } from '../domain/currency.ts';
import type { Translate } from './translate.ts';

/** In which currency amounts are, and by which rates: a line, then one for each pair of currencies. */
export function currencyWords(
  { reporting: currency, rates, base, used }: ReportedIn,
  t: Translate,
): string[] {
  if (!rates) return [t('currency.stored', { currency })];
  const whole = base ? t('currency.atConstant', { currency, ...base }) : t('currency.atActual', { currency });
  const pairs = (used ?? []).map(({ via, ...pair }) =>
    via === undefined ? t('currency.pair', pair) : t('currency.pairVia', { ...pair, via }),
  );
  return [whole, ...pairs];
}

/** The same in a word or two, for the line under a figure; nothing where amounts stand as they are stored. */
export function currencyParts(reported: ReportedIn | undefined, t: Translate): string[] {
  if (!reported?.rates) return [];
  const { reporting: currency, rates } = reported;
  return [t('currency.in', { currency }), ...(rates === 'constant' ? [t('currency.constant')] : [])];
}
