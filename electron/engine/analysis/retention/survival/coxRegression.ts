import { ExpectedError } from '../../../../../shared/errors/errors.ts';
import { cholesky, independentColumns, invertCholesky, solveCholesky } from '../../statistics/cholesky.ts';
import { leastSquares } from '../../statistics/leastSquares.ts';
import type { AnalysisWarning } from '../../types.ts';
import { concordance } from './concordance.ts';
import { lateEntrants, type SurvivalSample } from './survivalSample.ts';

export type Ties = 'efron' | 'breslow';

export interface CoxRegression {
  /** Log hazard ratios, one per column; NaN for a column that the others explain, among all or among those at risk. */
  coefficients: Float64Array;
  stdErr: Float64Array;
  /** Log partial likelihood without and with the columns. */
  loglikNull: number;
  loglik: number;
  /** Score test of all columns together at 0, Wald test of them at the fit. */
  score: number;
  wald: number;
  df: number;
  n: number;
  events: number;
  /** Share of comparable pairs that the fit puts in the right order; null without a pair. */
  concordance: number | null;
  iterations: number;
  converged: boolean;
  warnings: AnalysisWarning[];
}

/**
 * How much faster or slower do accounts leave, per unit of each column, all else equal?
 *
 * Inputs: times, events and entries (no groups); `columns`, one value per subject each, finite, without an intercept. Output:
 * maximum of the partial likelihood by Newton's method with step halving on centred and scaled columns.
 * Assumption: the ratio of hazards does not change over time. Errors: `tooLittleData` without an event.
 * Warnings: `noConvergence`; `separation` where a coefficient grows without bound. Cost: n log n + n p² per step.
 * Source: Cox (1972); ties: Efron (1977), Breslow (1974).
 */
export function coxRegression(
  sample: SurvivalSample,
  columns: readonly ArrayLike<number>[],
  ties: Ties = 'efron',
): CoxRegression {
  const data = toldApart(prepare(sample, columns), ties);
  const p = data.columns.length;
  let beta = new Float64Array(p);
  let state = evaluate(data, beta, ties);
  const start = state;
  const first = stepOf(state, p);
  const score = first ? dotOf(first, state.gradient) : 0;
  let iterations = 0;
  let converged = p === 0;
  while (!converged && iterations < 50) {
    iterations++;
    const step = stepOf(state, p);
    if (!step) break;
    let factor = 1;
    let next = evaluate(data, moved(beta, step, factor), ties);
    while (!(next.loglik >= state.loglik - 1e-12 * Math.abs(state.loglik)) && factor > 1e-6) {
      factor /= 2;
      next = evaluate(data, moved(beta, step, factor), ties);
    }
    converged = Math.abs(next.loglik - state.loglik) <= 1e-13 * (Math.abs(next.loglik) + 1e-3);
    beta = moved(beta, step, factor);
    state = next;
  }
  return describe(data, beta, { start, state, score, iterations, converged }, sample, columns.length);
}

interface CoxData {
  /** Subjects by falling time. */
  time: Float64Array;
  event: Uint8Array;
  /** Columns kept, centred and scaled, in that order of subjects. */
  columns: Float64Array[];
  kept: number[];
  scale: number[];
  events: number;
  order: Int32Array;
  /** Places of those that enter late, the latest entry first, and when they do. */
  late: Int32Array;
  entry: Float64Array;
}

function prepare(sample: SurvivalSample, columns: readonly ArrayLike<number>[]): CoxData {
  const { time, event } = sample;
  const n = time.length;
  const order = Int32Array.from({ length: n }, (_, index) => index).sort((a, b) => time[b]! - time[a]!);
  const sorted = Uint8Array.from(order, (subject) => event[subject]!);
  const events = sorted.reduce((sum, one) => sum + one, 0);
  if (events === 0) {
    throw new ExpectedError('tooLittleData', 'A hazard model needs at least one event', {
      params: { what: 'A hazard model', least: 1, n: 0 },
    });
  }
  const ones = new Float64Array(n).fill(1);
  const { coefficients } = leastSquares([ones, ...columns], new Float64Array(n));
  const kept = columns.flatMap((_, index) => (Number.isNaN(coefficients[index + 1]) ? [] : [index]));
  const scale: number[] = [];
  const prepared = kept.map((index) => {
    const values = Float64Array.from(order, (subject) => columns[index]![subject]!);
    const mean = values.reduce((sum, value) => sum + value, 0) / n;
    const spread = Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / n);
    scale.push(spread);
    return values.map((value) => (value - mean) / spread);
  });
  const late = lateEntrants(sample).reverse();
  const placeOf = new Int32Array(n);
  for (const [place, subject] of order.entries()) placeOf[subject] = place;
  return {
    late: late.map((subject) => placeOf[subject]!),
    entry: Float64Array.from(late, (subject) => sample.entry![subject]!),
    time: Float64Array.from(order, (s) => time[s]!),
    event: sorted,
    columns: prepared,
    kept,
    scale,
    events,
    order,
  };
}

/** Without the columns of which those at risk at the events say nothing that the columns before them do not. */
function toldApart(data: CoxData, ties: Ties): CoxData {
  const p = data.columns.length;
  const { information } = evaluate(data, new Float64Array(p), ties);
  const told = independentColumns(information, p);
  if (told.length === p) return data;
  const pick = <T>(values: readonly T[]): T[] => told.map((j) => values[j]!);
  return { ...data, columns: pick(data.columns), kept: pick(data.kept), scale: pick(data.scale) };
}

interface State {
  loglik: number;
  gradient: Float64Array;
  /** Observed information, p × p. */
  information: Float64Array;
}

/** Running sums over subjects at risk: their number, of the weight, of weight × x, of weight × x xᵀ. */
interface RiskSums {
  count: number;
  weight: number;
  first: Float64Array;
  second: Float64Array;
}

