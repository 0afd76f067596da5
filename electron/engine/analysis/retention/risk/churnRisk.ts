import { ExpectedError } from '../../../../../shared/errors/errors.ts';
import type { AccountDays } from '../../history/accountDays.ts';
import {
  brierScore,
  type CalibrationBin,
  calibrationTable,
  discrimination,
} from '../../statistics/discrimination.ts';
import {
  logLoss,
  logOdds,
  type ModelRows,
  probabilityOf,
  type RidgeLogistic,
  ridgeLogistic,
} from '../../statistics/ridgeLogistic.ts';
import type { AnalysisWarning } from '../../types.ts';
import { historyFolds } from './historyFolds.ts';
import { type AccountSignal, type RiskFeature, riskFeatures, riskRows } from './riskFeatures.ts';
import { type Leaving, pastOrigins, type RiskPanel, riskPanel, standardised } from './riskPanel.ts';

export interface RiskOptions {
  /** Days looked ahead. */
  horizon: number;
  leaving: Leaving;
  signals?: readonly AccountSignal[];
  shouldStop?: () => boolean;
}

/** How well the model told leavers on accounts it had not seen, at the days it learnt from. */
export interface RiskQuality {
  /** Account-days checked, and those that left. */
  n: number;
  events: number;
  brier: number;
  /** Of the share of all, given to everybody. */
  brierOfBaseRate: number;
  auc: number | null;
  calibration: CalibrationBin[];
}

/** A model of leaving, on the scale of log odds: `base` + Σ slope · (x − mean) / spread. */
export interface RiskModel {
  features: number[];
  mean: Float64Array;
  spread: Float64Array;
  slopes: Float64Array;
  base: number;
  penalty: number;
  origins: number[];
  /** Account-days learnt from, and those that left. */
  n: number;
  events: number;
  /** Share of them that left: what is known of an account of which nothing is known. */
  baseRate: number;
  quality: RiskQuality;
  warnings: AnalysisWarning[];
}

/** Accounts in play at the as-of date, likeliest leaver first. */
export interface ChurnRisk {
  model: RiskModel;
  account: Int32Array;
  probability: Float64Array;
  /** Money of the 12 months up to the as-of date. */
  value: Float64Array;
  daysSince: Int32Array;
  usualGap: Float64Array;
  orders: Int32Array;
  /** Row by row, one per feature of the model: what it adds to the log odds. With `base` they sum to them exactly. */
  effects: Float64Array;
  /** The features as they are, NaN = not known; row by row, one per feature of the model. */
  values: Float64Array;
}

const penalties = [0.3, 3, 30, 300, 3000];
const folds = 5;
export const fewestEvents = 20;
/** Account-days that choose the penalty and check the calibration: whole accounts, chosen by their history. */
export const mostCheckedRows = 100_000;

/**
 * Which accounts will leave within the horizon, how likely, and why?
 *
 * A discrete-time hazard: accounts in play at days of the past (their horizon over by `asOf`), what was known of them
 * then, and whether they left; a logistic model with a ridge penalty. The penalty is the one with the least log loss on
 * accounts left out of the fit (5 parts by history, an account always whole in one); the log odds are then stretched and
 * shifted to what happened to those accounts (Platt), so that 30 % means 3 of 10. The quality told is that of accounts
 * left out of both. With more than 100,000 account-days, penalty, stretch and quality rest on a part of the accounts that
 * holds about as many; the model itself on all.
 * Assumption: accounts leave as they did in the past, season and all. Money enters as ratios only, so its unit does not.
 *
 * @param history kept rows. @param asOf nothing after it is looked at.
 * @returns accounts by falling probability, then value. Errors: `tooLittleData` with fewer than 20 leavers or stayers to
 *   learn from. Warnings: `fewOrigins` with a single past day; `riskNoSignal` where nothing known of accounts told leavers
 *   from others: all then have the same probability.
 *
 * Cost: linear in account-days times features². Source: Cox (1972) in discrete time, Allison (1982); ridge: le Cessie
 * & van Houwelingen (1992); calibration: Platt (1999).
 */
