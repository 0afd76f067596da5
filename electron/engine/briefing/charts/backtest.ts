import { listColour } from '../../../../shared/charts/backtestLift.ts';
import { rgb } from '../look.ts';
import type { ChartSeries } from '../xlsx/chartXml.ts';
import { calibrationPlan } from './calibration.ts';
import { type ChartPlan, type ChartRequest, headerOfColumn, largestOf, numbersOf } from './plan.ts';

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

/** Foretold against happened, of the list looked at. */
export function backtestCalibrationPlan(request: ChartRequest): ChartPlan {
  return calibrationPlan(request, listColour(request.exhibit, request.theme));
}
