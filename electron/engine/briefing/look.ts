import { type ChartTheme, createChartTheme } from '../../../shared/charts/theme.ts';
import type { Locale } from '../../../shared/i18n/messages.ts';
import type { CellStyle, Styles } from './xlsx/styles.ts';

const ink = '1B2327';
const muted = '5A666D';
const line = 'C9D0D4';
const head = 'EEF3F3';

export const looks = {
  title: { bold: true, size: 14, colour: ink },
  subtitle: { size: 9, colour: muted },
  header: { bold: true, fill: head, below: line, wrap: true, vertical: 'center', align: 'left' },
  headerNumber: { bold: true, fill: head, below: line, wrap: true, vertical: 'center', align: 'right' },
  totalLabel: { bold: true, colour: muted },
  label: { bold: true, vertical: 'top' },
  paragraph: { wrap: true, vertical: 'top' },
  section: { bold: true, size: 11, below: line },
} as const satisfies Record<string, CellStyle>;

export function numberLook(format: string): CellStyle {
  return { format, align: 'right' };
}

export function totalLook(format: string): CellStyle {
  return { format, align: 'right', bold: true };
}

export type Look = keyof typeof looks;

export function lookId(styles: Styles, look: Look): number {
  return styles.id(looks[look]);
}

/** Colours of exported charts: always the light theme; in Chinese finance gains are red. */
export function fileTheme(locale: Locale): ChartTheme {
  return createChartTheme('light', locale === 'zh-CN' ? 'redUp' : 'greenUp');
}

/** `#0f6b6b` as a workbook writes it. */
export function rgb(colour: string): string {
  return colour.replace('#', '').toUpperCase();
}