export function churnRisk(history: AccountDays, asOf: number, options: RiskOptions): ChurnRisk {
  const model = fitRisk(history, asOf, options);
  return scoreRisk(history, asOf, model, options.signals ?? []);
}

export function fitRisk(history: AccountDays, asOf: number, options: RiskOptions): RiskModel {
  const origins = pastOrigins(history, asOf, options);
  const panel = riskPanel(history, origins, options);
  const n = panel.y.length;
  const events = panel.y.reduce((sum, left) => sum + left, 0);
  const least = Math.min(events, n - events);
  if (least < fewestEvents) {
    throw new ExpectedError('tooLittleData', 'Too few accounts left or stayed to learn from', {
      hint: 'A longer history or a shorter horizon gives more',
      params: { what: 'A risk of leaving', least: fewestEvents, n: least },
    });
  }
  const data: ModelRows = { x: panel.x, y: panel.y, p: panel.features.length };
  const checked = checkedRows(history, asOf, panel);
  const { penalty, odds } = choosePenalty(data, panel, checked, options.shouldStop);
  const fit = ridgeLogistic(data, penalty);
  const scale = platt(odds, panel.y, checked.rows);
  return {
    features: panel.features,
    mean: panel.mean,
    spread: panel.spread,
    slopes: fit.slopes.map((slope) => scale.stretch * slope),
    base: scale.shift + scale.stretch * fit.intercept,
    penalty,
    origins,
    n,
    events,
    baseRate: events / n,
    quality: qualityOf(odds, panel.y, checked),
    warnings: [
      ...(origins.length < 2 ? [{ code: 'fewOrigins', params: { origins: origins.length } }] : []),
      ...(scale.stretch === 0 ? [{ code: 'riskNoSignal', params: {} }] : []),
    ],
  };
}

interface Checked {
  rows: Int32Array;
  /** Part of each row of the panel. */
  part: Uint8Array;
}

function checkedRows(history: AccountDays, asOf: number, panel: RiskPanel): Checked {
  const groups = Math.max(1, Math.ceil(panel.y.length / mostCheckedRows));
  const { part, group } = historyFolds(history, asOf, folds, groups);
  const rows: number[] = [];
  for (let row = 0; row < panel.y.length; row++) if (group[panel.account[row]!] === 0) rows.push(row);
  return {
    rows: Int32Array.from(rows),
    part: Uint8Array.from(panel.account, (account) => part[account]!),
  };
}

/** Log odds of every checked row by a model that had not seen its account, under the penalty that did best. */
function choosePenalty(
  data: ModelRows,
  panel: RiskPanel,
  { rows, part }: Checked,
  shouldStop?: () => boolean,
): { penalty: number; odds: Float64Array } {
  const tried = penalties.map(() => new Float64Array(panel.y.length));
  for (let fold = 0; fold < folds; fold++) {
    const own = rows.filter((row) => part[row] === fold);
    const others = rows.filter((row) => part[row] !== fold);
    let start: RidgeLogistic | undefined;
    for (let k = penalties.length - 1; k >= 0; k--) {
      if (shouldStop?.()) break;
      start = ridgeLogistic({ ...data, rows: others }, penalties[k]!, start);
      for (const row of own) tried[k]![row] = logOdds(start, data.x, row);
    }
  }
  const losses = tried.map((odds) => rows.reduce((sum, row) => sum + logLoss(odds[row]!, panel.y[row]!), 0));
  const best = losses.indexOf(Math.min(...losses));
  return { penalty: penalties[best]!, odds: tried[best]! };
}

interface Scale {
  stretch: number;
  shift: number;
}

