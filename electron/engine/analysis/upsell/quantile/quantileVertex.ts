import type { QuantileData } from './quantileData.ts';
import { invertRows, pickRows } from './rowBasis.ts';
import { weightedStep } from './weightedStep.ts';

/** Dual values may leave their box by this much: rounding. */
const boxTolerance = 1e-9;
/** A row whose terms cancel to this share does not move: it equals rows of the basis, and with them it would be singular. */
const cancelled = 1e-10;
/** Moves between fresh inversions of the basis. */
const refreshEvery = 40;
/**
 * Equal values would let the search circle among vertices that are one point. Each y is moved by its own tiny amount for
 * the search only; a vertex that is best for the moved values is best for the true ones.
 */
const jitter = 1e-10;

/** Rows to be met, without which columns they were made of. */
export type VertexData = Omit<QuantileData, 'kept'>;

/** A vertex of the check loss: p rows met exactly, and the way down from it. */
export class QuantileVertex {
  /** Moves after which the search gives up. */
  readonly most: number;
  readonly #data: VertexData;
  readonly #y: Float64Array;
  readonly #basis: Int32Array;
  /** 1 where the row is in the basis. */
  readonly #isBasic: Uint8Array;
  /** Inverse of the basis rows of x, p × p row by row. */
  #inverse = new Float64Array();
  readonly #residuals: Float64Array;
  /** Sum of ψ(residual) x over the rows outside the basis. */
  readonly #gradient: Float64Array;

  constructor(data: VertexData) {
    const { n, p, x, y } = data;
    this.#data = data;
    this.most = 200 + 40 * p + 4 * n;
    this.#y = new Float64Array(n);
    this.moveTo(y);
    this.#basis = pickRows(x, p, data.residuals);
    this.#isBasic = new Uint8Array(n);
    for (const row of this.#basis) this.#isBasic[row] = 1;
    this.#residuals = new Float64Array(n);
    this.#gradient = new Float64Array(p);
  }

  /** Takes other values in place of y; the next descent starts from the vertex it stands at. */
  moveTo(y: Float64Array): void {
    for (let i = 0; i < y.length; i++) this.#y[i] = y[i]! + jitter * unitNoise(i);
  }

  /** The derivative of the loss by each residual: τ above, τ − 1 below, in between on the rows of the basis. */
  scores(tau: number): Float64Array {
    const scores = this.#residuals.map((residual) => (residual < 0 ? tau - 1 : tau));
    for (const [b, row] of this.#basis.entries()) scores[row] = this.#dual(b);
    return scores;
  }

  /** Goes down to the minimum for τ from where it stands; the moves it took, null when it had to give up. */
  descend(tau: number): number | null {
    this.#refresh(tau);
    for (let move = 0; move < this.most; move++) {
      if (move % refreshEvery === 0 && move > 0) this.#refresh(tau);
      let way = this.#steepest(tau);
      if (!way && move % refreshEvery !== 0) {
        this.#refresh(tau);
        way = this.#steepest(tau);
      }
      if (!way) return move;
      if (!this.#go(way.position, way.sign, way.slope, tau)) return null;
    }
    return null;
  }

  rows(): Int32Array {
    return this.#basis.slice().sort();
  }

  /** Coefficients that meet the basis rows of the values searched. */
  #coefficients(): Float64Array {
    const { p } = this.#data;
    const found = new Float64Array(p);
    for (let k = 0; k < p; k++)
      for (let b = 0; b < p; b++) found[k]! += this.#inverse[k * p + b]! * this.#y[this.#basis[b]!]!;
    return found;
  }

  /** Inverse, residuals and gradient from scratch. */
  #refresh(tau: number): void {
    const { n, p, x } = this.#data;
    this.#inverse = invertRows(x, p, this.#basis);
    const beta = this.#coefficients();
    this.#gradient.fill(0);
    for (let i = 0; i < n; i++) {
      if (this.#isBasic[i]) {
        this.#residuals[i] = 0;
        continue;
      }
      let residual = this.#y[i]!;
      for (let k = 0; k < p; k++) residual -= x[i * p + k]! * beta[k]!;
      this.#residuals[i] = residual;
      const weight = residual < 0 ? tau - 1 : tau;
      for (let k = 0; k < p; k++) this.#gradient[k]! += weight * x[i * p + k]!;
    }
  }

  /** The basis row whose release lowers the loss fastest, and to which side; null at the minimum. */
  #steepest(tau: number): { position: number; sign: 1 | -1; slope: number } | null {
    const { p } = this.#data;
    let best: { position: number; sign: 1 | -1; slope: number } | null = null;
    for (let b = 0; b < p; b++) {
      const dual = this.#dual(b);
      const above = tau - dual;
      const below = 1 - tau + dual;
      const slope = Math.min(above, below);
      if (slope < -boxTolerance && (!best || slope < best.slope))
        best = { position: b, sign: above < below ? 1 : -1, slope };
    }
    return best;
  }

