import type { ColumnProfile } from './columns.ts';

const monthHeader =
  /^(?:(?:fiscal |calendar )?(?:month|mth|mon)(?: ?(?:no|nr|num|number)\.?)?|月|月份|月度)$/iu;
const quarterHeader = /^(?:(?:fiscal |calendar )?(?:quarter|qtr)(?: ?(?:no|nr|num|number)\.?)?|季|季度)$/iu;
const dayHeader = /^(?:day(?: of month)?|日|号)$/iu;

/** The month or quarter that a bare number names in a column of this header (`3` → `3月`); other texts as they are. */
export function numberedPeriod(header: string, text: string): string {
  if (!/^\d{1,2}$/.test(text)) return text;
  return quarterHeader.test(header.trim()) ? `Q${Number(text)}` : `${Number(text)}月`;
}

/**
 * Where years stand in a column of their own, a column of the numbers of months (or quarters) is one of dates without a
 * year. Months come before quarters; with a column of days beside them they would lose the day and stay numbers.
 */
export function numberedMonths(profiles: ColumnProfile[], data: readonly string[][]): void {
  if (profiles.some(({ type, header }) => type === 'date' || dayHeader.test(header.trim()))) return;
  const column = [monthHeader, quarterHeader]
    .map((headers, at) =>
      profiles.findIndex((one, index) => isNumbered(one, headers, data, index, [12, 4][at]!)),
    )
    .find((index) => index >= 0);
  if (column === undefined) return;
  Object.assign(profiles[column]!, { type: 'date', typeConfidence: 0.9, dated: 1, year: 0 });
}

function isNumbered(
  profile: ColumnProfile,
  headers: RegExp,
  data: readonly string[][],
  index: number,
  most: number,
): boolean {
  if (!headers.test(profile.header.trim()) || profile.filled === 0) return false;
  return data.every((cells) => {
    const text = (cells[index] ?? '').trim();
    return text === '' || (/^\d{1,2}$/.test(text) && Number(text) >= 1 && Number(text) <= most);
  });
}
