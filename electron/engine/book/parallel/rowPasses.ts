import { accountDays } from '../../analysis/history/accountDays.ts';
import { abcXyz } from '../../analysis/portfolio/abcXyz.ts';
import { accountActivity } from '../../analysis/portfolio/accountActivity.ts';
import { accountTotals } from '../../analysis/portfolio/accountTotals.ts';
import { movementSeries } from '../../analysis/portfolio/movementSeries.ts';
import { periodOrders } from '../../analysis/portfolio/periodOrders.ts';
import { periodTotals } from '../../analysis/portfolio/periodTotals.ts';
import { priceVolumeMix } from '../../analysis/portfolio/priceVolumeMix.ts';
import { rfm } from '../../analysis/portfolio/rfm.ts';
import { cohorts } from '../../analysis/retention/cohorts.ts';
import { ownRhythmAt } from '../../analysis/retention/ownRhythm.ts';
import { foldPasses } from '../foldPasses.ts';

/** What is one pass over the rows: done in a fraction of a second even where there are millions. */
export const rowPasses = {
  abcXyz,
  accountDays,
  accountActivity,
  accountTotals,
  ...foldPasses,
  cohorts,
  movementSeries,
  ownRhythmAt,
  periodOrders,
  periodTotals,
  priceVolumeMix,
  rfm,
};

export type RowPasses = typeof rowPasses;
export type RowPassName = keyof RowPasses;
