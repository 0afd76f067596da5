import { isoDate } from '../../../../shared/domain/calendar.ts';
import type { RatesUsed } from '../../../../shared/domain/currency.ts';
import type { DaySpan } from '../../analysis/types.ts';
import { type Quotes, type Series, seriesBetween } from './quotes.ts';

/** Rates of one pair for every day of a span; NaN before the first one. */
export interface DailyRates {
  values: Float64Array;
  used: RatesUsed[];
}

/**
 * What was one currency worth in another on each day? The last rate on or before the day, whichever direction it is given
 * in; where the two have none by then, through the third currency that has both, the one with most rates first. Null
 * where no rates lead from one to the other.
 */
export function dailyRates(quotes: Quotes, from: string, to: string, span: DaySpan): DailyRates | null {
  const values = new Float64Array(span.to - span.from + 1).fill(Number.NaN);
  const used: RatesUsed[] = [];
  const direct = seriesBetween(quotes, from, to);
  if (direct) {
    fill(values, ratesOn(direct, span));
    used.push(described(from, to, [direct]));
  }
  for (const via of quotes.currencies) {
    if (via === from || via === to || !values.some(Number.isNaN)) continue;
    const [first, second] = [seriesBetween(quotes, from, via), seriesBetween(quotes, via, to)];
    if (!first || !second) continue;
    const [one, other] = [ratesOn(first, span), ratesOn(second, span)];
    const crossed = one.map((rate, day) => rate * other[day]!);
    if (fill(values, crossed)) used.push({ ...described(from, to, [first, second]), via });
  }
  return used.length > 0 ? { values, used } : null;
}

function ratesOn({ days, rates }: Series, span: DaySpan): Float64Array {
  const values = new Float64Array(span.to - span.from + 1);
  let next = 0;
  for (let at = 0; at < values.length; at++) {
    while (next < days.length && days[next]! <= span.from + at) next++;
    values[at] = next === 0 ? Number.NaN : rates[next - 1]!;
  }
  return values;
}

/** Puts values where there are none yet; whether it did. */
function fill(values: Float64Array, found: Float64Array): boolean {
  let any = false;
  for (let at = 0; at < values.length; at++) {
    if (!Number.isNaN(values[at]!) || Number.isNaN(found[at]!)) continue;
    values[at] = found[at]!;
    any = true;
  }
  return any;
}

function described(from: string, to: string, series: Series[]): RatesUsed {
  const first = Math.max(...series.map(({ days }) => days[0]!));
  const last = Math.min(...series.map(({ days }) => days.at(-1)!));
  const rates = Math.min(...series.map(({ days }) => days.length));
  return { from, to, first: isoDate(first), last: isoDate(last), rates };
}
