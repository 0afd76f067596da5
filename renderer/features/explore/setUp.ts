import type { FieldInfo } from '../../../shared/contract/analyse.ts';
import type { AxisSpec, ChartKind, ExploreChart } from '../../../shared/contract/explore.ts';
import { axisOf, fits, tierFields } from './makeChart.ts';

export const kinds: readonly ChartKind[] = ['time', 'bars', 'tiers', 'histogram', 'heat', 'scatter', 'table'];

/** Names of accounts and products are shown with their keys' field; grains of the sales' days are one field. */
const shownElsewhere = new Set(['account_name', 'product_name']);

/** The fields that an axis can be chosen from. */
export function offeredFields(fields: readonly FieldInfo[]): FieldInfo[] {
  return fields.filter(({ name, of }) => !shownElsewhere.has(name) && (of !== 'time' || name === 'day'));
}

/** The fields of the field list: each grain by itself. */
export function listedFields(fields: readonly FieldInfo[]): FieldInfo[] {
  return fields.filter(({ name }) => !shownElsewhere.has(name));
}

function axesOf(chart: ExploreChart): AxisSpec[] {
  if (chart.kind === 'scatter' || chart.kind === 'table') return [];
  return chart.kind === 'heat' ? [chart.x, chart.y] : [chart.x];
}

/** The chart as one of another kind, with as much kept as fits; null where the book has no field for it. */
export function changedKind(
  chart: ExploreChart,
  kind: ChartKind,
  fields: readonly FieldInfo[],
): ExploreChart | null {
  const { id, span, tall, measure } = chart;
  const place = { id, span, ...(tall ? { tall } : {}) };
  if (kind === chart.kind) return chart;
  if (kind === 'table') return { ...place, kind, measure };
  if (kind === 'scatter') {
    return { ...place, kind, of: 'account', measure, measureY: measure === 'lines' ? 'revenue' : 'lines' };
  }
  const [x, y] = axesFor(axesOf(chart), kind, fields);
  if (!x) return null;
  if (kind === 'time') return { ...place, kind, x, measure, look: 'area' };
  if (kind !== 'heat') return { ...place, kind, x, measure };
  return y ? { ...place, kind, x, y, measure } : null;
}

/** Axes that the kind can take: those there were where they fit, then the first fields that do. */
function axesFor(old: AxisSpec[], kind: ChartKind, fields: readonly FieldInfo[]): AxisSpec[] {
  const usable = offeredFields(fields).filter((field) => fits(kind, field));
  const kept = old.filter(({ field }) => usable.some(({ name }) => name === field));
  const rest = usable
    .filter((field) => field.type !== 'text' || field.distinct > 1)
    .map((field) => (field.name === 'day' ? { field: 'day', grain: 'month' as const } : axisOf(field)))
    .filter(({ field }) => !kept.some((axis) => axis.field === field));
  const day = rest.findIndex(({ field }) => field === 'day');
  if (kind === 'heat' && day > 0) rest.unshift(...rest.splice(day, 1));
  if (kind === 'tiers')
    rest.sort((a, b) => tierFields.toReversed().indexOf(b.field) - tierFields.toReversed().indexOf(a.field));
  return [...kept, ...rest];
}
