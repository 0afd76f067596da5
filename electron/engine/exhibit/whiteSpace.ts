import type { Exhibit } from '../../../shared/domain/exhibit.ts';
import { makePeriod } from '../../../shared/domain/period.ts';
import { makeTable, type Table } from '../../../shared/domain/table.ts';
import { purchaseStates } from '../analysis/cross-sell/purchaseGrid.ts';
import type { WhiteSpace } from '../analysis/cross-sell/whiteSpace.ts';
import { monthsBefore } from '../analysis/history/monthsBefore.ts';
import type { DaySpan } from '../analysis/types.ts';
import { runInBackground } from '../background/pool.ts';
import {
  accountColumns,
  countColumn,
  moneyColumn,
  productColumns,
  ratioColumn,
  wordColumn,
} from './columns.ts';
import type { ExhibitContext } from './context.ts';
import { adoptionModelOf } from './nextProduct.ts';

export interface WhiteSpaceAnswer {
  space: WhiteSpace;
  span: DaySpan;
  parameters: { products: number; recentMonths: number };
}

/** The grid of accounts × products with the numbers of the next-product list, remembered. */
export async function whiteSpaceOf(context: ExhibitContext): Promise<WhiteSpaceAnswer> {
  const own = context.ask.question === 'white-space';
  const option = (name: string, otherwise: number, most: number) =>
    own ? Math.round(context.number(name, otherwise, { min: 1, max: most })) : otherwise;
  const parameters = { products: option('products', 40, 300), recentMonths: option('recentMonths', 12, 120) };
  const span = { from: monthsBefore(context.asOf, parameters.recentMonths) + 1, to: context.asOf };
  const { model } = await adoptionModelOf(context);
  const space = await context.longWork(`whiteSpace:${JSON.stringify(parameters)}`, (signal) =>
    runInBackground(
      signal,
      'calibratedWhiteSpace',
      context.rows,
      { span, products: parameters.products },
      model,
      context.firstDay,
    ),
  );
  return { space, span, parameters };
}

/** Values, tables `products`, `accounts` (most expected value first) and the `cells` of those accounts. */
export async function whiteSpace(context: ExhibitContext): Promise<Exhibit> {
  const { space, span, parameters } = await whiteSpaceOf(context);
  const shown = Math.round(context.number('accounts', 500, { min: 1, max: 100_000 }));
  const ranked = Array.from(space.ranking.subarray(0, shown));
  const products = makeTable([
    ...productColumns(context.book, space.products),
    countColumn('buyers', space.buyers),
    ratioColumn('penetration', space.penetration),
    moneyColumn('revenue', space.productRevenue),
  ]);
  const pick = (values: ArrayLike<number>) => ranked.map((row) => values[row]!);
  const accounts = makeTable([
    ...accountColumns(context.book, pick(space.accounts)),
    moneyColumn('revenue', pick(space.accountRevenue)),
    countColumn('bought', pick(space.boughtCount)),
    countColumn('lapsed', pick(space.lapsedCount)),
    countColumn('never', pick(space.neverCount)),
    moneyColumn('expected', pick(space.accountExpected)),
  ]);
  return context.exhibit(
    { pairs: space.pairs, expected: space.totalExpected, accounts: space.accounts.length },
    { products, accounts, cells: cellsOf(space, ranked) },
    {
      method: 'whiteSpace',
      source:
        'Probability and money as in the next-product list (Steck, WWW 2019; logistic calibration on past origins)',
      parameters: { ...parameters, accounts: shown },
      warnings: [
        ...space.warnings,
        ...(space.accounts.length > shown
          ? [{ code: 'accountsNotShown', params: { shown, accounts: space.accounts.length } }]
          : []),
      ],
    },
    { to: makePeriod(span.from, span.to) },
  );
}

/** Row after row of the ranked accounts, product by product; `account_row` and `product_row` point into the other tables. */
function cellsOf(space: WhiteSpace, ranked: number[]): Table {
  const columns = space.products.length;
  const cells = ranked.flatMap((row) =>
    Array.from({ length: columns }, (_, column) => row * columns + column),
  );
  const pick = (values: ArrayLike<number>) => Float64Array.from(cells, (cell) => values[cell]!);
  return makeTable([
    countColumn(
      'account_row',
      cells.map((_, index) => Math.floor(index / columns)),
    ),
    countColumn(
      'product_row',
      cells.map((_, index) => index % columns),
    ),
    wordColumn('state', pick(space.states), purchaseStates),
    moneyColumn('revenue', pick(space.revenue)),
    ratioColumn('probability', pick(space.probability)),
    moneyColumn('expected', pick(space.expected)),
  ]);
}
