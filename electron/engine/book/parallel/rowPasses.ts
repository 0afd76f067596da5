import { adoptersInTime } from '../../analysis/cross-sell/cannibalisation/adoptersInTime.ts';
import { notGoods } from '../../analysis/cross-sell/notGoods.ts';
import { accountDays } from '../../analysis/history/accountDays.ts';
import { abcXyz } from '../../analysis/portfolio/abcXyz.ts';
import { accountActivity } from '../../analysis/portfolio/accountActivity.ts';
import { accountTotals } from '../../analysis/portfolio/accountTotals.ts';
import { concentration } from '../../analysis/portfolio/concentration.ts';
import { movementSeries } from '../../analysis/portfolio/movementSeries.ts';
import { periodOrders } from '../../analysis/portfolio/periodOrders.ts';
import { periodTotals } from '../../analysis/portfolio/periodTotals.ts';
import { priceVolumeMix } from '../../analysis/portfolio/priceVolumeMix.ts';
import { rfm } from '../../analysis/portfolio/rfm.ts';
import { cohorts } from '../../analysis/retention/cohorts.ts';
import { ownRhythmAt } from '../../analysis/retention/ownRhythm.ts';
import { orderLifetimes } from '../../analysis/retention/survival/accountLifetimes.ts';
import { foldPasses } from '../foldPasses.ts';

/** What is one pass over the rows: done in a fraction of a second even where there are millions. */
export const rowPasses = {
  abcXyz,
  accountDays,
  accountActivity,
  accountTotals,
  adoptersInTime,
  ...foldPasses,
  cohorts,
  concentration,
  movementSeries,
  notGoods,
  orderLifetimes,
  ownRhythmAt,
  periodOrders,
  periodTotals,
  priceVolumeMix,
  rfm,
};

export type RowPasses = typeof rowPasses;
export type RowPassName = keyof RowPasses;
