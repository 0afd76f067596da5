import type { Exhibit } from '../../../shared/domain/exhibit.ts';
import { type Grain, type Period, periodsBetween } from '../../../shared/domain/period.ts';
import { type Column, makeTable, type Table, textColumn } from '../../../shared/domain/table.ts';
import type { AccountTotals } from '../analysis/portfolio/accountTotals.ts';
import { portfolioMethods } from '../analysis/portfolio/methods.ts';
import type { ConstantRevenue } from '../analysis/portfolio/movementSeries.ts';
import { movementClasses, notInvolved } from '../analysis/portfolio/movementTally.ts';
import { type RevenueMovement, revenueMovement } from '../analysis/portfolio/revenueMovement.ts';
import { averageWarnings } from '../book/currency/reportedIn.ts';
import { atRatesOf, inCurrency } from '../book/currency/reporting.ts';
import { sortSteps } from '../book/sortSteps.ts';
import type { Steps } from '../book/steps.ts';
import type { Book } from '../book/types.ts';
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

export const grains = ['month', 'quarter', 'half', 'year'] as const;

export function totalsOf(
  context: ExhibitContext,
  { from, to }: { from: number; to: number },
): Promise<AccountTotals> {
  return rowPass(context, `totals:${from}:${to}`, 'accountTotals', context.rows, { from, to });
}

/** The movement between two periods, remembered: tiles, bridge, lists and account pages all need it. */
export async function movementOf(context: ExhibitContext): Promise<RevenueMovement> {
  const { from, to } = context.comparison();
  const [before, after] = await Promise.all([totalsOf(context, from), totalsOf(context, to)]);
  const constant = await constantTotals(context, from, to);
  return context.shared(`movement:${from.text}:${to.text}`, () => {
    const found = revenueMovement(before, after, constant);
    const cautions = constant ? averageWarnings(atRatesOf(context.book, from)!) : [];
    return { ...found, warnings: [...found.warnings, ...cautions] };
  });
}

/** The totals of both periods at the average rates of the earlier one; null where no amount changes with a rate. */
async function constantTotals(
  context: ExhibitContext,
  from: Period,
  to: Period,
): Promise<{ from: AccountTotals; to: AccountTotals } | null> {
  const { book, rows, signal } = context;
  if (!book.conversion || book.conversion.averages.length > 0) return null;
  const constant = atRatesOf(book, from)!;
  await constant.prefetch(['revenue'], signal);
  const atConstant = { ...rows, revenue: constant.number('revenue')! };
  const [before, after] = await Promise.all(
    [from, to].map((period) => {
      const span = { from: period.from, to: period.to };
      const key = `constantTotals:${from.from}:${from.to}:${span.from}:${span.to}`;
      return rowPass(context, key, 'accountTotals', atConstant, span);
    }),
  );
  return { from: before!, to: after! };
}

const amountLines = [
  'start',
  'new',
  'reactivated',
  'expansion',
  'contraction',
  'churned',
  'other',
  'fx',
  'end',
] as const;

/** Accounts with money in either period, most change first. */
function* movedAccounts({ book }: ExhibitContext, moved: RevenueMovement): Steps<Table> {
  const { classes, change } = moved;
  const involved = Int32Array.from(classes.keys()).filter((account) => classes[account] !== notInvolved);
  yield* sortSteps(involved, (a, b) => Math.abs(change[b]!) - Math.abs(change[a]!) || a - b);
  return yield* tableSteps(movedColumns(book, moved, involved));
}

function* movedColumns(book: Book, moved: RevenueMovement, involved: Int32Array): Generator<Column, void> {
  const of = (values: ArrayLike<number>) => pickedFrom(values, involved);
  yield* accountColumns(book, involved);
  yield wordColumn('class', of(moved.classes), movementClasses);
  yield moneyColumn('from', of(moved.from));
  yield moneyColumn('to', of(moved.to));
  yield moneyColumn('change', of(moved.change));
  if (moved.fxOf) yield moneyColumn('fx', of(moved.fxOf));
}

