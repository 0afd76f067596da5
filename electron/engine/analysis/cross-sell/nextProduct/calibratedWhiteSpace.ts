import { bought } from '../purchaseGrid.ts';
import type { WhiteSpace } from '../whiteSpace.ts';
import { visitAccounts } from './adoptionCases.ts';
import type { AdoptionModel } from './adoptionModel.ts';
import { fillProspects, prospectView } from './nextProducts.ts';

/**
 * The white space with the probabilities and values of the next-product model: one number, one definition.
 *
 * Cells of products that the model does not know (beyond its most) and of accounts without a purchase it knows keep
 * no number. Without calibrated odds the space stays as it is. Rows are ranked anew.
 * @param space over products; the model's items must be products. Cost: cells.
 */
export function calibrateWhiteSpace(space: WhiteSpace, model: AdoptionModel, firstDay: number): WhiteSpace {
  if (!model.odds) return { ...space, warnings: [...space.warnings, ...model.warnings] };
  const { snapshot, ease } = model;
  const columnOf = new Map(Array.from(snapshot.itemOf, (item, column) => [item, column]));
  const rowOf = new Map(Array.from(space.accounts, (account, row) => [account, row]));
  const wide = space.products.length;
  const calibrated = { ...space, ...emptied(space) };
  const prospects = {
    probability: new Float64Array(snapshot.itemOf.length),
    value: new Float64Array(snapshot.itemOf.length),
  };
  const view = prospectView(model, firstDay);
  visitAccounts(
    snapshot,
    ease,
    (account, candidates, scores) => {
      const row = rowOf.get(account);
      if (row === undefined) return;
      fillProspects(view, account, candidates, scores, prospects);
      for (let at = 0; at < wide; at++) {
        const cell = row * wide + at;
        const column = columnOf.get(space.products[at]!);
        if (column === undefined || space.states[cell] === bought || candidates.bought[column] === 1)
          continue;
        calibrated.probability[cell] = prospects.probability[column]!;
        calibrated.spend[cell] = prospects.value[column]!;
        const expected = prospects.probability[column]! * prospects.value[column]!;
        calibrated.expected[cell] = expected;
        if (!Number.isNaN(expected)) calibrated.accountExpected[row]! += expected;
      }
    },
    () => {},
  );
  const { accountExpected } = calibrated;
  calibrated.ranking = space.ranking
    .slice()
    .sort((a, b) => accountExpected[b]! - accountExpected[a]! || a - b);
  calibrated.totalExpected = accountExpected.reduce((sum, value) => sum + value, 0);
  return calibrated;
}

function emptied({ states, accounts }: WhiteSpace) {
  const missing = () => new Float64Array(states.length).fill(Number.NaN);
  return {
    probability: missing(),
    spend: missing(),
    expected: missing(),
    accountExpected: new Float64Array(accounts.length),
    warnings: [],
  } satisfies Partial<WhiteSpace>;
}
