import type { PackedTexts } from '../../../shared/domain/table.ts';
import { type NextProducts, reasonsShown } from '../analysis/cross-sell/nextProduct/nextProducts.ts';
import { nextProductParams } from '../analysis/opportunities/nextProductAdvice.ts';
import { packTexts } from './opportunities/packOpportunities.ts';

/** The sentence about an entry, by how many bought products it names. */
export const nextProductEvidence = Array.from({ length: reasonsShown + 1 }, (_, n) => `nextProduct${n}`);

export interface NextProductTexts {
  /** Index into `nextProductEvidence`. */
  named: Uint8Array;
  /** What fills the sentences, JSON objects. */
  params: PackedTexts;
  /** What adds up to the scores, JSON arrays; null where nobody asked for them. */
  reasons: PackedTexts | null;
}

type Items = Record<'keys' | 'names', readonly string[]>;

/** What is said about these entries of a list: for a worker thread, as there may be hundreds of thousands of them. */
export function nextProductTexts(
  list: NextProducts,
  entries: Int32Array,
  items: Items,
  withReasons: boolean,
): NextProductTexts {
  const named = (at: number) => namedIn(list, items, entries[at]!);
  const params = (at: number) => {
    const row = entries[at]!;
    return nextProductParams(named(at), list.buyers[row]!, list.lapsed[row] === 1);
  };
  const reasons = (at: number) => reasonsOf(items, list, entries[at]!);
  return {
    named: Uint8Array.from(entries, (_, at) => named(at).length),
    params: packTexts(entries.length, (at) => JSON.stringify(params(at))),
    reasons: withReasons ? packTexts(entries.length, (at) => JSON.stringify(reasons(at))) : null,
  };
}

function namedIn({ reasonItem }: NextProducts, { names }: Items, row: number): string[] {
  const shown = Array.from(reasonItem.subarray(row * reasonsShown, (row + 1) * reasonsShown));
  return shown.filter((item) => item >= 0).map((item) => names[item]!);
}

/** What adds up to the score: `boughtWith` per product, `otherProducts` for the rest; `boughtBefore` stands beside it. */
function reasonsOf(items: Items, list: NextProducts, row: number) {
  const places = Array.from({ length: reasonsShown }, (_, place) => row * reasonsShown + place);
  const named = places
    .filter((place) => list.reasonItem[place]! >= 0)
    .map((place) => {
      const item = list.reasonItem[place]!;
      return {
        code: 'boughtWith',
        product: items.keys[item]!,
        name: items.names[item]!,
        contribution: list.reasonPart[place]!,
      };
    });
  const rest =
    list.restItems[row]! > 0
      ? [{ code: 'otherProducts', count: list.restItems[row]!, contribution: list.rest[row]! }]
      : [];
  return [...named, ...rest, ...(list.lapsed[row] === 1 ? [{ code: 'boughtBefore' }] : [])];
}
