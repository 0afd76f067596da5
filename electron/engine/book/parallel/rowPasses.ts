import { accountActivity } from '../../analysis/portfolio/accountActivity.ts';
import { accountTotals } from '../../analysis/portfolio/accountTotals.ts';
import { movementSeries } from '../../analysis/portfolio/movementSeries.ts';
import { periodTotals } from '../../analysis/portfolio/periodTotals.ts';
import { cohorts } from '../../analysis/retention/cohorts.ts';
import { ownRhythm } from '../../analysis/retention/ownRhythm.ts';
import { foldPasses } from '../foldPasses.ts';

/** What is one pass over the rows: done in a fraction of a second even where there are millions. */
export const rowPasses = {
  accountActivity,
  accountTotals,
  ...foldPasses,
  cohorts,
  movementSeries,
  ownRhythm,
  periodTotals,
};

export type RowPasses = typeof rowPasses;
export type RowPassName = keyof RowPasses;
