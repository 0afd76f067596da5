import type { EditOf, EntityKind } from '../../../shared/contract/edits.ts';
import {
  type EntityMember,
  type EntityPair,
  type EntitySuggestions,
  likelySame,
} from '../../../shared/contract/entities.ts';
import { isoDate } from '../../../shared/domain/calendar.ts';
import { runInBackground } from '../background/pool.ts';
import { SharedWork } from '../background/sharedWork.ts';
import { inBunches, runStepsBeside, type Steps } from '../book/steps.ts';
import type { Book, Dimension } from '../book/types.ts';
import type { Workspace } from '../workspace/types.ts';
import { dimensionOf } from './decide.ts';
import { type Activity, activityOf, textOf, weighEvidence } from './evidence.ts';
import type { SimilarPair } from './findSimilar.ts';

const shownAttributes = ['city', 'province', 'market', 'industry', 'segment', 'owner', 'category', 'family'];

/** Pairs whose names alone say less than this are not weighed. */
const leastAlike = 0.45;
const mostCertain = 0.99;

const works = new WeakMap<Book, SharedWork>();

export interface SuggestRequest {
  of: EntityKind;
  least: number;
  offset: number;
  limit: number;
}

/**
 * Which accounts (or products) may be the same? Names are compared on a worker thread, once for a state of the book; then
 * places, owners, products in common and dates are weighed. Pairs the user called different are left out. Throws
 * CancelledError.
 */
export async function suggestMerges(
  book: Book,
  workspace: Workspace,
  { of, least, offset, limit }: SuggestRequest,
  signal: AbortSignal,
): Promise<EntitySuggestions> {
  const pairs = await weighedPairs(book, of, signal);
  const dismissed = dismissedPairs(workspace, of);
  const open = pairs.filter(({ a, b, score }) => score >= least && !dismissed.has(pairKey(a.key, b.key)));
  return {
    members: dimensionOf(book, of).count,
    total: open.length,
    likely: open.filter(({ score }) => score >= likelySame).length,
    dismissed: dismissed.size,
    pairs: open.slice(offset, offset + limit),
  };
}

function weighedPairs(book: Book, of: EntityKind, signal: AbortSignal): Promise<EntityPair[]> {
  const work = works.get(book) ?? new SharedWork(4);
  works.set(book, work);
  return work.get(of, signal, async (stop) => {
    const dimension = dimensionOf(book, of);
    const similar = await runInBackground(stop, 'findSimilar', dimension.names);
    const alike = similar.filter(({ score }) => score >= leastAlike);
    return runStepsBeside(weigh(book, of, alike), { signal: stop });
  });
}

/** Pairs weighed in one go. */
const pairsAtOnce = 256;

function* weigh(book: Book, of: EntityKind, similar: SimilarPair[]): Steps<EntityPair[]> {
  const dimension = dimensionOf(book, of);
  const activity = yield* activityOf(book, of, new Set(similar.flatMap(({ a, b }) => [a, b])));
  const pairs: EntityPair[] = [];
  const add = (from: number, to: number) => {
    for (const pair of similar.slice(from, to)) pairs.push(weighPair(dimension, of, pair, activity));
  };
  yield* inBunches(similar.length, add, pairsAtOnce);
  return pairs.sort((x, y) => y.score - x.score || amount(y) - amount(x));
}

function weighPair(
  dimension: Dimension,
  of: EntityKind,
  { a, b, score, reason }: SimilarPair,
  activity: ReadonlyMap<number, Activity>,
): EntityPair {
  const { weight, reasons } = weighEvidence(dimension, of, a, b, activity);
  return {
    a: memberOf(dimension, a, activity),
    b: memberOf(dimension, b, activity),
    score: Math.round(Math.max(0, Math.min(mostCertain, score + weight)) * 100) / 100,
    reasons: [{ code: reason, params: {} }, ...reasons],
    survivor: strength(dimension, b, activity) > strength(dimension, a, activity) ? 'b' : 'a',
  };
}

function amount({ a, b }: EntityPair): number {
  return Math.min(a.revenue, b.revenue);
}

/** A listed member outweighs one known from facts only; then revenue decides. */
function strength(dimension: Dimension, member: number, activity: ReadonlyMap<number, Activity>): number {
  return (dimension.fromFacts[member] === 0 ? 1e15 : 0) + (activity.get(member)?.revenue ?? 0);
}

function memberOf(
  dimension: Dimension,
  member: number,
  activity: ReadonlyMap<number, Activity>,
): EntityMember {
  const own = activity.get(member);
  const attributes = shownAttributes.flatMap((field) => {
    const value = textOf(dimension, field, member);
    return value === null ? [] : [[field, value] as const];
  });
  return {
    key: dimension.keys[member]!,
    name: dimension.names[member]!,
    listed: dimension.fromFacts[member] === 0,
    revenue: own?.revenue ?? 0,
    rows: own?.rows ?? 0,
    first: own && Number.isFinite(own.first) ? isoDate(own.first) : null,
    last: own && Number.isFinite(own.last) ? isoDate(own.last) : null,
    attributes: Object.fromEntries(attributes),
  };
}

function pairKey(a: string, b: string): string {
  return JSON.stringify(a < b ? [a, b] : [b, a]);
}

function dismissedPairs(workspace: Workspace, of: EntityKind): Set<string> {
  const different = workspace
    .edits()
    .filter(
      (edit): edit is EditOf<'different'> =>
        edit.kind === 'different' && edit.state === 'active' && edit.body.of === of,
    );
  return new Set(different.map(({ body }) => pairKey(body.a, body.b)));
}
