import { isoDate } from '../../../../shared/domain/calendar.ts';
import type { Evidence } from '../../../../shared/domain/exhibit.ts';
import { parsePeriod } from '../../../../shared/domain/period.ts';
import type { PivotMeasure, PivotStep } from '../../../../shared/domain/pivot.ts';
import type { Translate } from '../../../../shared/i18n/translate.ts';
import type { Pivot } from '../../book/pivot/pivot.ts';

export function fieldWords(field: string, t: Translate): string {
  const own = field.replace(/^(attribute:|account\.|product\.|sales\.)/, '');
  return t.dynamic(`field.${own}`, {}, own);
}

export function stepWords(step: PivotStep, t: Translate): string {
  if (step === true) return t('pivot.other');
  return step === null ? t('value.empty') : step;
}

export function measureWords({ measure, as }: PivotMeasure, t: Translate): string {
  const name = t.dynamic(`measure.${measure}`, {}, measure);
  return as === 'value' ? name : t('pivot.measureAs', { measure: name, as: t(`pivot.as.${as}`) });
}

/** The pivot as a sentence: `Revenue, Orders by Market / Month`. */
export function pivotTitle({ spec }: Pivot, t: Translate): string {
  const separator = t('list.separator');
  const names = spec.measures.map(({ measure }) => t.dynamic(`measure.${measure}`, {}, measure));
  const measures = [...new Set(names)].join(separator);
  const fields = [...spec.rows, ...spec.columns].map(({ field }) => fieldWords(field, t));
  if (fields.length === 0) return t('pivot.titleAlone', { measures });
  return t('pivot.title', { measures, fields: fields.join(t('pivot.fields.separator')) });
}

function topWords({ spec }: Pivot, t: Translate): string[] {
  return [...spec.rows, ...spec.columns].flatMap(({ field, top, by }) => {
    if (top === undefined) return [];
    const measure = by ?? spec.measures[0]!.measure;
    const words = t.dynamic(`measure.${measure}`, {}, measure);
    return [t('pivot.topOf', { field: fieldWords(field, t), top, measure: words })];
  });
}

/** Where the figures come from, as the sheet of evidence says it. */
export async function pivotEvidence(pivot: Pivot, asOf: number, t: Translate): Promise<Evidence> {
  const { spec, reported } = pivot;
  const top = topWords(pivot, t);
  const span =
    spec.from === undefined && spec.to === undefined
      ? null
      : {
          from: spec.from === undefined ? pivot.coverage.from : parsePeriod(spec.from).from,
          to: spec.to === undefined ? asOf : parsePeriod(spec.to).to,
        };
  return {
    rowsIn: pivot.rowsIn,
    accounts: await pivot.accounts(),
    slice: { where: spec.where, basis: spec.basis, currency: spec.currency, ratesOf: spec.ratesOf },
    asOf: isoDate(asOf),
    ...(span
      ? {
          to: {
            text: spec.from === spec.to ? spec.to! : `${isoDate(span.from)}..${isoDate(span.to)}`,
            first: isoDate(span.from),
            last: isoDate(span.to),
          },
        }
      : {}),
    method: 'pivot',
    source: '',
    parameters: {
      rows: spec.rows.map(({ field }) => fieldWords(field, t)),
      columns: spec.columns.map(({ field }) => fieldWords(field, t)),
      measures: spec.measures.map((measure) => measureWords(measure, t)),
      ...(top.length > 0 ? { top } : {}),
    },
    ...(reported.currency ? { currency: reported.currency } : {}),
    warnings: reported.warnings,
  };
}
