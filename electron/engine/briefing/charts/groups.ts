import { rgb } from '../look.ts';
import { unitFormat } from '../numberFormats.ts';
import type { ChartSeries } from '../xlsx/chartXml.ts';
import { cellReference, columnLetters } from '../xlsx/references.ts';
import {
  axisFormat,
  type ChartPlan,
  type ChartRequest,
  drawnRows,
  type HelperCell,
  headerOfColumn,
  helperHeader,
  helperReference,
  helperRow,
  labelEvery,
  numbersOf,
  wholeColumn,
} from './plan.ts';

export function textsOf(request: ChartRequest, name: string): (string | null)[] {
  const column = request.table.columns.find((candidate) => candidate.name === name);
  return column?.type === 'text' ? column.values.slice(0, drawnRows(request)) : [];
}

export function distinct<Value>(values: readonly Value[]): Value[] {
  return [...new Set(values)];
}

/** Spreadsheets compare texts without case; sums by text are formulas only where that makes no difference. */
export function areDistinctWithoutCase(values: readonly string[]): boolean {
  return new Set(values.map((value) => value.toLowerCase())).size === values.length;
}

interface Cross {
  periods: string[];
  groups: (string | null)[];
  /** Sum per period and group: `sums[period][group]`. */
  sums: number[][];
}

function crossOf(request: ChartRequest): Cross {
  const down = textsOf(request, 'period').map((period) => period ?? '–');
  const across = textsOf(request, 'group');
  const values = numbersOf(request, 'revenue').values;
  const periods = distinct(down);
  const groups = distinct(across);
  const sums = periods.map(() => groups.map(() => 0));
  const [rowOf, placeOf] = [new Map(periods.map((p, i) => [p, i])), new Map(groups.map((g, i) => [g, i]))];
  for (const [index, value] of values.entries()) {
    const row = sums[rowOf.get(down[index]!)!]!;
    const place = placeOf.get(across[index] ?? null)!;
    if (Number.isFinite(value)) row[place] = row[place]! + value;
  }
  return { periods, groups, sums };
}

/** Periods down, groups across, each cell a sum over the table's rows of that period and group. */
function crossRows(request: ChartRequest, { periods, groups, sums }: Cross): HelperCell[][] {
  const format = unitFormat('money');
  const canSum =
    areDistinctWithoutCase(periods) && areDistinctWithoutCase(groups.map((group) => group ?? ''));
  const [periodColumn, groupColumn] = [wholeColumn(request, 'period'), wholeColumn(request, 'group')];
  const values = wholeColumn(request, 'revenue');
  return periods.map((period, row) => [
    { text: period },
    ...groups.map((group, index): HelperCell => {
      const result = sums[row]![index]!;
      if (!canSum) return { number: result, format };
      const groupCell = group === null ? '""' : `${columnLetters(index + 1)}$${helperRow - 1}`;
      const isRow = `(${periodColumn}=$${cellReference(0, helperRow + row)})*(${groupColumn}=${groupCell})`;
      return { formula: `SUMPRODUCT(${isRow},${values})`, result, format };
    }),
  ]);
}

/** Revenue by period, stacked by group: the long table turned wide below the chart. */
export function groupsPlan(request: ChartRequest): ChartPlan {
  const { theme, words } = request;
  const cross = crossOf(request);
  const { periods, groups, sums } = cross;
  const names = groups.map((group) => group ?? words.t('series.other'));
  const categories = { reference: helperReference(request, 0, periods.length), values: periods };
  const series = groups.map((group, index): ChartSeries => {
    const colour = group === null ? theme.other : (theme.categories[index] ?? theme.other);
    return {
      name: helperHeader(request, index + 1, names[index]!),
      categories,
      values: {
        reference: helperReference(request, index + 1, periods.length),
        values: sums.map((row) => row[index]!),
      },
      colour: rgb(colour),
    };
  });
  const totals = sums.map((row) => row.reduce((all, value) => all + value, 0));
  return {
    chart: {
      plots: [{ kind: 'column', stacked: true, gap: 45, series }],
      categoryAxis: { format: 'General', labelEvery: labelEvery(periods.length) },
      valueAxis: {
        format: axisFormat(request, 'money', totals),
        title: headerOfColumn(request, 'revenue').values[0]!,
      },
      legend: true,
    },
    helper: {
      headers: [headerOfColumn(request, 'period').values[0]!, ...names],
      rows: crossRows(request, cross),
    },
  };
}
