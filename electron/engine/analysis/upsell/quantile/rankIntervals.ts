import { leastSquares } from '../../statistics/leastSquares.ts';
import { studentQuantile } from '../../statistics/studentT.ts';
import type { QuantileFit } from './quantileRegression.ts';
import { QuantileVertex } from './quantileVertex.ts';
import { meetRows } from './rowBasis.ts';

/** Limits of a coefficient; null where no value is too far away to be refuted. */
export interface RankInterval {
  lower: number | null;
  upper: number | null;
}

/**
 * Within which limits does each coefficient of a quantile regression lie, without an estimate of the density?
 *
 * A value b belongs to the interval when the rank scores of the regression of y − b x on the other columns do not refute
 * it: |T(b)| below the t quantile on n − p degrees of freedom. T jumps where a row crosses the fit; the limit lies between
 * the last two jumps, by linear interpolation. Inputs: those of `quantileRegression` and its fit; `coverage` within (0, 1).
 * Output: one interval per column; nulls for aliased columns, and with a single coefficient or no degrees of freedom.
 * Assumes independent rows and errors of one distribution. Cost: some 40 refits per limit.
 * Source: Koenker (1994), "Confidence intervals for regression quantiles"; Gutenbrunner et al. (1993).
 */
export function rankIntervals(
  columns: readonly ArrayLike<number>[],
  y: ArrayLike<number>,
  fit: QuantileFit,
  coverage = 0.9,
): RankInterval[] {
  const kept = columns.flatMap((_, j) => (Number.isNaN(fit.coefficients[j]!) ? [] : [j]));
  const [n, p] = [y.length, kept.length];
  const intervals: RankInterval[] = columns.map(() => ({ lower: null, upper: null }));
  if (p < 2 || n <= p) return intervals;
  const used = kept.map((j) => columns[j]!);
  const { unscaled } = leastSquares(used, new Float64Array(n));
  const cutoff = studentQuantile((1 + coverage) / 2, n - p);
  for (const [k, j] of kept.entries()) {
    const test = new RankTest(used, y, k, { tau: fit.tau, spread: 1 / unscaled[k * p + k]! });
    const estimate = fit.coefficients[j]!;
    intervals[j] = {
      lower: limit(test, estimate, cutoff, -1),
      upper: limit(test, estimate, cutoff, 1),
    };
  }
  return intervals;
}

/** Where T is constant, seen from the estimate: the near end, the far end, |T|. */
interface Stretch {
  near: number;
  far: number;
  size: number;
}

/** Most refits of a search; each halves what is left. */
const mostRefits = 300;

/** The limit on one side: widens until a value is refuted, then halves down to the jump at which that begins. */
function limit(test: RankTest, estimate: number, cutoff: number, side: 1 | -1): number | null {
  let inside: Stretch = { near: estimate, far: estimate, size: 0 };
  let outside: Stretch | null = null;
  let reach = test.unit * 1e-6;
  for (let refits = 0; refits < mostRefits; refits++) {
    const gap = outside ? side * (outside.near - inside.far) : Number.POSITIVE_INFINITY;
    if (gap <= 1e-12 * (Math.abs(inside.far) + test.unit)) break;
    reach = Math.max(2 * reach, 2 * side * (inside.far - estimate));
    const value = outside ? (inside.far + outside.near) / 2 : estimate + side * reach;
    const stretch = test.at(value, side);
    if (stretch.size >= cutoff) outside = stretch;
    else inside = stretch;
    if (!outside && !Number.isFinite(inside.far)) return null;
  }
  if (!outside) return null;
  inside = lengthened(test, inside, estimate, side);
  const share = (cutoff - inside.size) / (outside.size - inside.size);
  return inside.near + (outside.near - inside.near) * Math.min(1, Math.max(0, share));
}

