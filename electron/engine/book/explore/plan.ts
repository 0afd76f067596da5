import type { ExploreChart, ExploreView, ScatterMembers } from '../../../../shared/contract/explore.ts';
import { summedColumns } from '../../../../shared/domain/cube.ts';
import { type Axis, binCount, brushCount } from '../../../../shared/domain/cubeAxis.ts';
import type { MeasureName } from '../../../../shared/domain/measures.ts';
import { ExpectedError } from '../../../../shared/errors/errors.ts';
import { findField } from '../fields.ts';
import { supportedMeasures } from '../query.ts';
import { runStepsBeside, type Steps } from '../steps.ts';
import type { Book } from '../types.ts';
import { type Base, BookCache } from './base.ts';
import { type CodedAxis, codedAxis } from './codedAxis.ts';
import type { Cells } from './kernel.ts';
import { textAxis } from './textAxis.ts';

/** Points of a scatter: more would hide one another. */
const mostMembers = 1000;

/** A chart with its axes cut into bins, ready to be summed. */
export interface ChartPlan {
  chart: ExploreChart;
  axes: CodedAxis[];
  members: ScatterMembers | null;
  measures: MeasureName[];
  /** Columns that the measures are summed from; null where one of them has to be counted. */
  columns: string[] | null;
  /** Cells as the kernel fills them, those for rows in no bin included. */
  drawn: Cells;
  /** Where each cell of the chart lies among those of the kernel. */
  places: Int32Array;
}

/** What all charts together count, as a chart of one cell. */
export const totalId = '';

function* planChart(book: Book, base: Base, chart: ExploreChart): Steps<ChartPlan> {
  const names = chart.kind === 'scatter' ? [chart.measure, chart.measureY] : [chart.measure];
  checkMeasures(book, names);
  const columns = columnsOf(names);
  if (chart.kind === 'table') {
    const places = Int32Array.of(0);
    return { chart, axes: [], members: null, measures: [], columns: [], drawn: oneCell, places };
  }
  if (chart.kind === 'scatter') return yield* planScatter(book, base, chart, columns);
  const inHeat = chart.kind === 'heat';
  const axes = [yield* codedAxis(book, base, chart.x, chart.measure, chart.kind)];
  if (inHeat) axes.push(yield* codedAxis(book, base, chart.y, chart.measure, 'heat'));
  checkKind(chart, axes[0]!.axis);
  const drawn = {
    codings: axes.map((axis) => axis.drawn),
    sizes: axes.map(({ axis }) => binCount(axis) + 1),
  };
  return { chart, axes, members: null, measures: names, columns, drawn, places: placesOf(drawn.sizes) };
}

/** Chart by chart beside other calls: an axis may take a look at every row. Throws CancelledError. */
export async function planCharts(
  book: Book,
  base: Base,
  charts: readonly ExploreChart[],
  signal: AbortSignal,
): Promise<ChartPlan[]> {
  await book.prefetch(
    charts.flatMap((chart) => [chart.measure, ...('x' in chart ? [chart.x.field] : [])]),
    signal,
  );
  const plans: ChartPlan[] = [];
  for (const chart of charts) plans.push(await runStepsBeside(planChart(book, base, chart), { signal }));
  return plans;
}

export const oneCell: Cells = { codings: [], sizes: [] };

/** Without the last bin of each axis. */
function placesOf(sizes: number[]): Int32Array {
  const [first = 2, second = 2] = sizes;
  const places: number[] = [];
  for (let x = 0; x < first - 1; x++) {
    for (let y = 0; y < second - 1; y++) places.push(sizes.length > 1 ? x * second + y : x);
  }
  return Int32Array.from(places);
}

const scatters = new BookCache<{ members: ScatterMembers; drawn: Cells; places: Int32Array }>(8);

function* planScatter(
  book: Book,
  base: Base,
  chart: ExploreChart & { kind: 'scatter' },
  columns: string[] | null,
): Steps<ChartPlan> {
  const { of, measure, measureY } = chart;
  const key = JSON.stringify([base.key, of, measure]);
  if (!scatters.has(book, key)) {
    const { axis, coding } = yield* textAxis(book, base, findField(book, of), mostMembers, measure);
    const count = axis.values.length;
    scatters.keep(book, key, {
      members: { keys: axis.values, names: axis.names, of: count + axis.others },
      drawn: { codings: [coding], sizes: [count + 2] },
      places: Int32Array.from({ length: count }, (_, index) => index),
    });
  }
  const planned = scatters.get(book, key);
  return { chart, axes: [], measures: [measure, measureY], columns, ...planned };
}

function columnsOf(names: readonly MeasureName[]): string[] | null {
  const columns = names.map(summedColumns);
  if (columns.includes(null)) return null;
  return [...new Set(columns.flatMap((each) => each ?? []))];
}

function checkMeasures(book: Book, names: readonly MeasureName[]): void {
  const supported = supportedMeasures(book);
  for (const name of names) {
    if (supported.includes(name)) continue;
    throw new ExpectedError('unknownMeasure', `The book lacks the columns that "${name}" needs`, {
      hint: `Measures: ${supported.join(', ')}`,
      params: { measure: name },
    });
  }
}

const axisKinds = { time: 'time', bars: 'text', tiers: 'text', histogram: 'number' } as const;

function checkKind(chart: ExploreChart, axis: Axis): void {
  if (chart.kind === 'heat' || chart.kind === 'scatter' || chart.kind === 'table') return;
  if (axisKinds[chart.kind] === axis.kind) return;
  throw new ExpectedError(
    'badRequest',
    `A chart of kind ${chart.kind} cannot show the field "${axis.field}"`,
  );
}

/** The chart of a view. Throws `badRequest` where there is none of that name. */
export function chartOf(view: ExploreView, id: string): ExploreChart {
  const chart = view.charts.find((one) => one.id === id);
  if (chart) return chart;
  throw new ExpectedError('badRequest', `The view has no chart "${id}"`);
}

/** The brush bins of a chart's axes, and how many of them a brush can reach on each. */
export function brushCells(plan: ChartPlan): { cells: Cells; reach: number[] } {
  const reach = plan.axes.map(({ axis }) => brushCount(axis));
  return {
    cells: { codings: plan.axes.map(({ brush }) => brush), sizes: reach.map((bins) => bins + 1) },
    reach,
  };
}
