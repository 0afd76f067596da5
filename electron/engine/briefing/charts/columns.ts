import { firstDayOfMonth } from '../../../../shared/domain/calendar.ts';
import type { Table } from '../../../../shared/domain/table.ts';
import { rgb } from '../look.ts';
import type { ChartSeries, Plot } from '../xlsx/chartXml.ts';
import {
  axisFormat,
  type ChartPlan,
  type ChartRequest,
  categoriesOf,
  drawnRows,
  headerOfColumn,
  labelEvery,
  numberColumnOf,
  numbersOf,
} from './plan.ts';

function has(table: Table, name: string): boolean {
  return table.columns.some((column) => column.name === name);
}

const stockFlows = ['received', 'outbound', 'sell_out'] as const;

interface Mixed {
  category: string;
  columns: { name: string; colour: string }[];
  line?: { name: string; colour: string; secondary: boolean };
  /** Further lines, on the axis of the columns. */
  lines?: { name: string; colour: string }[];
  stacked?: boolean;
  most?: number;
}

/** Columns, side by side or stacked, with a line over them where there is one. */
export function mixedPlan(request: ChartRequest, mixed: Mixed): ChartPlan {
  const categories = categoriesOf(request, mixed.category, firstDayOfMonth, mixed.most);
  const series = (name: string, colour: string): ChartSeries => ({
    name: headerOfColumn(request, name),
    categories: categories.data,
    values: numbersOf(request, name, mixed.most),
    colour: rgb(colour),
  });
  const bars = mixed.columns.map(({ name, colour }) => series(name, colour));
  const plots: Plot[] = [{ kind: 'column', stacked: mixed.stacked ?? false, gap: 45, series: bars }];
  const unit = numberColumnOf(request, mixed.columns[0]!.name).unit;
  const reach = bars.flatMap((bar) => bar.values.values);
  const { line } = mixed;
  const secondary = line?.secondary ? numbersOf(request, line.name, mixed.most).values : null;
  if (line) {
    plots.push({ kind: 'line', secondary: line.secondary, series: [series(line.name, line.colour)] });
    if (!line.secondary) reach.push(...numbersOf(request, line.name, mixed.most).values);
  }
  const lines = (mixed.lines ?? []).map(({ name, colour }) => series(name, colour));
  if (lines.length > 0) {
    plots.push({ kind: 'line', secondary: false, series: lines });
    reach.push(...lines.flatMap((one) => one.values.values));
  }
  const single =
    mixed.columns.length === 1 ? { title: headerOfColumn(request, mixed.columns[0]!.name).values[0]! } : {};
  return {
    chart: {
      plots,
      categoryAxis: { format: categories.format, labelEvery: labelEvery(drawnRows(request, mixed.most)) },
      valueAxis: { format: axisFormat(request, unit, reach), ...single },
      ...(secondary && line
        ? {
            secondaryAxis: {
              format: axisFormat(request, numberColumnOf(request, line.name).unit, secondary),
              title: headerOfColumn(request, line.name).values[0]!,
              min: 0,
            },
          }
        : {}),
      legend: plots.length > 1 || mixed.columns.length > 1,
    },
  };
}

function revenueOverTime(category: string): (request: ChartRequest) => ChartPlan {
  return (request) => {
    const { theme } = request;
    const withLine = has(request.table, 'active_accounts');
    return mixedPlan(request, {
      category,
      columns: [{ name: 'revenue', colour: theme.accent }],
      ...(withLine
        ? { line: { name: 'active_accounts', colour: theme.categories[1]!, secondary: true } }
        : {}),
    });
  };
}

export const monthsPlan = revenueOverTime('month');
export const trendPlan = revenueOverTime('period');

/** Gains above, losses below, and net revenue retention over them. */
export function seriesPlan(request: ChartRequest): ChartPlan {
  const { theme } = request;
  const colours: [string, string][] = [
    ['expansion', theme.gain],
    ['new', theme.categories[0]!],
    ['reactivated', theme.categories[4]!],
    ['contraction', theme.categories[1]!],
    ['churned', theme.loss],
    ['other', theme.other],
  ];
  return mixedPlan(request, {
    category: 'to',
    columns: colours.filter(([name]) => has(request.table, name)).map(([name, colour]) => ({ name, colour })),
    stacked: true,
    line: { name: 'nrr', colour: theme.text, secondary: true },
  });
}

export function stressPlan(request: ChartRequest): ChartPlan {
  const columns = [{ name: 'revenue_lost', colour: request.theme.loss }];
  const plan = mixedPlan(request, { category: 'lost', columns });
  plan.chart.categoryAxis.title = request.words.t('axis.lostAccounts');
  return plan;
}

export function gapsPlan(request: ChartRequest): ChartPlan {
  const columns = [{ name: 'gaps', colour: request.theme.accent }];
  const plan = mixedPlan(request, { category: 'days_from', columns });
  plan.chart.categoryAxis.title = request.words.t('axis.gapDays');
  return plan;
}

export function accountMonthsPlan(request: ChartRequest): ChartPlan {
  const { theme } = request;
  const lines = [
    { name: 'peer_median', colour: theme.categories[1]! },
    { name: 'book', colour: theme.muted },
    { name: 'own_market', colour: theme.categories[2]! },
  ];
  return mixedPlan(request, {
    category: 'month',
    columns: [{ name: 'revenue', colour: theme.accent }],
    lines: lines.filter(({ name }) => has(request.table, name)),
  });
}

/** Revenue of an account beside its targets, period by period. */
export function accountTargetsPlan(request: ChartRequest): ChartPlan {
  const { theme } = request;
  return mixedPlan(request, {
    category: 'month',
    columns: [{ name: 'revenue', colour: theme.accent }],
    line: { name: 'target', colour: theme.text, secondary: false },
  });
}

/** What came into an account's stock and left it, as far as it is known, and what is there. */
export function accountStockPlan(request: ChartRequest): ChartPlan {
  const { theme } = request;
  const known = stockFlows.filter((name) => numbersOf(request, name).values.some(Number.isFinite));
  const line = { name: 'inventory', colour: theme.text, secondary: false };
  if (known.length === 0) return mixedPlan(request, { category: 'month', columns: [line] });
  return mixedPlan(request, {
    category: 'month',
    columns: known.map((name, index) => ({ name, colour: theme.categories[index]! })),
    line,
  });
}

export function paretoPlan(request: ChartRequest): ChartPlan {
  const { theme } = request;
  return mixedPlan(request, {
    category: 'product_name',
    columns: [{ name: 'revenue', colour: theme.accent }],
    line: { name: 'cumulative_share', colour: theme.categories[1]!, secondary: true },
  });
}
