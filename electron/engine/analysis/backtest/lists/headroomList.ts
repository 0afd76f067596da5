import { trailingYear } from '../../retention/trailingYear.ts';
import { estimateHeadroom } from '../../upsell/headroom.ts';
import { type ListInput, type RankedList, rankedList } from '../rankedList.ts';

/**
 * Accounts by the money they are below their look-alikes over the 12 months before (`estimateHeadroom`), most first; those
 * above them come last. Value = the gap. Errors: `tooLittleData`.
 */
export function headroomList({ rows, origin, categories, shouldStop }: ListInput): RankedList {
  const span = trailingYear(origin);
  const found = estimateHeadroom(rows, { span, categories, ...(shouldStop ? { shouldStop } : {}) });
  const score = found.expected.map((expected, row) => expected - found.revenue[row]!);
  return rankedList({ account: found.account, score, value: found.gap, warnings: found.warnings });
}
