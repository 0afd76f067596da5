import { runBacktest } from '../analysis/backtest/runBacktest.ts';
import { findAssociationRules, type RuleOptions } from '../analysis/cross-sell/associationRules.ts';
import { type BasketUnit, basketsFromRows } from '../analysis/cross-sell/baskets.ts';
import { mapWhiteSpace } from '../analysis/cross-sell/whiteSpace.ts';
import { customerActivity } from '../analysis/retention/purchases/customerActivity.ts';
import { survivalByGroup } from '../analysis/retention/survival/survivalByGroup.ts';
import type { SalesRows } from '../analysis/types.ts';
import { estimateHeadroom } from '../analysis/upsell/headroom.ts';
import { rankHeadroom } from '../analysis/upsell/headroomRanking.ts';
import { findSimilar } from '../entities/findSimilar.ts';
import { findPackedOpportunities } from '../exhibit/opportunities/packOpportunities.ts';
import { checkQuality } from '../quality/checkQuality.ts';

function minedRules(rows: SalesRows, unit: BasketUnit, itemOf: Int32Array, options: RuleOptions) {
  return findAssociationRules(basketsFromRows(rows, unit, itemOf), options);
}

/** The analyses that can take longer than a moment: pure functions over shared columns, run on worker threads. */
export const tasks = {
  customerActivity,
  estimateHeadroom,
  rankHeadroom,
  findPackedOpportunities,
  checkQuality,
  findSimilar,
  mapWhiteSpace,
  minedRules,
  runBacktest,
  survivalByGroup,
};

export type Tasks = typeof tasks;
export type TaskName = keyof Tasks;
