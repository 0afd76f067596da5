import { ExpectedError } from '../../../../../shared/errors/errors.ts';
import { bought, gridOfPurchases } from '../../cross-sell/purchaseGrid.ts';
import { entriesUntil } from '../../history/accountDays.ts';
import { trailingYear } from '../../retention/trailingYear.ts';
import { likeliest } from '../likeliest.ts';
import { type ListInput, type RankedList, rankedList } from '../rankedList.ts';

const productsLookedAt = 300;

/**
 * A naive rival: the product most accounts bought in the 12 months before is offered first to those that did not, those with
 * most order days then first; then the next product. Value = money a buyer of the product spends on average.
 * Of the 300 products with most money. Errors: `noData` without products; `tooLittleData` where nobody buys.
 */
export function popularityList({ rows, history, origin }: ListInput): RankedList {
  const span = trailingYear(origin);
  const grid = gridOfPurchases(rows, span, productsLookedAt);
  const columns = grid.products.length;
  if (columns === 0) {
    const params = { what: 'popularity', least: 1, n: 0 };
    throw new ExpectedError('tooLittleData', 'Nobody bought a product', { params });
  }
  const buyers = new Int32Array(columns);
  for (let cell = 0; cell < grid.states.length; cell++) {
    if (grid.states[cell] === bought) buyers[cell % columns]!++;
  }
  const orderDays = grid.accounts.map((account) => {
    let n = 0;
    const end = entriesUntil(history, account, origin);
    for (let entry = entriesUntil(history, account, span.from - 1); entry < end; entry++)
      n += history.ordered[entry]!;
    return n;
  });
  const days = 1 + orderDays.reduce((most, n) => Math.max(most, n), 0);
  const score = Float64Array.from(grid.states, (state, cell) =>
    state === bought ? Number.NaN : buyers[cell % columns]! * days + orderDays[Math.floor(cell / columns)]!,
  );
  const cells = likeliest(score);
  return rankedList({
    account: cells.map((cell) => grid.accounts[Math.floor(cell / columns)]!),
    product: cells.map((cell) => grid.products[cell % columns]!),
    score: Float64Array.from(cells, (cell) => score[cell]!),
    value: Float64Array.from(
      cells,
      (cell) => Math.max(0, grid.productRevenue[cell % columns]!) / Math.max(1, buyers[cell % columns]!),
    ),
  });
}
