import { firstDayOfMonth, monthOfDay } from '../../../shared/domain/calendar.ts';
import { createRandom } from '../analysis/statistics/random.ts';
import type { NewBatch } from '../workspace/types.ts';
import { lastDay } from './calendar.ts';
import { codeColumn, dayColumn, makeBatch, valueColumn } from './columns.ts';
import type { SalesBuffer } from './salesBuffer.ts';
import type { Profile } from './types.ts';

/** Months of targets after the last month with sales. */
const ahead = 6;

/** Revenue by owner, then month of the book. */
function monthlyRevenue(
  sales: SalesBuffer,
  profiles: Profile[],
  owners: string[],
  first: number,
  months: number,
) {
  const ownerIndex = new Map(owners.map((owner, index) => [owner, index]));
  const ownerOf = Int32Array.from(profiles, (profile) => ownerIndex.get(profile.owner)!);
  const monthOf = Int32Array.from({ length: lastDay - first + 1 }, (_, day) => monthOfDay(first + day));
  const sums = new Float64Array(owners.length * months);
  const firstMonth = monthOfDay(first);
  for (let row = 0; row < sales.n; row++) {
    const month = monthOf[sales.day[row]! - first]! - firstMonth;
    const cell = ownerOf[sales.account[row]!]! * months + month;
    sums[cell] = sums[cell]! + sales.revenue[row]!;
  }
  return sums;
}

/** A target is last year's month plus a stretch; in the first year, the month itself seen from before. */
function targetOf(
  actual: Float64Array,
  start: number,
  months: number,
  month: number,
  stretch: number,
  guess: number,
) {
  if (month >= 12) return actual[start + month - 12]! * stretch;
  return actual[start + Math.min(month, months - 1)]! * guess;
}

/** Monthly revenue targets per account manager and half a year ahead. */
export function plansBatch(seed: number, first: number, profiles: Profile[], sales: SalesBuffer): NewBatch {
  const random = createRandom(seed, 7);
  const owners = [...new Set(profiles.map((profile) => profile.owner))];
  const months = monthOfDay(lastDay) - monthOfDay(first) + 1;
  const actual = monthlyRevenue(sales, profiles, owners, first, months);
  const days: number[] = [];
  const targets: number[] = [];
  const ownerTexts: string[] = [];
  for (const [index, owner] of owners.entries()) {
    const stretch = random.between(1.04, 1.14);
    for (let month = 0; month < months + ahead; month++) {
      const target = targetOf(actual, index * months, months, month, stretch, random.between(0.9, 1.1));
      days.push(firstDayOfMonth(monthOfDay(first) + month));
      targets.push(Math.max(0, Math.round(target / 1000) * 1000));
      ownerTexts.push(owner);
    }
  }
  return makeBatch('plans', seed, [
    dayColumn('date', days),
    valueColumn('target', Float64Array.from(targets)),
    codeColumn('owner', ownerTexts),
    codeColumn(
      'measure',
      days.map(() => 'revenue'),
    ),
  ]);
}
