import { nonNegativeLeastSquares } from '../statistics/nonNegativeLeastSquares.ts';

/** Figures of members (categories, regions) in contexts (region and month, category and month), one row each. */
export interface MemberFigures {
  /** Code of the member, −1 where it has none. */
  member: Int32Array;
  members: number;
  /** Group of contexts that are complete or not together (a region, a category). */
  group: Int32Array;
  groups: number;
  /** Context of the row, counted from 0 over all groups. */
  context: Int32Array;
  contexts: number;
  value: Float64Array;
}

export interface FoundTotal {
  total: number;
  parts: number[];
  /** Contexts in which the sum was checked. */
  checked: number;
}

/** Fewest contexts in which a sum must hold, and how many more than parts. */
const fewestContexts = 12;
const spareContexts = 6;
const mostMembers = 600;
/** Above this share of the whole, rounding would explain anything: then sums must be exact. */
const roundingShare = 0.02;

/**
 * Which members are the sums of others in every context? Found from the figures alone. Members are looked at from small to
 * large; the parts of one are searched among those that are part of nothing yet, by least squares with weights
 * ≥ 0, and the sum of those found must then hold within rounding in at least 98 % of the contexts that have them
 * all. Contexts come from the groups that hold most members. Negative figures, or fewer than 12 contexts, give none.
 */
export function findTotals(figures: MemberFigures): FoundTotal[] {
  if (figures.members < 3 || figures.members > mostMembers) return [];
  const matrix = completeMatrix(figures);
  if (!matrix) return [];
  const gram = products(matrix);
  const order = [...matrix.members.keys()].sort((a, b) => matrix.sums[a]! - matrix.sums[b]!);
  const found: FoundTotal[] = [];
  const free = new Set<number>();
  const plain = new Set<number>();
  for (const column of order) {
    const parts = findParts(matrix, gram, column, [...free]) ?? findParts(matrix, gram, column, [...plain]);
    if (parts) {
      for (const part of parts) free.delete(part);
      found.push({
        total: matrix.members[column]!,
        parts: parts.map((part) => matrix.members[part]!),
        checked: matrix.rows,
      });
    } else plain.add(column);
    free.add(column);
  }
  return found;
}

interface Matrix {
  /** Member of each column. */
  members: number[];
  rows: number;
  /** Column by column. */
  values: Float64Array[];
  sums: Float64Array;
  /** What one figure is rounded to. */
  unit: number;
}

/** Figures of the contexts that hold all members which most contexts of the fullest groups hold. */
function completeMatrix(figures: MemberFigures): Matrix | null {
  const { member, group, context, value } = figures;
  const groupMembers = Array.from({ length: figures.groups }, () => new Set<number>());
  for (let row = 0; row < value.length; row++) {
    if (member[row]! < 0 || Number.isNaN(value[row]!)) continue;
    if (value[row]! < 0) return null;
    groupMembers[group[row]!]!.add(member[row]!);
  }
  const fullest = Math.max(...groupMembers.map((held) => held.size));
  const chosen = groupMembers.map((held) => held.size === fullest);
  const counts = new Int32Array(figures.members);
  const seen = new Uint8Array(figures.contexts);
  for (let row = 0; row < value.length; row++) {
    if (member[row]! < 0 || Number.isNaN(value[row]!) || !chosen[group[row]!]) continue;
    counts[member[row]!]! += 1;
    seen[context[row]!] = 1;
  }
  const contexts = seen.reduce((sum, one) => sum + one, 0);
  const members = [...counts.keys()].filter((code) => counts[code]! >= contexts * 0.5);
  if (members.length < 3) return null;
  return fill(figures, chosen, members);
}

