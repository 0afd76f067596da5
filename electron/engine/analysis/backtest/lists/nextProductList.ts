import { visitAccounts } from '../../cross-sell/nextProduct/adoptionCases.ts';
import { fitAdoption } from '../../cross-sell/nextProduct/adoptionModel.ts';
import { fillProspects, prospectView } from '../../cross-sell/nextProduct/nextProducts.ts';
import { daysCovered } from '../../history/historyUntil.ts';
import { collectLikeliest } from '../likeliest.ts';
import { type ListInput, type RankedList, rankedList } from '../rankedList.ts';

/**
 * Accounts and products they did not buy in the 12 months before by the chance to take them up (`fitAdoption`: EASE, its
 * scores made probabilities on past origins), fitted anew on what was known at the origin. Value = what buyers of the
 * account's size spend on it. Where nothing could be calibrated, by score; the probability is then not known.
 * Errors: those of `fitAdoption`.
 */
export function nextProductList({ rows, history, origin, months, shouldStop }: ListInput): RankedList {
  const items = {
    count: rows.products,
    of: Int32Array.from({ length: rows.products }, (_, product) => product),
  };
  const stop = shouldStop ? { shouldStop } : {};
  const model = fitAdoption(rows, { asOf: origin, items, horizonMonths: Math.min(24, months), ...stop });
  const { itemOf } = model.snapshot;
  const firstDay = daysCovered(history)?.from ?? origin;
  const view = prospectView(model, firstDay);
  const prospects = {
    probability: new Float64Array(itemOf.length),
    value: new Float64Array(itemOf.length),
  };
  const collector = collectLikeliest();
  visitAccounts(
    model.snapshot,
    model.ease,
    (account, candidates, scores) => {
      fillProspects(view, account, candidates, scores, prospects);
      for (let i = 0; i < candidates.count; i++) {
        const column = candidates.columns[i]!;
        const probability = prospects.probability[column]!;
        const score = model.odds ? probability : scores[column]!;
        collector.add(account, itemOf[column]!, score, probability, prospects.value[column]!);
      }
    },
    () => undefined,
  );
  return rankedList({ ...collector.entries(), warnings: model.warnings });
}
