import { addTo, type CompensatedSums, createSums, totalOf } from '../statistics/compensated.ts';
import { roundMoney } from '../statistics/roundMoney.ts';

/** What an account did between two periods; its position is the code in `RevenueMovement.classes`. */
export const movementClasses = [
  'new',
  'reactivated',
  'expansion',
  'contraction',
  'flat',
  'churned',
  'other',
] as const;

/** Class code of an account without a row in either period. */
export const notInvolved = 255;

const [isNew, reactivated, expansion, contraction, flat, churned, other] = [0, 1, 2, 3, 4, 5, 6] as const;
const [start, end, activeStart, kept, keptAtMost, rates] = [7, 8, 9, 10, 11, 12] as const;

/** Money in the reporting currency, rounded to 4 decimals; ratios null where nobody was active at the start. */
export interface Movement {
  start: number;
  new: number;
  reactivated: number;
  expansion: number;
  contraction: number;
  churned: number;
  other: number;
  /** Effect of exchange rates; 0 where no amount changes with a rate. */
  fx: number;
  end: number;
  countStart: number;
  countNew: number;
  countReactivated: number;
  countExpansion: number;
  countContraction: number;
  countFlat: number;
  countChurned: number;
  countEnd: number;
  nrr: number | null;
  grr: number | null;
  logoRetention: number | null;
}

export interface MovementTally {
  amounts: CompensatedSums;
  counts: Int32Array;
}

export function createMovementTally(): MovementTally {
  return { amounts: createSums(13), counts: new Int32Array(movementClasses.length) };
}

/** Adds one account with revenue `before` and `after`; `known` = it has a row before the later period. Its class. */
export function tallyAccount(tally: MovementTally, before: number, after: number, known: boolean): number {
  const a = roundMoney(before);
  const b = roundMoney(after);
  const code = classify(a, b, known);
  tally.counts[code]!++;
  addTo(tally.amounts, code, after - before);
  addTo(tally.amounts, start, before);
  addTo(tally.amounts, end, after);
  if (a > 0) {
    addTo(tally.amounts, activeStart, before);
    addTo(tally.amounts, kept, after);
    addTo(tally.amounts, keptAtMost, Math.min(before, Math.max(after, 0)));
  }
  return code;
}

/**
 * After `tallyAccount` with an account's revenue at constant rates: puts the revenue at actual rates in the place of start
 * and end, and the difference between the two changes under FX. That difference.
 */
export function tallyRates(
  tally: MovementTally,
  [before, after]: [number, number],
  [constantBefore, constantAfter]: [number, number],
): number {
  const { amounts } = tally;
  for (const [slot, value] of [
    [start, before],
    [start, -constantBefore],
    [end, after],
    [end, -constantAfter],
    [rates, after],
    [rates, -constantAfter],
    [rates, -before],
    [rates, constantBefore],
  ] as const)
    addTo(amounts, slot, value);
  return after - before - (constantAfter - constantBefore);
}

function classify(a: number, b: number, known: boolean): number {
  if (a > 0 && b > 0) {
    if (b > a) return expansion;
    return b < a ? contraction : flat;
  }
  if (a > 0) return churned;
  if (b > 0) return known ? reactivated : isNew;
  return other;
}

export function readMovement(tally: MovementTally): Movement {
  const { amounts, counts } = tally;
  const money = (slot: number) => roundMoney(totalOf(amounts, slot));
  const countKept = counts[expansion]! + counts[contraction]! + counts[flat]!;
  const countStart = countKept + counts[churned]!;
  const base = totalOf(amounts, activeStart);
  return {
    start: money(start),
    new: money(isNew),
    reactivated: money(reactivated),
    expansion: money(expansion),
    contraction: money(contraction),
    churned: money(churned),
    // Flat accounts differ by less than half of the 4th decimal; their sum belongs somewhere for the lines to add up.
    other: roundMoney(totalOf(amounts, other) + totalOf(amounts, flat)),
    fx: money(rates),
    end: money(end),
    countStart,
    countNew: counts[isNew]!,
    countReactivated: counts[reactivated]!,
    countExpansion: counts[expansion]!,
    countContraction: counts[contraction]!,
    countFlat: counts[flat]!,
    countChurned: counts[churned]!,
    countEnd: countKept + counts[isNew]! + counts[reactivated]!,
    nrr: countStart > 0 ? totalOf(amounts, kept) / base : null,
    grr: countStart > 0 ? totalOf(amounts, keptAtMost) / base : null,
    logoRetention: countStart > 0 ? countKept / countStart : null,
  };
}
