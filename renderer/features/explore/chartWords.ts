import { binLabels, boundLabel } from '../../../shared/charts/exploreLabels.ts';
import type { AxisSpec, ChartData, ExploreChart, ExploreFilter } from '../../../shared/contract/explore.ts';
import type { Axis, AxisFilter } from '../../../shared/domain/cubeAxis.ts';
import { conditionOf, type FilterField } from '../../../shared/domain/cubeFilter.ts';
import { type MeasureName, measures } from '../../../shared/domain/measures.ts';
import { makePeriod } from '../../../shared/domain/period.ts';
import type { Condition } from '../../../shared/domain/slice.ts';
import type { Translate } from '../../../shared/i18n/translate.ts';
import { periodWords } from '../../app/periodWords.ts';
import { fieldWords } from '../../app/sliceWords.ts';
import type { Words } from '../../app/words.tsx';

export function measureWords(measure: MeasureName, t: Translate): string {
  return t(`measure.${measure}`);
}

/** An axis as one says it in a title: the field, or for days of the sales their grain. */
export function axisWords(axis: AxisSpec, t: Translate): string {
  if (axis.field === 'day' && axis.grain) return t(`field.${axis.grain}`);
  const field = fieldWords(axis.field, t);
  return axis.grain ? t('explore.title.dated', { field, grain: t(`field.${axis.grain}`) }) : field;
}

/** What a chart shows, as its title. */
export function chartTitle(chart: ExploreChart, t: Translate): string {
  const measure = measureWords(chart.measure, t);
  if (chart.kind === 'table') return t('explore.title.table', { measure });
  if (chart.kind === 'scatter') {
    const other = measureWords(chart.measureY, t);
    return t(`explore.title.scatter.${chart.of}`, { x: measure, y: other });
  }
  const x = axisWords(chart.x, t);
  if (chart.kind === 'histogram') return t('explore.title.histogram', { measure, field: x });
  if (chart.kind === 'heat') return t('explore.title.heat', { measure, x, y: axisWords(chart.y, t) });
  return t('explore.title.by', { measure, field: x });
}

/** A selection on one axis, in words. */
function filterWords(axis: Axis, filter: AxisFilter, { t, format }: Words): string {
  if ('in' in filter) return listed(axis, filter.in, t);
  if ('not' in filter) return t('condition.not', { values: listed(axis, filter.not, t) });
  const { from, below } = filter;
  if (axis.kind === 'time') {
    if (from === null && below === null) return t('explore.anyValue');
    const [first, end] = [axis.edges[0]!, axis.edges.at(-1)!];
    return periodWords(makePeriod(from ?? first, (below ?? end) - 1).text);
  }
  const parts = [
    from === null ? null : `≥ ${boundLabel(from, format)}`,
    below === null ? null : `< ${boundLabel(below, format)}`,
  ];
  return parts.filter((part) => part !== null).join(t('list.separator')) || t('explore.anyValue');
}

const shownValues = 3;

function listed(axis: Axis, values: readonly string[], t: Translate): string {
  const nameOf = (value: string) => {
    const at = axis.kind === 'text' ? axis.values.indexOf(value) : -1;
    if (value === '') return t('explore.none');
    return at >= 0 && axis.kind === 'text' ? axis.names[at]! : value;
  };
  const shown = values.slice(0, shownValues).map(nameOf);
  if (values.length > shownValues) shown.push(t('list.more', { count: values.length - shownValues }));
  return shown.join(t('list.separator'));
}

/** What is selected in a chart, as the words of its chip. */
export function selectionWords(
  chart: ExploreChart,
  data: Pick<ChartData, 'axes'>,
  filter: ExploreFilter,
  words: Words,
): string {
  const { t } = words;
  if ('members' in filter) {
    const of = chart.kind === 'scatter' ? chart.of : 'account';
    return t(`explore.members.${of}`, { count: filter.members.length });
  }
  const parts = [filter.x, filter.y].flatMap((each, index) => {
    const axis = data.axes[index];
    if (!each || !axis) return [];
    return [t('condition.phrase', { field: fieldOfAxis(axis, t), test: filterWords(axis, each, words) })];
  });
  return parts.join(' · ');
}

function fieldOfAxis(axis: Axis, t: Translate): string {
  return axis.kind === 'time' && axis.field === 'day' ? t('field.date') : fieldWords(axis.field, t);
}

function filterField(axis: Axis): FilterField {
  return {
    name: axis.field,
    type: axis.kind === 'time' ? 'date' : axis.kind,
    decimals: axis.kind === 'number' ? axis.decimals : null,
  };
}

/** What is selected in a chart, as conditions on the rows. */
export function selectionConditions(
  chart: ExploreChart,
  axes: readonly Axis[],
  filter: ExploreFilter,
): Condition[] {
  if ('members' in filter) return chart.kind === 'scatter' ? [{ field: chart.of, in: filter.members }] : [];
  return [filter.x, filter.y].flatMap((each, index) => {
    const axis = axes[index];
    return each && axis ? [conditionOf(filterField(axis), each)] : [];
  });
}

/** The chart in one sentence, for those who do not see it. */
export function chartSentence(
  chart: ExploreChart,
  data: ChartData,
  filter: ExploreFilter | undefined,
  words: Words,
): string {
  const { t, format } = words;
  const title = chartTitle(chart, t);
  const selected = filter ? selectionWords(chart, data, filter, words) : t('explore.aria.nothing');
  if (chart.kind === 'scatter' || data.axes.length !== 1) {
    const count = data.members?.keys.length ?? data.cells;
    return t('explore.aria.many', { title, count, selected });
  }
  const labels = binLabels(data.axes[0]!, format, t);
  const values = data.now.values[0]!;
  let most = 0;
  for (let bin = 1; bin < values.length; bin++)
    if (!(values[bin]! <= values[most]!)) most = Number.isNaN(values[bin]!) ? most : bin;
  const { unit } = measures[chart.measure];
  return t('explore.aria.one', {
    title,
    count: values.length,
    most: labels[most] ?? '–',
    value: format.short(values[most] ?? null, unit),
    selected,
  });
}
