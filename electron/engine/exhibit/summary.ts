import { monthOfDay } from '../../../shared/domain/calendar.ts';
import type { Exhibit } from '../../../shared/domain/exhibit.ts';
import { type Period, periodsBetween } from '../../../shared/domain/period.ts';
import { makeTable, numberColumn } from '../../../shared/domain/table.ts';
import { portfolioMethods } from '../analysis/portfolio/methods.ts';
import { measureGroups } from '../book/measureGroups.ts';
import { supportedMeasures } from '../book/query.ts';
import { planSlice } from '../book/slicePlan.ts';
import { changesTable } from './changes.ts';
import { countColumn, flagColumn, moneyColumn } from './columns.ts';
import type { ExhibitContext } from './context.ts';
import { movementOf } from './movement.ts';
import { totalsPerPeriod } from './trend.ts';

/** Headline values with those of the base period, table `months` for their lines, table `changes`. */
export async function summary(context: ExhibitContext): Promise<Exhibit> {
  const { from, to } = context.comparison();
  const movement = await movementOf(context);
  await context.breathe();
  const [now, before] = await Promise.all([measuresOf(context, to), measuresOf(context, from)]);
  const months = periodsBetween(context.firstDay, context.asOf, 'month');
  const series = await totalsPerPeriod(context, months);
  const table = makeTable([
    numberColumn(
      'month',
      'none',
      months.map((month) => monthOfDay(month.from)),
      'month',
    ),
    moneyColumn('revenue', series.revenue),
    countColumn('active_accounts', series.activeAccounts),
    countColumn('orders', series.orders),
    flagColumn('partial', series.partial),
  ]);
  return context.exhibit(
    {
      revenue: movement.end,
      revenuePrior: movement.start,
      growth: movement.start > 0 ? movement.end / movement.start - 1 : null,
      nrr: movement.nrr,
      grr: movement.grr,
      logoRetention: movement.logoRetention,
      activeAccounts: movement.countEnd,
      activeAccountsPrior: movement.countStart,
      orders: now('orders'),
      ordersPrior: before('orders'),
      orderValue: now('order_value'),
      orderValuePrior: before('order_value'),
      margin: now('margin'),
      marginPrior: before('margin'),
    },
    { months: table, changes: await changesTable(context) },
    { ...portfolioMethods.revenueMovement, warnings: movement.warnings },
    { from, to },
  );
}

/** Measures over one period; null where the book lacks the columns. */
async function measuresOf(context: ExhibitContext, period: Period) {
  const { book, slice, asOf, signal } = context;
  const supported = supportedMeasures(book);
  const wanted = (['orders', 'order_value', 'margin'] as const).filter((name) => supported.includes(name));
  const plan = planSlice(book, slice, { from: period.from, to: Math.min(period.to, asOf) });
  const { total } = await measureGroups(book, plan, [], wanted, { signal });
  return (name: (typeof wanted)[number]) => total.get(name) ?? null;
}
