import { z } from 'zod';
import { entityKinds } from './edits.ts';
import { read } from './method.ts';

/** Why two may be the same, or may not: a code of shared/i18n (`entityReason.<code>`) and what fills its sentence. */
export interface EntityReason {
  code: string;
  params: Record<string, string | number>;
}

/** One side of a pair, with what helps to decide. */
export interface EntityMember {
  key: string;
  name: string;
  /** Whether a list names it, not only facts. */
  listed: boolean;
  revenue: number;
  rows: number;
  /** ISO, of its sales; null without any. */
  first: string | null;
  last: string | null;
  attributes: Record<string, string>;
}

export interface EntityPair {
  a: EntityMember;
  b: EntityMember;
  /** 0–1. */
  score: number;
  reasons: EntityReason[];
  /** Which of the two should stay: the one with more behind it. */
  survivor: 'a' | 'b';
}

export interface EntitySuggestions {
  /** Members compared. */
  members: number;
  /** Pairs that were not dismissed, best first. */
  total: number;
  /** Of them, pairs of at least `likely`. */
  likely: number;
  dismissed: number;
  pairs: EntityPair[];
}

/** From this score on a pair is more likely the same than not. */
export const likelySame = 0.85;

export const entitiesContract = {
  /** Accounts or products that may be the same. Nothing is merged by itself. */
  'entities.suggest': read<EntitySuggestions>()(
    z.strictObject({
      of: z.enum(entityKinds),
      least: z.number().min(0).max(1).default(0.5),
      offset: z.int().min(0).default(0),
      limit: z.int().min(1).max(1000).default(100),
    }),
  ),
};
