import { isoDate } from '../../../shared/domain/calendar.ts';
import type { Exhibit } from '../../../shared/domain/exhibit.ts';
import { type Column, makeTable, numberColumn, type Table } from '../../../shared/domain/table.ts';
import type { AdoptionModel } from '../analysis/cross-sell/nextProduct/adoptionModel.ts';
import type { NextProducts } from '../analysis/cross-sell/nextProduct/nextProducts.ts';
import { namesService } from '../analysis/cross-sell/serviceWords.ts';
import type { AnalysisWarning } from '../analysis/types.ts';
import { runInBackground } from '../background/pool.ts';
import {
  accountColumns,
  countColumn,
  flagColumn,
  moneyColumn,
  packedColumn,
  pickedFrom,
  ratioColumn,
  tableSteps,
  wordColumn,
} from './columns.ts';
import type { ExhibitContext } from './context.ts';
import { itemColumns, itemOptions, type NamedItems, namedItems } from './items.ts';
import { listPage, pageOf } from './listOrder.ts';
import { nextProductFilters, nextProductRows } from './nextProductRows.ts';
import { type NextProductTexts, nextProductEvidence, nextProductTexts } from './nextProductTexts.ts';
import { rowPass } from './rowPass.ts';

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
  /** What the list was made with. */
  key: string;
}

/** What each account should be offered next, remembered: the page and the opportunities take it from the same list. */
export async function nextProductsOf(context: ExhibitContext): Promise<NextProductsAnswer> {
  const answer = await adoptionModelOf(context);
  const own = context.ask.question === 'next-product';
  const k = own ? Math.round(context.number('k', 5, { min: 1, max: 100 })) : 5;
  const key = `${k}:${JSON.stringify(answer.parameters)}`;
  const list = await context.longWork(`nextProducts:${key}`, (signal) =>
    runInBackground(signal, 'nextProducts', answer.model, { k, firstDay: context.firstDay }),
  );
  return { ...answer, list, k, key };
}

/**
 * Values, tables `nextProducts` (most expected money first; a page of it with options `offset` and `limit`) and
 * `reliability`. Options `account`, `product` and `search` narrow the list, `sort` and `order` put it in order.
 */
export async function nextProduct(context: ExhibitContext): Promise<Exhibit> {
  const { model, items, parameters, list, k, key } = await nextProductsOf(context);
  const { check } = model;
  const { rows, expected } = await nextProductRows(context, items, list, key);
  return context.exhibit(
    {
      total: rows.length,
      accounts: model.snapshot.active.length,
      products: model.snapshot.itemOf.length,
      expected,
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
    {
      nextProducts: await listTable(context, items, list, pageOf(rows, listPage(context))),
      reliability: reliabilityTable(model),
    },
    {
      method: 'nextProduct',
      source: 'Steck (WWW 2019), EASE; logistic calibration on past origins (Platt 1999)',
      parameters: { ...parameters, k, origins: model.origins.map(isoDate), ...nextProductFilters(context) },
      warnings: [...list.warnings, ...(await suspects(context, parameters.level, items))],
    },
  );
}

/** Entries about which is said what there is to say before a thread would have begun. */
const toldAtOnce = 1000;

/** `reasons=none` leaves out what a program reads and the screen does not: most of the table. */
async function listTable(
  context: ExhibitContext,
  items: NamedItems,
  list: NextProducts,
  rows: Int32Array,
): Promise<Table> {
  const withReasons = context.text('reasons', 'all', ['all', 'none']) === 'all';
  const words = { keys: items.keys, names: items.names };
  const told =
    rows.length <= toldAtOnce
      ? nextProductTexts(list, rows, words, withReasons)
      : await runInBackground(context.signal, 'nextProductTexts', list, rows, words, withReasons);
  return context.beside(tableSteps(listColumns(context, items, { list, rows, told })));
}

interface ShownList {
  list: NextProducts;
  rows: Int32Array;
  told: NextProductTexts;
}

function* listColumns(
  { book }: ExhibitContext,
  items: NamedItems,
  { list, rows, told }: ShownList,
): Generator<Column, void> {
  const { named, params, reasons } = told;
  yield* accountColumns(book, pickedFrom(list.account, rows));
  yield* itemColumns(items, pickedFrom(list.item, rows), 'product', 'product_name');
  yield moneyColumn('value', pickedFrom(list.value, rows));
  yield ratioColumn('probability', pickedFrom(list.probability, rows));
  yield moneyColumn('expected', pickedFrom(list.expected, rows));
  if (reasons) yield packedColumn('reasons', reasons);
  yield wordColumn('evidence', named, nextProductEvidence);
  yield packedColumn('evidence_params', params);
  yield countColumn('buyers', pickedFrom(list.buyers, rows));
  yield flagColumn('bought_before', pickedFrom(list.lapsed, rows));
  yield numberColumn('affinity', 'none', pickedFrom(list.score, rows));
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
async function suspects(
  context: ExhibitContext,
  level: string,
  items: NamedItems,
): Promise<AnalysisWarning[]> {
  if (level !== 'product') return [];
  const category = context.book.products.attributes.get('category');
  const hasCategory =
    category?.type === 'text' ? Uint8Array.from(category.codes, (code) => (code >= 0 ? 1 : 0)) : undefined;
  const named = Uint8Array.from(context.book.products.names, (name) => (namesService(name) ? 1 : 0));
  const all = await rowPass(context, 'notGoods', 'notGoods', context.rows, named, hasCategory);
  const found = all.filter((product) => items.of[product]! >= 0);
  if (found.length === 0) return [];
  const names = found.slice(0, 5).map((product) => `${items.keys[product]} ${items.names[product]}`.trim());
  return [{ code: 'maybeNotGoods', params: { count: found.length, products: names.join(', ') } }];
}
