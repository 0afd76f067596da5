import { bought } from '../../cross-sell/purchaseGrid.ts';
import { mapWhiteSpace } from '../../cross-sell/whiteSpace.ts';
import { trailingYear } from '../../retention/trailingYear.ts';
import { likeliest } from '../likeliest.ts';
import { type ListInput, type RankedList, rankedList } from '../rankedList.ts';

const productsLookedAt = 100;

/**
 * Accounts and products they did not buy in the 12 months before, by the share of look-alikes that did (`mapWhiteSpace`);
 * value = what those spend on it. The 100 products with most money are looked at. Errors: those of `mapWhiteSpace`.
 */
export function whiteSpaceList({ rows, origin, shouldStop }: ListInput): RankedList {
  const span = trailingYear(origin);
  const space = mapWhiteSpace(rows, {
    span,
    products: productsLookedAt,
    ...(shouldStop ? { shouldStop } : {}),
  });
  const columns = space.products.length;
  const open = Float64Array.from(space.probability, (share, cell) =>
    space.states[cell] === bought ? Number.NaN : share,
  );
  const cells = likeliest(open);
  return rankedList({
    account: cells.map((cell) => space.accounts[Math.floor(cell / columns)]!),
    product: cells.map((cell) => space.products[cell % columns]!),
    score: Float64Array.from(cells, (cell) => open[cell]!),
    value: Float64Array.from(cells, (cell) => space.spend[cell]!),
    warnings: space.warnings,
  });
}
