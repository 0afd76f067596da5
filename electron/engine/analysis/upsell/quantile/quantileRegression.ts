import { ExpectedError } from '../../../../../shared/errors/errors.ts';
import type { AnalysisWarning } from '../../types.ts';
import { prepareQuantileData } from './quantileData.ts';
import { QuantileVertex } from './quantileVertex.ts';
import { meetRows } from './rowBasis.ts';

export interface QuantileFit {
  tau: number;
  /** One per column; NaN for a column that the columns before it explain (aliased). */
  coefficients: Float64Array;
  /** Sum over rows of the check loss: residual × τ above the line, −residual × (1 − τ) below it. */
  objective: number;
  /** Share of the loss of a constant that the columns take away (Koenker & Machado 1999); null without a loss. */
  r1: number | null;
  /** Rows that lie on the fit, as many as it has coefficients. */
  basis: Int32Array;
  warnings: AnalysisWarning[];
}

/**
 * Which linear combination of the columns has a share τ of the rows below it?
 *
 * Inputs: `columns`, the first one all 1, p of n finite values each; `y`, n finite values; `taus`, each within (0, 1).
 * Output: per τ an exact minimum of the check loss, at a vertex (p rows are met exactly); where several are minimal, one
 * of them, the same for the same rows in the same order. No interval and no noise model.
 * Errors: `tooLittleData` without rows; `badInput` for a τ outside (0, 1) or a value that is not finite.
 * Warnings: `noConvergence` {iterations} if the search had to stop early.
 * Cost: O(n p) per move from vertex to vertex, usually a few times p moves.
 * Source: Koenker & Bassett (1978); long-step simplex of Barrodale & Roberts (1973), Koenker & d'Orey (1987).
 *
 * @example quantileRegression([ones, income], foodexp, [0.5])[0].coefficients // [81.48, 0.5602]
 */
export function quantileRegression(
  columns: readonly ArrayLike<number>[],
  y: ArrayLike<number>,
  taus: readonly number[],
): QuantileFit[] {
  for (const tau of taus) {
    if (tau > 0 && tau < 1) continue;
    throw new ExpectedError('badInput', `A quantile lies between 0 and 1, not at ${tau}`, {
      params: { p: tau },
    });
  }
  const data = prepareQuantileData(columns, y);
  const kept = data.kept.map((j) => columns[j]!);
  const vertex = new QuantileVertex(data);
  return taus.map((tau) => {
    const iterations = vertex.descend(tau);
    const basis = vertex.rows();
    const coefficients = new Float64Array(columns.length).fill(Number.NaN);
    for (const [k, value] of meetRows(kept, y, basis).entries()) coefficients[data.kept[k]!] = value;
    const objective = checkLoss(columns, y, coefficients, tau);
    const constant = constantLoss(y, tau);
    return {
      tau,
      coefficients,
      objective,
      r1: constant > 0 ? 1 - objective / constant : null,
      basis,
      warnings: iterations === null ? [{ code: 'noConvergence', params: { iterations: vertex.most } }] : [],
    };
  });
}

function checkLoss(
  columns: readonly ArrayLike<number>[],
  y: ArrayLike<number>,
  coefficients: Float64Array,
  tau: number,
): number {
  let loss = 0;
  for (let i = 0; i < y.length; i++) {
    let residual = y[i]!;
    for (const [j, column] of columns.entries()) {
      if (!Number.isNaN(coefficients[j]!)) residual -= coefficients[j]! * column[i]!;
    }
    loss += residual * (residual < 0 ? tau - 1 : tau);
  }
  return loss;
}

/** The loss around the sample quantile. */
function constantLoss(y: ArrayLike<number>, tau: number): number {
  const sorted = Float64Array.from(y).sort();
  const at = sorted[Math.min(sorted.length - 1, Math.max(0, Math.ceil(tau * sorted.length) - 1))]!;
  let loss = 0;
  for (const value of sorted) loss += (value - at) * (value < at ? tau - 1 : tau);
  return loss;
}
