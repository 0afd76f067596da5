import { dateOf, firstDayOfMonth, monthOfDay } from '../../../../shared/domain/calendar.ts';
import { addTo, createSums, totalOf } from '../statistics/compensated.ts';
import type { DaySpan } from '../types.ts';

/** Figures of a market: a value per day (the first of its month, quarter or year) and cell. */
export interface MarketFigures {
  day: ArrayLike<number>;
  value: ArrayLike<number>;
  /** Cell per figure, -1 = none. */
  cell: ArrayLike<number>;
  cells: number;
}

/** Value in both spans, over the months that both have. */
export interface MarketGrowth {
  base: Float64Array;
  end: Float64Array;
  /** Months of the spans that some cell has in both; months that the later span covers. */
  months: number;
  ofMonths: number;
}

/**
 * How large was each cell of the market in two spans, month against month?
 *
 * Spans of equally many months are compared like for like: a month counts where the cell has a value in it and in the
 * month at the same place of the other span, so that a missing month shrinks both. Spans of different length are added
 * up as they are. A figure belongs to the month of its day; figures of a cell and month are added.
 * Cost: linear in figures.
 */
export function marketGrowth(figures: MarketFigures, from: DaySpan, to: DaySpan): MarketGrowth {
  const [first, second] = [monthsOf(from), monthsOf(to)];
  const like = first.count === second.count;
  const places = like ? first.count : 1;
  const sums = [createSums(figures.cells * places), createSums(figures.cells * places)] as const;
  const there = [new Uint8Array(figures.cells * places), new Uint8Array(figures.cells * places)] as const;
  for (let row = 0; row < figures.day.length; row++) {
    const [cell, value] = [figures.cell[row]!, figures.value[row]!];
    if (cell < 0 || !Number.isFinite(value)) continue;
    const month = monthOfDay(figures.day[row]!);
    for (const [side, span] of [first, second].entries()) {
      const at = month - span.first;
      if (at < 0 || at >= span.count) continue;
      const slot = cell * places + (like ? at : 0);
      addTo(sums[side as 0], slot, value);
      there[side as 0]![slot] = 1;
    }
  }
  return { ...added(figures.cells, places, sums, there), ofMonths: second.count };
}

/** The months whose first day lies in the span, or the one month the span lies in. */
function monthsOf({ from, to }: DaySpan): { first: number; count: number } {
  const first = monthOfDay(from) + (dateOf(from).day === 1 ? 0 : 1);
  const last = monthOfDay(to);
  return firstDayOfMonth(first) > to ? { first: last, count: 1 } : { first, count: last - first + 1 };
}

function added(
  cells: number,
  places: number,
  sums: readonly [ReturnType<typeof createSums>, ReturnType<typeof createSums>],
  there: readonly [Uint8Array, Uint8Array],
): Omit<MarketGrowth, 'ofMonths'> {
  const [base, end] = [createSums(cells), createSums(cells)];
  const seen = new Uint8Array(places);
  for (let cell = 0; cell < cells; cell++) {
    for (let at = 0; at < places; at++) {
      const slot = cell * places + at;
      if (!there[0][slot] || !there[1][slot]) continue;
      addTo(base, cell, totalOf(sums[0], slot));
      addTo(end, cell, totalOf(sums[1], slot));
      seen[at] = 1;
    }
  }
  const total = (of: ReturnType<typeof createSums>) =>
    Float64Array.from({ length: cells }, (_, cell) => totalOf(of, cell));
  return { base: total(base), end: total(end), months: seen.reduce((sum, mark) => sum + mark, 0) };
}
