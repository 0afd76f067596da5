import { ExpectedError } from '../../../../shared/errors/errors.ts';
import type { Movables } from '../../analysis/opportunities/movable.ts';
import { type OpportunityKind, opportunityKinds } from '../../analysis/opportunities/opportunity.ts';
import { trailingYear } from '../../analysis/retention/trailingYear.ts';
import type { PriceCorridor } from '../../analysis/upsell/price/priceCorridor.ts';
import { runInBackground } from '../../background/pool.ts';
import { accountText } from '../../book/fields.ts';
import { missingDay } from '../../workspace/types.ts';
import { comparisonFields } from '../comparison.ts';
import type { ExhibitContext } from '../context.ts';
import { historyOf } from '../retention.ts';
import { riskOf } from '../risk.ts';
import type { PackedOpportunities } from './packOpportunities.ts';

/** The list as it was found, and what it is worth by the factors in force. */
export interface WeighedOpportunities {
  found: PackedOpportunities;
  movable: Movables;
  /** value × probability × factor, by entry of `found`. */
  expected: Float64Array;
  /** Entries, most expected money first. */
  order: Int32Array;
}

/** One ranked list over all kinds, remembered; look-alikes share the fields that option `comparedBy` names. */
function foundOpportunities(context: ExhibitContext): Promise<PackedOpportunities> {
  const { book } = context;
  const fields = comparisonFields(context);
  return context.longWork(`opportunities:${fields.join('\u0001')}`, async (signal) => {
    const [{ question, risk }, price] = await Promise.all([riskOf(context), pricesOf(context)]);
    return runInBackground(signal, 'findPackedOpportunities', context.rows, {
      asOf: context.asOf,
      risk: risk && { risk, months: question.months, daysLeft: daysLeft(context) },
      price,
      history: await historyOf(context),
      labels: {
        accountKeys: book.accounts.keys,
        productKeys: book.products.keys,
        productNames: book.products.names,
      },
      categories: fields.map((name) => accountText(book, name)!.codes),
    });
  });
}

/** Days from the as-of date to the end of each account's contract. */
function daysLeft({ book, asOf }: ExhibitContext): Float64Array {
  const ends = book.accounts.attributes.get('contract_end');
  if (ends?.type !== 'date') return new Float64Array(book.accounts.count).fill(Number.NaN);
  return Float64Array.from(ends.values, (day) => (day === missingDay ? Number.NaN : day - asOf));
}

/** Prices of the last 12 months beside those of other buyers; null without products, quantities or enough buyers. */
async function pricesOf(context: ExhibitContext): Promise<PriceCorridor | null> {
  const span = trailingYear(context.asOf);
  try {
    return await context.longWork('opportunityPrices', (signal) =>
      runInBackground(signal, 'priceCorridor', context.rows, { span }),
    );
  } catch (error) {
    if (error instanceof ExpectedError && ['noData', 'tooLittleData'].includes(error.code)) return null;
    throw error;
  }
}

/** The list with the user's own factors (option `movable`: `retain=0.4,upsell=0.6`) in place of those learnt. */
export async function weighedOpportunities(context: ExhibitContext): Promise<WeighedOpportunities> {
  const found = await foundOpportunities(context);
  const own = ownFactors(context.text('movable', ''));
  const key = `weighed:${comparisonFields(context).join('\u0001')}:${JSON.stringify([...own])}`;
  return context.shared(key, () => weigh(found, own));
}

function weigh(found: PackedOpportunities, own: Map<OpportunityKind, number>): WeighedOpportunities {
  const order = Int32Array.from({ length: found.n }, (_, entry) => entry);
  if (own.size === 0) return { found, movable: found.movable, expected: found.expected, order };
  const movable = { ...found.movable };
  for (const [kind, factor] of own) movable[kind] = { factor, origin: 'own', seen: 0 };
  const expected = Float64Array.from(
    found.value,
    (value, entry) =>
      value * found.probability[entry]! * movable[opportunityKinds[found.kind[entry]!]!].factor,
  );
  order.sort((a, b) => expected[b]! - expected[a]! || a - b);
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
