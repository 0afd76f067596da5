/** Share of the mean time below which two times are one. */
const rounding = 2 ** -26;

/**
 * The times with those made equal that differ by rounding alone, such as .1 + .2 and .3: tied events must count as tied.
 *
 * Output: each time as the smallest of those it equals; an entry that would then fall on its own time stays apart.
 * Source: Therneau, "Roundoff error and tied times" (R package survival), by its relative criterion.
 */
export function settleTimes(
  time: Float64Array,
  entry: Float64Array | null,
): { time: Float64Array; entry: Float64Array | null } {
  const all = Float64Array.from(new Set([...time, ...(entry ?? [])])).sort();
  const mean = all.reduce((sum, value) => sum + Math.abs(value) / all.length, 0);
  const settled = new Map<number, number>();
  let last = Number.NaN;
  for (const [index, value] of all.entries()) {
    const same = index > 0 && value - all[index - 1]! <= rounding * mean;
    if (!same) last = value;
    if (value !== last) settled.set(value, last);
  }
  if (settled.size === 0) return { time, entry };
  const settle = (value: number) => settled.get(value) ?? value;
  return {
    time: time.map((value, row) => (entry && settle(value) === settle(entry[row]!) ? value : settle(value))),
    entry: entry?.map(settle) ?? null,
  };
}
