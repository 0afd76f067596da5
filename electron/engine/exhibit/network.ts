import type { Exhibit } from '../../../shared/domain/exhibit.ts';
import { makeTable, numberColumn } from '../../../shared/domain/table.ts';
import type { BasketUnit } from '../analysis/cross-sell/baskets.ts';
import { runInBackground } from '../background/pool.ts';
import { inBunches, type Steps } from '../book/steps.ts';
import { countColumn, moneyColumn, ratioColumn } from './columns.ts';
import type { ExhibitContext } from './context.ts';
import { itemColumns, itemOptions, type NamedItems, namedItems } from './items.ts';

/** Values, tables `nodes` and `edges` of "Which products hang together?". */
export async function network(context: ExhibitContext): Promise<Exhibit> {
  const options = itemOptions(context);
  const parameters = {
    ...options,
    unit: context.text('unit', 'account', ['order', 'account']),
    products: Math.round(context.number('products', 300, { min: 2, max: 1000 })),
    top: Math.round(context.number('top', 80, { min: 1, max: 2000 })),
  };
  const items = namedItems(context.book, options.level, options.productPattern, options.productExcept);
  const found = await context.longWork(`network:${JSON.stringify(parameters)}`, (signal) =>
    runInBackground(signal, 'networkOfRows', context.rows, parameters.unit as BasketUnit, items.of, {
      mostItems: parameters.products,
      edges: parameters.top,
    }),
  );
  const revenue = await context.beside(revenueOf(context, items));
  const order = Array.from(found.items.keys()).sort(
    (a, b) =>
      found.degree[b]! - found.degree[a]! || revenue[found.items[b]!]! - revenue[found.items[a]!]! || a - b,
  );
  const sorted = (values: ArrayLike<number>) => order.map((position) => values[position]!);
  const nodes = makeTable([
    ...itemColumns(items, sorted(found.items), 'product', 'product_name'),
    moneyColumn(
      'revenue',
      order.map((position) => revenue[found.items[position]!]!),
    ),
    countColumn('baskets', sorted(found.baskets)),
    countColumn('edges', sorted(found.degree)),
    numberColumn('x', 'none', sorted(found.x)),
    numberColumn('y', 'none', sorted(found.y)),
  ]);
  const at = (positions: Int32Array) => Array.from(positions, (position) => found.items[position]!);
  const edges = makeTable([
    ...itemColumns(items, at(found.from), 'product', 'product_name'),
    ...itemColumns(items, at(found.to), 'with_product', 'with_name'),
    countColumn('count', found.count),
    ratioColumn('support', found.support),
    numberColumn('lift', 'none', found.lift),
    numberColumn('leverage', 'none', found.leverage),
    numberColumn('chance', 'p', found.chance),
    numberColumn('adjusted', 'p', found.adjusted),
  ]);
  return context.exhibit(
    {
      transactions: found.transactions,
      tested: found.tested,
      edges: found.significant,
      products: found.items.length,
    },
    { edges, nodes },
    {
      method: 'network',
      source: 'Fisher’s exact test; false discovery rate (Benjamini & Hochberg 1995)',
      parameters,
      warnings: found.warnings,
    },
  );
}

function* revenueOf({ rows }: ExhibitContext, items: NamedItems): Steps<Float64Array> {
  const sums = new Float64Array(items.count);
  const { offsets, accounts, keep, product, revenue } = rows;
  const start = offsets[0]!;
  yield* inBunches(offsets[accounts]! - start, (from, to) => {
    for (let row = start + from; row < start + to; row++) {
      if (keep[row] !== 1 || !product || product[row]! < 0 || Number.isNaN(revenue[row]!)) continue;
      const item = items.of[product[row]!]!;
      if (item >= 0) sums[item]! += revenue[row]!;
    }
  });
  return sums;
}
