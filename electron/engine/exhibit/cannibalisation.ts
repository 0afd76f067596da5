import { monthOfDay } from '../../../shared/domain/calendar.ts';
import type { Exhibit } from '../../../shared/domain/exhibit.ts';
import { makeTable, numberColumn, type Table, textColumn } from '../../../shared/domain/table.ts';
import { ExpectedError } from '../../../shared/errors/errors.ts';
import { type Cannibalisation, verdicts } from '../analysis/cross-sell/cannibalisation/cannibalisation.ts';
import { substitute, theProduct } from '../analysis/cross-sell/cannibalisation/monthlySpend.ts';
import { runInBackground } from '../background/pool.ts';
import { countColumn, moneyColumn } from './columns.ts';
import type { ExhibitContext } from './context.ts';
import { itemIndex, namedItems } from './items.ts';
import { rowPass } from './rowPass.ts';

/** Values and tables `spend` (by month from adoption) and `substitutes` of "Does it take from what they bought before?". */
export async function cannibalisation(context: ExhibitContext): Promise<Exhibit> {
  const months = Math.round(context.number('months', 6, { min: 1, max: 24 }));
  const given = context.text('substitutes', '');
  const product = await chosenProduct(context, months);
  const substitutes = substitutesOf(context, product, given);
  const { keys, names } = context.book.products;
  const role = new Uint8Array(context.book.products.count);
  for (const index of substitutes) role[index] = substitute;
  role[product] = theProduct;
  const parameters = { product: keys[product]!, substitutes: given, months };
  const found = await context.longWork(`cannibalisation:${JSON.stringify(parameters)}`, (signal) =>
    runInBackground(signal, 'cannibalisation', context.rows, { asOf: context.asOf, role, months }),
  );
  const known = (value: number) => (Number.isFinite(value) ? value : null);
  const spend = makeTable([
    numberColumn('month_from_adoption', 'none', found.month, 'integer'),
    moneyColumn('adopters', found.adopterSpend),
    moneyColumn('matched', found.controlSpend),
  ]);
  return context.exhibit(
    {
      product: keys[product]!,
      productName: names[product]!,
      substitutes: substitutes.length,
      adopters: found.adopters,
      matched: found.matched,
      controls: found.controls,
      before: known(found.before),
      after: known(found.after),
      controlBefore: known(found.controlBefore),
      controlAfter: known(found.controlAfter),
      effect: known(found.effect.mean),
      effectLower: known(found.effect.lower),
      effectUpper: known(found.effect.upper),
      effectShare: known(found.effectShare),
      preTrend: known(found.preTrend.mean),
      preTrendLower: known(found.preTrend.lower),
      preTrendUpper: known(found.preTrend.upper),
      preTrendAdopters: found.preTrendAdopters,
      productSpend: known(found.productSpend),
      takenShare: known(found.takenShare),
      verdict: verdicts[found.verdict]!,
    },
    {
      spend,
      figures: figuresTable(found),
      substitutes: makeTable([
        textColumn(
          'product',
          substitutes.map((index) => keys[index]!),
        ),
        textColumn(
          'product_name',
          substitutes.map((index) => names[index]!),
        ),
      ]),
    },
    {
      method: 'cannibalisation',
      source:
        'Matched difference in differences (Heckman, Ichimura & Todd 1997); bootstrap (Efron & Tibshirani 1993)',
      parameters: { ...parameters, seed: 1 },
      warnings: found.warnings,
    },
  );
}

/** What the verdict rests on, one figure a row. */
function figuresTable(found: Cannibalisation): Table {
  const none = Number.NaN;
  const rows: [string, number, number, number, number][] = [
    ['adoptersBefore', found.before, none, none, found.matched],
    ['adoptersAfter', found.after, none, none, found.matched],
    ['matchedBefore', found.controlBefore, none, none, found.controls],
    ['matchedAfter', found.controlAfter, none, none, found.controls],
    ['effect', found.effect.mean, found.effect.lower, found.effect.upper, found.matched],
    ['preTrend', found.preTrend.mean, found.preTrend.lower, found.preTrend.upper, found.preTrendAdopters],
    ['productSpend', found.productSpend, none, none, found.matched],
  ];
  const column = (at: 1 | 2 | 3 | 4) => rows.map((row) => row[at]);
  return makeTable([
    textColumn(
      'figure',
      rows.map(([code]) => code),
    ),
    moneyColumn('amount', column(1)),
    moneyColumn('share_lower', column(2)),
    moneyColumn('share_upper', column(3)),
    countColumn('n', column(4)),
  ]);
}

/** As asked, else the product of a category with others that most accounts took up late enough to have a before. */
async function chosenProduct(context: ExhibitContext, months: number): Promise<number> {
  const items = namedItems(context.book, 'product', '');
  const asked = context.text('product', '');
  if (asked !== '') return itemIndex(items, asked);
  const category = context.book.products.attributes.get('category');
  const adopters = await rowPass(
    context,
    `adopters:${months}`,
    'adoptersInTime',
    context.rows,
    { count: items.count, of: items.of },
    {
      asOf: context.asOf,
      from: monthOfDay(context.firstDay) + months,
      to: monthOfDay(context.asOf) - months,
      months,
    },
  );
  const alone = new Map<number, number>();
  const codes = category?.type === 'text' ? category.codes : null;
  if (codes) for (const code of codes) alone.set(code, (alone.get(code) ?? 0) + 1);
  let best = -1;
  for (const [product, count] of adopters.entries()) {
    const code = codes ? codes[product]! : -1;
    if (codes && (code < 0 || alone.get(code) === 1)) continue;
    if (best < 0 || count > adopters[best]!) best = product;
  }
  if (best >= 0) return best;
  throw new ExpectedError('noData', 'There is no product to look at', {
    hint: 'Choose one with --product',
    params: { needs: 'product' },
  });
}

/** Keys as asked (a comma within a key stands behind a backslash), else the other products of its category. */
function substitutesOf(context: ExhibitContext, product: number, given: string): number[] {
  const items = namedItems(context.book, 'product', '');
  if (given !== '') {
    const keys = (given.match(/(?:\\.|[^\\,])+/gs) ?? []).map((key) => key.replace(/\\(.)/gs, '$1').trim());
    return keys.map((key) => itemIndex(items, key)).filter((index) => index !== product);
  }
  const category = context.book.products.attributes.get('category');
  const codes = category?.type === 'text' ? category.codes : null;
  const own = codes?.[product] ?? -1;
  const found =
    own < 0
      ? []
      : items.keys.flatMap((_, index) => (index !== product && codes![index] === own ? [index] : []));
  if (found.length > 0) return found;
  throw new ExpectedError('noSubstitutes', `${items.keys[product]} has no other product in its category`, {
    hint: 'Import products with categories, or name what it may replace with --substitutes',
    params: { product: items.names[product]! },
  });
}
