import { entriesUntil } from '../history/accountDays.ts';
import { daysCovered } from '../history/historyUntil.ts';
import { orderedBetween, revenueBetween } from '../history/seenFrom.ts';
import { trailingYear } from '../retention/trailingYear.ts';
import type { DaySpan } from '../types.ts';
import type { OutcomeOptions, Outcomes } from './outcomes.ts';
import { pairEvents } from './pairEvents.ts';
import type { EventKind } from './rankedList.ts';
import type { ListSource } from './seenFromOrigin.ts';

/**
 * To whom could the event have happened after the origin, and to whom did it?
 *
 * retain: accounts with money in the 12 months before; event = no order day from the day after the origin to `end`; its
 * money = that of those 12 months.
 * upsell: accounts with money in the 12 months before whose comparison is known; event = money of the horizon above that of
 * the comparison by more than `source.growth` of it; its money = the difference. The comparison is the same days a year before for
 * an account that has rows by then, else the equally long days before the origin for one that has rows by their first day;
 * an account younger than that has none and is left out.
 * cross-sell: see `pairEvents`.
 */
export function outcomesOf(kind: EventKind, source: ListSource, options: OutcomeOptions): Outcomes {
  if (kind === 'cross-sell') return pairEvents(source.rows, source.history, options);
  return kind === 'retain' ? leavers(source, options) : growers(source, options);
}

function leavers({ history }: ListSource, { origin, end }: OutcomeOptions): Outcomes {
  const money = revenueBetween(history, trailingYear(origin));
  const happened = money.map((value, account) =>
    value > 0 && !orderedBetween(history, account, origin + 1, end) ? 1 : 0,
  );
  return accountOutcomes(
    Uint8Array.from(money, (value) => (value > 0 ? 1 : 0)),
    Uint8Array.from(happened),
    money,
  );
}

function growers({ history, growth }: ListSource, { origin, end }: OutcomeOptions): Outcomes {
  const money = revenueBetween(history, trailingYear(origin));
  const after = revenueBetween(history, { from: origin + 1, to: end });
  const spans = comparisonSpans(origin, end, daysCovered(history)?.from ?? origin);
  const before = spans.map((span) => revenueBetween(history, span));
  const gain = new Float64Array(history.accounts);
  const eligible = new Uint8Array(history.accounts);
  const happened = new Uint8Array(history.accounts);
  for (let account = 0; account < history.accounts; account++) {
    if (!(money[account]! > 0)) continue;
    const known = spans.findIndex(
      (span) => entriesUntil(history, account, span.from) > history.starts[account]!,
    );
    if (known < 0) continue;
    const base = Math.max(0, before[known]![account]!);
    eligible[account] = 1;
    gain[account] = after[account]! - base;
    happened[account] = gain[account]! > growth * base ? 1 : 0;
  }
  return accountOutcomes(eligible, happened, gain);
}

/** The same days a year before, where the data goes back so far, then the equally long days up to the origin. */
function comparisonSpans(origin: number, end: number, first: number): DaySpan[] {
  const yearBefore = { from: trailingYear(origin + 1).from - 1, to: trailingYear(end).from - 1 };
  const justBefore = { from: origin - (end - origin) + 1, to: origin };
  return yearBefore.from >= first && yearBefore.to <= origin ? [yearBefore, justBefore] : [justBefore];
}

function accountOutcomes(eligible: Uint8Array, happened: Uint8Array, gain: Float64Array): Outcomes {
  const gainOf = gain.map((value, account) => (happened[account] === 1 ? value : 0));
  return {
    n: sum(eligible),
    events: sum(happened),
    gain: sum(gainOf),
    sizeOf: Int32Array.from(eligible),
    eventsOf: Int32Array.from(happened),
    gainOf,
    isEligible: (account) => eligible[account] === 1,
    happened: (account) => happened[account] === 1,
    gainAt: (account) => gainOf[account]!,
  };
}

function sum(values: ArrayLike<number>): number {
  let total = 0;
  for (let i = 0; i < values.length; i++) total += values[i]!;
  return total;
}
