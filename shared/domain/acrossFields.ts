/** Columns across as far as it matters which fields they fill. */
interface Across {
  date: string;
  value: string;
  fields?: Record<string, string> | undefined;
  pairs?: object | undefined;
  names?: Record<string, Record<string, string>> | undefined;
}

/**
 * Fields that columns across fill: the date and the figures of periods, the currencies and the rate of pairs, what names of
 * columns say and their figures.
 */
export function acrossFields({ date, value, fields, pairs, names }: Across): string[] {
  if (pairs) return ['from', 'to', value];
  if (names) return [...new Set([...Object.values(names).flatMap((name) => Object.keys(name)), value])];
  return [...new Set([date, value, ...Object.values(fields ?? {})])];
}
