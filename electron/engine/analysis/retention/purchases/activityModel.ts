import {
  type BgNbdParameters,
  bgNbdActive,
  bgNbdExpected,
  bgNbdFuture,
  bgNbdProbability,
  fitBgNbd,
} from './bgNbd.ts';
import type { ModelFit } from './fitPurchases.ts';
import type { FutureOf } from './future.ts';
import {
  fitParetoNbd,
  type ParetoNbdParameters,
  paretoNbdActive,
  paretoNbdExpected,
  paretoNbdFuture,
  paretoNbdProbability,
} from './paretoNbd.ts';
import type { Purchases } from './purchases.ts';

export const activityModels = ['bg-nbd', 'pareto-nbd'] as const;
export type ActivityModel = (typeof activityModels)[number];

/** A fitted purchase model as what it can tell. */
export interface FittedModel {
  model: ActivityModel;
  fit: ModelFit<string>;
  active(purchases: Purchases): Float64Array;
  expected(purchases: Purchases, time: number): Float64Array;
  future: FutureOf;
  /** Probability of exactly x repeat purchases within `time` of the first. */
  probability(time: number, x: number): number;
}

/** Fits one of the models. Errors: as its fit. */
export function fitModel(model: ActivityModel, purchases: Purchases): FittedModel {
  if (model === 'bg-nbd') {
    const fit = fitBgNbd(purchases);
    const params: BgNbdParameters = fit.params;
    return {
      ...{ model, fit },
      active: (of) => bgNbdActive(params, of),
      expected: (of, time) => bgNbdExpected(params, of, time),
      future: bgNbdFuture(params),
      probability: (time, x) => bgNbdProbability(params, time, x),
    };
  }
  const fit = fitParetoNbd(purchases);
  const params: ParetoNbdParameters = fit.params;
  return {
    ...{ model, fit },
    active: (of) => paretoNbdActive(params, of),
    expected: (of, time) => paretoNbdExpected(params, of, time),
    future: paretoNbdFuture(params),
    probability: (time, x) => paretoNbdProbability(params, time, x),
  };
}
