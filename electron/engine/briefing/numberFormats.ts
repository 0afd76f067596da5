import type { NumberColumn, Unit } from '../../../shared/domain/table.ts';
import { smallestP } from '../../../shared/i18n/format.ts';
import type { Locale } from '../../../shared/i18n/messages.ts';

/** Number formats of cells, by unit: the digits that `Format.value` shows on screen. */
const unitFormats: Record<Unit, string> = {
  money: '#,##0',
  ratio: '0.0%',
  count: '#,##0',
  days: '#,##0',
  units: '#,##0',
  price: '#,##0.00',
  score: '0.00',
  months: '0.#',
  p: `[<${smallestP}]"< ${smallestP}";0.0000`,
  none: '#,##0.####',
};

export const dateFormat = 'yyyy-mm-dd';
export const monthFormat = 'yyyy-mm';

export function unitFormat(unit: Unit): string {
  return unitFormats[unit];
}

export function columnFormat(column: NumberColumn): string {
  if (column.type === 'date') return dateFormat;
  if (column.type === 'month') return monthFormat;
  if (column.type === 'boolean') return 'General';
  return column.type === 'integer' && column.unit === 'none' ? '0' : unitFormats[column.unit];
}

/**
 * A short format for axes and labels, chosen by the largest value: K, M and B in English, 万 and 亿 in Chinese. The
 * Chinese ones use a literal point (`\\.`) because formats can only scale by thousands.
 */
export function shortFormat(unit: Unit, largest: number, locale: Locale): string {
  if (unit === 'ratio') return '0%';
  const size = Math.abs(largest);
  if (locale === 'zh-CN') {
    if (size >= 1e8) return '0\\.00,,"亿"';
    if (size >= 1e5) return '0\\.0,"万"';
    return unitFormats[unit];
  }
  if (size >= 1e9) return '0.0,,,"B"';
  if (size >= 1e6) return '0.0,,"M"';
  if (size >= 1e4) return '0,"K"';
  return unitFormats[unit];
}

const typefaces: Record<Locale, string> = { en: 'Calibri', 'zh-CN': 'Microsoft YaHei' };

export function typefaceOf(locale: Locale): string {
  return typefaces[locale];
}
