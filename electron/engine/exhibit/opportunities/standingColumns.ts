import { isoDate } from '../../../../shared/domain/calendar.ts';
import { accountText } from '../../book/fields.ts';
import { inBunches, type Steps } from '../../book/steps.ts';
import { placeOf, type Standing, standings, statuses, statusOn } from '../../decisions/standing.ts';
import type { ExhibitContext } from '../context.ts';
import type { WeighedOpportunities } from './found.ts';
import type { PackedOpportunities } from './packOpportunities.ts';

/** Where every entry of the list stands. */
export interface StandingColumns {
  /** Index into `statuses`. */
  status: Uint8Array;
  /** Index into `owners`; -1 = nobody. Who took it, else who has the account. */
  owner: Int32Array;
  owners: string[];
  /** Entries that were decided about. */
  decided: Map<number, Standing>;
}

/** Joined once for a list and a set of decisions. */
export function standingColumns(
  context: ExhibitContext,
  { found, key }: WeighedOpportunities,
): Promise<StandingColumns> {
  const { version, today } = context.decisions;
  return context.sharedSteps(`standing:${key}:${version}:${today}`, () => standingSteps(context, found));
}

/** Entries looked up in one go. */
const entriesAtOnce = 4096;

function* standingSteps(
  { book, decisions }: ExhibitContext,
  { n, kind, account, product }: PackedOpportunities,
): Steps<StandingColumns> {
  const { codes, values } = accountText(book, 'owner') ?? { codes: null, values: [] };
  const owners = new Map(values.map((name, index) => [name, index]));
  const owner = new Int32Array(n).fill(-1);
  const status = new Uint8Array(n);
  const decided = new Map<number, Standing>();
  const byPlace = standings(book, decisions.edits);
  const day = isoDate(decisions.today);
  const decide = (entry: number) => {
    const standing = byPlace.get(placeOf(book, kind[entry]!, account[entry]!, product[entry]!));
    if (!standing) return;
    decided.set(entry, standing);
    status[entry] = statuses.indexOf(statusOn(standing, day));
    if (standing.owner === null) return;
    if (!owners.has(standing.owner)) owners.set(standing.owner, owners.size);
    owner[entry] = owners.get(standing.owner)!;
  };
  yield* inBunches(
    n,
    (from, to) => {
      for (let entry = from; entry < to; entry++) {
        owner[entry] = codes?.[account[entry]!] ?? -1;
        if (byPlace.size > 0) decide(entry);
      }
    },
    entriesAtOnce,
  );
  return { status, owner, owners: [...owners.keys()], decided };
}