/** Values and tables `bridge` and `accounts` of "What moved between two periods?". */
export async function movement(context: ExhibitContext): Promise<Exhibit> {
  const result = await movementOf(context);
  const { classes, from: _from, to: _to, change: _change, fxOf: _fxOf, warnings, ...values } = result;
  const count: Record<string, number> = {
    start: result.countStart,
    new: result.countNew,
    reactivated: result.countReactivated,
    expansion: result.countExpansion,
    contraction: result.countContraction,
    churned: result.countChurned,
    other: countClass(classes, 'other'),
    fx: 0,
    end: result.countEnd,
  };
  const lines = amountLines.filter((line) => (line !== 'fx' && line !== 'other') || result[line] !== 0);
  const bridge = makeTable([
    textColumn('line', [...lines]),
    moneyColumn(
      'amount',
      lines.map((line) => result[line]),
    ),
    countColumn(
      'accounts',
      lines.map((line) => count[line]!),
    ),
  ]);
  const accounts = await context.beside(movedAccounts(context, result));
  return context.exhibit(
    { ...values },
    { bridge, accounts },
    { ...portfolioMethods.revenueMovement, warnings },
    context.comparison(),
  );
}

function countClass(classes: Uint8Array, name: (typeof movementClasses)[number]): number {
  const code = movementClasses.indexOf(name);
  return classes.reduce((sum, one) => sum + (one === code ? 1 : 0), 0);
}

const seriesCounts = [
  'Start',
  'New',
  'Reactivated',
  'Expansion',
  'Contraction',
  'Flat',
  'Churned',
  'End',
] as const;

/** What each step of a series compares; null where no amount changes with a rate. */
async function constantRevenue(
  { book, signal }: ExhibitContext,
  periods: readonly Period[],
): Promise<ConstantRevenue | null> {
  if (!book.conversion || book.conversion.averages.length > 0) return null;
  const spans = periods.map(({ from, to }) => ({ from, to }));
  const { reporting } = book.conversion;
  const own = spans.map((span) => ({ days: span, over: span }));
  const before = spans.slice(1).map((span, step) => ({ days: span, over: spans[step]! }));
  const books = [own, before].map((averages) => inCurrency(book, reporting, averages));
  for (const one of books) await one.prefetch(['revenue'], signal);
  const [first, second] = books.map((one) => one.number('revenue')!);
  return { own: first!, before: second! };
}

/** Table `periods` of "How did the movement run, period after period?". */
export async function movementOverTime(context: ExhibitContext): Promise<Exhibit> {
  const grain = context.text('grain', 'month', grains) as Grain;
  const span = context.ask.to === undefined ? context.coverage : context.period();
  const periods = periodsBetween(
    Math.max(span.from, context.firstDay),
    Math.min(span.to, context.asOf),
    grain,
  );
  const series = await rowPass(
    context,
    `movementSeries:${grain}:${periods[0]?.text}:${periods.length}`,
    'movementSeries',
    context.rows,
    periods,
    context.coverage,
    await constantRevenue(context, periods),
  );
  const { steps } = series;
  const table = makeTable([
    textColumn(
      'from',
      steps.map((_, step) => periods[step]!.text),
    ),
    textColumn(
      'to',
      steps.map((_, step) => periods[step + 1]!.text),
    ),
    ...amountLines
      .filter((name) => name !== 'fx' || context.book.conversion)
      .map((name) =>
        moneyColumn(
          name,
          steps.map((step) => step[name]),
        ),
      ),
    ...seriesCounts.map((name) =>
      countColumn(
        `n_${name.toLowerCase()}`,
        steps.map((step) => step[`count${name}`]),
      ),
    ),
    ratioColumn(
      'nrr',
      steps.map((step) => step.nrr ?? Number.NaN),
    ),
    ratioColumn(
      'grr',
      steps.map((step) => step.grr ?? Number.NaN),
    ),
    ratioColumn(
      'logo_retention',
      steps.map((step) => step.logoRetention ?? Number.NaN),
    ),
    flagColumn('partial', series.partial),
  ]);
  return context.exhibit(
    {},
    { periods: table },
    { ...portfolioMethods.movementSeries, parameters: { grain }, warnings: series.warnings },
  );
}
