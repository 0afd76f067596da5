import { mixColours } from '../../../../shared/charts/parts.ts';
import { topBars } from './bars.ts';
import { mixedPlan } from './columns.ts';
import type { ChartPlan, ChartRequest } from './plan.ts';

/** The likeliest leavers by their risk. */
export const riskPlan = topBars('account_name', 'probability');

/** Accounts by points, then and now. */
export function healthBandsPlan(request: ChartRequest): ChartPlan {
  const { accent, surface } = request.theme;
  const plan = mixedPlan(request, {
    category: 'points_from',
    columns: [
      { name: 'accounts_since', colour: mixColours(accent, surface, 0.6) },
      { name: 'accounts', colour: accent },
    ],
  });
  plan.chart.categoryAxis.title = request.words.t('column.points_from');
  return plan;
}

/** Revenue up for renewal by month: expected to stay and to leave. */
export function renewalsPlan(request: ChartRequest): ChartPlan {
  const { accent, surface, retain } = request.theme;
  return mixedPlan(request, {
    category: 'month',
    columns: [
      { name: 'kept', colour: mixColours(accent, surface, 0.35) },
      { name: 'leaving_value', colour: retain },
    ],
    stacked: true,
  });
}