/** Rows may cross without a change of T; the stretch then begins earlier. */
function lengthened(test: RankTest, stretch: Stretch, estimate: number, side: 1 | -1): Stretch {
  let { near } = stretch;
  for (let refits = 0; refits < mostRefits; refits++) {
    const before = near - side * 1e-8 * (Math.abs(near) + test.unit);
    if (side * (before - estimate) <= 0) break;
    const earlier = test.at(before, side);
    if (Math.abs(earlier.size - stretch.size) > 1e-9 * (1 + stretch.size)) break;
    near = side > 0 ? Math.min(before, earlier.near) : Math.max(before, earlier.near);
  }
  return { ...stretch, near };
}

/** The rank test of one coefficient: the other columns are fitted to y less b times its column. */
class RankTest {
  /** A size of b that matters. */
  readonly unit: number;
  readonly #tau: number;
  readonly #x: Float64Array;
  readonly #y: Float64Array;
  readonly #others: Float64Array[];
  readonly #vertex: QuantileVertex;
  /** Factor from sums of x × score to T. */
  readonly #norm: number;
  /** b in units of the values prepared. */
  readonly #scale: number;

  constructor(
    columns: readonly ArrayLike<number>[],
    y: ArrayLike<number>,
    place: number,
    { tau, spread }: { tau: number; spread: number },
  ) {
    const centre = place > 0;
    const others = columns.filter((_, k) => k !== place);
    this.#others = others.map((column, k) =>
      centre && k === 0 ? Float64Array.from(column) : even(column, centre).values,
    );
    const [x, values] = [even(columns[place]!, centre), even(y, centre)];
    this.#tau = tau;
    this.#x = x.values;
    this.#y = values.values;
    this.#scale = x.size / values.size;
    this.unit = 1 / this.#scale;
    this.#norm = x.size / Math.sqrt(spread * tau * (1 - tau));
    const [n, p] = [y.length, others.length];
    const rows = new Float64Array(n * p);
    for (const [k, column] of this.#others.entries())
      for (let i = 0; i < n; i++) rows[i * p + k] = column[i]!;
    const { residuals } = leastSquares(this.#others, this.#y);
    this.#vertex = new QuantileVertex({ n, p, x: rows, y: this.#y, residuals });
  }

  /** T at a value, and how far around it T stays the same. */
  at(value: number, side: 1 | -1): Stretch {
    const b = value * this.#scale;
    this.#vertex.moveTo(this.#y.map((one, i) => one - b * this.#x[i]!));
    this.#vertex.descend(this.#tau);
    const scores = this.#vertex.scores(this.#tau);
    const sum = scores.reduce((total, score, i) => total + score * this.#x[i]!, 0);
    const { below, above } = this.#crossings(b);
    const [near, far] = side > 0 ? [below, above] : [above, below];
    return { near: near / this.#scale, far: far / this.#scale, size: Math.abs(sum) * this.#norm };
  }

  /** The nearest values of b at which a row outside the basis meets the fit. */
  #crossings(b: number): { below: number; above: number } {
    const basis = this.#vertex.rows();
    const basic = new Set(basis);
    const [ofY, ofX] = [this.#residualsOf(this.#y, basis), this.#residualsOf(this.#x, basis)];
    let [below, above] = [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY];
    for (let i = 0; i < ofY.length; i++) {
      if (basic.has(i) || Math.abs(ofX[i]!) < 1e-12) continue;
      const at = ofY[i]! / ofX[i]!;
      if (at > b) above = Math.min(above, at);
      else below = Math.max(below, at);
    }
    return { below, above };
  }

  #residualsOf(values: Float64Array, basis: Int32Array): Float64Array {
    const factors = meetRows(this.#others, values, basis);
    const residuals = values.slice();
    for (const [k, column] of this.#others.entries())
      for (let i = 0; i < residuals.length; i++) residuals[i]! -= factors[k]! * column[i]!;
    return residuals;
  }
}

/** Values over the largest, on request around their mean. */
function even(values: ArrayLike<number>, centre: boolean): { values: Float64Array; size: number } {
  let mean = 0;
  if (centre) for (let i = 0; i < values.length; i++) mean += values[i]! / values.length;
  const around = Float64Array.from(values, (value) => value - mean);
  const size = around.reduce((most, value) => Math.max(most, Math.abs(value)), 0) || 1;
  return { values: around.map((value) => value / size), size };
}