  /** What the basis row at a position adds to the gradient, so that all rows together add up to 0. */
  #dual(position: number): number {
    const { p } = this.#data;
    let dual = 0;
    for (let k = 0; k < p; k++) dual -= this.#inverse[k * p + position]! * this.#gradient[k]!;
    return dual;
  }

  /** Releases a basis row and walks until the loss rises; false when there is no end to the way. */
  #go(position: number, sign: 1 | -1, slope: number, tau: number): boolean {
    const { n, p, x } = this.#data;
    const direction = new Float64Array(p);
    for (let k = 0; k < p; k++) direction[k] = -sign * this.#inverse[k * p + position]!;
    const change = new Float64Array(n);
    for (let i = 0; i < n; i++) {
      let sum = 0;
      let size = 0;
      for (let k = 0; k < p; k++) {
        const term = x[i * p + k]! * direction[k]!;
        sum += term;
        size += Math.abs(term);
      }
      change[i] = Math.abs(sum) > cancelled * size ? sum : 0;
    }
    const found = weightedStep(this.#residuals, change, this.#isBasic, -slope);
    if (!found) return false;
    this.#cross(change, found.step, found.row, tau);
    const leaving = this.#basis[position]!;
    this.#residuals[leaving] = sign * found.step;
    this.#addToGradient(leaving, sign > 0 ? tau : tau - 1);
    this.#isBasic[leaving] = 0;
    this.#isBasic[found.row] = 1;
    this.#basis[position] = found.row;
    this.#replaceRow(position, found.row);
    return true;
  }

  /** Moves every residual, and the gradient for those that change sign; the entering row leaves the gradient. */
  #cross(change: Float64Array, step: number, entering: number, tau: number): void {
    const residuals = this.#residuals;
    for (let i = 0; i < residuals.length; i++) {
      if (this.#isBasic[i]) continue;
      const before = residuals[i]!;
      if (i === entering) {
        this.#addToGradient(i, before < 0 ? 1 - tau : -tau);
        residuals[i] = 0;
        continue;
      }
      const after = before - step * change[i]!;
      residuals[i] = after;
      if (before < 0 !== after < 0) this.#addToGradient(i, before < 0 ? 1 : -1);
    }
  }

  #addToGradient(row: number, weight: number): void {
    const { p, x } = this.#data;
    for (let k = 0; k < p; k++) this.#gradient[k]! += weight * x[row * p + k]!;
  }

  /** The inverse after row `position` of the basis became x[row] (Sherman & Morrison). */
  #replaceRow(position: number, row: number): void {
    const { p, x } = this.#data;
    const product = new Float64Array(p);
    for (let b = 0; b < p; b++)
      for (let k = 0; k < p; k++) product[b]! += x[row * p + k]! * this.#inverse[k * p + b]!;
    const pivot = product[position]!;
    for (let k = 0; k < p; k++) {
      const column = this.#inverse[k * p + position]! / pivot;
      for (let b = 0; b < p; b++) if (b !== position) this.#inverse[k * p + b]! -= product[b]! * column;
      this.#inverse[k * p + position] = column;
    }
  }
}

/** A fixed number within (−1, 1) per index. */
function unitNoise(index: number): number {
  let h = (index + 1) * 0x9e3779b1;
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return ((h ^ (h >>> 16)) >>> 0) / 2 ** 31 - 1;
}
