import { listColour } from '../../../../shared/charts/backtestLift.ts';
import { rgb } from '../look.ts';
import { unitFormat } from '../numberFormats.ts';
import type { ChartSeries } from '../xlsx/chartXml.ts';
import {
  type ChartPlan,
  type ChartRequest,
  headerOfColumn,
  helperHeader,
  helperReference,
  largestOf,
  numbersOf,
  wholeColumn,
} from './plan.ts';
import { scatterPlan } from './scatters.ts';

/** Lift of the list, the naive list and chance over the first k. */
export function backtestLiftPlan(request: ChartRequest): ChartPlan {
  const { theme, exhibit, words } = request;
  const { t } = words;
  const line = (column: string, colour: string, dashed = false): ChartSeries => ({
    name: headerOfColumn(request, column),
    categories: numbersOf(request, 'k'),
    values: numbersOf(request, column),
    colour: rgb(colour),
    line: true,
    ...(dashed ? { dashed } : {}),
  });
  const series = [
    line('lift', listColour(exhibit, theme)),
    line('rival_lift', theme.text, true),
    line('chance_lift', theme.muted, true),
  ];
  const most = largestOf(numbersOf(request, 'k').values);
  return {
    chart: {
      plots: [{ kind: 'scatter', series }],
      categoryAxis: { format: '#,##0', title: t('axis.firstOfList'), min: 0, max: most },
      valueAxis: { format: '0.0', title: t('axis.timesChance'), min: 0 },
      legend: true,
    },
  };
}

/** Foretold against happened, with the line where both are equal. */
export function backtestCalibrationPlan(request: ChartRequest): ChartPlan {
  const { t } = request.words;
  const plan = scatterPlan(request, {
    across: 'predicted',
    up: 'observed',
    colour: listColour(request.exhibit, request.theme),
    acrossTitle: t('axis.foretold'),
    upTitle: t('axis.happened'),
  });
  const [predicted, observed] = [numbersOf(request, 'predicted'), numbersOf(request, 'observed')];
  const most = Math.max(largestOf(predicted.values), largestOf(observed.values));
  const format = unitFormat('ratio');
  const same: ChartSeries = {
    name: helperHeader(request, 1, t('series.backtest.perfect')),
    categories: { reference: helperReference(request, 0, 2), values: [0, most] },
    values: { reference: helperReference(request, 1, 2), values: [0, most] },
    colour: rgb(request.theme.muted),
    line: true,
    dashed: true,
  };
  const top = `MAX(${wholeColumn(request, 'predicted')},${wholeColumn(request, 'observed')})`;
  const [points] = plan.chart.plots;
  Object.assign(plan.chart.categoryAxis, { min: 0, format: '0%' });
  Object.assign(plan.chart.valueAxis, { min: 0, format: '0%' });
  const zero = { number: 0, format };
  const end = { formula: top, result: most, format };
  return {
    chart: { ...plan.chart, plots: [{ ...points!, series: [...points!.series, same] }], legend: true },
    helper: {
      headers: [t('axis.foretold'), t('series.backtest.perfect')],
      rows: [
        [zero, zero],
        [end, end],
      ],
    },
  };
}
