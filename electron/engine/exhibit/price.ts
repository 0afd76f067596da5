import type { Exhibit } from '../../../shared/domain/exhibit.ts';
import { makePeriod } from '../../../shared/domain/period.ts';
import { type Column, makeTable, numberColumn, type Table } from '../../../shared/domain/table.ts';
import { ExpectedError } from '../../../shared/errors/errors.ts';
import { trailingYear } from '../analysis/retention/trailingYear.ts';
import type { PriceCorridor } from '../analysis/upsell/price/priceCorridor.ts';
import { runInBackground } from '../background/pool.ts';
import { accountText } from '../book/fields.ts';
import { sortSteps } from '../book/sortSteps.ts';
import { breath, inBunches, type Steps } from '../book/steps.ts';
import type { Book } from '../book/types.ts';
import {
  accountColumns,
  countColumn,
  flagColumn,
  moneyColumn,
  pickedFrom,
  productColumns,
  ratioColumn,
  tableSteps,
} from './columns.ts';
import type { ExhibitContext } from './context.ts';

/** Fewer others than this are shown greyed. */
const smallGroup = 8;

/**
 * Values, and tables `price` (accounts × products below the middle of their corridor, most leakage first, as many as
 * option `top`), `accounts`, `products`, and `buyers` of the product that option `product` names, else of the one that
 * leaks most.
 */
export async function price(context: ExhibitContext): Promise<Exhibit> {
  const year = trailingYear(context.asOf);
  const period =
    context.ask.to !== undefined
      ? context.period()
      : makePeriod(Math.max(year.from, context.firstDay), year.to);
  const by = context.text('by', '');
  const group = by === '' ? null : accountText(context.book, by);
  if (by !== '' && !group)
    throw new ExpectedError('unknownField', `Accounts have no text "${by}"`, { params: { field: by } });
  const top = context.number('top', 2000, { min: 1, max: 1_000_000 });
  const found = await context.longWork(`price:${period.text}:${by}`, (signal) =>
    runInBackground(signal, 'priceCorridor', context.rows, {
      span: { from: period.from, to: period.to },
      ...(group ? { group: group.codes } : {}),
    }),
  );
  const products = await context.beside(productsOf(found));
  const below = await context.beside(pairsBelow(found));
  const product = productAsked(context) ?? products[0]?.product ?? -1;
  const tables = {
    price: await context.beside(tableSteps(pairColumns(context, found, below.subarray(0, top)))),
    accounts: await context.beside(accountsTable(context, found)),
    products: productsTable(context, products),
    buyers: await context.beside(buyersTable(context, found, product)),
  };
  return context.exhibit(
    {
      leakage: sumOf(found.leakage),
      opportunity: sumOf(found.opportunity),
      pairs: found.account.length,
      below: below.length,
      compared: knownIn(found.lower),
      notPurchases: found.notPurchases,
    },
    tables,
    {
      method: 'price',
      source: 'Volume-weighted quartiles along a log-log median regression (Koenker & Bassett 1978)',
      parameters: { by, fewest: 5, top },
      warnings: found.warnings,
    },
    { to: period },
  );
}

/** What is missing counts as nothing. */
function sumOf(values: Float64Array, from = 0, to = values.length): number {
  let sum = 0;
  for (let at = from; at < to; at++) if (!Number.isNaN(values[at]!)) sum += values[at]!;
  return sum;
}

function knownIn(values: Float64Array): number {
  let known = 0;
  for (let at = 0; at < values.length; at++) if (!Number.isNaN(values[at]!)) known++;
  return known;
}

function productAsked({ book, text }: ExhibitContext): number | null {
  const key = text('product', '');
  if (key === '') return null;
  const product = book.products.indexOf.get(key);
  if (product === undefined) throw new ExpectedError('notFound', `There is no product "${key}"`);
  return product;
}

/** Pairs that buy below the middle of their corridor, most leakage first. */
function* pairsBelow({ leakage, opportunity }: PriceCorridor): Steps<Int32Array> {
  const found = new Int32Array(opportunity.length);
  let n = 0;
  yield* inBunches(opportunity.length, (from, to) => {
    for (let pair = from; pair < to; pair++) if (opportunity[pair]! > 0) found[n++] = pair;
  });
  const pairs = found.slice(0, n);
  yield* sortSteps(pairs, (a, b) => leakage[b]! - leakage[a]! || opportunity[b]! - opportunity[a]! || a - b);
  return pairs;
}

