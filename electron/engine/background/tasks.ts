import { rankAsOf } from '../analysis/backtest/rankAsOf.ts';
import { type BacktestOptions, runBacktest } from '../analysis/backtest/runBacktest.ts';
import type { ListSource } from '../analysis/backtest/seenFromOrigin.ts';
import { findAssociationRules, type RuleOptions } from '../analysis/cross-sell/associationRules.ts';
import { type BasketUnit, basketsFromRows } from '../analysis/cross-sell/baskets.ts';
import { cannibalisation } from '../analysis/cross-sell/cannibalisation/cannibalisation.ts';
import { type NetworkOptions, productNetwork } from '../analysis/cross-sell/network/productNetwork.ts';
import { type AdoptionModel, fitAdoption } from '../analysis/cross-sell/nextProduct/adoptionModel.ts';
import { calibrateWhiteSpace } from '../analysis/cross-sell/nextProduct/calibratedWhiteSpace.ts';
import { nextProducts } from '../analysis/cross-sell/nextProduct/nextProducts.ts';
import { findSequences } from '../analysis/cross-sell/sequence/sequences.ts';
import { mapWhiteSpace, type WhiteSpaceOptions } from '../analysis/cross-sell/whiteSpace.ts';
import { priceVolumeAccounts } from '../analysis/portfolio/priceVolumeAccounts.ts';
import { healthScores } from '../analysis/retention/health/healthScore.ts';
import { customerActivity } from '../analysis/retention/purchases/customerActivity.ts';
import { churnRisk } from '../analysis/retention/risk/churnRisk.ts';
import { survivalByGroup } from '../analysis/retention/survival/survivalByGroup.ts';
import type { SalesRows } from '../analysis/types.ts';
import { estimateHeadroom } from '../analysis/upsell/headroom.ts';
import { rankHeadroom } from '../analysis/upsell/headroomRanking.ts';
import { momentum } from '../analysis/upsell/momentum.ts';
import { priceCorridor } from '../analysis/upsell/price/priceCorridor.ts';
import { findSimilar } from '../entities/findSimilar.ts';
import { nextProductTexts } from '../exhibit/nextProductTexts.ts';
import { findPackedOpportunities } from '../exhibit/opportunities/packOpportunities.ts';
import { checkQuality } from '../quality/checkQuality.ts';
import { tellSteps } from './steps.ts';

function minedRules(rows: SalesRows, unit: BasketUnit, itemOf: Int32Array, options: RuleOptions) {
  return findAssociationRules(basketsFromRows(rows, unit, itemOf), options);
}

function networkOfRows(rows: SalesRows, unit: BasketUnit, itemOf: Int32Array, options: NetworkOptions) {
  return productNetwork(basketsFromRows(rows, unit, itemOf), options);
}

function countedBacktest(source: ListSource, options: BacktestOptions) {
  return runBacktest({ ...source, onStep: tellSteps }, options);
}

function calibratedWhiteSpace(
  rows: SalesRows,
  options: WhiteSpaceOptions,
  model: AdoptionModel,
  firstDay: number,
) {
  return calibrateWhiteSpace(mapWhiteSpace(rows, options), model, firstDay);
}

/** The analyses that can take longer than a moment: pure functions over shared columns, run on worker threads. */
export const tasks = {
  churnRisk,
  customerActivity,
  healthScores,
  estimateHeadroom,
  rankHeadroom,
  priceCorridor,
  momentum,
  priceVolumeAccounts,
  findPackedOpportunities,
  checkQuality,
  findSimilar,
  calibratedWhiteSpace,
  cannibalisation,
  findSequences,
  fitAdoption,
  minedRules,
  networkOfRows,
  nextProducts,
  nextProductTexts,
  rankAsOf,
  countedBacktest,
  survivalByGroup,
};

export type Tasks = typeof tasks;
export type TaskName = keyof Tasks;
