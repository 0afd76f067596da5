import { dayOf, isValidDate } from '../../../shared/domain/calendar.ts';
import { parsePeriod } from '../../../shared/domain/period.ts';
import type { Condition } from '../../../shared/domain/slice.ts';
import { ExpectedError } from '../../../shared/errors/errors.ts';
import { missingDay } from '../workspace/types.ts';

/** Which distinct values of a text field pass the condition; the last entry answers for missing values. */
export function passingTexts(condition: Condition, values: string[]): Uint8Array {
  const pass = new Uint8Array(values.length + 1);
  const wanted = condition.in && new Set(condition.in);
  const unwanted = new Set(condition.not ?? []);
  const contains = condition.contains?.toLocaleLowerCase('en');
  const pattern = condition.matches === undefined ? null : compilePattern(condition.matches);
  const from = condition.from === undefined ? null : String(condition.from);
  const to = condition.to === undefined ? null : String(condition.to);
  const test = (text: string) =>
    (!wanted || wanted.has(text)) &&
    !unwanted.has(text) &&
    (contains === undefined || text.toLocaleLowerCase('en').includes(contains)) &&
    (!pattern || pattern.test(text)) &&
    (from === null || text >= from) &&
    (to === null || text <= to);
  for (let code = 0; code < values.length; code++) pass[code] = test(values[code]!) ? 1 : 0;
  pass[values.length] = test('') ? 1 : 0;
  return pass;
}

function compilePattern(source: string): RegExp {
  try {
    return new RegExp(source, 'u');
  } catch (cause) {
    throw new ExpectedError('badRequest', `"${source}" is not a regular expression`, {}, cause);
  }
}

export interface NumberBounds {
  from: number;
  to: number;
  in: Set<number> | null;
  not: Set<number>;
}

/** The bounds of a condition on numbers; a missing bound is infinite. Text conditions on numbers are refused. */
export function numberBounds(condition: Condition): NumberBounds {
  if (condition.contains !== undefined || condition.matches !== undefined) {
    throw new ExpectedError('badRequest', `"${condition.field}" holds numbers: use from, to, in or not`);
  }
  return {
    from: toNumber(condition, condition.from, Number.NEGATIVE_INFINITY),
    to: toNumber(condition, condition.to, Number.POSITIVE_INFINITY),
    in: condition.in ? new Set(condition.in.map(Number)) : null,
    not: new Set((condition.not ?? []).map(Number)),
  };
}

function toNumber(condition: Condition, bound: number | string | undefined, otherwise: number): number {
  if (bound === undefined) return otherwise;
  const value = typeof bound === 'number' ? bound : bound.trim() === '' ? Number.NaN : Number(bound);
  if (Number.isNaN(value)) {
    throw new ExpectedError('badRequest', `"${bound}" is not a number (field ${condition.field})`);
  }
  return value;
}

/** Days that a condition lets through: `in`, `not`, `from` and `to` take any period text (2011, 2011-05, …). */
export function dayTest(condition: Condition): (day: number) => boolean {
  if (condition.contains !== undefined || condition.matches !== undefined) {
    throw new ExpectedError('badRequest', `"${condition.field}" holds dates: use from, to, in or not`);
  }
  const wanted = condition.in?.map(parsePeriod);
  const unwanted = (condition.not ?? []).map(parsePeriod);
  const from =
    condition.from === undefined ? Number.NEGATIVE_INFINITY : parsePeriod(String(condition.from)).from;
  const to = condition.to === undefined ? Number.POSITIVE_INFINITY : parsePeriod(String(condition.to)).to;
  return (day) =>
    day !== missingDay &&
    day >= from &&
    day <= to &&
    (!wanted || wanted.some((period) => day >= period.from && day <= period.to)) &&
    !unwanted.some((period) => day >= period.from && day <= period.to);
}

/** An as-of date from ISO text. Throws `badPeriod`. */
export function parseDay(text: string): number {
  const match = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text);
  const [year, month, day] = [Number(match?.[1]), Number(match?.[2]), Number(match?.[3])];
  if (!match || !isValidDate(year, month, day)) {
    throw new ExpectedError('badPeriod', `"${text}" is not a date`, {
      hint: 'Write 2011-05-17',
      params: { text },
    });
  }
  return dayOf(year, month, day);
}
