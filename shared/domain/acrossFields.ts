/** Columns across as far as it matters which fields they fill. */
interface Across {
  date: string;
  value: string;
  fields?: Record<string, string> | undefined;
  pairs?: object | undefined;
}

/** Fields that columns across fill: the date and the figures of periods, the currencies and the rate of pairs. */
export function acrossFields({ date, value, fields, pairs }: Across): string[] {
  if (pairs) return ['from', 'to', value];
  return [...new Set([date, value, ...Object.values(fields ?? {})])];
}
