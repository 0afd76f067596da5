import { rgb } from '../look.ts';
import { unitFormat } from '../numberFormats.ts';
import type { ChartSeries } from '../xlsx/chartXml.ts';
import {
  axisFormat,
  type ChartPlan,
  type ChartRequest,
  headerOfColumn,
  helperHeader,
  helperReference,
  numberColumnOf,
  numbersOf,
  wholeColumn,
} from './plan.ts';

interface Points {
  across: string;
  up: string;
  colour: string;
  line?: boolean;
  acrossTitle?: string;
  upTitle?: string;
}

/** One point per row of the table, or a line through them. */
export function scatterPlan(request: ChartRequest, points: Points): ChartPlan {
  const [x, y] = [numbersOf(request, points.across), numbersOf(request, points.up)];
  const series: ChartSeries = {
    name: headerOfColumn(request, points.up),
    categories: x,
    values: y,
    colour: rgb(points.colour),
    ...(points.line ? { line: true } : {}),
  };
  const unit = (name: string) => numberColumnOf(request, name).unit;
  return {
    chart: {
      plots: [{ kind: 'scatter', series: [series] }],
      categoryAxis: {
        format: axisFormat(request, unit(points.across), x.values),
        title: points.acrossTitle ?? headerOfColumn(request, points.across).values[0]!,
      },
      valueAxis: {
        format: axisFormat(request, unit(points.up), y.values),
        title: points.upTitle ?? headerOfColumn(request, points.up).values[0]!,
      },
      legend: false,
    },
  };
}

/** Share of revenue that the largest accounts make together. */
export function concentrationPlan(request: ChartRequest): ChartPlan {
  const { t } = request.words;
  const plan = scatterPlan(request, {
    across: 'rank',
    up: 'cumulative_share',
    colour: request.theme.accent,
    line: true,
    acrossTitle: t('axis.accountRank'),
    upTitle: t('axis.cumulativeShare'),
  });
  Object.assign(plan.chart.valueAxis, { min: 0, max: 1 });
  Object.assign(plan.chart.categoryAxis, { min: 0 });
  return plan;
}

export function rhythmPlan(request: ChartRequest): ChartPlan {
  return scatterPlan(request, { across: 'median_gap', up: 'days_since', colour: request.theme.retain });
}

export function rulesPlan(request: ChartRequest): ChartPlan {
  const { t } = request.words;
  const plan = scatterPlan(request, {
    across: 'support',
    up: 'confidence',
    colour: request.theme.crossSell,
    acrossTitle: t('axis.support'),
    upTitle: t('axis.confidence'),
  });
  plan.chart.categoryAxis.format = '0.0%';
  return plan;
}

/** Own revenue against what look-alikes spend; below the line there is headroom. */
export function headroomPlan(request: ChartRequest): ChartPlan {
  const { t } = request.words;
  const plan = scatterPlan(request, {
    across: 'expected',
    up: 'revenue',
    colour: request.theme.upsell,
    acrossTitle: t('axis.expected'),
    upTitle: t('axis.actual'),
  });
  const most = numbersOf(request, 'expected').values.reduce(
    (top, x) => (Number.isFinite(x) ? Math.max(top, x) : top),
    0,
  );
  const format = unitFormat('money');
  const top = `MAX(${wholeColumn(request, 'expected')})`;
  const parity: ChartSeries = {
    name: helperHeader(request, 1, t('file.parity')),
    categories: { reference: helperReference(request, 0, 2), values: [0, most] },
    values: { reference: helperReference(request, 1, 2), values: [0, most] },
    colour: rgb(request.theme.muted),
    line: true,
    dashed: true,
  };
  const reach = [...numbersOf(request, 'expected').values, ...numbersOf(request, 'revenue').values];
  plan.chart.categoryAxis.format = axisFormat(request, 'money', reach);
  plan.chart.valueAxis.format = plan.chart.categoryAxis.format;
  const [points] = plan.chart.plots;
  const chart = { ...plan.chart, plots: [{ ...points!, series: [...points!.series, parity] }], legend: true };
  const zero = { number: 0, format };
  const end = { formula: top, result: most, format };
  return {
    chart,
    helper: {
      headers: [t('axis.expected'), t('file.parity')],
      rows: [
        [zero, zero],
        [end, end],
      ],
    },
  };
}
