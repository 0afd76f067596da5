import type { EntityKind } from '../../../shared/contract/edits.ts';
import type { EntityReason } from '../../../shared/contract/entities.ts';
import { inBunches, type Steps } from '../book/steps.ts';
import type { Book, Dimension } from '../book/types.ts';
import { missingDay } from '../workspace/types.ts';

/** What the sales say of one account or product. */
export interface Activity {
  rows: number;
  revenue: number;
  first: number;
  last: number;
  /** Products of an account, accounts of a product. */
  partners: Set<number>;
}

/** The activity of some members: accounts by their own rows, products in one pass over all. */
export function* activityOf(
  book: Book,
  of: EntityKind,
  members: ReadonlySet<number>,
): Steps<Map<number, Activity>> {
  const found = new Map<number, Activity>();
  for (const member of members) {
    found.set(member, { rows: 0, revenue: 0, first: Infinity, last: -Infinity, partners: new Set() });
  }
  const product = book.n === 0 ? null : book.product();
  if (book.n === 0 || (of === 'product' && !product)) return found;
  const count = countRow(book, of === 'account' ? product : book.account());
  if (of === 'account') {
    for (const [member, activity] of found) {
      const [from, to] = [book.offsets[member]!, book.offsets[member + 1]!];
      yield* inBunches(to - from, (first, end) => {
        for (let row = from + first; row < from + end; row++) count(activity, row);
      });
    }
    return found;
  }
  yield* inBunches(book.n, (from, to) => {
    for (let row = from; row < to; row++) {
      const activity = found.get(product![row]!);
      if (activity) count(activity, row);
    }
  });
  return found;
}

function countRow(book: Book, partner: Int32Array | null): (activity: Activity, row: number) => void {
  const [day, revenue] = [book.day(), book.number('revenue')];
  return (activity, row) => {
    activity.rows++;
    const amount = revenue?.[row] ?? Number.NaN;
    if (!Number.isNaN(amount)) activity.revenue += amount;
    const date = day[row]!;
    if (date !== missingDay) {
      if (date < activity.first) activity.first = date;
      if (date > activity.last) activity.last = date;
    }
    if (partner && partner[row]! >= 0) activity.partners.add(partner[row]!);
  };
}

/** Attributes whose agreement speaks for, and whose disagreement speaks against. */
const telling: readonly { field: string; same: number; other: number }[] = [
  { field: 'city', same: 0.03, other: -0.12 },
  { field: 'province', same: 0.01, other: -0.08 },
  { field: 'market', same: 0.01, other: -0.08 },
  { field: 'industry', same: 0.02, other: -0.04 },
  { field: 'owner', same: 0.02, other: 0 },
  { field: 'category', same: 0.02, other: -0.08 },
  { field: 'family', same: 0.02, other: -0.08 },
];

/** Products in common say something from this many on. */
const fewPartners = 3;
/** Days between the last sale under one name and the first under the other. */
const handover = 190;

/** What speaks for or against a pair beside the names, and by how much it moves the score. */
export function weighEvidence(
  dimension: Dimension,
  of: EntityKind,
  a: number,
  b: number,
  activity: ReadonlyMap<number, Activity>,
): { weight: number; reasons: EntityReason[] } {
  const reasons: EntityReason[] = [];
  let weight = 0;
  const say = (code: string, by: number, params: EntityReason['params'] = {}) => {
    reasons.push({ code, params });
    weight += by;
  };
  for (const { field, same, other } of telling) {
    const [one, two] = [textOf(dimension, field, a), textOf(dimension, field, b)];
    if (one === null || two === null) continue;
    if (one === two) say('same', same, { field, value: one });
    else if (other < 0) say('other', other, { field, a: one, b: two });
  }
  const [x, y] = [activity.get(a), activity.get(b)];
  if (!x || !y || x.rows === 0 || y.rows === 0) return { weight, reasons };
  const shared = [...x.partners].filter((partner) => y.partners.has(partner)).length;
  const fewer = Math.min(x.partners.size, y.partners.size);
  if (fewer >= fewPartners && shared / fewer >= 0.5) {
    say(of === 'account' ? 'sharedProducts' : 'sharedAccounts', 0.03, { shared, of: fewer });
  }
  const gap = Math.max(x.first, y.first) - Math.min(x.last, y.last);
  if (gap > 0 && gap <= handover) say('renamed', 0.04, { days: gap });
  return { weight, reasons };
}

export function textOf(dimension: Dimension, field: string, member: number): string | null {
  const attribute = dimension.attributes.get(field);
  if (attribute?.type !== 'text') return null;
  const code = attribute.codes[member]!;
  return code < 0 ? null : attribute.values[code]!;
}
