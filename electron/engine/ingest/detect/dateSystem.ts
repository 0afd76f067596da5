import { dateOf } from '../../../../shared/domain/calendar.ts';
import type { DateSystem, DateSystemReason } from '../values/dateTypes.ts';
import { parseDate } from '../values/parseDate.ts';
import type { ColumnProfile } from './columns.ts';

/** Days between the two beginnings. */
export const daysTo1904 = 1462;
const sure: Record<DateSystemReason, number> = { asked: 1, beside: 0.97, years: 0.9, monthEnds: 0.85 };
const likely1900 = 0.9;
const near = 400;

/** The table that serials stand in. */
export interface SerialContext {
  profiles: readonly ColumnProfile[];
  data: readonly string[][];
  /** Titles and the file's name. */
  texts: readonly string[];
  chosen: 1900 | 1904 | undefined;
}

/**
 * Do the serials of a column count from 1900 or from 1904? They are taken from 1900 unless the user says otherwise, or days
 * that are known would lie four years off: those of another column, the years of a column or of titles, ends of months.
 */
export function dateSystemOf(column: number, context: SerialContext): DateSystem {
  const { chosen, data } = context;
  if (chosen !== undefined) return { from: chosen, confidence: 1, why: 'asked' };
  const dayOf = knownCells(dayFrom1900);
  const days = data.map((cells) => dayOf(cells[column] ?? ''));
  const verdicts = [beside(days, context), namedYears(days, context.texts), monthEnds(days)];
  const found = verdicts.find((one) => one !== null);
  return found ?? { from: 1900, confidence: likely1900, why: null };
}

function dayFrom1900(cell: string): number | null {
  const date = parseDate(cell.trim(), { order: 'ymd', serial: true });
  return date === null || date === 'missing' || date.shape !== 'serial' ? null : date.day;
}

/** The same, which reads each writing once: days repeat from row to row. */
function knownCells(read: (cell: string) => number | null): (cell: string) => number | null {
  const known = new Map<string, number | null>();
  return (cell) => {
    const before = known.get(cell);
    if (before !== undefined) return before;
    const day = read(cell);
    known.set(cell, day);
    return day;
  };
}

function verdict(from: 1900 | 1904, why: DateSystemReason): DateSystem {
  return { from, confidence: sure[why], why };
}

/** Dates (or years) of the same rows in another column, which are near in one of the two ways. */
function beside(days: (number | null)[], { profiles, data }: SerialContext): DateSystem | null {
  for (const [at, profile] of profiles.entries()) {
    const read = profile.serial ? null : readerOf(profile);
    if (!read) continue;
    const gaps = days.flatMap((day, row) => {
      const other = day === null ? null : read(data[row]![at] ?? '');
      return other === null ? [] : [day! - other];
    });
    if (gaps.length < 2) continue;
    const within = (shift: number) => gaps.filter((gap) => Math.abs(gap + shift) <= near).length;
    if (within(0) >= gaps.length * 0.9) return verdict(1900, 'beside');
    if (within(daysTo1904) >= gaps.length * 0.9) return verdict(1904, 'beside');
  }
  return null;
}

/** How a column tells a day: as dates do, or in the middle of a year that it names. */
function readerOf(profile: ColumnProfile): ((cell: string) => number | null) | null {
  if (profile.type === 'date' && profile.year === undefined) {
    const format = { order: profile.dateOrder, serial: false, ...profile.writing };
    return knownCells((cell) => {
      const date = parseDate(cell.trim(), format);
      return date === null || date === 'missing' ? null : date.day;
    });
  }
  const years = /year|年|jahr/iu.test(profile.header);
  if (!years || !profile.sample.every((value) => /^(?:19|20)\d{2}年?$/.test(value.trim()))) return null;
  return (cell) => {
    const year = Number.parseInt(cell, 10);
    return Number.isNaN(year) ? null : Date.UTC(year, 6, 1) / 86_400_000;
  };
}

/** Whether all days are of years that titles name in one of the two ways, and none in the other. */
function namedYears(days: (number | null)[], texts: readonly string[]): DateSystem | null {
  const named = texts.flatMap((text) =>
    [...text.matchAll(/(?<![\d.,])((?:19|20)\d{2})(?!\d)/g)].map(([, year]) => Number(year)),
  );
  const known = days.filter((day) => day !== null);
  if (named.length === 0 || known.length === 0) return null;
  const [low, high] = [Math.min(...named), Math.max(...named)];
  const count = (shift: number) =>
    known.filter((day) => {
      const { year } = dateOf(day + shift);
      return year >= low && year <= high;
    }).length;
  if (count(0) > 0) return count(0) === known.length ? verdict(1900, 'years') : null;
  return count(daysTo1904) >= known.length * 0.9 ? verdict(1904, 'years') : null;
}

const fewestMonths = 3;

/** Days that are all the last of their month in one of the two ways only. */
function monthEnds(days: (number | null)[]): DateSystem | null {
  const distinct = [...new Set(days.filter((day) => day !== null))];
  if (distinct.length < fewestMonths) return null;
  const ends = (shift: number) => distinct.every((day) => dateOf(day + shift + 1).day === 1);
  const begins = distinct.every((day) => dateOf(day).day === 1);
  if (begins || ends(0)) return null;
  return ends(daysTo1904) ? verdict(1904, 'monthEnds') : null;
}
