import type { Exhibit } from '../../../shared/domain/exhibit.ts';
import { makePeriod } from '../../../shared/domain/period.ts';
import { makeTable, numberColumn, type Table } from '../../../shared/domain/table.ts';
import { ExpectedError } from '../../../shared/errors/errors.ts';
import { trailingYear } from '../analysis/retention/trailingYear.ts';
import type { PriceCorridor } from '../analysis/upsell/price/priceCorridor.ts';
import { runInBackground } from '../background/pool.ts';
import { accountText } from '../book/fields.ts';
import {
  accountColumns,
  countColumn,
  flagColumn,
  moneyColumn,
  productColumns,
  ratioColumn,
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
  const products = productsOf(found);
  const below = pairsBelow(found);
  const product = productAsked(context) ?? products[0]?.product ?? -1;
  return context.exhibit(
    {
      leakage: sumOf(found.leakage),
      opportunity: sumOf(found.opportunity),
      pairs: found.account.length,
      below: below.length,
      compared: found.lower.reduce((n, value) => n + (Number.isNaN(value) ? 0 : 1), 0),
      notPurchases: found.notPurchases,
    },
    {
      price: pairsTable(context, found, below.slice(0, top)),
      accounts: accountsTable(context, found),
      products: productsTable(context, products),
      buyers: buyersTable(context, found, product),
    },
    {
      method: 'price',
      source: 'Volume-weighted quartiles along a log-log median regression (Koenker & Bassett 1978)',
      parameters: { by, fewest: 5, top },
      warnings: found.warnings,
    },
    { to: period },
  );
}

function sumOf(values: Float64Array): number {
  return values.reduce((sum, value) => sum + (Number.isNaN(value) ? 0 : value), 0);
}

function productAsked({ book, text }: ExhibitContext): number | null {
  const key = text('product', '');
  if (key === '') return null;
  const product = book.products.indexOf.get(key);
  if (product === undefined) throw new ExpectedError('notFound', `There is no product "${key}"`);
  return product;
}

function pairsBelow({ account, leakage, opportunity }: PriceCorridor): number[] {
  return [...account.keys()]
    .filter((pair) => opportunity[pair]! > 0)
    .sort((a, b) => leakage[b]! - leakage[a]! || opportunity[b]! - opportunity[a]! || a - b);
}

function pairsTable(context: ExhibitContext, found: PriceCorridor, pairs: readonly number[]): Table {
  const of = (values: ArrayLike<number>) => Float64Array.from(pairs, (pair) => values[pair]!);
  const money = (name: string, values: Float64Array) => numberColumn(name, 'price', of(values));
  return makeTable([
    ...accountColumns(context.book, of(found.account)),
    ...productColumns(context.book, of(found.product)),
    money('price', found.price),
    money('lower', found.lower),
    money('median', found.median),
    money('upper', found.upper),
    numberColumn('quantity', 'units', of(found.quantity)),
    moneyColumn('revenue', of(found.revenue)),
    ratioColumn(
      'below_median',
      Float64Array.from(pairs, (pair) => 1 - found.price[pair]! / found.median[pair]!),
    ),
    moneyColumn('leakage', of(found.leakage)),
    moneyColumn('opportunity', of(found.opportunity)),
    countColumn('buyers', of(found.buyers)),
    flagColumn('own_group', of(found.ownGroup)),
    flagColumn(
      'small_n',
      Float64Array.from(pairs, (pair) => (found.buyers[pair]! < smallGroup ? 1 : 0)),
    ),
  ]);
}

function accountsTable(context: ExhibitContext, found: PriceCorridor): Table {
  const accounts = context.book.accounts.count;
  const sums = {
    revenue: new Float64Array(accounts),
    leakage: new Float64Array(accounts),
    opportunity: new Float64Array(accounts),
  };
  const products = new Int32Array(accounts);
  const leaking = new Int32Array(accounts);
  for (const [pair, account] of found.account.entries()) {
    products[account]!++;
    sums.revenue[account]! += found.revenue[pair]!;
    if (Number.isNaN(found.leakage[pair]!)) continue;
    sums.leakage[account]! += found.leakage[pair]!;
    sums.opportunity[account]! += found.opportunity[pair]!;
    if (found.leakage[pair]! > 0) leaking[account]!++;
  }
  const order = [...products.keys()]
    .filter((account) => products[account]! > 0)
    .sort(
      (a, b) => sums.leakage[b]! - sums.leakage[a]! || sums.opportunity[b]! - sums.opportunity[a]! || a - b,
    );
  const of = (values: ArrayLike<number>) => Float64Array.from(order, (account) => values[account]!);
  return makeTable([
    ...accountColumns(context.book, order),
    moneyColumn('leakage', of(sums.leakage)),
    ratioColumn(
      'leakage_share',
      Float64Array.from(order, (account) => sums.leakage[account]! / sums.revenue[account]!),
    ),
    moneyColumn('opportunity', of(sums.opportunity)),
    moneyColumn('revenue', of(sums.revenue)),
    countColumn('products_below', of(leaking)),
    countColumn('products', of(products)),
  ]);
}

interface ProductPrice {
  product: number;
  buyers: number;
  revenue: number;
  leakage: number;
  opportunity: number;
  slope: number;
}

function productsOf(found: PriceCorridor): ProductPrice[] {
  const list = [...found.slope.keys()].flatMap((product): ProductPrice[] => {
    const [from, to] = [found.starts[product]!, found.starts[product + 1]!];
    const sum = (values: Float64Array) => sumOf(values.subarray(from, to));
    return to > from
      ? [
          {
            product,
            buyers: to - from,
            revenue: sum(found.revenue),
            leakage: sum(found.leakage),
            opportunity: sum(found.opportunity),
            slope: found.slope[product]!,
          },
        ]
      : [];
  });
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
function buyersTable(context: ExhibitContext, found: PriceCorridor, product: number): Table {
  const [from, to] = product < 0 ? [0, 0] : [found.starts[product]!, found.starts[product + 1]!];
  const pairs = Array.from({ length: to - from }, (_, i) => from + i).sort(
    (a, b) => found.quantity[a]! - found.quantity[b]! || found.price[a]! - found.price[b]! || a - b,
  );
  return pairsTable(context, found, pairs);
}