/** y ~ shift + stretch · odds; where larger odds did not go with more leavers, nothing is left of them but the base rate. */
function platt(odds: Float64Array, y: Uint8Array, rows: Int32Array): Scale {
  const outcome = Uint8Array.from(rows, (row) => y[row]!);
  const x = Float64Array.from(rows, (row) => odds[row]!);
  const fit = ridgeLogistic({ x, y: outcome, p: 1 }, 1e-6);
  const stretch = fit.slopes[0]!;
  if (stretch > 0) return { stretch, shift: fit.intercept };
  return { stretch: 0, shift: ridgeLogistic({ x: new Float64Array(0), y: outcome, p: 0 }, 0).intercept };
}

/** Every part judged by a model and a stretch that had not seen it. */
function qualityOf(odds: Float64Array, outcomes: Uint8Array, { rows, part }: Checked): RiskQuality {
  const p = new Float64Array(rows.length);
  for (let fold = 0; fold < folds; fold++) {
    const others = rows.filter((row) => part[row] !== fold);
    const { stretch, shift } = platt(odds, outcomes, others.length > 0 ? others : rows);
    for (const [at, row] of rows.entries())
      if (part[row] === fold) p[at] = probabilityOf(shift + stretch * odds[row]!);
  }
  const y = Uint8Array.from(rows, (row) => outcomes[row]!);
  const events = y.reduce((sum, left) => sum + left, 0);
  const rate = events / y.length;
  return {
    n: y.length,
    events,
    brier: brierScore(p, y)!,
    brierOfBaseRate: rate * (1 - rate),
    auc: discrimination(p, y).auc,
    calibration: calibrationTable(p, y),
  };
}

/** Applies a model to the accounts in play at a day. */
export function scoreRisk(
  history: AccountDays,
  asOf: number,
  model: RiskModel,
  signals: readonly AccountSignal[],
): ChurnRisk {
  const rows = riskRows(history, asOf, signals);
  const p = model.features.length;
  const z = standardised(rows, model);
  const n = rows.account.length;
  const effects = Float64Array.from(z, (value, at) => value * model.slopes[at % p]! + 0);
  const odds = Float64Array.from({ length: n }, (_, row) => {
    let sum = model.base;
    for (let j = 0; j < p; j++) sum += effects[row * p + j]!;
    return sum;
  });
  const order = Int32Array.from({ length: n }, (_, row) => row).sort(
    (a, b) => odds[b]! - odds[a]! || rows.value[b]! - rows.value[a]! || a - b,
  );
  const pick = (values: ArrayLike<number>) => Array.from(order, (row) => values[row]!);
  const wide = (values: ArrayLike<number>, width: number, at: readonly number[]) =>
    Float64Array.from({ length: n * p }, (_, i) => values[order[Math.floor(i / p)]! * width + at[i % p]!]!);
  return {
    model,
    account: Int32Array.from(pick(rows.account)),
    probability: Float64Array.from(order, (row) => probabilityOf(odds[row]!)),
    value: Float64Array.from(pick(rows.value)),
    daysSince: Int32Array.from(pick(rows.daysSince)),
    usualGap: Float64Array.from(pick(rows.usualGap)),
    orders: Int32Array.from(pick(rows.orders)),
    effects: wide(effects, p, [...model.features.keys()]),
    values: wide(rows.x, riskFeatures.length, model.features),
  };
}

/** One reason: what a feature adds to the log odds. */
export interface RiskReason {
  feature: RiskFeature;
  effect: number;
  /** As `riskFeatures` defines it; NaN = not known (its effect is then 0). */
  value: number;
}

/** The reasons of one row, largest effect first; with `model.base` they sum to its log odds. */
export function reasonsOf(risk: ChurnRisk, row: number): RiskReason[] {
  const p = risk.model.features.length;
  return risk.model.features
    .map((feature, j) => ({
      feature: riskFeatures[feature]!,
      effect: risk.effects[row * p + j]!,
      value: risk.values[row * p + j]!,
    }))
    .sort((a, b) => Math.abs(b.effect) - Math.abs(a.effect));
}
