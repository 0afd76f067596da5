import { ExpectedError } from '../../../../shared/errors/errors.ts';
import { bought, type PurchaseGrid } from '../cross-sell/purchaseGrid.ts';
import { mapWhiteSpace, type WhiteSpace, type WhiteSpaceOptions } from '../cross-sell/whiteSpace.ts';
import type { AnalysisWarning, DaySpan, SalesRows } from '../types.ts';
import { learntMovable, type Movable } from './movable.ts';
import type { PastSpans } from './pastSpans.ts';

/** How often a product that look-alikes bought was bought in the span after, by its probability then. */
export interface AdoptionRates {
  /** Upper limits of the classes of probability; the last is 1. */
  limits: readonly number[];
  /** Share that bought, never falling from class to class; NaN where uncalibrated. */
  rates: Float64Array;
  seen: Int32Array;
  adopted: Int32Array;
  /** What those that took a product up spent on it, as a share (at most 1) of what their look-alikes did. */
  movable: Movable;
  warnings: AnalysisWarning[];
}

const limits = [0.02, 0.05, 0.1, 0.15, 0.2, 0.3, 0.4, 0.5, 0.65, 1] as const;
const fewestSeen = 200;

/**
 * Of the products an account did not buy, how many did it take up, given what its look-alikes bought?
 *
 * White space is mapped at the end of the earlier span exactly as today; adopted = a purchase in the span after.
 * Rates are made monotone by pooling neighbouring classes that fall (isotonic regression).
 * Assumption: what happened then happens again, seasons included.
 *
 * @returns shares per class of probability. Warning `uncalibratedCrossSell` with NaN rates where there is no earlier
 *   span or fewer than 200 pairs in it.
 *
 * Cost: that of `mapWhiteSpace`. Source: Ayer, Brunk, Ewing, Reid & Silverman (1955), pool adjacent violators;
 * calibration as in Zadrozny & Elkan (KDD 2002).
 */
export function calibrateAdoption(
  rows: SalesRows,
  past: PastSpans | null,
  options: Omit<WhiteSpaceOptions, 'span'>,
): AdoptionRates {
  const seen = new Int32Array(limits.length);
  const adopted = new Int32Array(limits.length);
  const spent = past ? countAdoptions(rows, past, options, seen, adopted) : { shares: 0, cases: 0 };
  const all = seen.reduce((sum, n) => sum + n, 0);
  const enough = all >= fewestSeen;
  return {
    limits,
    rates: enough ? poolFalling(adopted, seen) : new Float64Array(limits.length).fill(Number.NaN),
    seen,
    adopted,
    movable: learntMovable('cross-sell', spent.shares, spent.cases),
    warnings: enough ? [] : [{ code: 'uncalibratedCrossSell', params: { seen: all, least: fewestSeen } }],
  };
}

/** The class of a probability. */
export function adoptionClass(probability: number): number {
  return limits.findIndex((limit) => probability <= limit);
}

function countAdoptions(
  rows: SalesRows,
  { before, after }: PastSpans,
  options: Omit<WhiteSpaceOptions, 'span'>,
  seen: Int32Array,
  adopted: Int32Array,
): { shares: number; cases: number } {
  const spent = { shares: 0, cases: 0 };
  const then = whiteSpaceOrNull(rows, { ...options, span: before });
  if (!then) return spent;
  const later = spentIn(rows, after, then);
  for (let cell = 0; cell < then.states.length; cell++) {
    if (then.states[cell] === bought) continue;
    const group = adoptionClass(then.probability[cell]!);
    seen[group]!++;
    if (!(later[cell]! > 0)) continue;
    adopted[group]!++;
    if (!(then.spend[cell]! > 0)) continue;
    spent.shares += Math.min(1, later[cell]! / then.spend[cell]!);
    spent.cases++;
  }
  return spent;
}

/** What the account of each cell of the grid bought of its product in the span. */
function spentIn(rows: SalesRows, span: DaySpan, { accounts, products, states }: PurchaseGrid): Float64Array {
  const { offsets, keep, day, revenue, product } = rows;
  const columnOf = new Int32Array(rows.products).fill(-1);
  for (const [column, code] of products.entries()) columnOf[code] = column;
  const found = new Float64Array(states.length);
  for (const [gridRow, account] of accounts.entries()) {
    for (let row = offsets[account]!; row < offsets[account + 1]!; row++) {
      const column = product && product[row]! >= 0 ? columnOf[product[row]!]! : -1;
      if (column < 0 || keep[row] !== 1 || !(revenue[row]! > 0)) continue;
      if (day[row]! >= span.from && day[row]! <= span.to)
        found[gridRow * products.length + column]! += revenue[row]!;
    }
  }
  return found;
}

/** White space, or null where too few accounts are active. */
export function whiteSpaceOrNull(rows: SalesRows, options: WhiteSpaceOptions): WhiteSpace | null {
  try {
    return mapWhiteSpace(rows, options);
  } catch (error) {
    if (error instanceof ExpectedError && error.code === 'tooLittleData') return null;
    throw error;
  }
}

/** Shares hits / n made non-falling: neighbouring classes that fall are pooled. A class without cases joins the one before. */
export function poolFalling(hits: Int32Array, n: Int32Array): Float64Array {
  const blocks: { hits: number; n: number; classes: number }[] = [];
  for (const [i, cases] of n.entries()) {
    let block = { hits: hits[i]!, n: cases, classes: 1 };
    for (let last = blocks.at(-1); last; last = blocks.at(-1)) {
      if (block.n > 0 && last.n > 0 && last.hits / last.n < block.hits / block.n) break;
      blocks.pop();
      block = { hits: last.hits + block.hits, n: last.n + block.n, classes: last.classes + block.classes };
    }
    blocks.push(block);
  }
  return Float64Array.from(
    blocks.flatMap(({ hits: sum, n: cases, classes }) => new Array<number>(classes).fill(sum / cases)),
  );
}
