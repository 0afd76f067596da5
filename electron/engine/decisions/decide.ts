import type { DecisionBody, EditOf } from '../../../shared/contract/edits.ts';
import { isoDate } from '../../../shared/domain/calendar.ts';
import { ExpectedError } from '../../../shared/errors/errors.ts';
import { opportunityKinds } from '../analysis/opportunities/kinds.ts';
import { splitId } from '../analysis/opportunities/opportunity.ts';
import type { Book } from '../book/types.ts';
import type { WeighedOpportunities } from '../exhibit/opportunities/found.ts';
import { placeOf, placeOfDecision } from './standing.ts';

/** What the user says about opportunities. */
export type Verdict = Pick<DecisionBody, 'verb' | 'until' | 'owner' | 'reason' | 'note'>;

/** Where a list was seen, and when. */
export interface SeenList {
  book: Book;
  weighed: WeighedOpportunities;
  /** Decisions before; what was decided once can be decided again when the list no longer has it. */
  edits: readonly EditOf<'decision'>[];
  asOf: number;
  today: number;
  now: Date;
}

/**
 * A decision about each opportunity, with the opportunity as it is now. Throws `notFound` for an id that is neither on
 * the list nor decided before, `badInput` for a snooze without a day or until a day that is over.
 */
export function decisionsAbout(ids: readonly string[], verdict: Verdict, seen: SeenList): DecisionBody[] {
  refuseBadVerdict(verdict, seen.today);
  const { book, weighed } = seen;
  const wanted = [...new Set(ids)].map((id) => ({ id, place: placeOfId(book, id) }));
  const places = new Set(wanted.map(({ place }) => place));
  const entries = new Map<number, number>();
  const { found } = weighed;
  for (let entry = 0; entry < found.n; entry++) {
    const place = placeOf(book, found.kind[entry]!, found.account[entry]!, found.product[entry]!);
    if (places.has(place)) entries.set(place, entry);
  }
  const before = new Set(seen.edits.map(({ body }) => placeOfDecision(book, body)));
  return wanted.map(({ id, place }) => {
    const entry = place === null ? undefined : entries.get(place);
    if (entry === undefined && !(place !== null && before.has(place))) throw notOnList(id);
    return body(id, entry, verdict, seen);
  });
}

function refuseBadVerdict({ verb, until, owner }: Verdict, today: number): void {
  if ((verb === 'snooze') !== (until !== null)) {
    throw new ExpectedError('badInput', 'A snooze, and nothing else, takes the day until which it lasts', {
      hint: 'Write the day as 2026-05-31.',
    });
  }
  const valid = until === null || !Number.isNaN(Date.parse(until));
  if (!valid || (until !== null && until < isoDate(today))) {
    throw new ExpectedError('badInput', `A snooze cannot last until ${until}`, {
      hint: `Choose a day from ${isoDate(today)} on.`,
    });
  }
  if (verb === 'own' && owner?.trim() === '') {
    throw new ExpectedError('badInput', 'The owner has no name', {
      hint: 'Name an owner, or none at all to give the opportunity back.',
    });
  }
}

/** Accounts and products by the key they have now, or had before a merge. */
function placeOfId(book: Book, id: string): number | null {
  const parts = splitId(id);
  if (!parts) return null;
  const account = book.accounts.indexOf.get(parts.account);
  const product = parts.product === null ? -1 : book.products.indexOf.get(parts.product);
  if (account === undefined || product === undefined) return null;
  return placeOf(book, opportunityKinds.indexOf(parts.kind), account, product);
}

function notOnList(id: string): ExpectedError {
  return new ExpectedError('notFound', `There is no opportunity "${id}" on this list`, {
    hint: 'qd opportunities lists them all with their ids, also with --status all.',
    params: { key: id },
  });
}

function body(id: string, entry: number | undefined, verdict: Verdict, seen: SeenList): DecisionBody {
  const { book, weighed, asOf, now } = seen;
  const { kind, account, product } = splitId(id)!;
  const { found, expected, movable } = weighed;
  const keyOf = (members: Book['accounts'], key: string) => members.keys[members.indexOf.get(key)!]!;
  const facts =
    entry === undefined
      ? { value: null, probability: null, movable: null, expected: null, evidence: null }
      : {
          value: found.value[entry]!,
          probability: found.probability[entry]!,
          movable: movable[kind].factor,
          expected: expected[entry]!,
          evidence: evidenceAt(found, entry),
        };
  return {
    opportunity: id,
    kind,
    account: keyOf(book.accounts, account),
    product: product === null ? null : keyOf(book.products, product),
    ...verdict,
    ...facts,
    asOf: isoDate(asOf),
    at: now.toISOString(),
  };
}

function evidenceAt({ evidence, nextStep, codes, params }: WeighedOpportunities['found'], entry: number) {
  const { bytes, offsets } = params;
  const text = new TextDecoder().decode(bytes.subarray(offsets[entry]!, offsets[entry + 1]!));
  return {
    code: codes[evidence[entry]!]!,
    nextStep: codes[nextStep[entry]!]!,
    params: JSON.parse(text) as Record<string, string | number>,
  };
}