function* pairColumns(
  { book }: ExhibitContext,
  found: PriceCorridor,
  pairs: Int32Array,
): Generator<Column, void> {
  const of = (values: ArrayLike<number>) => pickedFrom(values, pairs);
  const money = (name: string, values: Float64Array) => numberColumn(name, 'price', of(values));
  const belowMedian = new Float64Array(pairs.length);
  const isSmall = new Float64Array(pairs.length);
  for (const [at, pair] of pairs.entries()) {
    belowMedian[at] = 1 - found.price[pair]! / found.median[pair]!;
    isSmall[at] = found.buyers[pair]! < smallGroup ? 1 : 0;
  }
  yield* accountColumns(book, of(found.account));
  yield* productColumns(book, of(found.product));
  yield money('price', found.price);
  yield money('lower', found.lower);
  yield money('median', found.median);
  yield money('upper', found.upper);
  yield numberColumn('quantity', 'units', of(found.quantity));
  yield moneyColumn('revenue', of(found.revenue));
  yield ratioColumn('below_median', belowMedian);
  yield moneyColumn('leakage', of(found.leakage));
  yield moneyColumn('opportunity', of(found.opportunity));
  yield countColumn('buyers', of(found.buyers));
  yield flagColumn('own_group', of(found.ownGroup));
  yield flagColumn('small_n', isSmall);
}

interface AccountSums {
  revenue: Float64Array;
  leakage: Float64Array;
  opportunity: Float64Array;
  products: Int32Array;
  leaking: Int32Array;
}

function* accountSums(accounts: number, found: PriceCorridor): Steps<AccountSums> {
  const revenue = new Float64Array(accounts);
  const leakage = new Float64Array(accounts);
  const opportunity = new Float64Array(accounts);
  const products = new Int32Array(accounts);
  const leaking = new Int32Array(accounts);
  yield* inBunches(found.account.length, (from, to) => {
    for (let pair = from; pair < to; pair++) {
      const account = found.account[pair]!;
      products[account]!++;
      revenue[account]! += found.revenue[pair]!;
      if (Number.isNaN(found.leakage[pair]!)) continue;
      leakage[account]! += found.leakage[pair]!;
      opportunity[account]! += found.opportunity[pair]!;
      if (found.leakage[pair]! > 0) leaking[account]!++;
    }
  });
  return { revenue, leakage, opportunity, products, leaking };
}

function* accountsTable({ book }: ExhibitContext, found: PriceCorridor): Steps<Table> {
  const sums = yield* accountSums(book.accounts.count, found);
  const { leakage, opportunity } = sums;
  const order = Int32Array.from(sums.products.keys()).filter((account) => sums.products[account]! > 0);
  yield breath;
  yield* sortSteps(order, (a, b) => leakage[b]! - leakage[a]! || opportunity[b]! - opportunity[a]! || a - b);
  return yield* tableSteps(accountPriceColumns(book, sums, order));
}

function* accountPriceColumns(book: Book, sums: AccountSums, order: Int32Array): Generator<Column, void> {
  const of = (values: ArrayLike<number>) => pickedFrom(values, order);
  const share = new Float64Array(order.length);
  for (const [at, account] of order.entries()) share[at] = sums.leakage[account]! / sums.revenue[account]!;
  yield* accountColumns(book, order);
  yield moneyColumn('leakage', of(sums.leakage));
  yield ratioColumn('leakage_share', share);
  yield moneyColumn('opportunity', of(sums.opportunity));
  yield moneyColumn('revenue', of(sums.revenue));
  yield countColumn('products_below', of(sums.leaking));
  yield countColumn('products', of(sums.products));
}

interface ProductPrice {
  product: number;
  buyers: number;
  revenue: number;
  leakage: number;
  opportunity: number;
  slope: number;
}

function* productsOf(found: PriceCorridor): Steps<ProductPrice[]> {
  const list: ProductPrice[] = [];
  for (let product = 0; product < found.slope.length; product++) {
    const [from, to] = [found.starts[product]!, found.starts[product + 1]!];
    if (to <= from) continue;
    list.push({
      product,
      buyers: to - from,
      revenue: sumOf(found.revenue, from, to),
      leakage: sumOf(found.leakage, from, to),
      opportunity: sumOf(found.opportunity, from, to),
      slope: found.slope[product]!,
    });
    yield breath;
  }
  return list.sort((a, b) => b.leakage - a.leakage || b.revenue - a.revenue || a.product - b.product);
}

function productsTable(context: ExhibitContext, list: readonly ProductPrice[]): Table {
  const of = (name: keyof ProductPrice) => list.map((one) => one[name]);
  return makeTable([
    ...productColumns(context.book, of('product')),
    moneyColumn('leakage', of('leakage')),
    moneyColumn('opportunity', of('opportunity')),
    moneyColumn('revenue', of('revenue')),
    countColumn('buyers', of('buyers')),
    numberColumn('slope', 'none', of('slope')),
  ]);
}

/** Every buyer of one product, by quantity: the dots and the band of the picture. */
function* buyersTable(context: ExhibitContext, found: PriceCorridor, product: number): Steps<Table> {
  const [from, to] = product < 0 ? [0, 0] : [found.starts[product]!, found.starts[product + 1]!];
  const pairs = new Int32Array(to - from);
  for (let at = 0; at < pairs.length; at++) pairs[at] = from + at;
  yield* sortSteps(
    pairs,
    (a, b) => found.quantity[a]! - found.quantity[b]! || found.price[a]! - found.price[b]! || a - b,
  );
  return yield* tableSteps(pairColumns(context, found, pairs));
}
