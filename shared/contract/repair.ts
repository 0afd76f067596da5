import { z } from 'zod';
import type { ImportResult } from './ingest.ts';
import { read, write } from './method.ts';
import { fileHandle } from './workspace.ts';

const cells = z.array(z.string().max(1_000_000)).max(20_000);

/** What the user changed in the quarantined rows of a batch. Cells stand in the order of the file's columns. */
const repairInput = {
  batch: z.int().positive(),
  /** Values that are put in place of another in all rows of a column. Applied in order, before single rows. */
  substitutions: z
    .array(
      z.strictObject({
        column: z.int().min(0).max(20_000),
        from: z.string().max(10_000),
        to: z.string().max(10_000),
        /** The whole cell, or every place in it. */
        match: z.enum(['whole', 'part']),
      }),
    )
    .max(1000)
    .default([]),
  rows: z
    .array(z.strictObject({ record: z.int().positive(), cells }))
    .max(100_000)
    .default([]),
  /** Reasons by rule that no longer keep a row out. */
  accept: z.array(z.string().max(60)).max(20).default([]),
};

export const repair = z.strictObject(repairInput);
export type Repair = z.infer<typeof repair>;
export type Substitution = Repair['substitutions'][number];

/** A quarantined row as it is with the changes. */
export interface RepairRow {
  line: number;
  record: number;
  /** As the file has them; null for a row too long to be kept whole. */
  original: string[] | null;
  cells: string[] | null;
  /** Why it is still kept out; null when it can be imported. */
  reason: string | null;
  column: string | null;
  value: string;
}

export interface RepairReview {
  headers: string[];
  /** Per column: the field it is mapped to. */
  fields: (string | null)[];
  /** Rows in quarantine, of them those that can be imported now, and those by reason. */
  total: number;
  ready: number;
  reasons: Record<string, number>;
  /** Rows under the filter. */
  matching: number;
  rows: RepairRow[];
}

export interface RepairResult extends ImportResult {
  /** Rows that stay in quarantine. */
  remaining: number;
}

export const repairContract = {
  /** Validates all quarantined rows with the changes, and gives a page of them. Throws `badInput` for a batch that cannot be repaired. */
  'quarantine.review': read<RepairReview>()(
    z.strictObject({
      ...repairInput,
      /** Only rows of this original reason; `ready` for those that can be imported. */
      show: z.string().max(60).optional(),
      offset: z.int().min(0),
      limit: z.int().min(1).max(1000),
    }),
  ),
  /** Imports the rows that pass as a batch of their own; the others stay. Throws `noData` where none passes. */
  'quarantine.repair': write<RepairResult>()(repair),
  /** The same from a file that `workspace.exportQuarantine` wrote and the user corrected. */
  'quarantine.repairFile': write<RepairResult>()(
    z.strictObject({ batch: z.int().positive(), file: fileHandle, accept: repairInput.accept }),
  ),
};
