import { type Day, dateOf, dayOf, firstDayOfMonth, monthOfDay } from '../../../shared/domain/calendar.ts';
import type { SeasonKind } from './industries.ts';

/** First day of the lunar year: Hong Kong Observatory, Gregorian–lunar conversion tables. */
const springFestivals: Record<number, [month: number, day: number]> = {
  2006: [1, 29],
  2007: [2, 18],
  2008: [2, 7],
  2009: [1, 26],
  2010: [2, 14],
  2011: [2, 3],
  2012: [1, 23],
  2013: [2, 10],
  2014: [1, 31],
  2015: [2, 19],
  2016: [2, 8],
  2017: [1, 28],
  2018: [2, 16],
  2019: [2, 5],
  2020: [1, 25],
  2021: [2, 12],
  2022: [2, 1],
  2023: [1, 22],
  2024: [2, 10],
  2025: [1, 29],
  2026: [2, 17],
};

/** The book ends here, whatever day it is made. */
export const lastDay: Day = dayOf(2026, 6, 30);

export function firstDayOfBook(months: number): Day {
  return firstDayOfMonth(monthOfDay(lastDay) - months + 1);
}

/** Days from the Spring Festival of the day's year; negative before it. */
function fromFestival(day: Day): number {
  const { year } = dateOf(day);
  const festival = springFestivals[year];
  return festival ? day - dayOf(year, festival[0], festival[1]) : 365;
}

/** A hump of `height` around `center` (day and month), `width` days wide to each side. */
function hump(day: Day, month: number, dayOfMonth: number, width: number, height: number): number {
  const distance = Math.abs(day - dayOf(dateOf(day).year, month, dayOfMonth)) / width;
  return distance >= 1 ? 0 : height * (1 - distance * distance);
}

const months: Record<SeasonKind, readonly number[]> = {
  commerce: [0.96, 0.9, 0.97, 0.96, 0.99, 1.06, 0.97, 0.96, 1.01, 1.03, 1.16, 1.03],
  auto: [1.05, 0.92, 1, 1.01, 1.02, 1, 1.03, 1.02, 1.04, 0.96, 0.97, 0.98],
  industrial: [0.98, 0.86, 1.06, 1.04, 1.02, 1.03, 0.97, 0.96, 1.04, 0.97, 1.03, 1.04],
  travel: [0.92, 1.02, 0.92, 1, 1.06, 0.98, 1.16, 1.18, 0.96, 1.12, 0.86, 0.82],
};

function chineseFactor(day: Day, kind: SeasonKind): number {
  const distance = fromFestival(day);
  const before = distance >= -24 && distance < -5 ? 0.2 : 0;
  const lull = distance >= -4 && distance <= 18 ? -0.35 : 0;
  const commerce = kind === 'commerce' ? hump(day, 11, 8, 16, 0.65) + hump(day, 6, 15, 12, 0.3) : 0;
  const travel = kind === 'travel' ? hump(day, 10, 1, 9, 0.4) + (Math.abs(distance) < 9 ? 0.3 : 0) : 0;
  const goldenWeekStock = kind === 'auto' ? hump(day, 9, 22, 9, 0.25) : 0;
  return 1 + before + lull + commerce + travel + goldenWeekStock;
}

function westernFactor(day: Day, kind: SeasonKind): number {
  const commerce = kind === 'commerce' ? hump(day, 11, 27, 10, 0.45) + hump(day, 12, 14, 10, 0.3) : 0;
  return 1 + commerce - (kind === 'industrial' ? hump(day, 8, 12, 16, 0.25) : 0);
}

function isOpen(day: Day, chinese: boolean): boolean {
  const weekday = (((day + 3) % 7) + 7) % 7;
  if (weekday >= 5) return false;
  const { month, day: dayOfMonth } = dateOf(day);
  if (!chinese) return !((month === 12 && dayOfMonth >= 24) || (month === 1 && dayOfMonth === 1));
  const distance = fromFestival(day);
  return !((distance >= -1 && distance <= 6) || (month === 10 && dayOfMonth <= 7));
}

/** What a kind of account does on each day of the book, day 0 being its first. */
export interface Season {
  /** Demand against an average day. */
  factor: Float64Array;
  /** The day itself, or the next one on which business is open. */
  openDay: Int32Array;
}

export function makeSeason(first: Day, kind: SeasonKind, chinese: boolean): Season {
  const length = lastDay - first + 1;
  const factor = new Float64Array(length);
  const openDay = new Int32Array(length);
  let nextOpen = length;
  for (let index = length - 1; index >= 0; index--) {
    const day = first + index;
    if (isOpen(day, chinese)) nextOpen = index;
    openDay[index] = nextOpen;
    const event = chinese ? chineseFactor(day, kind) : westernFactor(day, kind);
    factor[index] = months[kind][dateOf(day).month - 1]! * event;
  }
  return { factor, openDay };
}
