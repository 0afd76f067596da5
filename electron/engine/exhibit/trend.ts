import type { Exhibit } from '../../../shared/domain/exhibit.ts';
import { type Grain, type Period, periodsBetween } from '../../../shared/domain/period.ts';
import { makeTable, numberColumn, type Table, textColumn } from '../../../shared/domain/table.ts';
import { portfolioMethods } from '../analysis/portfolio/methods.ts';
import type { PeriodTotals } from '../analysis/portfolio/periodTotals.ts';
import type { SalesRows } from '../analysis/types.ts';
import { groupDimension } from '../book/groups.ts';
import { measureGroups } from '../book/measureGroups.ts';
import { planSlice } from '../book/slicePlan.ts';
import { countColumn, flagColumn, moneyColumn } from './columns.ts';
import type { ExhibitContext } from './context.ts';
import { rowPass } from './rowPass.ts';

const trendGrains = ['day', 'week', 'month', 'quarter', 'half', 'year'] as const;

function span(context: ExhibitContext): { from: number; to: number } {
  const period = context.period();
  return { from: Math.max(period.from, context.firstDay), to: Math.min(period.to, context.asOf) };
}

/** The product column is read when somebody asks for it; handing it to a thread would. */
function withoutProducts({ accounts, offsets, keep, day, revenue, quantity, order }: SalesRows): SalesRows {
  return { accounts, offsets, keep, day, revenue, quantity, order, product: null, products: 0 };
}

/** Sums and orders are counted at the same time, each on a thread of its own. */
export async function totalsPerPeriod(context: ExhibitContext, periods: Period[]): Promise<PeriodTotals> {
  const key = `${periods[0]?.text}:${periods.at(-1)?.text}:${periods.length}`;
  const rows = withoutProducts(context.rows);
  const [orders, totals] = await Promise.all([
    rowPass(context, `periodOrders:${key}`, 'periodOrders', rows, periods),
    rowPass(
      context,
      `periodTotals:${key}`,
      'periodTotals',
      { ...rows, order: null },
      periods,
      context.coverage,
    ),
  ]);
  return { ...totals, orders };
}

/** Table `trend`, and `groups` with option `by`: "How does revenue run over time?". */
export async function trend(context: ExhibitContext): Promise<Exhibit> {
  const grain = context.text('grain', 'month', trendGrains) as Grain;
  const by = context.text('by', '');
  const { from, to } = span(context);
  const periods = periodsBetween(from, to, grain);
  const totals = await totalsPerPeriod(context, periods);
  const table = makeTable([
    textColumn(
      'period',
      periods.map((period) => period.text),
    ),
    numberColumn(
      'first',
      'none',
      periods.map((period) => period.from),
      'date',
    ),
    moneyColumn('revenue', totals.revenue),
    countColumn('active_accounts', totals.activeAccounts),
    countColumn('orders', totals.orders),
    numberColumn('quantity', 'units', totals.quantity),
    flagColumn('partial', totals.partial),
  ]);
  const top = context.number('top', 6, { min: 1, max: 50 });
  return context.exhibit(
    {},
    by === ''
      ? { trend: table }
      : { trend: table, groups: await groupsOverTime(context, by, periods, grain, top) },
    { ...portfolioMethods.periodTotals, parameters: { grain, ...(by === '' ? {} : { by, top }) } },
    context.ask.to === undefined ? {} : { to: context.period() },
  );
}

/** Revenue of the largest groups per period; the rest together has group null. */
async function groupsOverTime(
  context: ExhibitContext,
  by: string,
  periods: Period[],
  grain: Grain,
  top: number,
): Promise<Table> {
  const { book } = context;
  const group = groupDimension(book, by);
  const time = groupDimension(book, grain);
  const plan = planSlice(book, context.slice, { from: context.firstDay, to: context.asOf });
  const { cells, values } = await measureGroups(book, plan, [time, group], ['revenue'], {
    signal: context.signal,
  });
  const sizes = group.values.length;
  const totals = new Float64Array(sizes);
  const sums = new Float64Array(time.values.length * sizes);
  cells.forEach((cell, index) => {
    sums[cell] = values.get('revenue')![index]!;
    totals[cell % sizes]! += sums[cell]!;
  });
  const codes = Array.from(totals.keys()).filter((code) => code > 0);
  const largest = codes.sort((a, b) => totals[b]! - totals[a]!).slice(0, top);
  const slot = new Map(largest.map((code, index) => [code, index]));
  const timeOf = new Map(time.values.map((value, code) => [value, code]));
  const rows: { period: Period; group: string | null; revenue: number }[] = [];
  for (const period of periods) {
    const values = new Float64Array(largest.length + 1);
    const code = timeOf.get(period.text);
    if (code === undefined) continue;
    for (let member = 0; member < sizes; member++) {
      values[slot.get(member) ?? largest.length]! += sums[code * sizes + member]!;
    }
    largest.forEach((member, index) => {
      rows.push({ period, group: String(group.values[member]), revenue: values[index]! });
    });
    if (codes.length > largest.length || totals[0] !== 0) {
      rows.push({ period, group: null, revenue: values[largest.length]! });
    }
  }
  return makeTable([
    textColumn(
      'period',
      rows.map((row) => row.period.text),
    ),
    numberColumn(
      'first',
      'none',
      rows.map((row) => row.period.from),
      'date',
    ),
    textColumn(
      'group',
      rows.map((row) => row.group),
    ),
    moneyColumn(
      'revenue',
      rows.map((row) => row.revenue),
    ),
  ]);
}
