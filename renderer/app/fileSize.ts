import type { Locale } from '../../shared/i18n/messages.ts';

/** The size of a file as people say it: whole kilobytes, from a million bytes on megabytes. */
export function fileSize(bytes: number, locale: Locale): string {
  const isLarge = bytes >= 1e6;
  const format = new Intl.NumberFormat(locale, {
    style: 'unit',
    unit: isLarge ? 'megabyte' : 'kilobyte',
    maximumFractionDigits: isLarge ? 1 : 0,
  });
  return format.format(isLarge ? bytes / 1e6 : Math.max(1, bytes / 1e3));
}
