import { type NextProducts, reasonsShown } from '../cross-sell/nextProduct/nextProducts.ts';
import type { Headroom } from '../upsell/headroom.ts';
import { claimsOn } from './claims.ts';
import { type Advice, type Labels, opportunityId, yesOrNo } from './opportunity.ts';

/**
 * What should each account be offered next, as the next-product list has it?
 *
 * The entries of the list in its order (most expected money first), at most `perAccount` per account. probability as
 * there; value as there, and together no more than the account's upper gap to its look-alikes: what their revenue
 * leaves no room for is not claimed. Accounts without that gap get none.
 * @param list with calibrated probabilities; items are products.
 */
export function nextProductAdvice(
  list: NextProducts,
  headroom: Headroom,
  labels: Labels,
  perAccount: number,
): Advice[] {
  const claims = claimsOn(headroom, perAccount);
  const found: Advice[] = [];
  for (let entry = 0; entry < list.n; entry++) {
    const [account, product] = [list.account[entry]!, list.item[entry]!];
    const value = claims.take(account, list.value[entry]!);
    if (value === 0) continue;
    const reasons = reasonNames(list, entry, labels);
    const lapsed = list.lapsed[entry] === 1;
    found.push({
      id: opportunityId('cross-sell', account, product, labels),
      kind: 'cross-sell',
      account,
      product,
      value,
      probability: list.probability[entry]!,
      evidence: `nextProduct${reasons.length}`,
      params: nextProductParams(reasons, list.buyers[entry]!, lapsed),
      nextStep: lapsed ? 'winBackProduct' : reasons.length > 0 ? 'offerBundle' : 'offerProduct',
    });
  }
  return found;
}

/** What fills the sentences `evidence.nextProduct<n>`. */
export function nextProductParams(reasons: readonly string[], buyers: number, lapsed: boolean) {
  const [a = '', b = '', c = ''] = reasons;
  return { a, b, c, buyers, lapsed: yesOrNo(lapsed) };
}

function reasonNames({ reasonItem }: NextProducts, entry: number, { productNames }: Labels): string[] {
  const items = Array.from(reasonItem.subarray(entry * reasonsShown, (entry + 1) * reasonsShown));
  return items.filter((item) => item >= 0).map((item) => productNames[item]!);
}
