/** Lines of a grid: cell i holds `lines[i]` ≤ value < `lines[i + 1]`, the last one its upper line too. */
export type GridLines = Float64Array;

/**
 * Cuts values into at most `most` cells with about as many values each, so that a brush can part values even where they
 * crowd. Missing values are left out.
 */
export function gridLines(values: Float64Array, most: number): GridLines {
  const sorted = values.filter((value) => !Number.isNaN(value)).sort();
  if (sorted.length === 0) return Float64Array.of(0, 1);
  const lines: number[] = [sorted[0]!];
  for (let cell = 1; cell < most; cell++) {
    const at = Math.round((cell * sorted.length) / most);
    const [below, above] = [sorted[at - 1], sorted[at]];
    if (below === undefined || above === undefined || below === above) continue;
    const line = below + (above - below) / 2;
    if (line > lines.at(-1)! && line > below) lines.push(line);
  }
  const last = sorted.at(-1)!;
  return Float64Array.from([
    ...lines,
    last > lines.at(-1)! ? last : last + Math.max(1, Math.abs(last) / 1e6),
  ]);
}

/** The cell that a value lies in; -1 for a missing one or one outside. */
export function gridCell(lines: GridLines, value: number): number {
  const last = lines.length - 1;
  if (!(value >= lines[0]! && value <= lines[last]!)) return -1;
  let low = 0;
  let high = last - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (lines[middle]! <= value) low = middle;
    else high = middle - 1;
  }
  return low;
}

/** The lines that a span between two values is nearest to: first and one past the last cell. */
export function gridSpan(lines: GridLines, from: number, to: number): [number, number] {
  const [low, high] = [nearestLine(lines, Math.min(from, to)), nearestLine(lines, Math.max(from, to))];
  return [low, high];
}

function nearestLine(lines: GridLines, value: number): number {
  let best = 0;
  for (let line = 1; line < lines.length; line++) {
    if (Math.abs(lines[line]! - value) <= Math.abs(lines[best]! - value)) best = line;
  }
  return best;
}
