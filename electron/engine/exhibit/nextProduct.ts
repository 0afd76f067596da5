import { isoDate } from '../../../shared/domain/calendar.ts';
import type { Exhibit } from '../../../shared/domain/exhibit.ts';
import {
  type Column,
  makeTable,
  numberColumn,
  type Table,
  textColumn,
} from '../../../shared/domain/table.ts';
import type { AdoptionModel } from '../analysis/cross-sell/nextProduct/adoptionModel.ts';
import { type NextProducts, reasonsShown } from '../analysis/cross-sell/nextProduct/nextProducts.ts';
import { notGoods } from '../analysis/cross-sell/notGoods.ts';
import { namesService } from '../analysis/cross-sell/serviceWords.ts';
import { nextProductParams } from '../analysis/opportunities/nextProductAdvice.ts';
import type { AnalysisWarning } from '../analysis/types.ts';
import { type Breath, createBreath, mapRows } from '../background/breath.ts';
import { runInBackground } from '../background/pool.ts';
import { accountColumns, countColumn, flagColumn, moneyColumn, ratioColumn } from './columns.ts';
import type { ExhibitContext } from './context.ts';
import { itemColumns, itemOptions, type NamedItems, namedItems } from './items.ts';

interface ModelAnswer {
  model: AdoptionModel;
  items: NamedItems;
  parameters: {
    level: string;
    productPattern: string;
    productExcept: string;
    horizon: number;
    products: number;
  };
}

/** What accounts are likely to take up, remembered: list, white space and account page read the same numbers. */
export async function adoptionModelOf(context: ExhibitContext): Promise<ModelAnswer> {
  const own = context.ask.question === 'next-product';
  const whole = (name: string, otherwise: number, most: number) =>
    Math.round(context.number(name, otherwise, { min: 1, max: most }));
  const parameters = {
    ...(own ? itemOptions(context) : { level: 'product', productPattern: '', productExcept: '' }),
    horizon: own ? whole('horizon', 3, 24) : 3,
    products: own ? whole('products', 1000, 4000) : 1000,
  };
  const items = namedItems(
    context.book,
    parameters.level,
    parameters.productPattern,
    parameters.productExcept,
  );
  const model = await context.longWork(`adoption:${JSON.stringify(parameters)}`, (signal) =>
    runInBackground(signal, 'fitAdoption', context.rows, {
      asOf: context.asOf,
      items: { count: items.count, of: items.of },
      horizonMonths: parameters.horizon,
      most: parameters.products,
    }),
  );
  return { model, items, parameters };
}

interface NextProductsAnswer extends ModelAnswer {
  list: NextProducts;
  k: number;
}

/** What each account should be offered next, remembered: the page and the opportunities take it from the same list. */
export async function nextProductsOf(context: ExhibitContext): Promise<NextProductsAnswer> {
  const answer = await adoptionModelOf(context);
  const own = context.ask.question === 'next-product';
  const k = own ? Math.round(context.number('k', 5, { min: 1, max: 100 })) : 5;
  const list = await context.longWork(`nextProducts:${k}:${JSON.stringify(answer.parameters)}`, (signal) =>
    runInBackground(signal, 'nextProducts', answer.model, { k, firstDay: context.firstDay }),
  );
  return { ...answer, list, k };
}

/** Values, tables `nextProducts` (most expected money first) and `reliability`. */
export async function nextProduct(context: ExhibitContext): Promise<Exhibit> {
  const { model, items, parameters, list, k } = await nextProductsOf(context);
  const { check } = model;
  const sum = list.expected.reduce((total, value) => total + value, 0);
  return context.exhibit(
    {
      accounts: model.snapshot.active.length,
      products: model.snapshot.itemOf.length,
      expected: Number.isNaN(sum) ? null : sum,
      easePenalty: model.ease.penalty,
      pastCases: model.odds?.cases ?? null,
      pastTaken: model.odds?.taken ?? null,
      testedAt: check ? isoDate(check.origin) : null,
      brier: check?.brier ?? null,
      brierOfShare: check?.baseBrier ?? null,
      recallAt10: check?.own.recall ?? null,
      ndcgAt10: check?.own.ndcg ?? null,
      popularityRecallAt10: check?.popularity.recall ?? null,
      popularityNdcgAt10: check?.popularity.ndcg ?? null,
    },
    { nextProducts: await listTable(context, items, list), reliability: reliabilityTable(model) },
    {
      method: 'nextProduct',
      source: 'Steck (WWW 2019), EASE; logistic calibration on past origins (Platt 1999)',
      parameters: { ...parameters, k, origins: model.origins.map(isoDate) },
      warnings: [...list.warnings, ...suspects(context, parameters.level, items)],
    },
  );
}

