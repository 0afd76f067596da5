import type { Ask, Exhibit, Question } from '../../../shared/domain/exhibit.ts';
import { type ReportProgress, SharedWork } from '../background/sharedWork.ts';
import type { Book } from '../book/types.ts';
import type { DecisionLog } from '../decisions/standing.ts';
import { account } from './account.ts';
import { accounts } from './accounts.ts';
import { activity } from './activity.ts';
import { backtest } from './backtest.ts';
import { cannibalisation } from './cannibalisation.ts';
import { atAskedRates, type ExhibitContext, prepare } from './context.ts';
import { headroom } from './headroom.ts';
import { health } from './health.ts';
import { momentumOf } from './momentum.ts';
import { movement, movementOverTime } from './movement.ts';
import { network } from './network.ts';
import { nextProduct } from './nextProduct.ts';
import { opportunities } from './opportunities.ts';
import { abcOf, concentrationOf, priceVolumeMixOf, rfmOf } from './portfolio.ts';
import { price } from './price.ts';
import { renewals } from './renewals.ts';
import { cohortsOf, rhythm } from './retention.ts';
import { risk } from './risk.ts';
import { rules } from './rules.ts';
import { sequence } from './sequence.ts';
import { summary } from './summary.ts';
import { survival } from './survival.ts';
import { trend } from './trend.ts';
import { wallet } from './wallet.ts';
import { whiteSpace } from './whiteSpace.ts';

const builders: Record<Question, (context: ExhibitContext) => Exhibit | Promise<Exhibit>> = {
  summary,
  trend,
  movement,
  'movement-series': movementOverTime,
  concentration: concentrationOf,
  cohorts: cohortsOf,
  rhythm,
  survival,
  activity,
  risk,
  health,
  renewals,
  'price-volume-mix': priceVolumeMixOf,
  headroom,
  momentum: momentumOf,
  price,
  wallet,
  rules,
  'white-space': whiteSpace,
  'next-product': nextProduct,
  sequence,
  network,
  cannibalisation,
  rfm: rfmOf,
  abc: abcOf,
  opportunities,
  backtest,
  accounts,
  account,
};

/** Answers kept per book: moving between pages asks the same again and again. */
const keptAnswers = 32;
/** Larger ones are made anew from what is remembered of their lists, which they would drive out. */
const largestAnswer = 64 * 2 ** 20;

/** Questions whose answer tells what was decided. */
const deciding: ReadonlySet<Question> = new Set<Question>(['opportunities', 'account']);

const answers = new WeakMap<Book, SharedWork>();

/** The columns of the rows that nearly every question reads, and those that its slice names. */
function columnsOf({ question, slice, options }: Ask): string[] {
  return [
    ...['revenue', 'quantity', 'order', 'currency'],
    ...(question === 'trend' && !options.by ? [] : ['product']),
    ...(question === 'summary' ? ['cost', 'market'] : []),
    ...(slice.basis === 'gross' ? ['price'] : []),
    ...slice.where.map(({ field }) => field.replace(/^sales\./, '')),
  ];
}

/**
 * Answers one question on one book: the same exhibit for screen, file and command line. The last answers are kept;
 * who asks for one that is under way joins it. Pages of a list are made anew from what is remembered of the list.
 */
export async function answer(
  book: Book,
  ask: Ask,
  signal: AbortSignal = new AbortController().signal,
  decisions?: DecisionLog,
  onProgress?: ReportProgress,
): Promise<Exhibit> {
  const known = answers.get(book) ?? new SharedWork(keptAnswers, largestAnswer);
  answers.set(book, known);
  const build = async (shared: AbortSignal, report?: ReportProgress) => {
    await book.prefetch(['currency'], shared);
    const asked = atAskedRates(book, ask);
    await asked.prefetch(columnsOf(ask), shared);
    return builders[ask.question](await prepare(asked, ask, shared, decisions, report));
  };
  if (ask.options.limit !== undefined) return build(signal, onProgress);
  const standing = decisions && deciding.has(ask.question) ? [decisions.version, decisions.today] : [];
  return known.get(JSON.stringify([ask, standing]), signal, build, onProgress);
}
