import { topBars } from './bars.ts';
import { calibrationPlan } from './calibration.ts';
import { mixedPlan } from './columns.ts';
import type { ChartPlan, ChartRequest } from './plan.ts';
import { scatterPlan } from './scatters.ts';

/** Foretold against happened, for pairs of account and product. */
export function reliabilityPlan(request: ChartRequest): ChartPlan {
  return calibrationPlan(request, request.theme.crossSell);
}

/** After one product: who follows it most. Over all pairs: share against lift. */
export function sequencePlan(request: ChartRequest): ChartPlan {
  if (request.exhibit.ask.options.product) return topBars('product_name', 'follow_share')(request);
  return scatterPlan(request, { across: 'follow_share', up: 'lift', colour: request.theme.crossSell });
}

export const networkNodesPlan = topBars('product_name', 'edges');

/** Adopters as columns, comparable accounts as a line over them. */
export function cannibalisationPlan(request: ChartRequest): ChartPlan {
  const { theme, words } = request;
  const plan = mixedPlan(request, {
    category: 'month_from_adoption',
    columns: [{ name: 'adopters', colour: theme.crossSell }],
    line: { name: 'matched', colour: theme.text, secondary: false },
  });
  plan.chart.categoryAxis.title = words.t('axis.monthFromAdoption');
  return plan;
}
