import type { ReportedIn } from '../domain/currency.ts';
import type { Column } from '../domain/table.ts';
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

/** The same in a word or two, for the line under a figure. */
export function currencyParts(reported: ReportedIn | undefined, t: Translate): string[] {
  if (!reported) return [];
  const { reporting: currency, rates } = reported;
  return [t('currency.in', { currency }), ...(rates === 'constant' ? [t('currency.constant')] : [])];
}

/** The header of a column, with the currency of its amounts, so that it is said once and not in every cell. */
export function withCurrency(
  header: string,
  column: Column,
  reported: ReportedIn | undefined,
  t: Translate,
): string {
  const isMoney = column.type === 'number' && (column.unit === 'money' || column.unit === 'price');
  return isMoney && reported ? t('currency.header', { header, currency: reported.reporting }) : header;
}
