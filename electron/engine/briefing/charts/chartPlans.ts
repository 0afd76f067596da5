import type { Question } from '../../../../shared/domain/exhibit.ts';
import { backtestCalibrationPlan, backtestLiftPlan } from './backtest.ts';
import { accountProductsPlan, priceAccountsPlan, priceProductsPlan, whiteSpaceProductsPlan } from './bars.ts';
import {
  accountMonthsPlan,
  accountStockPlan,
  accountTargetsPlan,
  gapsPlan,
  monthsPlan,
  paretoPlan,
  seriesPlan,
  stressPlan,
  trendPlan,
} from './columns.ts';
import { cannibalisationPlan, networkNodesPlan, reliabilityPlan, sequencePlan } from './crossSell.ts';
import { groupsPlan } from './groups.ts';
import { opportunitiesPlan } from './opportunities.ts';
import type { ChartPlan, ChartRequest } from './plan.ts';
import { activityPlan, frequencyPlan, holdoutPlan, survivalPlan } from './retention.ts';
import { healthBandsPlan, renewalsPlan, riskPlan } from './risk.ts';
import { concentrationPlan, headroomPlan, rhythmPlan, rulesPlan } from './scatters.ts';
import { buyersPlan, frontierPlan, momentumPlan, walletPlan } from './upsell.ts';
import { waterfallPlan } from './waterfall.ts';

/** The chart that belongs to a table, where it has one. Cohorts are a heat map of cells instead. */
const plans: Partial<Record<`${Question}/${string}`, (request: ChartRequest) => ChartPlan>> = {
  'summary/months': monthsPlan,
  'trend/trend': trendPlan,
  'trend/groups': groupsPlan,
  'movement/bridge': waterfallPlan,
  'movement-series/periods': seriesPlan,
  'concentration/curve': concentrationPlan,
  'concentration/stress': stressPlan,
  'rhythm/rhythm': rhythmPlan,
  'rhythm/gaps': gapsPlan,
  'survival/curves': survivalPlan,
  'activity/activity': activityPlan,
  'activity/frequency': frequencyPlan,
  'activity/holdout': holdoutPlan,
  'risk/risk': riskPlan,
  'risk/calibration': backtestCalibrationPlan,
  'health/bands': healthBandsPlan,
  'renewals/months': renewalsPlan,
  'price-volume-mix/bridge': waterfallPlan,
  'headroom/headroom': (request) =>
    (request.exhibit.tables.frontier?.n ?? 0) > 0 ? frontierPlan(request) : headroomPlan(request),
  'momentum/momentum': momentumPlan,
  'momentum/bridge': waterfallPlan,
  'price/buyers': buyersPlan,
  'price/accounts': priceAccountsPlan,
  'price/products': priceProductsPlan,
  'wallet/wallet': walletPlan,
  'rules/rules': rulesPlan,
  'white-space/products': whiteSpaceProductsPlan,
  'next-product/reliability': reliabilityPlan,
  'sequence/sequences': sequencePlan,
  'network/nodes': networkNodesPlan,
  'cannibalisation/spend': cannibalisationPlan,
  'abc/abc': paretoPlan,
  'backtest/curve': backtestLiftPlan,
  'backtest/calibration': backtestCalibrationPlan,
  'opportunities/opportunities': opportunitiesPlan,
  'opportunities/kinds': opportunitiesPlan,
  'account/months': accountMonthsPlan,
  'account/products': accountProductsPlan,
  'account/plan': accountTargetsPlan,
  'account/stock': accountStockPlan,
};

export function planOf(question: Question, table: string): ((request: ChartRequest) => ChartPlan) | null {
  return plans[`${question}/${table}`] ?? null;
}
