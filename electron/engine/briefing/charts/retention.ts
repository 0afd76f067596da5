import { groupName } from '../../../../shared/charts/survivalCurves.ts';
import { numbers, texts } from '../../../../shared/domain/table.ts';
import { rgb } from '../look.ts';
import { unitFormat } from '../numberFormats.ts';
import type { ChartSeries } from '../xlsx/chartXml.ts';
import { mixedPlan } from './columns.ts';
import {
  axisFormat,
  type ChartPlan,
  type ChartRequest,
  cellOf,
  drawnRows,
  type HelperCell,
  helperHeader,
  helperReference,
} from './plan.ts';
import { scatterPlan } from './scatters.ts';

/** P(active) against expected revenue. */
export function activityPlan(request: ChartRequest): ChartPlan {
  const { t } = request.words;
  const plan = scatterPlan(request, {
    across: 'p_active',
    up: 'expected_revenue',
    colour: request.theme.accent,
    acrossTitle: t('axis.pActive'),
    upTitle: t('axis.expectedRevenue'),
  });
  Object.assign(plan.chart.categoryAxis, { min: 0, max: 1 });
  return plan;
}

export function frequencyPlan(request: ChartRequest): ChartPlan {
  const { theme, words } = request;
  const plan = mixedPlan(request, {
    category: 'repeat_orders',
    columns: [
      { name: 'accounts', colour: theme.accent },
      { name: 'accounts_expected', colour: theme.categories[1]! },
    ],
  });
  plan.chart.categoryAxis.title = words.t('axis.repeatOrders');
  return plan;
}

export function holdoutPlan(request: ChartRequest): ChartPlan {
  const { theme, words } = request;
  const plan = mixedPlan(request, {
    category: 'repeat_orders',
    columns: [
      { name: 'orders_made', colour: theme.accent },
      { name: 'orders_expected', colour: theme.categories[1]! },
      { name: 'orders_naive', colour: theme.other },
    ],
  });
  plan.chart.categoryAxis.title = words.t('axis.repeatOrdersBefore');
  return plan;
}

/** A corner of a step: the row whose time it has, and the row whose height it has. */
interface Corner {
  time: number;
  height: number;
}

interface Steps {
  name: string;
  colour: string;
  corners: Corner[];
}

/** Survival as steps: every fall takes two points, made below the chart from the cells of the table. */
export function survivalPlan(request: ChartRequest): ChartPlan {
  const { t } = request.words;
  const { by, lifetime } = request.exhibit.evidence.parameters;
  const curves = stepsOf(request, by !== undefined);
  const [months, survival] = [numbers(request.codes, 'months'), numbers(request.codes, 'survival')];
  const series = curves.map(({ name, colour, corners }, index): ChartSeries => {
    const column = (place: number, values: number[]) => ({
      reference: helperReference(request, 2 * index + place, corners.length),
      values,
    });
    return {
      name: helperHeader(request, 2 * index + 1, name),
      categories: column(
        0,
        corners.map(({ time }) => months[time]!),
      ),
      values: column(
        1,
        corners.map(({ height }) => survival[height]!),
      ),
      colour: rgb(colour),
      line: true,
    };
  });
  return {
    chart: {
      plots: [{ kind: 'scatter', series }],
      categoryAxis: {
        format: '0',
        min: 0,
        title: t(lifetime === 'contract' ? 'axis.monthsSinceContract' : 'axis.monthsSinceStart'),
      },
      valueAxis: { format: axisFormat(request, 'ratio', [1]), title: t('axis.survival'), min: 0, max: 1 },
      legend: curves.length > 1,
    },
    helper: {
      headers: curves.flatMap(({ name }) => [t('column.months'), name]),
      rows: cornerRows(request, curves),
    },
  };
}

function stepsOf(request: ChartRequest, isGrouped: boolean): Steps[] {
  const { theme, codes, words } = request;
  const [group, gone] = [texts(codes, 'group'), numbers(codes, 'gone')];
  const rowsOf = new Map<string | null, number[]>();
  for (let row = 0; row < drawnRows(request); row++) {
    const key = group[row] ?? null;
    const rows = rowsOf.get(key);
    if (rows) rows.push(row);
    else rowsOf.set(key, [row]);
  }
  return [...rowsOf].map(([key, rows], index) => ({
    name: groupName(key, words.t, isGrouped),
    colour: key === null ? theme.other : (theme.categories[index] ?? theme.other),
    corners: cornersOf(rows, gone),
  }));
}

function cornersOf(rows: number[], gone: Float64Array): Corner[] {
  const corners: Corner[] = [{ time: rows[0]!, height: rows[0]! }];
  for (const [place, row] of rows.entries()) {
    if (place === 0 || gone[row] === 0) continue;
    corners.push({ time: row, height: rows[place - 1]! }, { time: row, height: row });
  }
  const last = rows.at(-1)!;
  if (corners.at(-1)!.time !== last) corners.push({ time: last, height: last });
  return corners;
}

function cornerRows(request: ChartRequest, curves: Steps[]): HelperCell[][] {
  const [months, survival] = [numbers(request.codes, 'months'), numbers(request.codes, 'survival')];
  const [monthFormat, shareFormat] = [unitFormat('months'), unitFormat('ratio')];
  const longest = Math.max(...curves.map(({ corners }) => corners.length));
  return Array.from({ length: longest }, (_, index) =>
    curves.flatMap(({ corners }): HelperCell[] => {
      const corner = corners[index];
      if (!corner) return [{ text: '' }, { text: '' }];
      const { time, height } = corner;
      return [
        { formula: cellOf(request, 'months', time), result: months[time]!, format: monthFormat },
        { formula: cellOf(request, 'survival', height), result: survival[height]!, format: shareFormat },
      ];
    }),
  );
}
