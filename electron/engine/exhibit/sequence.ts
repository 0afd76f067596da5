import type { Exhibit } from '../../../shared/domain/exhibit.ts';
import { makeTable, numberColumn } from '../../../shared/domain/table.ts';
import { runInBackground } from '../background/pool.ts';
import { countColumn, ratioColumn } from './columns.ts';
import type { ExhibitContext } from './context.ts';
import { itemColumns, itemIndex, itemOptions, namedItems } from './items.ts';

const daysPerMonth = 365.25 / 12;

/** Values and table `sequences` of "What is bought next?"; option `product` fixes what is bought first. */
export async function sequence(context: ExhibitContext): Promise<Exhibit> {
  const options = itemOptions(context);
  const parameters = {
    ...options,
    product: context.text('product', ''),
    horizon: context.number('horizon', 6, { min: 0.25, max: 60 }),
    top: Math.round(context.number('top', 100, { min: 1, max: 5000 })),
  };
  const items = namedItems(context.book, options.level, options.productPattern, options.productExcept);
  const first = parameters.product === '' ? undefined : itemIndex(items, parameters.product);
  const found = await context.longWork(`sequence:${JSON.stringify(parameters)}`, (signal) =>
    runInBackground(signal, 'findSequences', context.rows, {
      asOf: context.asOf,
      items: { count: items.count, of: items.of },
      ...(first === undefined ? {} : { first }),
      horizon: Math.max(1, Math.round(parameters.horizon * daysPerMonth)),
      most: parameters.top,
    }),
  );
  const sequences = makeTable([
    ...itemColumns(items, found.first, 'after', 'after_name'),
    ...itemColumns(items, found.next, 'product', 'product_name'),
    countColumn('accounts', found.accounts),
    countColumn('followed', found.followed),
    countColumn('open', found.open),
    ratioColumn('follow_share', found.share),
    ratioColumn('share_lower', found.lower),
    ratioColumn('share_upper', found.upper),
    numberColumn('median_days', 'days', found.medianDays, 'integer'),
    ratioColumn('base_share', found.base),
    numberColumn('lift', 'none', found.lift),
    numberColumn('chance', 'p', found.chance),
  ]);
  return context.exhibit(
    {
      product: parameters.product === '' ? null : parameters.product,
      buyers: first === undefined ? null : found.buyers,
      pairs: found.n,
      tested: found.tested,
    },
    { sequences },
    {
      method: 'sequence',
      source: 'Kaplan & Meier (1958); base rate per account and day; Poisson tail with Bonferroni correction',
      parameters,
      warnings: found.warnings,
    },
  );
}
