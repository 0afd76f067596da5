import { trailingYear } from '../../retention/trailingYear.ts';
import { rankHeadroom } from '../../upsell/headroomRanking.ts';
import { type ListInput, type RankedList, rankedList } from '../rankedList.ts';

/**
 * Accounts by the money they are below comparable ones over the 12 months before (`rankHeadroom`, by look-alikes and by
 * quantiles), most first; then those with no such gap, by how far they are above. Value = the gap. The probability is left to
 * `calibrateByRank`, whose event is that of the backtest. Errors: `tooLittleData`.
 */
export function headroomList({ rows, origin, attributes, shouldStop }: ListInput): RankedList {
  const found = rankHeadroom(rows, {
    span: trailingYear(origin),
    attributes,
    method: 'both',
    size: 'orders',
    firstDay: origin,
    ...(shouldStop ? { shouldStop } : {}),
  });
  const { account, expected, revenue, warnings } = found.headroom;
  const score = found.value.map((gap, row) => (gap > 0 ? gap : Math.min(0, expected[row]! - revenue[row]!)));
  return rankedList({ account, score, value: found.value, warnings });
}
