import { boundLabel } from '../../../shared/charts/exploreLabels.ts';
import type { ChartData, ExploreChart } from '../../../shared/contract/explore.ts';
import { parseIsoDate } from '../../../shared/domain/calendar.ts';
import { summedColumns } from '../../../shared/domain/cube.ts';
import type { TimeAxis } from '../../../shared/domain/cubeAxis.ts';
import type { ReportedIn } from '../../../shared/domain/currency.ts';
import { measures } from '../../../shared/domain/measures.ts';
import { periodOfDay } from '../../../shared/domain/period.ts';
import { currencyParts } from '../../../shared/i18n/currencyWords.ts';
import type { Words } from '../../app/words.tsx';

/** What amounts are in, and the last day of the sales, ISO. */
interface ChartBase {
  currency: ReportedIn | null;
  last: string;
}

function isInMoney(chart: ExploreChart): boolean {
  const names = chart.kind === 'scatter' ? [chart.measure, chart.measureY] : [chart.measure];
  return names.some((name) => measures[name].unit === 'money' || measures[name].unit === 'price');
}

/** Whether a chart has to be asked anew while a brush moves. */
export function isCounted(chart: ExploreChart): boolean {
  const names = chart.kind === 'scatter' ? [chart.measure, chart.measureY] : [chart.measure];
  return chart.kind !== 'table' && names.some((name) => summedColumns(name) === null);
}

/** The last period of an axis where the sales end within it: it is low for that reason. */
function cutPeriod({ edges, grain }: TimeAxis, last: string): string | null {
  const end = edges.at(-1);
  if (end === undefined || last === '') return null;
  const period = periodOfDay(end - 1, grain);
  const day = parseIsoDate(last);
  return period.from <= day && day < period.to ? period.text : null;
}

/** The line under a chart: its currency, what it counts, and what its drawing leaves out or puts together. */
export function chartLine(
  chart: ExploreChart,
  data: ChartData,
  { currency, last }: ChartBase,
  { t, format }: Words,
): string {
  const count = (value: number) => format.value(value, 'count');
  const { now, all } = data.rows;
  const parts = [
    ...(currency && isInMoney(chart) ? currencyParts(currency, t) : []),
    now === all
      ? t('explore.line', { now: count(now) })
      : t('explore.line.of', { now: count(now), all: count(all) }),
  ];
  const { members } = data;
  if (chart.kind === 'scatter' && members && members.of > members.keys.length) {
    parts.push(
      t(`explore.line.members.${chart.of}`, { count: count(members.keys.length), of: count(members.of) }),
    );
  }
  if (
    chart.kind === 'scatter' &&
    chart.log &&
    data.all.values.some((values) => values.some((value) => value <= 0))
  ) {
    parts.push(t('explore.line.logNot'));
  }
  for (const axis of data.axes) {
    if (axis.kind === 'number' && (axis.under || axis.over)) {
      const words = [
        ...(axis.under ? [`< ${boundLabel(axis.edges[0]!, format)}`] : []),
        ...(axis.over ? [`≥ ${boundLabel(axis.edges.at(-1)!, format)}`] : []),
      ];
      parts.push(t('explore.line.cut', { bounds: words.join(t('list.separator')) }));
    }
  }
  const specs = chart.kind === 'heat' ? [chart.x, chart.y] : chart.kind === 'time' ? [chart.x] : [];
  specs.forEach((spec, index) => {
    const axis = data.axes[index];
    if (axis?.kind === 'time' && spec.grain && spec.grain !== axis.grain) {
      parts.push(t('explore.line.grain', { grain: t(`field.${axis.grain}`) }));
    }
    const cut = axis?.kind === 'time' && axis.field === 'day' ? cutPeriod(axis, last) : null;
    if (cut !== null) parts.push(t('explore.line.partial', { period: cut, last }));
  });
  if (isCounted(chart)) parts.push(t('explore.line.rests'));
  return parts.join(' · ');
}
