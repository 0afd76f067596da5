/** Steps that people count in. */
const steps = [1, 2, 5, 10];

/** A number rid of the noise that multiplying by a step leaves behind: 0.30000000000000004 is 0.3. */
function clean(value: number): number {
  return Number(value.toPrecision(12));
}

/** The step of 1, 2 or 5 times a power of ten that cuts the span into about so many parts; at least `least`. */
function niceStep(span: number, parts: number, least: number): number {
  const raw = Math.max(span / parts, least);
  const power = 10 ** Math.floor(Math.log10(raw));
  const factor = steps.find((step) => step * power >= raw * (1 - 1e-9))!;
  return clean(factor * power);
}

/**
 * Bin edges at round numbers that cover `low` … `high`, about `bins` of them. The last edge lies above `high` unless
 * `high` is an edge itself (the last bin takes its upper edge in). `least` is the smallest step worth making: 1 for
 * whole numbers. A single value gets one bin around it.
 */
export function linearEdges(low: number, high: number, bins: number, least: number): Float64Array {
  const smallest = Math.max(
    least,
    Math.max(Math.abs(low), Math.abs(high)) * 1e-9,
    Number.MIN_VALUE * 2 ** 60,
  );
  const step = niceStep(high - low, bins, smallest);
  let first = Math.floor(low / step);
  let last = Math.max(first + 1, Math.ceil(high / step));
  if (clean((first + 1) * step) <= low) first++;
  if (last > first + 1 && clean((last - 1) * step) >= high) last--;
  while (clean(first * step) > low) first--;
  while (clean(last * step) < high) last++;
  last = Math.max(last, first + 1);
  return Float64Array.from({ length: last - first + 1 }, (_, index) => clean((first + index) * step));
}

/** Bin edges at 1, 2 and 5 times powers of ten that cover `low` … `high`, both above zero. */
export function logEdges(low: number, high: number): Float64Array {
  const edges: number[] = [];
  const top = Math.ceil(Math.log10(high)) + 1;
  for (let power = Math.floor(Math.log10(low)) - 1; power <= top; power++) {
    for (const factor of [1, 2, 5]) edges.push(clean(factor * 10 ** power));
  }
  const first = edges.findLastIndex((edge) => edge <= low);
  const last = edges.findIndex((edge) => edge >= high);
  return Float64Array.from(edges.slice(Math.max(0, first), Math.max(last, first + 1) + 1));
}

/**
 * Where a brush may stop: the edges and, between two of them, as many equal parts as keep the total within `most`. Whole
 * values stop at whole values only: `decimals` is what suffices to write every value, null = no limit.
 */
export function brushStops(edges: Float64Array, most: number, decimals: number | null): Float64Array {
  const parts = Math.max(1, Math.floor(most / Math.max(1, edges.length - 1)));
  const stops: number[] = [edges[0]!];
  for (let edge = 1; edge < edges.length; edge++) {
    const [low, high] = [edges[edge - 1]!, edges[edge]!];
    for (let part = 1; part < parts; part++) {
      const exact = low + ((high - low) * part) / parts;
      const stop = decimals === null ? clean(exact) : Number(exact.toFixed(decimals));
      if (stop > stops.at(-1)! && stop < high) stops.push(stop);
    }
    stops.push(high);
  }
  return Float64Array.from(stops);
}
