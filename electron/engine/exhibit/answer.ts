import type { Ask, Exhibit, Question } from '../../../shared/domain/exhibit.ts';
import type { Book } from '../book/types.ts';
import { account } from './account.ts';
import { accounts } from './accounts.ts';
import { type ExhibitContext, prepare } from './context.ts';
import { headroom } from './headroom.ts';
import { movement, movementOverTime } from './movement.ts';
import { opportunities } from './opportunities.ts';
import { abcOf, concentrationOf, priceVolumeMixOf, rfmOf } from './portfolio.ts';
import { cohortsOf, rhythm } from './retention.ts';
import { rules } from './rules.ts';
import { summary } from './summary.ts';
import { trend } from './trend.ts';
import { whiteSpace } from './whiteSpace.ts';

const builders: Record<Question, (context: ExhibitContext) => Exhibit | Promise<Exhibit>> = {
  summary,
  trend,
  movement,
  'movement-series': movementOverTime,
  concentration: concentrationOf,
  cohorts: cohortsOf,
  rhythm,
  'price-volume-mix': priceVolumeMixOf,
  headroom,
  rules,
  'white-space': whiteSpace,
  rfm: rfmOf,
  abc: abcOf,
  opportunities,
  accounts,
  account,
};

/** Answers one question on one book: the same exhibit for screen, file and command line. */
export async function answer(
  book: Book,
  ask: Ask,
  signal: AbortSignal = new AbortController().signal,
): Promise<Exhibit> {
  return builders[ask.question](prepare(book, ask, signal));
}
