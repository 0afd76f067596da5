import { rankAsOf } from '../analysis/backtest/rankAsOf.ts';
import { runBacktest } from '../analysis/backtest/runBacktest.ts';
import { findAssociationRules, type RuleOptions } from '../analysis/cross-sell/associationRules.ts';
import { type BasketUnit, basketsFromRows } from '../analysis/cross-sell/baskets.ts';
import { mapWhiteSpace } from '../analysis/cross-sell/whiteSpace.ts';
import { healthScores } from '../analysis/retention/health/healthScore.ts';
import { customerActivity } from '../analysis/retention/purchases/customerActivity.ts';
import { churnRisk } from '../analysis/retention/risk/churnRisk.ts';
import { survivalByGroup } from '../analysis/retention/survival/survivalByGroup.ts';
import type { SalesRows } from '../analysis/types.ts';
import { estimateHeadroom } from '../analysis/upsell/headroom.ts';
import { rankHeadroom } from '../analysis/upsell/headroomRanking.ts';
import { priceCorridor } from '../analysis/upsell/price/priceCorridor.ts';
import { findSimilar } from '../entities/findSimilar.ts';
import { findPackedOpportunities } from '../exhibit/opportunities/packOpportunities.ts';
import { checkQuality } from '../quality/checkQuality.ts';

function minedRules(rows: SalesRows, unit: BasketUnit, itemOf: Int32Array, options: RuleOptions) {
  return findAssociationRules(basketsFromRows(rows, unit, itemOf), options);
}

/** The analyses that can take longer than a moment: pure functions over shared columns, run on worker threads. */
export const tasks = {
  churnRisk,
  customerActivity,
  healthScores,
  estimateHeadroom,
  rankHeadroom,
  priceCorridor,
  findPackedOpportunities,
  checkQuality,
  findSimilar,
  mapWhiteSpace,
  minedRules,
  rankAsOf,
  runBacktest,
  survivalByGroup,
};

export type Tasks = typeof tasks;
export type TaskName = keyof Tasks;
