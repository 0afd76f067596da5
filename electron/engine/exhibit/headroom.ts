import type { Exhibit } from '../../../shared/domain/exhibit.ts';
import { makePeriod, type Period } from '../../../shared/domain/period.ts';
import {
  type Column,
  makeTable,
  numberColumn,
  type Table,
  textColumn,
  type Unit,
} from '../../../shared/domain/table.ts';
import { ExpectedError } from '../../../shared/errors/errors.ts';
import { trailingYear } from '../analysis/retention/trailingYear.ts';
import { comparedBy } from '../analysis/upsell/comparedBy.ts';
import { type ConditionalSpend, frontierTaus } from '../analysis/upsell/conditionalSpend.ts';
import type { Headroom } from '../analysis/upsell/headroom.ts';
import { headroomMethods, type RankedHeadroom } from '../analysis/upsell/headroomRanking.ts';
import { runInBackground } from '../background/pool.ts';
import { numberFieldUnit } from '../book/units.ts';
import {
  accountColumns,
  countColumn,
  moneyColumn,
  pickedFrom,
  ratioColumn,
  tableSteps,
  totalOf,
} from './columns.ts';
import { accountPredictor, comparisonOf, leftOutOf } from './comparison.ts';
import type { ExhibitContext } from './context.ts';

export interface HeadroomAnswer {
  headroom: Headroom;
  period: Period;
}

/** Look-alikes over the last 12 months (or the period asked for), remembered. */
export function headroomOf(context: ExhibitContext): Promise<HeadroomAnswer> {
  const { k, period, attributes, key } = request(context);
  return context.longWork(`headroom:${key}`, async (signal) => {
    const headroom = await runInBackground(signal, 'estimateHeadroom', context.rows, {
      span: { from: period.from, to: period.to },
      k,
      ...comparedBy(attributes),
    });
    return { headroom, period };
  });
}

/** The last 12 months; another period where headroom or wallet was asked for one. */
export function headroomPeriod(context: ExhibitContext): Period {
  const year = trailingYear(context.asOf);
  const own = context.ask.question === 'headroom' || context.ask.question === 'wallet';
  return own && context.ask.to !== undefined
    ? context.period()
    : makePeriod(Math.max(year.from, context.firstDay), year.to);
}

function request(context: ExhibitContext) {
  const k = context.number('k', 15, { min: 5, max: 500 });
  const period = headroomPeriod(context);
  const attributes = comparisonOf(context);
  const known = attributes.map(({ name }) => name);
  return { k, period, attributes, known, key: `${k}:${period.text}:${known.join('\u0001')}` };
}

/** The sizes that the picture can be laid out by without any attribute. */
const sizes: Record<string, { of: 'orders' | 'products' | 'tenureMonths'; unit: Unit }> = {
  orders: { of: 'orders', unit: 'count' },
  products: { of: 'products', unit: 'count' },
  tenure_months: { of: 'tenureMonths', unit: 'months' },
};

export interface Ranking extends RankedHeadroom {
  period: Period;
  sizeUnit: Unit;
  parameters: Record<string, string | number | string[]>;
}

/** Headroom both ways, best first, with what it takes to draw it; remembered. */
export async function rankingOf(context: ExhibitContext): Promise<Ranking> {
  const { k, period, attributes, known, key } = request(context);
  const method = context.text('method', 'both', headroomMethods) as (typeof headroomMethods)[number];
  const sizeName = context.text('size', 'orders');
  const size = sizes[sizeName]?.of ?? numbersOf(context, sizeName);
  const left = context.text('leftOut', '');
  const leftOut = leftOutOf(context);
  const ranked = await context.longWork(`ranking:${method}:${sizeName}:${left}:${key}`, (signal) =>
    runInBackground(signal, 'rankHeadroom', context.rows, {
      span: { from: period.from, to: period.to },
      k,
      attributes,
      method,
      firstDay: context.firstDay,
      ...(leftOut ? { leftOut } : {}),
      size,
    }),
  );
  const parameters = {
    method,
    k,
    comparedBy: known,
    size: sizeName,
    ...(left === '' ? {} : { leftOut: left }),
  };
  return { ...ranked, period, sizeUnit: sizes[sizeName]?.unit ?? numberFieldUnit(sizeName), parameters };
}

function numbersOf({ book }: ExhibitContext, name: string): ArrayLike<number> {
  const attribute = accountPredictor(book, name);
  if (attribute && 'values' in attribute) return attribute.values;
  throw new ExpectedError('unknownField', `Accounts have no number "${name}"`, { params: { field: name } });
}

/**
 * Values, tables `headroom` (best first by option `method`), `coefficients`, `frontier`, and `peers` of the account that
 * option `account` names.
 */
