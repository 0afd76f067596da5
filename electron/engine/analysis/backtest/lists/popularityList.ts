import { ExpectedError } from '../../../../../shared/errors/errors.ts';
import { bought, gridOfPurchases, type PurchaseGrid } from '../../cross-sell/purchaseGrid.ts';
import { trailingYear } from '../../retention/trailingYear.ts';
import { likeliest } from '../likeliest.ts';
import { type ListInput, type RankedList, rankedList } from '../rankedList.ts';

const productsLookedAt = 300;

/**
 * A naive rival: accounts and products not bought in the 12 months before by how many accounts buy the product times how many
 * products the account buys: what one would expect if nobody had a taste of their own. Value = money of the product per buyer.
 * The 300 products with most money are looked at. Errors: `noData` without products; `tooLittleData` where nobody buys.
 */
export function popularityList({ rows, origin }: ListInput): RankedList {
  const grid = gridOfPurchases(rows, trailingYear(origin), productsLookedAt);
  const columns = grid.products.length;
  if (columns === 0) {
    const params = { what: 'popularity', least: 1, n: 0 };
    throw new ExpectedError('tooLittleData', 'Nobody bought a product', { params });
  }
  const { buyers, breadth } = countBought(grid);
  const score = Float64Array.from(grid.states, (state, cell) =>
    state === bought ? Number.NaN : buyers[cell % columns]! * breadth[Math.floor(cell / columns)]!,
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

/** Accounts that buy each product, and products that each account buys. */
function countBought({ states, accounts, products }: PurchaseGrid) {
  const buyers = new Int32Array(products.length);
  const breadth = new Int32Array(accounts.length);
  for (let cell = 0; cell < states.length; cell++) {
    if (states[cell] !== bought) continue;
    buyers[cell % products.length]!++;
    breadth[Math.floor(cell / products.length)]!++;
  }
  return { buyers, breadth };
}
