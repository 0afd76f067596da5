import { trailingYear } from '../../retention/trailingYear.ts';
import { estimateHeadroom } from '../../upsell/headroom.ts';
import { type ListInput, type RankedList, rankedList } from '../rankedList.ts';

/**
 * Accounts by how far they are below their look-alikes over the 12 months before (`estimateHeadroom`): gap to their median
 * as a share of the own money; those at or above it by the same ratio to it, below 0. Value = the gap.
 * Errors: `tooLittleData`.
 */
export function headroomList({ rows, origin, categories, shouldStop }: ListInput): RankedList {
  const span = trailingYear(origin);
  const found = estimateHeadroom(rows, { span, categories, ...(shouldStop ? { shouldStop } : {}) });
  const score = found.expected.map((expected, row) => (expected - found.revenue[row]!) / found.revenue[row]!);
  return rankedList({ account: found.account, score, value: found.gap, warnings: found.warnings });
}