export async function headroom(context: ExhibitContext): Promise<Exhibit> {
  const ranking = await rankingOf(context);
  const { headroom: found, spend, value, frontier } = ranking;
  const key = context.text('account', '');
  return context.exhibit(
    {
      total: found.total,
      accounts: found.n,
      notCompared: found.notCompared,
      totalValue: totalOf(value),
      fitted: spend?.fitted ?? 0,
      rearranged: spend?.rearranged ?? null,
      seen: ranking.seen,
    },
    {
      headroom: await context.beside(tableSteps(listOf(context, ranking))),
      coefficients: coefficientsOf(spend),
      frontier: makeTable([
        numberColumn('account_size', ranking.sizeUnit, frontier.size),
        moneyColumn('q50', frontier.q50),
        moneyColumn('q75', frontier.q75),
        moneyColumn('q90', frontier.q90),
      ]),
      ...(key === '' ? {} : { peers: peersOf(context, found, key) }),
    },
    {
      method: 'headroom',
      source:
        'Quantile regression, Koenker & Bassett (1978), Econometrica 46; nearest-neighbour median, distance of Gower (1971), Biometrics 27',
      parameters: ranking.parameters,
      warnings: ranking.warnings,
    },
    { to: ranking.period },
  );
}

function* listOf(context: ExhibitContext, ranking: Ranking): Generator<Column, void> {
  const { headroom: found, spend, value, probability, order, size, sizeUnit } = ranking;
  const of = (values: ArrayLike<number>) => pickedFrom(values, order);
  const quantile = (name: 'q50' | 'q75' | 'q90' | 'percentile') =>
    spend ? of(spend[name]) : new Float64Array(order.length).fill(Number.NaN);
  const below = (q: Float64Array) => {
    const gaps = new Float64Array(q.length);
    for (let row = 0; row < gaps.length; row++)
      gaps[row] = Math.max(0, q[row]! - found.revenue[order[row]!]!);
    return gaps;
  };
  const [q50, q75, q90] = [quantile('q50'), quantile('q75'), quantile('q90')];
  yield* accountColumns(context.book, of(found.account));
  yield moneyColumn('revenue', of(found.revenue));
  yield moneyColumn('expected', of(found.expected));
  yield moneyColumn('lower', of(found.lower));
  yield moneyColumn('upper', of(found.upper));
  yield moneyColumn('gap', of(found.gap));
  yield moneyColumn('gap_upper', of(found.gapUpper));
  yield countColumn('peers', of(found.peers));
  yield ratioColumn('similarity', of(found.similarity));
  yield countColumn('orders', of(found.orders));
  yield countColumn('products', of(found.products));
  yield numberColumn('tenure_months', 'months', of(found.tenureMonths));
  yield moneyColumn('q50', q50);
  yield moneyColumn('q75', q75);
  yield moneyColumn('q90', q90);
  yield moneyColumn('gap_q50', below(q50));
  yield moneyColumn('gap_q75', below(q75));
  yield moneyColumn('gap_q90', below(q90));
  yield ratioColumn('spend_percentile', quantile('percentile'));
  yield numberColumn('account_size', sizeUnit, of(size));
  yield moneyColumn('value', of(value));
  yield ratioColumn('probability', of(probability));
}

function coefficientsOf(spend: ConditionalSpend | null): Table {
  const lines = spend
    ? spend.coefficients.flatMap((coefficients, index) =>
        spend.terms.map((term, at) => ({ tau: frontierTaus[index]!, term, coef: coefficients[at]! })),
      )
    : [];
  return makeTable([
    numberColumn(
      'tau',
      'none',
      lines.map(({ tau }) => tau),
    ),
    textColumn(
      'term',
      lines.map(({ term }) => term),
    ),
    numberColumn(
      'coef',
      'none',
      lines.map(({ coef }) => coef),
    ),
  ]);
}

/** The look-alikes of one account, nearest first; none where it has too little history to be compared. */
function peersOf(context: ExhibitContext, found: Headroom, key: string): Table {
  const account = context.book.accounts.indexOf.get(key);
  if (account === undefined) throw new ExpectedError('notFound', `There is no account "${key}"`);
  const row = found.rowOf[account]!;
  const slots = row < 0 ? [] : Array.from({ length: found.peers[row]! }, (_, index) => row * found.k + index);
  const peers = slots.map((slot) => found.peerAccounts[slot]!);
  const of = (values: ArrayLike<number>) => peers.map((peer) => values[found.rowOf[peer]!]!);
  return makeTable([
    ...accountColumns(context.book, peers),
    ratioColumn(
      'similarity',
      slots.map((slot) => found.peerSimilarity[slot]!),
    ),
    moneyColumn('revenue', of(found.revenue)),
    countColumn('orders', of(found.orders)),
    countColumn('products', of(found.products)),
  ]);
}
