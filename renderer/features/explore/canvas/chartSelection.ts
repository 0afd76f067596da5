import { nothingSelected, type Selection } from '../../../../shared/charts/explorePaint.ts';
import type { DrawnChart } from '../../../../shared/charts/explorePlot.ts';
import type { ChartData, ExploreFilter } from '../../../../shared/contract/explore.ts';
import { type Brush, filterOfRuns, runsOfFilter } from '../../../../shared/domain/cubeBrush.ts';
import type { Link } from '../link.ts';

/** A chart of the page, what it shows, what is selected in it, and what has the others follow. */
export interface LinkedChart {
  chart: DrawnChart;
  data: ChartData;
  filter: ExploreFilter | undefined;
  link: Link;
}

/** What a chart's selection means where nothing is being dragged. */
export function restingSelection({ data, filter }: Pick<LinkedChart, 'data' | 'filter'>): Selection {
  if (!filter) return nothingSelected;
  if ('members' in filter) {
    const chosen = new Set(filter.members);
    const members = Uint8Array.from(data.members?.keys ?? [], (key) => (chosen.has(key) ? 1 : 0));
    return { brush: null, box: null, members };
  }
  const runs = data.axes.map((axis, index) => runsOfFilter(axis, index === 0 ? filter.x : filter.y));
  return { brush: runs.some((run) => run !== null) ? runs : null, box: null, members: null };
}

/** The filter that a brush means; null where it lets every row through. */
export function filterOfBrush(data: ChartData, brush: Brush | null): ExploreFilter | null {
  if (!brush) return null;
  const [x, y] = data.axes.map((axis, index) => filterOfRuns(axis, brush[index] ?? null));
  return x || y ? { ...(x ? { x } : {}), ...(y ? { y } : {}) } : null;
}