function emptySums(p: number): RiskSums {
  return { count: 0, weight: 0, first: new Float64Array(p), second: new Float64Array(p * p) };
}

function evaluate(data: CoxData, beta: Float64Array, ties: Ties): State {
  const p = beta.length;
  const { time, event, columns } = data;
  const state: State = { loglik: 0, gradient: new Float64Array(p), information: new Float64Array(p * p) };
  const atRisk = emptySums(p);
  let entered = 0;
  for (let from = 0; from < time.length; ) {
    const leaving = emptySums(p);
    let deaths = 0;
    let to = from;
    for (; to < time.length && time[to] === time[from]; to++) {
      const linear = linearOf(columns, to, beta);
      addSubject(atRisk, columns, to, Math.exp(linear));
      atRisk.count++;
      if (event[to] !== 1) continue;
      deaths++;
      addSubject(leaving, columns, to, Math.exp(linear));
      state.loglik += linear;
      for (let j = 0; j < p; j++) state.gradient[j]! += columns[j]![to]!;
    }
    for (; entered < data.late.length && data.entry[entered]! >= time[from]!; entered++)
      removeSubject(atRisk, data, data.late[entered]!, beta);
    for (let k = 0; k < deaths; k++) subtractTerm(state, atRisk, leaving, ties === 'efron' ? k / deaths : 0);
    from = to;
  }
  return state;
}

function linearOf(columns: readonly Float64Array[], subject: number, beta: Float64Array): number {
  let linear = 0;
  for (let j = 0; j < columns.length; j++) linear += beta[j]! * columns[j]![subject]!;
  return linear;
}

/** Before its entry a subject is not at risk. With nobody left the sums are 0 and not what rounding makes of it. */
function removeSubject(sums: RiskSums, { columns }: CoxData, subject: number, beta: Float64Array): void {
  addSubject(sums, columns, subject, -Math.exp(linearOf(columns, subject, beta)));
  sums.count--;
  if (sums.count === 0) Object.assign(sums, emptySums(columns.length));
}

function addSubject(sums: RiskSums, columns: readonly Float64Array[], subject: number, weight: number): void {
  const p = columns.length;
  sums.weight += weight;
  for (let a = 0; a < p; a++) {
    const wx = weight * columns[a]![subject]!;
    sums.first[a]! += wx;
    for (let b = 0; b <= a; b++) sums.second[a * p + b]! += wx * columns[b]![subject]!;
  }
}

/** One event's share of the denominator: those at risk less a share of those leaving at the same time. */
function subtractTerm(state: State, atRisk: RiskSums, leaving: RiskSums, share: number): void {
  const p = state.gradient.length;
  const weight = atRisk.weight - share * leaving.weight;
  state.loglik -= Math.log(weight);
  const mean = atRisk.first.map((value, j) => (value - share * leaving.first[j]!) / weight);
  for (let a = 0; a < p; a++) {
    state.gradient[a]! -= mean[a]!;
    for (let b = 0; b <= a; b++) {
      const second = (atRisk.second[a * p + b]! - share * leaving.second[a * p + b]!) / weight;
      state.information[a * p + b]! += second - mean[a]! * mean[b]!;
      state.information[b * p + a] = state.information[a * p + b]!;
    }
  }
}

function stepOf(state: State, p: number): Float64Array | null {
  const lower = cholesky(state.information, p);
  return lower && solveCholesky(lower, state.gradient);
}

function moved(beta: Float64Array, step: Float64Array, factor: number): Float64Array<ArrayBuffer> {
  return Float64Array.from(beta, (value, j) => value + factor * step[j]!);
}

function dotOf(a: ArrayLike<number>, b: ArrayLike<number>): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += a[i]! * b[i]!;
  return sum;
}

interface Fitted {
  start: State;
  state: State;
  score: number;
  iterations: number;
  converged: boolean;
}

/** A coefficient that still wants to move by this many standard deviations, at no gain, is on its way to infinity. */
const stillMoving = 1e-3;

function describe(
  data: CoxData,
  beta: Float64Array,
  { start, state, score, iterations, converged }: Fitted,
  sample: SurvivalSample,
  width: number,
): CoxRegression {
  const p = beta.length;
  const lower = cholesky(state.information, p);
  const inverse = lower && invertCholesky(lower, p);
  const coefficients = new Float64Array(width).fill(Number.NaN);
  const stdErr = new Float64Array(width).fill(Number.NaN);
  for (const [j, index] of data.kept.entries()) {
    coefficients[index] = beta[j]! / data.scale[j]!;
    if (inverse) stdErr[index] = Math.sqrt(inverse[j * p + j]!) / data.scale[j]!;
  }
  const risk = new Float64Array(sample.time.length);
  for (const [row, subject] of data.order.entries())
    risk[subject] = dotOf(
      beta,
      data.columns.map((column) => column[row]!),
    );
  const rest = lower && solveCholesky(lower, state.gradient);
  const separated = p > 0 && (!rest || rest.some((value) => Math.abs(value) > stillMoving));
  const warnings: AnalysisWarning[] = separated ? [{ code: 'separation', params: {} }] : [];
  if (!converged && !separated) warnings.push({ code: 'noConvergence', params: { iterations } });
  let wald = 0;
  for (let a = 0; a < p; a++)
    for (let b = 0; b < p; b++) wald += beta[a]! * state.information[a * p + b]! * beta[b]!;
  return {
    coefficients,
    stdErr,
    loglikNull: start.loglik,
    loglik: state.loglik,
    score,
    wald,
    df: p,
    n: sample.time.length,
    events: data.events,
    concordance: concordance(sample, risk),
    iterations,
    converged: converged && !separated,
    warnings,
  };
}
