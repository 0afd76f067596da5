import type { CubesAnswer, ExploreView, WireCube } from '../../../../shared/contract/explore.ts';
import type { SlicePlan } from '../slicePlan.ts';
import { runStepsBeside } from '../steps.ts';
import type { Book } from '../types.ts';
import { sumColumn } from '../valuedRows.ts';
import { checkSales } from './answerCharts.ts';
import { baseOf, planWithin } from './base.ts';
import { countValues, valuesOfSums } from './chartValues.ts';
import { type Fails, failsOf, otherConditions } from './fails.ts';
import { type Cells, cellsOf } from './kernel.ts';
import { brushCells, type ChartPlan, chartOf, oneCell, planCharts, totalId } from './plan.ts';
import { type ActiveCell, cubeBytes, prefixSums } from './prefix.ts';
import { memberGrid } from './scatterGrid.ts';
import { sumInParts } from './sumInParts.ts';

/** A larger cube would take longer to send than the question to ask. */
const mostBytes = 16 * 2 ** 20;

interface Active {
  cells: Cells;
  reach: [number] | [number, number];
  cellOf: ActiveCell;
  grid?: CubesAnswer['grid'];
}

/**
 * What does a brush on one chart leave in all the others, wherever it stands? One pass over the rows gives, for every
 * other chart, the sums under the selections in all charts but the brushed one and the chart itself.
 */
export async function answerCubes(
  book: Book,
  view: ExploreView,
  id: string,
  signal: AbortSignal,
): Promise<CubesAnswer> {
  checkSales(book);
  const base = await baseOf(book, view, signal);
  const fails = await runStepsBeside(failsOf(book, base, view), { signal });
  const [plan] = (await planCharts(book, base, [chartOf(view, id)], signal)) as [ChartPlan];
  const others = view.charts.filter((chart) => chart.id !== id && chart.kind !== 'table');
  const plans = await planCharts(book, base, others, signal);
  if (plan.chart.kind === 'table') return { cubes: [], asked: others.map((chart) => chart.id) };
  const rows = () => planWithin(book, base, otherConditions(book, view, id));
  const active = await activeOf(book, plan, fails, rows, signal);
  const fits = ({ columns, places }: ChartPlan) =>
    columns !== null && cubeBytes(active.reach, places.length, columns.length) <= mostBytes;
  const passives = [...plans.filter(fits), totalPlan(plan)];
  const cubes = await buildCubes(book, fails, plan, active, passives, signal);
  return {
    cubes,
    asked: view.charts
      .filter((chart) => chart.id !== id && !passives.some((one) => one.chart.id === chart.id))
      .map((chart) => chart.id),
    ...(active.grid ? { grid: active.grid } : {}),
  };
}

/** All rows together, as a chart of one cell. */
function totalPlan({ chart }: ChartPlan): ChartPlan {
  return {
    chart: { kind: 'table', id: totalId, span: 3, measure: chart.measure },
    axes: [],
    members: null,
    measures: [],
    columns: [],
    drawn: oneCell,
    places: Int32Array.of(0),
  };
}

async function buildCubes(
  book: Book,
  fails: Fails,
  plan: ChartPlan,
  active: Active,
  passives: ChartPlan[],
  signal: AbortSignal,
): Promise<WireCube[]> {
  const columns = [...new Set(passives.flatMap((passive) => passive.columns!))];
  const sums = await sumInParts(
    book,
    {
      fails: fails.bits,
      ignore: fails.own.get(plan.chart.id) ?? 0,
      active: active.cells,
      columns: columns.map((column) => sumColumn(book, column)),
      passives: passives.map((passive) => ({
        ...passive.drawn,
        own: fails.own.get(passive.chart.id) ?? 0,
        columns: passive.columns!.map((column) => columns.indexOf(column)),
      })),
    },
    signal,
  );
  return passives.map(({ chart, columns: own, drawn, places }, index) =>
    prefixSums(
      { id: chart.id, columns: own!, sums: sums[index]!, rawCells: cellsOf(drawn), places },
      active.reach,
      active.cellOf,
    ),
  );
}

async function activeOf(
  book: Book,
  plan: ChartPlan,
  fails: Fails,
  rows: () => SlicePlan,
  signal: AbortSignal,
): Promise<Active> {
  if (plan.chart.kind === 'scatter') return activeMembers(book, plan, fails, rows, signal);
  const { cells, reach } = brushCells(plan);
  const [x = 0, y] = reach;
  if (y === undefined) return { cells, reach: [x], cellOf: (bin) => bin };
  return { cells, reach: [x, y], cellOf: (first, second) => first * (y + 1) + second };
}

/** The accounts or products where they stand now, under the selections in the other charts, on a grid. */
async function activeMembers(
  book: Book,
  plan: ChartPlan,
  fails: Fails,
  rows: () => SlicePlan,
  signal: AbortSignal,
): Promise<Active> {
  const own = fails.own.get(plan.chart.id) ?? 0;
  const { columns } = plan;
  let now = null;
  if (columns === null) now = await countValues(book, plan, rows(), signal);
  else {
    const request = {
      fails: fails.bits,
      ignore: own,
      active: oneCell,
      columns: columns.map((column) => sumColumn(book, column)),
      passives: [{ ...plan.drawn, own: 0, columns: columns.map((_, index) => index) }],
    };
    now = valuesOfSums(plan, (await sumInParts(book, request, signal))[0]!);
  }
  const { grid, binOf } = memberGrid(now.values[0]!, now.values[1]!);
  const [coding] = plan.drawn.codings;
  const reach: [number, number] = [grid.x.length - 1, grid.y.length - 1];
  const outside = reach[0] * reach[1];
  const lut = coding!.lut.map((slot) => binOf[slot] ?? outside);
  return {
    cells: { codings: [{ ...coding!, lut }], sizes: [outside + 1] },
    reach,
    cellOf: (x, y) => x * reach[1] + y,
    grid,
  };
}
