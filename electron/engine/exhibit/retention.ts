import type { Exhibit } from '../../../shared/domain/exhibit.ts';
import { type Column, makeTable, numberColumn } from '../../../shared/domain/table.ts';
import type { AccountDays } from '../analysis/history/accountDays.ts';
import { retentionMethods } from '../analysis/retention/methods.ts';
import { type OwnRhythm, rhythmDefaults, rhythmStatuses } from '../analysis/retention/ownRhythm.ts';
import { sortSteps } from '../book/sortSteps.ts';
import {
  accountColumns,
  countColumn,
  flagColumn,
  moneyColumn,
  pickedFrom,
  ratioColumn,
  tableSteps,
  wordColumn,
} from './columns.ts';
import type { ExhibitContext } from './context.ts';
import { rowPass } from './rowPass.ts';

/** Table `cells` of "How do accounts that started together develop?". */
export async function cohortsOf(context: ExhibitContext): Promise<Exhibit> {
  const grain = context.text('grain', 'month', ['month', 'quarter']) as 'month' | 'quarter';
  const found = await rowPass(context, `cohorts:${grain}`, 'cohorts', context.rows, {
    grain,
    coverage: context.coverage,
  });
  const cells = makeTable([
    numberColumn('cohort', 'none', found.cohort, 'month'),
    numberColumn('age', 'months', found.age, 'integer'),
    countColumn('accounts', found.accounts),
    moneyColumn('revenue', found.revenue),
    flagColumn('partial', found.partial),
    countColumn('size', found.size),
    ratioColumn('retention', found.retention),
    moneyColumn('per_account', found.perAccount),
  ]);
  return context.exhibit(
    {},
    { cells },
    { ...retentionMethods.cohorts, parameters: { grain }, warnings: found.warnings },
  );
}

/** What every account did day by day, remembered: rhythm, opportunities and backtests read it instead of the rows. */
export function historyOf(context: ExhibitContext): Promise<AccountDays> {
  return rowPass(context, 'accountDays', 'accountDays', context.rows);
}

export async function rhythmOf(context: ExhibitContext): Promise<OwnRhythm> {
  const history = await historyOf(context);
  return rowPass(context, 'rhythm', 'ownRhythmAt', history, { ...rhythmDefaults, asOf: context.asOf });
}

/** Values, tables `rhythm` (those late by their own rhythm first, most money first) and `gaps`. */
export async function rhythm(context: ExhibitContext): Promise<Exhibit> {
  const { accounts, cadence, bins, late, lateValue, warnings } = await rhythmOf(context);
  const isLate = (index: number) => {
    const status = rhythmStatuses[accounts.statuses[index]!];
    return status === 'late' || status === 'overdue' ? 1 : 0;
  };
  const order = Int32Array.from(accounts.account.keys());
  await context.beside(
    sortSteps(order, (a, b) => isLate(b) - isLate(a) || accounts.value[b]! - accounts.value[a]! || a - b),
  );
  const table = await context.beside(tableSteps(rhythmColumns(context, accounts, order)));
  const gaps = makeTable([
    numberColumn('days_from', 'days', bins.daysFrom, 'integer'),
    numberColumn('days_to', 'days', bins.daysTo, 'integer'),
    countColumn('gaps', bins.gaps),
  ]);
  return context.exhibit(
    {
      gaps: cadence.gaps,
      gapMean: cadence.mean,
      gapMedian: cadence.median,
      gapQ90: cadence.q90,
      accountsWith2Dates: cadence.accountsWith2Dates,
      late,
      lateValue,
    },
    { rhythm: table, gaps },
    { ...retentionMethods.ownRhythm, parameters: { ...rhythmDefaults }, warnings },
  );
}

function* rhythmColumns(
  { book }: ExhibitContext,
  accounts: OwnRhythm['accounts'],
  order: Int32Array,
): Generator<Column, void> {
  const pick = (values: ArrayLike<number>) => pickedFrom(values, order);
  yield* accountColumns(book, pick(accounts.account));
  yield numberColumn('last_order', 'none', pick(accounts.lastOrder), 'date');
  yield numberColumn('days_since', 'days', pick(accounts.daysSince), 'integer');
  yield countColumn('order_days', pick(accounts.orderDays));
  yield numberColumn('median_gap', 'days', pick(accounts.medianGap));
  yield numberColumn('q90_gap', 'days', pick(accounts.q90Gap));
  yield ratioColumn('percentile', pick(accounts.percentile));
  yield moneyColumn('value', pick(accounts.value));
  yield wordColumn('status', pick(accounts.statuses), rhythmStatuses);
}
