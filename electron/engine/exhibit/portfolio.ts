import type { Exhibit } from '../../../shared/domain/exhibit.ts';
import { parsePeriod } from '../../../shared/domain/period.ts';
import {
  type Column,
  makeTable,
  numberColumn,
  type Table,
  textColumn,
} from '../../../shared/domain/table.ts';
import { ExpectedError } from '../../../shared/errors/errors.ts';
import { abcClasses, abcXyzDefaults, noXyz, xyzClasses } from '../analysis/portfolio/abcXyz.ts';
import { completeMonths } from '../analysis/portfolio/completeMonths.ts';
import type { Concentration } from '../analysis/portfolio/concentration.ts';
import { portfolioMethods } from '../analysis/portfolio/methods.ts';
import { itemClasses, type PriceVolumeItems } from '../analysis/portfolio/priceVolumeItems.ts';
import { runInBackground } from '../background/pool.ts';
import {
  accountColumns,
  countColumn,
  moneyColumn,
  productColumns,
  ratioColumn,
  tableSteps,
  wordColumn,
} from './columns.ts';
import type { ExhibitContext } from './context.ts';
import { totalsOf } from './movement.ts';
import { rowPass } from './rowPass.ts';

/** Tables `curve` and `stress` of "How much hangs on few accounts?". */
export async function concentrationOf(context: ExhibitContext): Promise<Exhibit> {
  const period = context.period();
  const { revenue } = await totalsOf(context, period);
  const result = await rowPass(context, `concentration:${period.text}`, 'concentration', revenue);
  const { curve, stress, warnings, ...values } = result;
  return context.exhibit(
    values,
    {
      curve: await context.beside(tableSteps(curveColumns(context, curve))),
      stress: makeTable([
        countColumn('lost', stress.lost),
        moneyColumn('revenue_lost', stress.revenueLost),
        ratioColumn('share_lost', stress.shareLost),
        moneyColumn('remaining', stress.remaining),
      ]),
    },
    { ...portfolioMethods.concentration, warnings },
    { to: period },
  );
}

function* curveColumns({ book }: ExhibitContext, curve: Concentration['curve']): Generator<Column, void> {
  const rank = new Float64Array(curve.account.length);
  for (let at = 0; at < rank.length; at++) rank[at] = at + 1;
  yield countColumn('rank', rank);
  yield* accountColumns(book, curve.account);
  yield moneyColumn('revenue', curve.revenue);
  yield ratioColumn('share', curve.share);
  yield ratioColumn('cumulative_share', curve.cumulativeShare);
}

/**
 * Values and tables `bridge` and `products` of "Price, volume or mix: why did revenue change?", and `accounts` of the
 * product that option `product` names.
 */
export async function priceVolumeMixOf(context: ExhibitContext): Promise<Exhibit> {
  const { from, to } = context.comparison();
  const key = `priceVolumeMix:${from.text}:${to.text}`;
  const found = await rowPass(context, key, 'priceVolumeMix', context.rows, from, to);
  const { items, warnings, ...values } = found;
  const count: Record<string, number> = {
    from: values.itemsBoth + values.itemsLost,
    volume: values.itemsBoth,
    price: values.itemsBoth,
    newItems: values.itemsNew,
    lostItems: values.itemsLost,
    to: values.itemsBoth + values.itemsNew,
  };
  const lines = ['from', 'volume', 'price', 'newItems', 'lostItems', 'to'] as const;
  const products = makeTable([...productColumns(context.book, items.product), ...itemColumns(items)]);
  const accounts = await accountsOfProduct(context);
  const bridge = makeTable([
    textColumn('line', [...lines]),
    moneyColumn(
      'amount',
      lines.map((line) => values[line]),
    ),
    countColumn(
      'items',
      lines.map((line) => count[line]!),
    ),
  ]);
  return context.exhibit(
    values,
    { bridge, products, ...(accounts ? { accounts } : {}) },
    { ...portfolioMethods.priceVolumeMix, warnings },
    { from, to },
  );
}

/** Class, money, units, prices and effects of the items of a price-volume-mix. */
function itemColumns(items: PriceVolumeItems): Column[] {
  const price = (name: string, numbers: Float64Array) => numberColumn(name, 'price', numbers);
  const units = (name: string, numbers: Float64Array) => numberColumn(name, 'units', numbers);
  return [
    wordColumn('class', items.classes, itemClasses),
    moneyColumn('revenue_from', items.revenueFrom),
    moneyColumn('revenue_to', items.revenueTo),
    units('quantity_from', items.quantityFrom),
    units('quantity_to', items.quantityTo),
    price('price_from', items.priceFrom),
    price('price_to', items.priceTo),
    moneyColumn('volume', items.volume),
    moneyColumn('price', items.price),
    moneyColumn('change', items.change),
  ];
}

/** The same of the accounts of the product that option `product` names; null where none is. Throws `notFound`. */
async function accountsOfProduct(context: ExhibitContext): Promise<Table | null> {
  const key = context.text('product', '');
  if (key === '') return null;
  const product = context.book.products.indexOf.get(key);
  if (product === undefined) throw new ExpectedError('notFound', `There is no product "${key}"`);
  const { from, to } = context.comparison();
  const { items } = await context.longWork(`pvmAccounts:${product}:${from.text}:${to.text}`, (signal) =>
    runInBackground(signal, 'priceVolumeAccounts', context.rows, product, from, to),
  );
  return makeTable([...accountColumns(context.book, items.product), ...itemColumns(items)]);
}

/** Table `rfm` of "Who bought lately, often, and much?". */
export async function rfmOf(context: ExhibitContext): Promise<Exhibit> {
  const result = await rowPass(context, 'rfm', 'rfm', context.rows, context.asOf);
  const table = makeTable([
    ...accountColumns(context.book, result.account),
    numberColumn('recency_days', 'days', result.recencyDays, 'integer'),
    countColumn('frequency', result.frequency),
    moneyColumn('monetary', result.monetary),
    numberColumn('r', 'score', result.r, 'integer'),
    numberColumn('f', 'score', result.f, 'integer'),
    numberColumn('m', 'score', result.m, 'integer'),
  ]);
  return context.exhibit({}, { rfm: table }, { ...portfolioMethods.rfm, warnings: result.warnings });
}

/** Counts and table `abc` of "Which products carry the revenue, and how steadily?". */
export async function abcOf(context: ExhibitContext): Promise<Exhibit> {
  const months = context.text('xyzMonths', '');
  const window = months === '' ? completeMonths(context.coverage) : completeMonths(parsePeriod(months));
  const result = await rowPass(context, `abcXyz:${months}`, 'abcXyz', context.rows, {
    ...abcXyzDefaults,
    window,
  });
  const [countA, countB, countC] = result.countsAbc;
  const [countX, countY, countZ] = result.countsXyz;
  const table = makeTable([
    ...productColumns(context.book, result.product),
    moneyColumn('revenue', result.revenue),
    ratioColumn('share', result.share),
    ratioColumn('cumulative_share', result.cumulativeShare),
    wordColumn('class', result.classes, abcClasses),
    numberColumn('mean_units', 'units', result.meanUnits),
    numberColumn('cv', 'none', result.cv),
    textColumn(
      'xyz',
      Array.from(result.xyz, (code) => (code === noXyz ? null : (xyzClasses[code] ?? null))),
    ),
  ]);
  const parameters = { ...abcXyzDefaults, ...(months === '' ? {} : { xyzMonths: months }) };
  return context.exhibit(
    { countA, countB, countC, countX, countY, countZ },
    { abc: table },
    { ...portfolioMethods.abcXyz, parameters, warnings: result.warnings },
  );
}