/** `reasons=none` leaves out what a program reads and the screen does not: at 50,000 accounts most of the table. */
async function listTable(context: ExhibitContext, items: NamedItems, list: NextProducts): Promise<Table> {
  const breath = createBreath(context.signal);
  const withReasons = context.text('reasons', 'all', ['all', 'none']) === 'all';
  return makeTable([
    ...accountColumns(context.book, list.account),
    ...itemColumns(items, list.item, 'product', 'product_name'),
    moneyColumn('value', list.value),
    ratioColumn('probability', list.probability),
    moneyColumn('expected', list.expected),
    ...(withReasons
      ? [
          textColumn(
            'reasons',
            await mapRows(list.n, (row) => JSON.stringify(reasonsOf(items, list, row)), breath),
          ),
        ]
      : []),
    ...(await evidenceColumns(items, list, breath)),
    countColumn('buyers', list.buyers),
    flagColumn('bought_before', list.lapsed),
    numberColumn('affinity', 'none', list.score),
  ]);
}

/** The reasons as a sentence: `evidence.nextProduct<n>` names the n bought products that speak most for it. */
async function evidenceColumns(items: NamedItems, list: NextProducts, breath: Breath): Promise<Column[]> {
  const namedOf = (row: number) =>
    Array.from(list.reasonItem.subarray(row * reasonsShown, (row + 1) * reasonsShown))
      .filter((item) => item >= 0)
      .map((item) => items.names[item]!);
  const paramsOf = (row: number) =>
    JSON.stringify(nextProductParams(namedOf(row), list.buyers[row]!, list.lapsed[row] === 1));
  return [
    textColumn('evidence', await mapRows(list.n, (row) => `nextProduct${namedOf(row).length}`, breath)),
    textColumn('evidence_params', await mapRows(list.n, paramsOf, breath)),
  ];
}

/** What adds up to the score: `boughtWith` per product, `otherProducts` for the rest; `boughtBefore` stands beside it. */
function reasonsOf(items: NamedItems, list: NextProducts, row: number) {
  const places = Array.from({ length: reasonsShown }, (_, place) => row * reasonsShown + place);
  const named = places
    .filter((place) => list.reasonItem[place]! >= 0)
    .map((place) => {
      const item = list.reasonItem[place]!;
      return {
        code: 'boughtWith',
        product: items.keys[item]!,
        name: items.names[item]!,
        contribution: list.reasonPart[place]!,
      };
    });
  const rest =
    list.restItems[row]! > 0
      ? [{ code: 'otherProducts', count: list.restItems[row]!, contribution: list.rest[row]! }]
      : [];
  return [...named, ...rest, ...(list.lapsed[row] === 1 ? [{ code: 'boughtBefore' }] : [])];
}

function reliabilityTable({ check }: AdoptionModel): Table {
  const rows = check?.reliability ?? [];
  return makeTable([
    ratioColumn(
      'probability_from',
      rows.map(({ from }) => from),
    ),
    ratioColumn(
      'probability_to',
      rows.map(({ to }) => to),
    ),
    ratioColumn(
      'predicted',
      rows.map(({ predicted }) => predicted),
    ),
    ratioColumn(
      'observed',
      rows.map(({ observed }) => observed),
    ),
    countColumn(
      'cases',
      rows.map(({ n }) => n),
    ),
  ]);
}

/** Products that look like postage or fees: a suggestion, they stay in the list until they are left out by hand. */
function suspects(context: ExhibitContext, level: string, items: NamedItems): AnalysisWarning[] {
  if (level !== 'product') return [];
  const category = context.book.products.attributes.get('category');
  const hasCategory =
    category?.type === 'text' ? Uint8Array.from(category.codes, (code) => (code >= 0 ? 1 : 0)) : undefined;
  const named = Uint8Array.from(context.book.products.names, (name) => (namesService(name) ? 1 : 0));
  const found = context
    .shared('notGoods', () => notGoods(context.rows, named, hasCategory))
    .filter((product) => items.of[product]! >= 0);
  if (found.length === 0) return [];
  const names = found.slice(0, 5).map((product) => `${items.keys[product]} ${items.names[product]}`.trim());
  return [{ code: 'maybeNotGoods', params: { count: found.length, products: names.join(', ') } }];
}
