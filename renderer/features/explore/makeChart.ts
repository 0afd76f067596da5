import type { FieldInfo } from '../../../shared/contract/analyse.ts';
import type { AxisSpec, ChartKind, ExploreChart } from '../../../shared/contract/explore.ts';
import type { MeasureName } from '../../../shared/domain/measures.ts';
import type { Grain } from '../../../shared/domain/period.ts';

export const grains: readonly Grain[] = ['day', 'week', 'month', 'quarter', 'half', 'year'];

/** A field as an axis: days of the sales are one field, cut at the grain that was named. */
export function axisOf(field: FieldInfo): AxisSpec {
  if (field.of === 'time') return { field: 'day', grain: field.name as Grain };
  return { field: field.name };
}

/** Fields whose values are steps of a ladder, those that are so most surely first. */
export const tierFields: readonly string[] = ['city_tier', 'segment'];

/** The kind of chart that shows a field by itself. */
export function kindOf(field: FieldInfo): 'time' | 'bars' | 'tiers' | 'histogram' {
  if (field.type === 'date') return 'time';
  if (field.type === 'number') return 'histogram';
  return field.name === tierFields[0] ? 'tiers' : 'bars';
}

interface ChartPlace {
  id: string;
  span: number;
  tall?: boolean | undefined;
}

/** A chart of a field by itself, of the kind that suits it. */
export function chartOfField(place: ChartPlace, field: FieldInfo, measure: MeasureName): ExploreChart {
  const x = axisOf(field);
  const kind = kindOf(field);
  if (kind === 'time') return { ...place, kind, x, measure, look: 'area' };
  return kind === 'histogram' ? { ...place, kind, x, measure: 'lines' } : { ...place, kind, x, measure };
}

const textFields = ['market', 'segment', 'industry', 'region', 'category', 'channel', 'owner'];

/** What a book is first looked at with: development, distribution, top values, season, largest rows. */
export function defaultCharts(fields: readonly FieldInfo[], measures: readonly string[]): ExploreChart[] {
  const measure: MeasureName = measures.includes('revenue') ? 'revenue' : 'lines';
  const has = (name: string) => fields.some((field) => field.name === name && field.distinct > 1);
  const group = textFields.find(has) ?? 'account';
  const product = has('product') ? 'product' : 'account';
  const month: AxisSpec = { field: 'day', grain: 'month' };
  return [
    { id: 'c1', kind: 'time', x: month, measure, look: 'area', span: 8 },
    ...(measure === 'revenue'
      ? [{ id: 'c2', kind: 'histogram', x: { field: 'revenue' }, measure: 'lines', span: 4 } as const]
      : []),
    { id: 'c3', kind: 'bars', x: { field: group, top: 10 }, measure, span: 4 },
    ...(product === group
      ? []
      : [{ id: 'c4', kind: 'bars', x: { field: product, top: 10 }, measure, span: 4 } as const]),
    { id: 'c5', kind: 'heat', x: month, y: { field: group, top: 10 }, measure, span: 4 },
    { id: 'c6', kind: 'table', measure, span: 12 },
  ];
}

/** The fields that a kind of chart can take on its axis. */
export function fits(kind: ChartKind, field: FieldInfo): boolean {
  if (kind === 'bars' || kind === 'tiers') return field.type === 'text';
  return kind === 'heat' || kind === kindOf(field);
}
