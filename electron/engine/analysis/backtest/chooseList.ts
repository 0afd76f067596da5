import type { ListName, RivalName } from './lists.ts';
import type { BacktestResult } from './runBacktest.ts';

/** Which list is worth reading: our own, unless the naive one has been shown to be better. */
export function chooseList(
  result: Pick<BacktestResult, 'list' | 'rivalName' | 'verdict'>,
): { source: 'list'; name: ListName } | { source: 'rival'; name: RivalName } {
  return result.verdict === 'worse'
    ? { source: 'rival', name: result.rivalName }
    : { source: 'list', name: result.list };
}
