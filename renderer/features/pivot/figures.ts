import type { PivotUnit } from '../../../shared/domain/pivot.ts';
import type { Format } from '../../../shared/i18n/format.ts';
import type { Translate } from '../../../shared/i18n/translate.ts';
import type { Block } from './fetchBlock.ts';
import { measureWords } from './headers.ts';

export const rowHeight = 26;
export const labelWidth = 230;
/** Digits, header words and room around them, in pixels. */
const digitWidth = 7.6;
const widths = { least: 92, most: 190, around: 18 };

/** One width for all figures: what the first ones, their totals and the headers need. */
export function widthOfFigures(whole: Block, format: Format, t: Translate): number {
  let longest = 0;
  for (const measure of whole.measures) {
    longest = Math.max(longest, figureText(measure.widest, measure, format).length);
  }
  whole.figures.forEach((values, index) => {
    const measure = whole.measures[index % whole.measures.length]!;
    for (const value of values) longest = Math.max(longest, figureText(value, measure, format).length);
  });
  const words = whole.measures.map((measure) => measureWords(measure, t).length * 0.55);
  const hasGrandTotal = whole.columns.length > 1 && whole.columns.some(({ path }) => path.length === 0);
  if (hasGrandTotal) words.push((t('pivot.grandTotal').length * 1.05) / whole.measures.length);
  const needed = Math.max(longest * 1.08, ...words) * digitWidth + widths.around;
  return Math.round(Math.min(widths.most, Math.max(widths.least, needed)));
}

/** Headers of measures take two lines where their words are long. */
export function measureHeight(whole: Block, figureWidth: number, t: Translate): number {
  const isLong = whole.measures.some(
    (measure) => measureWords(measure, t).length * digitWidth > figureWidth - widths.around,
  );
  return isLong ? 40 : rowHeight;
}

export function span([from, to]: readonly [number, number]): number[] {
  return Array.from({ length: Math.max(0, to - from) }, (_, index) => from + index);
}

const signed: readonly string[] = ['difference', 'change', 'yearDifference', 'yearChange'];

export function signClass(value: number | undefined, { as: shownAs }: PivotUnit): string {
  if (value === undefined || !signed.includes(shownAs) || !(Math.abs(value) > 0)) return '';
  return value > 0 ? 'is-gain' : 'is-loss';
}

export function figureText(value: number, { as: shownAs, unit }: PivotUnit, format: Format): string {
  if (Number.isNaN(value)) return '';
  const text = format.value(value, unit);
  return signed.includes(shownAs) && value > 0 && /[1-9]/.test(text) ? `+${text}` : text;
}
