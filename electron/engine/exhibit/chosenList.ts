import { ExpectedError } from '../../../shared/errors/errors.ts';
import { chooseList } from '../analysis/backtest/chooseList.ts';
import { type ListName, type RivalName, rivalOf } from '../analysis/backtest/lists.ts';
import { type EventKind, eventKinds } from '../analysis/backtest/rankedList.ts';
import type { BacktestResult, Verdict } from '../analysis/backtest/runBacktest.ts';
import type { Rival } from '../analysis/opportunities/byRival.ts';
import type { ReportProgress } from '../background/sharedWork.ts';
import { backtestDefaults, backtestOf, rankingToday, shownList } from './backtest.ts';
import type { ExhibitContext } from './context.ts';

/** Which list a kind of advice goes by, and why. */
export interface ChosenList {
  kind: EventKind;
  /** The list in use. */
  name: ListName | RivalName;
  rivalName: RivalName;
  verdict: Verdict | 'notJudged';
  /** Of `taken` looked at in the past, what each list found; null where that was not judged. */
  taken: number | null;
  hits: number | null;
  rivalHits: number | null;
  /** The naive list as of today, where it replaces our own; null where our own stays. */
  rival: Rival | null;
}

/** Our own list for every kind, as long as nobody has judged them. */
export function unjudgedLists(): ChosenList[] {
  return eventKinds.map((kind) => ownList(kind, null));
}

/**
 * The lists to advise by: our own, unless the backtest with its usual options shows the naive one to be better and it can be
 * told how likely its entries are. Remembered per book, slice and as-of date, on worker threads; the first time it takes as
 * long as the backtests.
 */
export async function judgedLists(context: ExhibitContext): Promise<ChosenList[]> {
  const found: ChosenList[] = [];
  for (const [index, kind] of eventKinds.entries()) {
    const onProgress: ReportProgress = ({ phase, done, total }) =>
      context.progress({ phase, done: index * total + done, total: eventKinds.length * total });
    found.push(await judgedList(context, kind, onProgress));
  }
  return found;
}

async function judgedList(
  context: ExhibitContext,
  kind: EventKind,
  onProgress: ReportProgress,
): Promise<ChosenList> {
  const { months, growth, k, origins } = backtestDefaults;
  const result = await unlessTooLittle(() =>
    backtestOf(context, { months, growth }, { list: shownList[kind], k, origins }, onProgress),
  );
  const own = ownList(kind, result);
  if (!result) return { ...own, verdict: 'tooLittleData' };
  const choice = chooseList(result);
  if (choice.source === 'list') return own;
  const ranking = await rankingToday(context, { months, growth }, choice.name);
  if (ranking.probability.every(Number.isNaN)) return own;
  return { ...own, name: choice.name, rival: { ranking, months, growth } };
}

function ownList(kind: EventKind, result: BacktestResult | null): ChosenList {
  return {
    kind,
    name: shownList[kind],
    rivalName: rivalOf[kind],
    verdict: result?.verdict ?? 'notJudged',
    taken: result?.figures?.taken ?? null,
    hits: result?.figures?.hits ?? null,
    rivalHits: result?.rival?.hits ?? null,
    rival: null,
  };
}

async function unlessTooLittle<Value>(make: () => Promise<Value>): Promise<Value | null> {
  try {
    return await make();
  } catch (error) {
    if (error instanceof ExpectedError && ['tooLittleData', 'noData'].includes(error.code)) return null;
    throw error;
  }
}
