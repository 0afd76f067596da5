import { ExpectedError } from '../../../../../shared/errors/errors.ts';
import { cholesky, invertCholesky } from '../../statistics/cholesky.ts';
import { type Minimum, minimise, type Objective } from '../../statistics/minimise.ts';
import type { AnalysisWarning } from '../../types.ts';
import {
  checkPurchases,
  groupPurchases,
  groupTotal,
  type PurchaseGroups,
  type Purchases,
  rescaleGroups,
  thinGroups,
} from './purchases.ts';

/** Parameters of a model and how they were found. */
export interface ModelFit<Name extends string> {
  params: Record<Name, number>;
  /** Standard errors from the observed information; null where the data do not determine the parameters. */
  stdErr: Record<Name, number> | null;
  loglik: number;
  /** Customers the model was fitted on. */
  n: number;
  converged: boolean;
  /** Largest slope of the mean log likelihood in the logarithm of a parameter: 0 at an exact maximum. */
  gradient: number;
  iterations: number;
  warnings: AnalysisWarning[];
}

/** A likelihood over positive parameters. */
export interface PurchaseModel<Name extends string> {
  names: readonly Name[];
  /** Which parameters are times, in the unit of the data. */
  times: readonly Name[];
  /** The log likelihood; fills its derivatives by the parameters, in the order of names. */
  loglik(groups: PurchaseGroups, parameters: Float64Array, slopes: Float64Array): number;
  /** Where to begin, in units of the mean observation time. */
  starts(rate: number): number[][];
}

/** Starts are tried on at most so many distinct customers; the best is then followed on all of them. */
const triedOn = 3000;

/** Fewer customers with a repeat purchase draw a warning. */
const fewRepeatBuyers = 30;

/**
 * Fits a purchase model by maximum likelihood, free of the unit of time and of the order of customers.
 *
 * Errors: `badInput` naming the entry; `tooLittleData` with fewer than 5 customers or no repeat purchase at all.
 * Warnings: as `fitWarnings`, and `fewRepeatBuyers` {customers, least}.
 */
export function fitPurchases<Name extends string>(
  model: PurchaseModel<Name>,
  purchases: Purchases,
): ModelFit<Name> {
  checkPurchases(purchases);
  const groups = groupPurchases(purchases);
  const repeat = groups.x.reduce((sum, x, group) => sum + (x > 0 ? groups.count[group]! : 0), 0);
  refuseTooLittle(groups.n, repeat);
  const unit = groupTotal(groups, groups.T) / groups.n;
  const scaled = rescaleGroups(groups, unit);
  const rate = groupTotal(groups, groups.x) / groups.n;
  const thinned = minimise(
    meanObjective(model, thinGroups(scaled, triedOn)),
    model.starts(rate).map((start) => start.map(Math.log)),
  );
  const minimum = minimise(meanObjective(model, scaled), [thinned.at]);
  minimum.iterations += thinned.iterations;
  const warnings = fitWarnings(model.names, minimum, groups.n);
  if (repeat < fewRepeatBuyers)
    warnings.push({ code: 'fewRepeatBuyers', params: { customers: repeat, least: fewRepeatBuyers } });
  const unitOf = (name: Name) => (model.times.includes(name) ? unit : 1);
  const fit = describeFit(model.names, minimum, groups.n, unitOf);
  const at = Float64Array.from(model.names, (name) => fit.params[name]);
  return { ...fit, loglik: model.loglik(groups, at, new Float64Array(at.length)), warnings };
}

/** The log likelihood of given parameters. Errors: `badInput` naming the entry. */
export function purchaseLoglik<Name extends string>(
  model: PurchaseModel<Name>,
  params: Record<Name, number>,
  purchases: Purchases,
): number {
  checkPurchases(purchases);
  const at = Float64Array.from(model.names, (name) => params[name]);
  return model.loglik(groupPurchases(purchases), at, new Float64Array(at.length));
}

function refuseTooLittle(n: number, repeat: number): void {
  if (n >= 5 && repeat > 0) return;
  throw new ExpectedError(
    'tooLittleData',
    n < 5 ? `${n} customers are too few` : 'No customer has a repeat purchase',
    {
      params: { n, least: 5, repeat },
    },
  );
}

function meanObjective<Name extends string>(model: PurchaseModel<Name>, groups: PurchaseGroups): Objective {
  return overLogarithms((parameters, slopes) => model.loglik(groups, parameters, slopes), groups.n);
}

/** Logarithms of parameters beyond these are as good as 0 or infinite: the likelihood is flat from there. */
const lowest = -30;
const highest = 16;

/** The parameters whose logarithms these are, none further than is of use. */
export function parametersAt(logarithms: Float64Array): Float64Array {
  return logarithms.map((value) => Math.exp(Math.max(lowest, Math.min(highest, value))));
}

/** Minus the mean log likelihood of n customers, as a function of the logarithms of the parameters. */
export function overLogarithms(
  loglik: (parameters: Float64Array, slopes: Float64Array) => number,
  n: number,
): Objective {
  return (at, gradient) => {
    const parameters = parametersAt(at);
    const value = loglik(parameters, gradient);
    for (let i = 0; i < at.length; i++)
      gradient[i]! *= at[i]! < lowest || at[i]! > highest ? 0 : -parameters[i]! / n;
    return -value / n;
  };
}

/** Parameters, standard errors and convergence of a minimum over logarithms of parameters. */
export function describeFit<Name extends string>(
  names: readonly Name[],
  minimum: Minimum,
  n: number,
  unitOf: (name: Name) => number,
): Omit<ModelFit<Name>, 'warnings'> {
  const record = (value: (index: number) => number) =>
    Object.fromEntries(names.map((name, index) => [name, value(index) * unitOf(name)])) as Record<
      Name,
      number
    >;
  const errors = relativeErrors(minimum, n);
  const parameters = parametersAt(minimum.at);
  return {
    params: record((index) => parameters[index]!),
    stdErr: errors && record((index) => errors[index]! * parameters[index]!),
    loglik: -minimum.value * n,
    n,
    converged: minimum.converged,
    gradient: minimum.gradient,
    iterations: minimum.iterations,
  };
}

/** Standard errors of the logarithms of the parameters; null at the limit or where the curvature is not positive. */
function relativeErrors({ hessian, at }: Minimum, n: number): Float64Array | null {
  if (at.some((value) => value < lowest + 0.1 || value > highest - 0.1)) return null;
  const lower = cholesky(hessian, at.length, 1e-13);
  if (!lower) return null;
  const inverse = invertCholesky(lower, at.length);
  return at.map((_, i) => Math.sqrt(inverse[i * at.length + i]! / n));
}

/** A standard error of ln parameter above this leaves the parameter open by a factor of more than fifty either way. */
const undetermined = 2;

/**
 * `notConverged` {gradient}; `undetermined` {parameters}: names of the parameters that the data leave open, as when
 * customers do not differ, or none leaves.
 */
export function fitWarnings(names: readonly string[], minimum: Minimum, n: number): AnalysisWarning[] {
  const warnings: AnalysisWarning[] = [];
  if (!minimum.converged) warnings.push({ code: 'notConverged', params: { gradient: minimum.gradient } });
  const errors = relativeErrors(minimum, n);
  const open = names.filter((_, index) => !errors || errors[index]! > undetermined);
  if (open.length > 0) warnings.push({ code: 'undetermined', params: { parameters: open.join(', ') } });
  return warnings;
}
