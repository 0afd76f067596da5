import { isoDate } from '../../../../shared/domain/calendar.ts';
import { accountText } from '../../book/fields.ts';
import { placeOf, type Standing, standings, statuses, statusOn } from '../../decisions/standing.ts';
import type { ExhibitContext } from '../context.ts';
import type { WeighedOpportunities } from './found.ts';

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
): StandingColumns {
  const { version, today } = context.decisions;
  return context.shared(`standing:${key}:${version}:${today}`, () => {
    const { book } = context;
    const { codes, values } = accountText(book, 'owner') ?? { codes: null, values: [] };
    const owners = new Map(values.map((name, index) => [name, index]));
    const owner = Int32Array.from(found.account, (account) => codes?.[account] ?? -1);
    const status = new Uint8Array(found.n);
    const decided = new Map<number, Standing>();
    const byPlace = standings(book, context.decisions.edits);
    const day = isoDate(today);
    for (let entry = 0; byPlace.size > 0 && entry < found.n; entry++) {
      const place = placeOf(book, found.kind[entry]!, found.account[entry]!, found.product[entry]!);
      const standing = byPlace.get(place);
      if (!standing) continue;
      decided.set(entry, standing);
      status[entry] = statuses.indexOf(statusOn(standing, day));
      if (standing.owner === null) continue;
      if (!owners.has(standing.owner)) owners.set(standing.owner, owners.size);
      owner[entry] = owners.get(standing.owner)!;
    }
    return { status, owner, owners: [...owners.keys()], decided };
  });
}
