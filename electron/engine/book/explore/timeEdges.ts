import { dateOf, firstDayOfMonth, lastDayOfMonth, monthOfDay } from '../../../../shared/domain/calendar.ts';
import { type Grain, periodOfDay } from '../../../../shared/domain/period.ts';

/** More periods than this cannot be told apart in a chart. */
const mostPeriods = 1200;
const days: Record<Grain, number> = { day: 1, week: 7, month: 28, quarter: 90, half: 181, year: 365 };
const grains: Grain[] = ['day', 'week', 'month', 'quarter', 'half', 'year'];

/** The grain a chart over so many days starts with. */
function usualGrain(span: number): Grain {
  if (span <= 62) return 'day';
  if (span <= 183) return 'week';
  return span <= 31 * 72 ? 'month' : span <= 366 * 24 ? 'quarter' : 'year';
}

/** The wished grain, or the next coarser one that keeps the number of periods within `most`. */
export function fittingGrain(
  first: number,
  last: number,
  wished: Grain | undefined,
  most = mostPeriods,
): Grain {
  const span = last - first + 1;
  const from = grains.indexOf(wished ?? usualGrain(span));
  return grains.find((grain, index) => index >= from && span / days[grain] <= most) ?? 'year';
}

/** First day of every period from the one that holds `first` to the one that holds `last`, and the day after. */
export function timeEdges(first: number, last: number, grain: Grain): Float64Array {
  const edges: number[] = [];
  let day = periodOfDay(first, grain).from;
  while (day <= last) {
    edges.push(day);
    day = periodOfDay(day, grain).to + 1;
  }
  return Float64Array.from([...edges, day]);
}

/** Parts that months are cut into, by the days they start on: the finest first. */
const monthParts = [31, 15, 10, 6, 4, 2, 1];

/**
 * Days where a brush may stop: every day, or days at fixed places in the month where there are more than `most` days;
 * always the edges too, so that whole periods can be chosen.
 */
export function timeStops(edges: Float64Array, most: number): Float64Array {
  const first = edges[0]!;
  const end = edges.at(-1)!;
  const months = monthOfDay(end - 1) - monthOfDay(first) + 1;
  const parts = monthParts.find((count) => months * count <= most) ?? 1;
  const stops = new Set(edges);
  if (parts === 31 || end - first <= most) {
    for (let day = first; day <= end; day++) stops.add(day);
  } else {
    for (let month = monthOfDay(first); month <= monthOfDay(end - 1); month++)
      addMonth(month, parts, stops, first, end);
  }
  return Float64Array.from(stops).sort();
}

function addMonth(month: number, parts: number, stops: Set<number>, first: number, end: number): void {
  const start = firstDayOfMonth(month);
  const step = Math.floor(30 / parts);
  const length = dateOf(lastDayOfMonth(month)).day;
  for (let part = 0; part < parts && part * step < length - 1; part++) {
    const day = start + part * step;
    if (day > first && day < end) stops.add(day);
  }
}