function fill(figures: MemberFigures, chosen: boolean[], members: number[]): Matrix | null {
  const { member, group, context, value } = figures;
  const columnOf = new Int32Array(figures.members).fill(-1);
  members.forEach((code, column) => {
    columnOf[code] = column;
  });
  const width = members.length;
  const cells = new Float64Array(figures.contexts * width).fill(Number.NaN);
  for (let row = 0; row < value.length; row++) {
    const column = member[row]! < 0 ? -1 : columnOf[member[row]!]!;
    if (column < 0 || !chosen[group[row]!] || Number.isNaN(value[row]!)) continue;
    const at = context[row]! * width + column;
    cells[at] = (Number.isNaN(cells[at]!) ? 0 : cells[at]!) + value[row]!;
  }
  const complete: number[] = [];
  for (let at = 0; at < figures.contexts; at++) {
    let whole = true;
    for (let column = 0; column < width && whole; column++)
      whole = !Number.isNaN(cells[at * width + column]!);
    if (whole) complete.push(at);
  }
  if (complete.length < fewestContexts) return null;
  const values = members.map((_, column) => Float64Array.from(complete, (at) => cells[at * width + column]!));
  const sums = Float64Array.from(values, (column) => column.reduce((sum, one) => sum + one, 0));
  return { members, rows: complete.length, values, sums, unit: roundingUnit(values) };
}

/** The smallest power of ten (down to a millionth) that all figures are multiples of. */
function roundingUnit(values: Float64Array[]): number {
  let unit = 1;
  for (const column of values) {
    for (const value of column.subarray(0, 200)) {
      while (
        unit > 1e-6 &&
        Math.abs(value / unit - Math.round(value / unit)) > 1e-6 * Math.max(1, Math.abs(value / unit) * 1e-6)
      )
        unit /= 10;
    }
  }
  return unit;
}

function products({ values }: Matrix): Float64Array[] {
  const gram = values.map(() => new Float64Array(values.length));
  for (let a = 0; a < values.length; a++) {
    for (let b = a; b < values.length; b++) {
      let sum = 0;
      const [left, right] = [values[a]!, values[b]!];
      for (let row = 0; row < left.length; row++) sum += left[row]! * right[row]!;
      gram[a]![b] = sum;
      gram[b]![a] = sum;
    }
  }
  return gram;
}

function findParts(matrix: Matrix, gram: Float64Array[], column: number, among: number[]): number[] | null {
  const own = matrix.values[column]!;
  if (matrix.sums[column] === 0) return null;
  const candidates = among.filter(
    (other) =>
      matrix.sums[other]! > matrix.unit * matrix.rows &&
      matrix.sums[other]! <= matrix.sums[column]! * 1.001 &&
      isBelow(matrix.values[other]!, own, matrix.unit),
  );
  if (candidates.length < 2) return null;
  const total = candidates.reduce((sum, other) => sum + matrix.sums[other]!, 0);
  if (total < matrix.sums[column]! * 0.98) return null;
  const size = candidates.length;
  const between = new Float64Array(size * size);
  candidates.forEach((a, row) => {
    candidates.forEach((b, at) => {
      between[row * size + at] = gram[a]![b]!;
    });
  });
  const weights = nonNegativeLeastSquares(
    between,
    Float64Array.from(candidates, (other) => gram[other]![column]!),
  );
  const parts = candidates.filter((_, at) => weights[at]! > 0.5);
  if (parts.length < 2 || matrix.rows < parts.length + spareContexts) return null;
  return holds(matrix, own, parts) ? parts : null;
}

/** A part is nowhere above the whole. */
function isBelow(part: Float64Array, whole: Float64Array, unit: number): boolean {
  for (let row = 0; row < part.length; row++) if (part[row]! > whole[row]! * 1.001 + unit) return false;
  return true;
}

function holds({ values, unit, rows, sums }: Matrix, own: Float64Array, parts: number[]): boolean {
  const whole = parts.reduce((sum, part) => sum + sums[part]!, 0) / rows;
  const rounding = 0.5 * unit * (parts.length + 1.5);
  const allowed = rounding <= whole * roundingShare ? rounding : 0;
  let agrees = 0;
  for (let row = 0; row < rows; row++) {
    let sum = 0;
    for (const part of parts) sum += values[part]![row]!;
    if (Math.abs(sum - own[row]!) <= allowed + 1e-6 * Math.abs(own[row]!)) agrees++;
  }
  return agrees >= rows * 0.98;
}
