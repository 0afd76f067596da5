import type { EditOf } from '../../../shared/contract/edits.ts';
import { opportunityKinds } from '../analysis/opportunities/kinds.ts';
import type { Book } from '../book/types.ts';

/** `open` is what nobody decided about, what was reopened, and what came back from a snooze. */
export const statuses = ['open', 'accepted', 'snoozed', 'dismissed'] as const;
export type Status = (typeof statuses)[number];

/** Where an opportunity stands after all that was decided about it. */
export interface Standing {
  status: Status;
  /** Last day of a snooze, ISO. */
  until: string | null;
  /** Who took it; null = nobody, so that it is with the account's owner. */
  owner: string | null;
  reason: string | null;
  note: string | null;
  /** The decision that counts last. */
  edit: number;
}

/** The log of decisions as a question needs it. */
export interface DecisionLog {
  edits: readonly EditOf<'decision'>[];
  /** Differs whenever another set of decisions is in force. */
  version: string;
  /** The day by which snoozes are over. */
  today: number;
}

export function decisionLog(edits: readonly EditOf<'decision'>[], today: number): DecisionLog {
  const undone = edits.filter(({ state }) => state === 'undone').map(({ id }) => id);
  return { edits, version: `${edits.at(-1)?.id ?? 0}-${undone.join('-')}`, today };
}

/** The number of an opportunity in a book; no two share one. Product -1 = none. */
export function placeOf(book: Book, kind: number, account: number, product: number): number {
  return (account * opportunityKinds.length + kind) * (book.products.count + 1) + product + 1;
}

/**
 * The place that a decision speaks of in the book as it is now: accounts and products that were merged since stand for
 * their survivors. Null while the book lacks them.
 */
export function placeOfDecision(
  book: Book,
  { kind, account, product }: EditOf<'decision'>['body'],
): number | null {
  const kindIndex = opportunityKinds.indexOf(kind as (typeof opportunityKinds)[number]);
  const accountIndex = book.accounts.indexOf.get(account);
  const productIndex = product === null ? -1 : book.products.indexOf.get(product);
  if (kindIndex < 0 || accountIndex === undefined || productIndex === undefined) return null;
  return placeOf(book, kindIndex, accountIndex, productIndex);
}

/**
 * Folds the decisions in force, oldest first, by place. Where several were merged into one account, the decision made
 * last counts.
 */
export function standings(book: Book, edits: readonly EditOf<'decision'>[]): Map<number, Standing> {
  const found = new Map<number, Standing>();
  for (const edit of edits) {
    const place = edit.state === 'active' ? placeOfDecision(book, edit.body) : null;
    if (place !== null) found.set(place, decide(found.get(place), edit));
  }
  return found;
}

const statusOf = { accept: 'accepted', snooze: 'snoozed', dismiss: 'dismissed', reopen: 'open' } as const;

/** What an opportunity becomes by one more decision. */
export function decide(before: Standing | undefined, { id, body }: EditOf<'decision'>): Standing {
  const { verb, until, reason, note } = body;
  const owner = verb === 'own' ? body.owner : (body.owner ?? before?.owner ?? null);
  if (verb === 'own') {
    const kept = before ?? { status: 'open' as const, until: null, reason: null, note: null };
    return { ...kept, owner, reason: reason ?? kept.reason, note: note ?? kept.note, edit: id };
  }
  return { status: statusOf[verb], until: verb === 'snooze' ? until : null, owner, reason, note, edit: id };
}

/** The status on a day: a snooze holds up to and including its last day. */
export function statusOn({ status, until }: Standing, isoDay: string): Status {
  return status === 'snoozed' && until !== null && until < isoDay ? 'open' : status;
}
