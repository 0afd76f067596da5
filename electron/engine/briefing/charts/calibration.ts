import { rgb } from '../look.ts';
import { unitFormat } from '../numberFormats.ts';
import type { ChartSeries } from '../xlsx/chartXml.ts';
import {
  type ChartPlan,
  type ChartRequest,
  helperHeader,
  helperReference,
  largestOf,
  numbersOf,
  wholeColumn,
} from './plan.ts';
import { scatterPlan } from './scatters.ts';

/** Foretold against happened, with the line where both are equal. */
export function calibrationPlan(request: ChartRequest, colour: string): ChartPlan {
  const { t } = request.words;
  const plan = scatterPlan(request, {
    across: 'predicted',
    up: 'observed',
    colour,
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
