import type { Exhibit } from '../../../shared/domain/exhibit.ts';
import { makePeriod, type Period } from '../../../shared/domain/period.ts';
import { type Column, makeTable, type Table, textColumn } from '../../../shared/domain/table.ts';
import { trailingYear } from '../analysis/retention/trailingYear.ts';
import { type Momentum, momentumBases } from '../analysis/upsell/momentum.ts';
import { runInBackground } from '../background/pool.ts';
import { accountText } from '../book/fields.ts';
import { sortSteps } from '../book/sortSteps.ts';
import type { Steps } from '../book/steps.ts';
import {
  accountColumns,
  moneyColumn,
  pickedFrom,
  ratioColumn,
  tableSteps,
  totalOf,
  wordColumn,
} from './columns.ts';
import type { ExhibitContext } from './context.ts';
import { matchMarket } from './marketMatch.ts';

/** What accounts are set beside where no market knows them: the first of these that the book has. */
const ownSegments = ['segment', 'industry', 'market'];

/** As asked, else the last twelve months and those before; where the data begin later, the latest complete pair. */
function periodsOf(context: ExhibitContext): { from: Period; to: Period } {
  if (context.ask.from !== undefined || context.ask.to !== undefined) return context.comparison();
  const to = trailingYear(context.asOf);
  const from = trailingYear(to.from - 1);
  if (from.from < context.book.firstDay!) return context.comparison();
  return { from: makePeriod(from.from, from.to), to: makePeriod(to.from, to.to) };
}

/** Values, tables `momentum` (furthest behind its market first) and `bridge` of "Who grows faster than its market?". */
export async function momentumOf(context: ExhibitContext): Promise<Exhibit> {
  const periods = periodsOf(context);
  const { book } = context;
  const metric = context.text('metric', '');
  await book.prefetchFacts('market', context.signal);
  const matched = await context.beside(matchMarket(book, periods, metric));
  const asked = context.text('by', '');
  const by = asked !== '' ? asked : (ownSegments.find((name) => accountText(book, name) !== null) ?? '');
  const segment = by === '' ? null : accountText(book, by);
  const options = {
    from: { from: periods.from.from, to: periods.from.to },
    to: { from: periods.to.from, to: periods.to.to },
    market: matched?.grid ?? null,
    rowOf: matched?.rowOf ?? [],
    columnOf: matched?.columnOf ?? [],
    segment: segment?.codes ?? new Int32Array(book.accounts.count),
    segments: segment?.values.length ?? 1,
  };
  const found = await context.longWork(
    `momentum:${periods.from.text}:${periods.to.text}:${by}:${metric}`,
    (signal) => runInBackground(signal, 'momentum', context.rows, options),
  );
  const sums = sumsOf(found);
  return context.exhibit(
    {
      ...sums,
      marketGrowth: finite(found.wholeMarket),
      bookGrowth: finite(found.wholeBook),
      accounts: found.account.length,
      inMarket: found.basis.reduce((sum, basis) => sum + (basis === 0 ? 1 : 0), 0),
    },
    { momentum: await context.beside(listSteps(context, found)), bridge: bridgeOf(sums) },
    {
      method: 'momentum',
      source: 'Shift-share analysis, Dunn (1960), Papers of the Regional Science Association 6',
      parameters: {
        market: matched ? (matched.metric ?? 'value') : 'none',
        matched: matched?.matched ?? [],
        segment: by,
      },
      warnings: [...(matched ? matched.warnings : [{ code: 'noMarket', params: {} }]), ...found.warnings],
    },
    periods,
  );
}

function finite(value: number): number | null {
  return Number.isFinite(value) ? value : null;
}

const lines = ['base', 'market', 'mix', 'performance', 'apart', 'end'] as const;
type Sums = Record<(typeof lines)[number], number>;

function sumsOf(found: Momentum): Sums {
  return {
    base: totalOf(found.base),
    market: totalOf(found.market),
    mix: totalOf(found.mix),
    performance: totalOf(found.performance),
    apart: totalOf(found.apart),
    end: totalOf(found.end),
  };
}

function bridgeOf(sums: Sums) {
  return makeTable([
    textColumn('line', [...lines]),
    moneyColumn(
      'amount',
      lines.map((line) => sums[line]),
    ),
  ]);
}

/** Ahead of or behind its own market, which grows or shrinks; null without a base. */
function quadrantOf({ growth, marketGrowth }: Momentum, row: number): string | null {
  const [own, market] = [growth[row]!, marketGrowth[row]!];
  if (Number.isNaN(own) || Number.isNaN(market)) return null;
  return `${own >= market ? 'ahead' : 'behind'}${market >= 0 ? 'Growing' : 'Shrinking'}`;
}

function* listSteps(context: ExhibitContext, found: Momentum): Steps<Table> {
  const { account, performance } = found;
  const order = Int32Array.from(account.keys());
  yield* sortSteps(order, (a, b) => performance[a]! - performance[b]! || account[a]! - account[b]!);
  return yield* tableSteps(columnsOf(context, found, order));
}

function* columnsOf(context: ExhibitContext, found: Momentum, order: Int32Array): Generator<Column, void> {
  const of = (values: ArrayLike<number>) => pickedFrom(values, order);
  const { base, end, performance } = found;
  yield* accountColumns(context.book, of(found.account));
  yield moneyColumn('base', of(base));
  yield moneyColumn('end', of(end));
  yield moneyColumn('change', of(end.map((value, row) => value - base[row]!)));
  yield moneyColumn('market', of(found.market));
  yield moneyColumn('mix', of(found.mix));
  yield moneyColumn('performance', of(performance));
  yield moneyColumn('apart', of(found.apart));
  yield ratioColumn('growth', of(found.growth));
  yield ratioColumn('market_growth', of(found.marketGrowth));
  yield ratioColumn('difference', of(found.growth.map((own, row) => own - found.marketGrowth[row]!)));
  yield wordColumn('basis', of(found.basis), momentumBases);
  yield textColumn(
    'quadrant',
    Array.from(order, (row) => quadrantOf(found, row)),
  );
  yield moneyColumn('value', of(performance.map((money) => Math.max(0, -money))));
}
