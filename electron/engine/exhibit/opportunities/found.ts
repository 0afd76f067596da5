import { ExpectedError } from '../../../../shared/errors/errors.ts';
import type { NextProducts } from '../../analysis/cross-sell/nextProduct/nextProducts.ts';
import { type OpportunityKind, opportunityKinds } from '../../analysis/opportunities/kinds.ts';
import type { Movables } from '../../analysis/opportunities/movable.ts';
import { trailingYear } from '../../analysis/retention/trailingYear.ts';
import type { PriceCorridor } from '../../analysis/upsell/price/priceCorridor.ts';
import { runInBackground } from '../../background/pool.ts';
import { sortSteps } from '../../book/sortSteps.ts';
import type { Steps } from '../../book/steps.ts';
import { missingDay } from '../../workspace/types.ts';
import { type ChosenList, judgedLists, unjudgedLists } from '../chosenList.ts';
import { comparisonOf } from '../comparison.ts';
import type { ExhibitContext } from '../context.ts';
import { rankingOf } from '../headroom.ts';
import { nextProductsOf } from '../nextProduct.ts';
import { historyOf } from '../retention.ts';
import { riskOf } from '../risk.ts';
import type { PackedOpportunities } from './packOpportunities.ts';

/** The list as it was found, by which lists, and what it is worth by the factors in force. */
export interface WeighedOpportunities {
  found: PackedOpportunities;
  /** One per kind that can be judged. */
  lists: readonly ChosenList[];
  /** What decided it beside book, slice and as-of date: part of the key of what is made from it. */
  key: string;
  movable: Movables;
  /** value × probability × factor, by entry of `found`. */
  expected: Float64Array;
  /** Entries, most expected money first. */
  order: Int32Array;
}

/**
 * One ranked list over all kinds, remembered; accounts are compared by the fields that option `comparedBy` names. Every
 * kind comes from the list that its page shows, or the naive one where that was shown to be better.
 */
function foundOpportunities(
  context: ExhibitContext,
  lists: readonly ChosenList[],
  key: string,
): Promise<PackedOpportunities> {
  const { book } = context;
  return context.longWork(`opportunities:${key}`, async (signal) => {
    const [{ question, risk }, price, ranking, nextProducts] = await Promise.all([
      riskOf(context),
      pricesOf(context),
      orNull(() => rankingOf(context)),
      calibratedNextProducts(context),
    ]);
    return runInBackground(signal, 'findPackedOpportunities', context.rows, {
      asOf: context.asOf,
      risk: risk && { risk, months: question.months, daysLeft: daysLeft(context) },
      price,
      ranking,
      nextProducts,
      rivals: Object.fromEntries(lists.flatMap(({ kind, rival }) => (rival ? [[kind, rival]] : []))),
      history: await historyOf(context),
      labels: {
        accountKeys: book.accounts.keys,
        productKeys: book.products.keys,
        productNames: book.products.names,
      },
      attributes: comparisonOf(context),
    });
  });
}

/** The next-product list where its probabilities are known; white space takes its place elsewhere. */
async function calibratedNextProducts(context: ExhibitContext): Promise<NextProducts | null> {
  const answer = await orNull(() => nextProductsOf(context));
  return answer?.model.odds ? answer.list : null;
}

/** Days from the as-of date to the end of each account's contract. */
function daysLeft({ book, asOf }: ExhibitContext): Float64Array {
  const ends = book.accounts.attributes.get('contract_end');
  if (ends?.type !== 'date') return new Float64Array(book.accounts.count).fill(Number.NaN);
  return Float64Array.from(ends.values, (day) => (day === missingDay ? Number.NaN : day - asOf));
}

/** Prices of the last 12 months beside those of other buyers; null without products, quantities or enough buyers. */
function pricesOf(context: ExhibitContext): Promise<PriceCorridor | null> {
  const span = trailingYear(context.asOf);
  return orNull(() =>
    context.longWork('opportunityPrices', (signal) =>
      runInBackground(signal, 'priceCorridor', context.rows, { span }),
    ),
  );
}

/** Null where there is too little to make it from. */
async function orNull<Value>(make: () => Promise<Value>): Promise<Value | null> {
  try {
    return await make();
  } catch (error) {
    if (error instanceof ExpectedError && ['noData', 'tooLittleData'].includes(error.code)) return null;
    throw error;
  }
}

/**
 * The list with the user's own factors (option `movable`: `retain=0.4,upsell=0.6`) in place of those learnt. With option
 * `judge` = `yes` the lists are judged first; else our own are taken at once.
 */
export async function weighedOpportunities(context: ExhibitContext): Promise<WeighedOpportunities> {
  const judge = context.text('judge', 'no', ['yes', 'no']) === 'yes';
  const lists = judge ? await judgedLists(context) : unjudgedLists();
  const foundBy = [...comparisonOf(context), ...lists].map(({ name }) => name).join('\u0001');
  const found = await foundOpportunities(context, lists, foundBy);
  const own = ownFactors(context.text('movable', ''));
  const key = `${foundBy}:${JSON.stringify([...own])}`;
  return { ...(await context.sharedSteps(`weighed:${key}`, () => weigh(found, own))), lists, key };
}

type Weighed = Omit<WeighedOpportunities, 'lists' | 'key'>;

function* weigh(found: PackedOpportunities, own: Map<OpportunityKind, number>): Steps<Weighed> {
  const order = new Int32Array(found.n);
  for (let entry = 0; entry < order.length; entry++) order[entry] = entry;
  if (own.size === 0) return { found, movable: found.movable, expected: found.expected, order };
  const movable = { ...found.movable };
  for (const [kind, factor] of own) movable[kind] = { factor, origin: 'own', seen: 0 };
  const factors = opportunityKinds.map((kind) => movable[kind].factor);
  const expected = new Float64Array(found.n);
  for (let entry = 0; entry < expected.length; entry++)
    expected[entry] = found.value[entry]! * found.probability[entry]! * factors[found.kind[entry]!]!;
  yield* sortSteps(order, (a, b) => expected[b]! - expected[a]! || a - b);
  return { found, movable, expected, order };
}

/** Throws `badRequest` for another kind, or a factor outside 0 … 1. */
function ownFactors(text: string): Map<OpportunityKind, number> {
  const own = new Map<OpportunityKind, number>();
  for (const part of text.split(',').filter((piece) => piece.trim() !== '')) {
    const [name, factor] = part.split('=').map((piece) => piece.trim());
    const kind = opportunityKinds.find((candidate) => candidate === name);
    const value = factor ? Number(factor) : Number.NaN;
    if (!kind || !(value >= 0 && value <= 1)) {
      throw new ExpectedError('badRequest', `movable does not take "${part}"`, {
        hint: `Write kind=factor with a factor from 0 to 1; kinds: ${opportunityKinds.join(', ')}`,
        params: { option: 'movable' },
      });
    }
    own.set(kind, value);
  }
  return own;
}
