import { ExpectedError } from '../../../../../shared/errors/errors.ts';
import type { AccountDays } from '../../history/accountDays.ts';
import type { AnalysisWarning } from '../../types.ts';
import { type ActivityModel, activityModels, fitModel } from './activityModel.ts';
import type { ModelFit } from './fitPurchases.ts';
import { fitGammaGamma, type GammaGammaName, gammaGammaSpend } from './gammaGamma.ts';
import { continuousDiscount, discountedPurchases, lifetimeValue } from './lifetimeValue.ts';
import { type FrequencyCheck, frequencyCheck, type HoldoutCheck, holdoutCheck } from './purchaseChecks.ts';
import { type PurchaseHistory, purchaseHistory } from './purchaseHistory.ts';
import type { Purchases } from './purchases.ts';

export interface ActivityOptions {
  /** The last day looked at. */
  asOf: number;
  /** Weeks looked ahead. */
  horizon: number;
  /** Discount a year: .1 = 10 %. */
  discount: number;
  /** null = the one that makes what was seen more likely. */
  model: ActivityModel | null;
}

export interface CustomerActivity {
  model: ActivityModel;
  fit: ModelFit<string>;
  /** Log likelihood of each model that could be fitted. */
  loglik: Partial<Record<ActivityModel, number>>;
  /** null where too few repeat purchases have a value. */
  spending: ModelFit<GammaGammaName> | null;
  history: PurchaseHistory;
  /** Per entry of the history: in [0, 1]; purchases within the horizon; money of a purchase (NaN = not known). */
  active: Float64Array;
  expected: Float64Array;
  spend: Float64Array;
  /** Expected purchases × spend, as it is and discounted to today. */
  revenue: Float64Array;
  clv: Float64Array;
  frequency: FrequencyCheck;
  holdout: HoldoutCheck | null;
  warnings: AnalysisWarning[];
}

/**
 * Which accounts are still active, and what will they bring within the horizon?
 *
 * Assumes what its models do: see `fitBgNbd`, `fitParetoNbd` and `fitGammaGamma` (steady buying at random moments until an
 * unseen end; money of a purchase independent of how often).
 * Input: account days. Output: per account with a purchase its chance to be active, expected purchase days and money;
 * how well the model tells the past: repeat purchases it expects against those made, and a holdout (`holdoutCheck`).
 * Errors: `tooLittleData` with fewer than 5 accounts or without a repeat purchase. Warnings: those of the fits;
 * `onceActive` {accounts}: BG/NBD takes accounts without a repeat purchase for active, as one leaves only after one;
 * `noSpend`: too few repeat purchases of value for a spend model, so no money; `noHoldout`: the past is too short;
 * `naiveTells` {naive, model}: errors per account, where repeating the time before does better on the holdout.
 * Cost: some tens of passes over distinct customers for each of three or four fits.
 */
export function customerActivity(history: AccountDays, options: ActivityOptions): CustomerActivity {
  const { asOf, horizon, discount } = options;
  const purchases = purchaseHistory(history, asOf);
  const { chosen, loglik } = chooseModel(purchases, options.model);
  const warnings: AnalysisWarning[] = [];
  const spending = spendModel(purchases, warnings);
  const active = chosen.active(purchases);
  const expected = chosen.expected(purchases, horizon);
  const rate = continuousDiscount(discount, 365.25 / 7);
  const discounted = discountedPurchases(active, chosen.future, purchases, { horizon, discount: rate });
  const spend = spendOf(spending, purchases);
  const holdout = holdoutCheck(history, asOf, horizon, (past) => fitModel(chosen.model, past));
  if (!holdout) warnings.push({ code: 'noHoldout', params: {} });
  else if (holdout.naiveError < holdout.error) {
    warnings.push({ code: 'naiveTells', params: { naive: holdout.naiveError, model: holdout.error } });
  }
  const once = purchases.x.reduce((sum, x) => sum + (x === 0 ? 1 : 0), 0);
  if (chosen.model === 'bg-nbd' && once > 0)
    warnings.push({ code: 'onceActive', params: { accounts: once } });
  return {
    model: chosen.model,
    fit: chosen.fit,
    loglik,
    spending,
    history: purchases,
    active,
    expected,
    spend,
    revenue: lifetimeValue(expected, spend),
    clv: lifetimeValue(discounted, spend),
    frequency: frequencyCheck(purchases, chosen.probability),
    holdout,
    warnings: [...merged(chosen.fit.warnings, spending?.warnings ?? []), ...warnings],
  };
}

/** What both fits leave open is said once. */
function merged(orders: AnalysisWarning[], money: AnalysisWarning[]): AnalysisWarning[] {
  const open = [...orders, ...money].filter(({ code }) => code === 'undetermined');
  const rest = [...orders, ...money].filter(({ code }) => code !== 'undetermined');
  if (open.length === 0) return rest;
  const parameters = open.map(({ params }) => params.parameters).join(', ');
  return [{ code: 'undetermined', params: { parameters } }, ...rest];
}

/** The model asked for, else the likelier one; one that settled is preferred to one that did not. */
function chooseModel(purchases: Purchases, asked: ActivityModel | null) {
  const fits = (asked ? [asked] : activityModels).map((model) => fitModel(model, purchases));
  const [chosen] = fits.sort(
    (a, b) => Number(b.fit.converged) - Number(a.fit.converged) || b.fit.loglik - a.fit.loglik,
  );
  const loglik = Object.fromEntries(fits.map(({ model, fit }) => [model, fit.loglik]));
  return { chosen: chosen!, loglik: loglik as CustomerActivity['loglik'] };
}

function spendModel(
  purchases: PurchaseHistory,
  warnings: AnalysisWarning[],
): ModelFit<GammaGammaName> | null {
  try {
    return fitGammaGamma({ x: purchases.valued, z: purchases.zbar });
  } catch (error) {
    if (!(error instanceof ExpectedError) || error.code !== 'tooLittleData') throw error;
    warnings.push({ code: 'noSpend', params: {} });
    return null;
  }
}

/** A mean below 0 (more returned than bought) counts as 0: it cannot be expected to go on. */
function spendOf(spending: ModelFit<GammaGammaName> | null, { valued, zbar }: PurchaseHistory): Float64Array {
  if (!spending) return new Float64Array(valued.length).fill(Number.NaN);
  return gammaGammaSpend(spending.params, { x: valued, z: zbar.map((value) => Math.max(0, value)) });
}
