import { ExpectedError } from '../../../shared/errors/errors.ts';
import { chooseList } from '../analysis/backtest/chooseList.ts';
import type { ListName, RivalName } from '../analysis/backtest/lists.ts';
import type { EventKind, RankedList } from '../analysis/backtest/rankedList.ts';
import type { Verdict } from '../analysis/backtest/runBacktest.ts';
import { backtestDefaults, backtestOf, rankingToday, shownList } from './backtest.ts';
import type { ExhibitContext } from './context.ts';

/** Which list a kind of advice goes by. */
export interface ChosenList {
  kind: EventKind;
  source: 'list' | 'rival';
  name: ListName | RivalName;
  verdict: Verdict;
  /** The naive list as of today, where it replaces our own; null where our own stays. */
  ranking: RankedList | null;
}

/**
 * The list to advise by: our own, unless the backtest with its usual options shows the naive one to be better. Remembered
 * per book, slice and as-of date, on worker threads; it takes as long as a backtest the first time, so a page asks for it
 * beside what it shows and never waits for it.
 */
export async function chosenList(context: ExhibitContext, kind: EventKind): Promise<ChosenList> {
  const name = shownList[kind];
  const { months, growth, k, origins } = backtestDefaults;
  const result = await backtestOrNull(() =>
    backtestOf(context, { months, growth }, { list: name, k, origins }),
  );
  const choice = result ? chooseList(result) : { source: 'list' as const, name };
  const verdict = result?.verdict ?? 'tooLittleData';
  if (choice.source === 'list') return { kind, ...choice, verdict, ranking: null };
  const ranking = await rankingToday(context, { months, growth }, choice.name);
  return { kind, ...choice, verdict, ranking };
}

async function backtestOrNull<Value>(make: () => Promise<Value>): Promise<Value | null> {
  try {
    return await make();
  } catch (error) {
    if (error instanceof ExpectedError && error.code === 'tooLittleData') return null;
    throw error;
  }
}
