import { ExpectedError } from '../../../../shared/errors/errors.ts';
import { addTo, createSums, totalOf, totalsOf } from '../statistics/compensated.ts';
import type { AnalysisWarning } from '../types.ts';

/** One entry per row: which group it is of (a region, an account) and which part (an industry, a category); -1 = missing. */
export interface ShiftShareInput {
  groups: number;
  group: ArrayLike<number>;
  parts: number;
  part: ArrayLike<number>;
  base: ArrayLike<number>;
  end: ArrayLike<number>;
}

/** One entry per group; base + national + mix + competitive = end. NaN for a group without any base. */
export interface ShiftShare {
  /** Growth of all together. */
  growth: number;
  /** Growth per part, NaN where it has no base. */
  partGrowth: Float64Array;
  base: Float64Array;
  end: Float64Array;
  national: Float64Array;
  mix: Float64Array;
  competitive: Float64Array;
  warnings: AnalysisWarning[];
}

/**
 * Did a group grow because everything grew, because its parts grew, or because of itself?
 *
 * With base b and end e per group r and part i: G = Σe/Σb − 1 of all, G_i that of part i over all groups.
 * national = Σ_i b·G, mix = Σ_i b·(G_i − G), competitive = Σ_i (e − b·(1 + G_i)).
 * Inputs: rows of the same group and part are added. A group and part whose base is not above 0 has no growth and is left
 * out of everything (`withoutBase` {cells, end}), as are rows with a missing value, group or part (`incompleteRows`
 * {rows}).
 * Errors: `tooLittleData` where nothing has a base.
 * Cost: rows + groups × parts that occur.
 * Source: Dunn (1960), "A statistical and analytical technique for regional analysis", Papers of the RSA 6.
 *
 * @example shiftShare({ groups: 1, group: [0, 0], parts: 2, part: [0, 1], base: [1, 1], end: [2, 1] }).growth // 0.5
 */
export function shiftShare(input: ShiftShareInput): ShiftShare {
  const { cells, incomplete } = cellsOf(input);
  const measured = cells.filter((cell) => totalOf(cell.sums, 0) > 0);
  if (measured.length === 0) {
    throw new ExpectedError('tooLittleData', 'Shift-share needs a base above 0', {
      params: { what: 'Shift-share', least: 1, n: 0 },
    });
  }
  return { ...linesOf(input, measured), warnings: warningsOf(cells, incomplete) };
}

interface Cell {
  group: number;
  part: number;
  /** Base and end. */
  sums: ReturnType<typeof createSums>;
}

function cellsOf({ groups, group, parts, part, base, end }: ShiftShareInput) {
  const cells = new Map<number, Cell>();
  let incomplete = 0;
  for (let row = 0; row < base.length; row++) {
    const [g, p, b, e] = [group[row]!, part[row]!, base[row]!, end[row]!];
    if (!(g >= 0 && g < groups && p >= 0 && p < parts && Number.isFinite(b) && Number.isFinite(e))) {
      incomplete++;
      continue;
    }
    const at = g * parts + p;
    const cell = cells.get(at) ?? { group: g, part: p, sums: createSums(2) };
    cells.set(at, cell);
    addTo(cell.sums, 0, b);
    addTo(cell.sums, 1, e);
  }
  const ordered = [...cells].sort(([a], [b]) => a - b).map(([, cell]) => cell);
  return { cells: ordered, incomplete };
}

function linesOf({ groups, parts }: ShiftShareInput, cells: readonly Cell[]): Omit<ShiftShare, 'warnings'> {
  const [partBase, partEnd, all] = [createSums(parts), createSums(parts), createSums(2)];
  const lines = { base: createSums(groups), end: createSums(groups), expected: createSums(groups) };
  for (const { group, part, sums } of cells) {
    const [b, e] = [totalOf(sums, 0), totalOf(sums, 1)];
    addTo(partBase, part, b);
    addTo(partEnd, part, e);
    addTo(all, 0, b);
    addTo(all, 1, e);
    addTo(lines.base, group, b);
    addTo(lines.end, group, e);
  }
  const growth = totalOf(all, 1) / totalOf(all, 0) - 1;
  const partGrowth = Float64Array.from(
    { length: parts },
    (_, i) => totalOf(partEnd, i) / totalOf(partBase, i) - 1,
  );
  for (const { group, part, sums } of cells)
    addTo(lines.expected, group, totalOf(sums, 0) * partGrowth[part]!);
  const base = totalsOf(lines.base).map((value) => (value > 0 ? value : Number.NaN));
  const end = totalsOf(lines.end);
  const expected = totalsOf(lines.expected);
  return {
    growth,
    partGrowth,
    base,
    end: end.map((value, g) => value + 0 * base[g]!),
    national: base.map((value) => value * growth),
    mix: base.map((value, g) => expected[g]! - value * growth),
    competitive: base.map((value, g) => end[g]! - value - expected[g]!),
  };
}

function warningsOf(cells: readonly Cell[], incomplete: number): AnalysisWarning[] {
  const warnings: AnalysisWarning[] = [];
  const without = cells.filter((cell) => !(totalOf(cell.sums, 0) > 0));
  const end = without.reduce((sum, cell) => sum + totalOf(cell.sums, 1), 0);
  if (incomplete > 0) warnings.push({ code: 'incompleteRows', params: { rows: incomplete } });
  if (without.length > 0) warnings.push({ code: 'withoutBase', params: { cells: without.length, end } });
  return warnings;
}
