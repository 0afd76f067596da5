import { logOdds, probabilityOf, type RidgeLogistic, ridgeLogistic } from '../../statistics/ridgeLogistic.ts';
import type { CaseCounts } from './adoptionCases.ts';
import { fillTerms, inputCount, termCount } from './adoptionInputs.ts';

/** Odds of taking up, learnt from cases: a ridge logistic regression on standardised inputs. */
export interface AdoptionOdds {
  mean: Float64Array;
  /** Standard deviation; 1 where an input does not vary. */
  spread: Float64Array;
  model: RidgeLogistic;
  cases: number;
  taken: number;
}

/** Held back by as much as one standardised case: enough to keep slopes finite, too little to flatten them. */
const ridge = 1;
/** With fewer than this taken up, the slopes would be guesses. */
export const fewestTaken = 20;

/** Learns the odds; null with fewer than 20 taken up or none passed over. */
export function fitOdds(counts: CaseCounts): AdoptionOdds | null {
  const { x, cases, taken } = counts;
  const all = total(cases);
  const yes = total(taken);
  if (yes < fewestTaken || yes === all) return null;
  const terms = new Float64Array(cases.length * termCount);
  for (let row = 0; row < cases.length; row++) fillTerms(x, row * inputCount, terms, row * termCount);
  const mean = new Float64Array(termCount);
  const spread = new Float64Array(termCount);
  for (let j = 0; j < termCount; j++) {
    for (let row = 0; row < cases.length; row++)
      mean[j]! += (cases[row]! * terms[row * termCount + j]!) / all;
    let squares = 0;
    for (let row = 0; row < cases.length; row++)
      squares += cases[row]! * (terms[row * termCount + j]! - mean[j]!) ** 2;
    const deviation = Math.sqrt(squares / all);
    spread[j] = deviation > 1e-9 ? deviation : 1;
  }
  const standard = terms.map((value, i) => (value - mean[i % termCount]!) / spread[i % termCount]!);
  const model = ridgeLogistic({ x: standard, y: taken, trials: cases, p: termCount }, ridge);
  return { mean, spread, model, cases: all, taken: yes };
}

function total(values: Float64Array): number {
  return values.reduce((sum, value) => sum + value, 0);
}

const scratch = new Float64Array(termCount);

/** The probability of the inputs at `base`. */
export function adoptionProbability(
  { mean, spread, model }: AdoptionOdds,
  x: Float64Array,
  base = 0,
): number {
  fillTerms(x, base, scratch, 0);
  for (let j = 0; j < termCount; j++) scratch[j] = (scratch[j]! - mean[j]!) / spread[j]!;
  return probabilityOf(logOdds(model, scratch, 0));
}
