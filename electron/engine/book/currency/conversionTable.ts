import type { RatesUsed } from '../../../../shared/domain/currency.ts';
import type { DaySpan } from '../../analysis/types.ts';
import { sharedFloat64, sharedInt32 } from '../shared.ts';
import { dailyRates } from './dailyRates.ts';
import type { Quotes } from './quotes.ts';

/** Amounts of the days of `days` are turned at the average rate of the days of `over`. */
export interface Averaging {
  days: DaySpan;
  over: DaySpan;
}

/** What an amount is multiplied by, for any row of the book: plain arrays, so that threads share them. */
export interface ConversionTable {
  /** Line of each currency code + 1; entry 0 answers for rows without currency. −1: there are no rates. */
  lineOf: Int32Array;
  /** Line by line a factor per day from `first` on; the last one answers for a missing day. NaN: no rate by then. */
  factors: Float64Array;
  first: number;
  /** Factors in a line. */
  width: number;
}

export interface MadeTable {
  table: ConversionTable;
  used: RatesUsed[];
  /** Currencies without any rate in a period that is averaged over: their amounts stay at the rate of the day. */
  unaveraged: string[];
}

/**
 * What turns the amounts of each currency of a book, on each of its days, into one currency? Amounts without currency count
 * as in that currency. `codes` says which currency each code of the book's currency column stands for.
 */
export function makeTable(
  quotes: Quotes,
  codes: readonly string[],
  reporting: string,
  span: DaySpan,
  averages: readonly Averaging[],
): MadeTable {
  const width = span.to - span.from + 2;
  const lines: Float64Array[] = [new Float64Array(width).fill(1)];
  const lineOfCode = new Map([
    ['', 0],
    [reporting, 0],
  ]);
  const used: RatesUsed[] = [];
  const unaveraged: string[] = [];
  for (const code of new Set(codes)) {
    if (lineOfCode.has(code)) continue;
    const found = dailyRates(quotes, code, reporting, span);
    lineOfCode.set(code, found ? lines.length : -1);
    if (!found) continue;
    const line = new Float64Array(width).fill(Number.NaN);
    line.set(found.values);
    if (!averageLine(line, quotes, [code, reporting], span, averages)) unaveraged.push(code);
    lines.push(line);
    used.push(...found.used);
  }
  const lineOf = sharedInt32(codes.length + 1);
  for (const [index, code] of codes.entries()) lineOf[index + 1] = lineOfCode.get(code)!;
  const factors = sharedFloat64(lines.length * width);
  for (const [index, line] of lines.entries()) factors.set(line, index * width);
  return { table: { lineOf, factors, first: span.from, width }, used, unaveraged };
}

/** Puts averages in place of the rates of the days, where there is one; whether all periods have one. */
function averageLine(
  line: Float64Array,
  quotes: Quotes,
  [from, to]: [string, string],
  span: DaySpan,
  averages: readonly Averaging[],
): boolean {
  let all = true;
  for (const { days, over } of averages) {
    const rate = mean(dailyRates(quotes, from, to, over)?.values ?? new Float64Array(0));
    if (Number.isNaN(rate)) all = false;
    else {
      const last = Math.min(days.to, span.to);
      for (let day = Math.max(days.from, span.from); day <= last; day++) {
        if (!Number.isNaN(line[day - span.from]!)) line[day - span.from] = rate;
      }
    }
  }
  return all;
}

/** Of the values that are there; NaN where none is. */
function mean(values: Float64Array): number {
  let sum = 0;
  let n = 0;
  for (const value of values) {
    if (Number.isNaN(value)) continue;
    sum += value;
    n++;
  }
  return sum / n;
}

/** What an amount of this currency code and day is multiplied by; NaN where there is no rate. */
export function factorAt(
  { lineOf, factors, first, width }: ConversionTable,
  code: number,
  day: number,
): number {
  const line = lineOf[code + 1]!;
  if (line < 0) return Number.NaN;
  const at = day - first;
  return factors[line * width + (at >= 0 && at < width ? at : width - 1)]!;
}

/** Multiplies the rows `from` … `to - 1` into `target`; what has no rate becomes missing. */
export function convertRows(
  target: Float64Array,
  values: Float64Array,
  codes: Int32Array,
  days: Int32Array,
  table: ConversionTable,
  from: number,
  to: number,
): null {
  for (let row = from; row < to; row++) target[row] = values[row]! * factorAt(table, codes[row]!, days[row]!);
  return null;
}

/** Whether every currency has a rate on every day. */
export function isComplete({ lineOf, factors, width }: ConversionTable): boolean {
  if (lineOf.includes(-1)) return false;
  return factors.every((factor, at) => !Number.isNaN(factor) || at % width === width - 1);
}

/** The rows `from` … `to - 1` that have no rate, or no currency. */
export function findHoles(
  codes: Int32Array,
  days: Int32Array,
  table: ConversionTable,
  from: number,
  to: number,
): Int32Array {
  const rows = new Int32Array(to - from);
  let count = 0;
  for (let row = from; row < to; row++) {
    if (codes[row]! < 0 || Number.isNaN(factorAt(table, codes[row]!, days[row]!))) rows[count++] = row;
  }
  return rows.slice(0, count);
}
