import { brushAxes, drawnRun, type Point } from '../../../../shared/charts/exploreGesture.ts';
import { type DrawnChart, liesDown, type Plot } from '../../../../shared/charts/explorePlot.ts';
import { binAt } from '../../../../shared/charts/exploreScale.ts';
import type { ChartData, ChartValues, ExploreFilter } from '../../../../shared/contract/explore.ts';
import { filterOfRuns } from '../../../../shared/domain/cubeBrush.ts';
import { measures } from '../../../../shared/domain/measures.ts';
import type { Words } from '../../../app/words.tsx';
import { measureWords } from '../chartWords.ts';
import { pointUnder } from './memberBrush.ts';

/** The bin or point under the pointer. */
export interface Pointed {
  cell: number;
  label: string;
  /** What means it alone. */
  filter: ExploreFilter;
}

/** What lies under a place of the chart; null where nothing does. */
export function binUnder(plot: Plot, point: Point, data: ChartData, values: ChartValues): Pointed | null {
  const { area } = plot;
  if (data.members) {
    const cell = pointUnder(plot, point, values);
    if (cell === null) return null;
    return { cell, label: data.members.names[cell]!, filter: { members: [data.members.keys[cell]!] } };
  }
  const isWithin =
    point.x >= 0 && point.x <= area.x + area.width && point.y >= area.y && point.y <= plot.height;
  const axes = brushAxes(plot);
  if (!isWithin || axes.length === 0 || data.cells === 0) return null;
  if (!liesDown(plot.chart) && point.x < area.x) return null;
  const bins = axes.map((axis) => binAt(axis.drawn, axis === plot.x ? point.x : point.y));
  const labels = axes.map(
    (axis, index) => (axis === plot.x ? plot.xLabels : plot.yLabels)[bins[index]!] ?? '',
  );
  const cell = bins.length === 1 ? bins[0]! : bins[0]! * (axes[1]!.drawn.length - 1) + bins[1]!;
  const [x, y] = axes.map((axis, index) => {
    const run = drawnRun(axis, bins[index]!);
    return run ? filterOfRuns(axis.axis, [run]) : undefined;
  });
  return { cell, label: labels.join(' · '), filter: { ...(x ? { x } : {}), ...(y ? { y } : {}) } };
}

/** What is said of it: the name, and each measure under the selections, and without them where that differs. */
export function tipLines(
  chart: DrawnChart,
  { cell, label }: Pointed,
  data: ChartData,
  now: ChartValues,
  { t, format }: Words,
): string[] {
  const names = chart.kind === 'scatter' ? [chart.measure, chart.measureY] : [chart.measure];
  const lines = names.map((name, index) => {
    const { unit } = measures[name];
    const here = format.value(now.values[index]![cell] ?? null, unit);
    const whole = format.value(data.all.values[index]![cell] ?? null, unit);
    const words = measureWords(name, t);
    return here === whole ? `${words}  ${here}` : `${words}  ${here}  (${t('column.explore_all')}: ${whole})`;
  });
  return [label, ...lines];
}
