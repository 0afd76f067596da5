import { ExpectedError } from '../../../../../shared/errors/errors.ts';
import { type ChurnRisk, churnRisk } from '../../retention/risk/churnRisk.ts';
import type { AnalysisWarning } from '../../types.ts';
import { type ListInput, type RankedList, rankedList } from '../rankedList.ts';

const shortestHorizon = 30;

/**
 * Accounts by their risk of leaving (`churnRisk`), fitted anew on what was known at the origin; value = money of the 12
 * months before.
 *
 * Where the past is too short for the horizon, the model learns from a shorter one (half, a quarter … at least 30 days):
 * the order still tells who is likelier to leave, the probability is then not known. Warning `shorterHorizon` {days}.
 * Errors: `tooLittleData` where 30 days are too long as well.
 */
export function churnList(input: ListInput): RankedList {
  const { risk, horizon } = fitLongest(input);
  const warnings: AnalysisWarning[] = [...risk.model.warnings];
  const asAsked = horizon === input.horizon;
  if (!asAsked) warnings.push({ code: 'shorterHorizon', params: { days: horizon } });
  const { account, probability, value } = risk;
  return rankedList({
    account,
    score: probability,
    value,
    warnings,
    ...(asAsked ? { probability } : {}),
  });
}

function fitLongest(input: ListInput): { risk: ChurnRisk; horizon: number } {
  const { history, origin, signals = [], shouldStop } = input;
  for (let horizon = input.horizon; ; horizon = Math.max(shortestHorizon, Math.floor(horizon / 2))) {
    try {
      const options = {
        horizon,
        leaving: { kind: 'silent' as const },
        signals,
        ...(shouldStop ? { shouldStop } : {}),
      };
      return { risk: churnRisk(history, origin, options), horizon };
    } catch (error) {
      const tooShort = error instanceof ExpectedError && error.code === 'tooLittleData';
      if (!tooShort || horizon <= shortestHorizon) throw error;
    }
  }
}
