import type { DateFormat } from './dateTypes.ts';

const yearMonth = /^(\d{2})[-/. ]?(\p{L}{3,9})\.?$/u;
const twoYears = /^(\d{4})[-/](\d{2})$/;

/**
 * What texts that could each be read in two ways are together. `24-Jan` names a year and a month where years are fewer
 * than months and none comes twice; `2011-12` two years where the second is always the one after the first.
 */
export function periodWriting(texts: readonly string[]): Pick<DateFormat, 'yearFirst' | 'splitYears'> {
  const distinct = [...new Set(texts)];
  return {
    ...(yearsLead(distinct) ? { yearFirst: true } : {}),
    ...(yearsFollow(distinct) ? { splitYears: true } : {}),
  };
}

function yearsLead(texts: string[]): boolean {
  const matches = texts.map((text) => yearMonth.exec(text)).filter((match) => match !== null);
  if (matches.length < 3) return false;
  const numbers = matches.map((match) => Number(match[1]));
  const years = new Set(numbers);
  const months = new Set(matches.map((match) => match[2]!.toLowerCase()));
  return numbers.every((number) => number >= 10) && months.size >= 3 && years.size <= months.size;
}

function yearsFollow(texts: string[]): boolean {
  const matches = texts.map((text) => twoYears.exec(text)).filter((match) => match !== null);
  return (
    matches.length > 1 &&
    matches.every((match) => (Number(match[1]) + 1) % 100 === Number(match[2])) &&
    matches.length >= texts.filter((text) => /^\d{4}\D/.test(text)).length
  );
}
