import type { Axis, NumberAxis } from '../domain/cubeAxis.ts';
import { periodOfDay } from '../domain/period.ts';
import type { Format } from '../i18n/format.ts';
import type { Translate } from '../i18n/translate.ts';

/** A bound of a number bin: as many digits as tell it from the next. */
export function boundLabel(value: number, format: Format): string {
  return format.short(value, 'none');
}

/** The words for every bin of an axis, in their order. */
export function binLabels(axis: Axis, format: Format, t: Translate): string[] {
  const labels = plainLabels(axis, format, t);
  if (axis.missing) labels.push(t('explore.none'));
  return labels;
}

function plainLabels(axis: Axis, format: Format, t: Translate): string[] {
  if (axis.kind === 'time') {
    return Array.from(axis.edges.subarray(0, -1), (day) => periodOfDay(day, axis.grain).text);
  }
  if (axis.kind === 'text') {
    const others = axis.others > 0 ? [t('explore.others', { count: axis.others })] : [];
    return [...axis.names, ...others];
  }
  return numberLabels(axis, format);
}

function numberLabels(axis: NumberAxis, format: Format): string[] {
  const { edges, under, over } = axis;
  const bins = Array.from(edges.subarray(0, -1), (edge, bin) => {
    const next = edges[bin + 1]!;
    return isSingle(axis)
      ? boundLabel(edge, format)
      : `${boundLabel(edge, format)} – ${boundLabel(next, format)}`;
  });
  return [
    ...(under ? [`< ${boundLabel(edges[0]!, format)}`] : []),
    ...bins,
    ...(over ? [`≥ ${boundLabel(edges.at(-1)!, format)}`] : []),
  ];
}

/** Whether every bin holds one whole number, which is then its name. */
export function isSingle({ edges, decimals, scale }: NumberAxis): boolean {
  return decimals === 0 && scale === 'linear' && edges[1]! - edges[0]! === 1;
}

/** Lower and upper bound of every bin of a number axis; NaN where there is none. */
export function binBounds(axis: NumberAxis): { from: number[]; below: number[] } {
  const plain = Array.from(axis.edges);
  const from = [...(axis.under ? [Number.NaN] : []), ...(axis.over ? plain : plain.slice(0, -1))];
  const below = [...(axis.under ? plain : plain.slice(1)), ...(axis.over ? [Number.NaN] : [])];
  if (axis.missing) {
    from.push(Number.NaN);
    below.push(Number.NaN);
  }
  return { from, below };
}
