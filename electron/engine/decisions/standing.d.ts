import type { EditOf } from '../../../shared/contract/edits.ts';
import type { Book } from '../book/types.ts';
/** `open` is what nobody decided about, what was reopened, and what came back from a snooze. */
export declare const statuses: readonly ['open', 'accepted', 'snoozed', 'dismissed'];
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
export declare function decisionLog(edits: readonly EditOf<'decision'>[], today: number): DecisionLog;
/** The number of an opportunity in a book; no two share one. Product -1 = none. */
export declare function placeOf(book: Book, kind: number, account: number, product: number): number;
/**
 * The place that a decision speaks of in the book as it is now: accounts and products that were merged since stand for
 * their survivors. Null while the book lacks them.
 */
export declare function placeOfDecision(
  book: Book,
  { kind, account, product }: EditOf<'decision'>['body'],
): number | null;
/**
 * Folds the decisions in force, oldest first, by place. Where several were merged into one account, the decision made
 * last counts.
 */
export declare function standings(book: Book, edits: readonly EditOf<'decision'>[]): Map<number, Standing>;
/** What an opportunity becomes by one more decision. */
export declare function decide(before: Standing | undefined, { id, body }: EditOf<'decision'>): Standing;
/** The status on a day: a snooze holds up to and including its last day. */
export declare function statusOn({ status, until }: Standing, isoDay: string): Status;
