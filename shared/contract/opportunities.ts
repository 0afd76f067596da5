import { z } from 'zod';
import { ask } from './analyse.ts';
import { decisionVerbs, type EditOf } from './edits.ts';
import { read, write } from './method.ts';

const id = z.string().min(1).max(5000);
const isoDay = z.string().regex(/^\d{4}-\d{2}-\d{2}$/);
const words = z.string().max(2000);

/** One entry of the log of decisions, with the id its opportunity has now. */
export type DecisionEntry = EditOf<'decision'> & { now: string | null };

export const opportunitiesContract = {
  /**
   * Decides about opportunities of a list, in one step; gives the edits it wrote. `ask` is the list they were seen in.
   * Throws `notFound` for an id that is neither on the list nor decided before, `badInput` for a snooze without a day
   * or until a day that is over, `readOnly`.
   */
  'opportunities.decide': write<{ edits: number[] }>()(
    z.strictObject({
      ask,
      ids: z.array(id).min(1).max(10_000),
      verb: z.enum(decisionVerbs),
      until: isoDay.nullable().default(null),
      owner: words.nullable().default(null),
      reason: words.nullable().default(null),
      note: words.nullable().default(null),
    }),
  ),
  /** Takes decisions back, or makes them again, in one step. */
  'opportunities.setState': write<null>()(
    z.strictObject({
      edits: z.array(z.int().positive()).min(1).max(10_000),
      state: z.enum(['active', 'undone']),
    }),
  ),
  /** The log of decisions, oldest first. */
  'opportunities.decisions': read<DecisionEntry[]>()(z.strictObject({})),
};
