import { z } from 'zod';
import { read, write } from './method.ts';
import type { WorkspaceInfo } from './workspace.ts';

export const entityKinds = ['account', 'product'] as const;
export type EntityKind = (typeof entityKinds)[number];

/** `from` is the same as `into`: its rows count there. `name` is what the survivor is called; null keeps its own. */
export interface MergeBody {
  of: EntityKind;
  from: string;
  into: string;
  name: string | null;
}

/** Two that look alike and are not the same. */
export interface DifferentBody {
  of: EntityKind;
  a: string;
  b: string;
}

/** A value of one account or product in place of what the files say; null = missing. */
export interface AttributeBody {
  of: EntityKind;
  key: string;
  field: string;
  value: string | number | null;
}

/** Sales rows that do not count. Records of a batch are written as ranges, `3-5,9`. */
export interface ExclusionBody {
  rule: string;
  rows: number;
  revenue: number;
  batches: { batch: number; records: string }[];
}

/** Sums that the source system printed, by field. */
export interface ControlBody {
  batch: number;
  totals: Record<string, number>;
}

export const decisionVerbs = ['accept', 'snooze', 'dismiss', 'own', 'reopen'] as const;
export type DecisionVerb = (typeof decisionVerbs)[number];

/**
 * What was decided about an opportunity, with the opportunity as it was then: enough to act on it when the list has
 * moved on. Keys are those of the book at that time; a merge later is followed.
 */
export interface DecisionBody {
  /** `kind:account:product`, see analysis/opportunities. */
  opportunity: string;
  kind: string;
  account: string;
  product: string | null;
  verb: DecisionVerb;
  /** The last day of a snooze, ISO; null for other verbs. */
  until: string | null;
  /** Who has it now: with `own` null takes the owner away, with other verbs null leaves it. */
  owner: string | null;
  reason: string | null;
  note: string | null;
  /** As the list had it; null where it was no longer on the list. */
  value: number | null;
  probability: number | null;
  movable: number | null;
  expected: number | null;
  /** Codes of the sentence and the next step, and what fills them. */
  evidence: { code: string; nextStep: string; params: Record<string, string | number> } | null;
  /** The day the list was seen from, and the moment of the decision; ISO. */
  asOf: string;
  at: string;
}

/** Something the user decided, beside what was imported. Later kinds are added here. */
export type EditContent =
  | { kind: 'merge'; body: MergeBody }
  | { kind: 'different'; body: DifferentBody }
  | { kind: 'attribute'; body: AttributeBody }
  | { kind: 'exclusion'; body: ExclusionBody }
  | { kind: 'control'; body: ControlBody }
  | { kind: 'decision'; body: DecisionBody };

/** An entry of the log of edits: written once, taken back by its state. */
export type Edit = EditContent & { id: number; at: string; state: 'active' | 'undone' };

export type EditOf<Kind extends EditContent['kind']> = Extract<Edit, { kind: Kind }>;

const key = z.string().min(1).max(2000);
const editId = z.int().positive();
const entity = z.enum(entityKinds);

export const editsContract = {
  /** The log, oldest first; rows of exclusions are left out, their number stays. */
  'edits.list': read<Edit[]>()(z.strictObject({})),
  'edits.undo': write<WorkspaceInfo>()(z.strictObject({ edit: editId })),
  'edits.redo': write<WorkspaceInfo>()(z.strictObject({ edit: editId })),
  /** Keeps the sums that the source system printed with a batch; an empty record takes them away. */
  'edits.setControl': write<null>()(
    z.strictObject({
      batch: z.int().positive(),
      totals: z.record(z.string().min(1).max(200), z.number()),
    }),
  ),
  /** Throws `notFound` for a key that the book lacks, `badInput` for two that are one already. */
  'entities.merge': write<WorkspaceInfo>()(
    z.strictObject({ of: entity, from: key, into: key, name: key.nullable().optional() }),
  ),
  /** Takes back every active merge that brought this key into another. Throws `notFound` where there is none. */
  'entities.unmerge': write<WorkspaceInfo>()(z.strictObject({ of: entity, key })),
  'entities.dismiss': write<null>()(z.strictObject({ of: entity, a: key, b: key })),
  /** Sets one value of many accounts or products. */
  'entities.setAttribute': write<WorkspaceInfo>()(
    z.strictObject({
      of: entity,
      keys: z.array(key).min(1).max(10_000),
      field: z.string().min(1).max(200),
      value: z.union([z.string().max(2000), z.number(), z.null()]),
    }),
  ),
};
