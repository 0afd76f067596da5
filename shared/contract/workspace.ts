import { z } from 'zod';
import type { TableKind } from '../domain/fields.ts';
import { read, write } from './method.ts';

/** A file the user chose; the host hands out handles, so that the engine never opens a path it was not granted. */
export const fileHandle = z.string().min(1).max(200);

const passphrase = z.string().min(1).max(1000).optional();

export interface WorkspaceInfo {
  name: string;
  /** Where the file is, as shown to the user. */
  location: string;
  encrypted: boolean;
  readOnly: boolean;
  /** Rows in force, by kind. */
  rows: Partial<Record<TableKind, number>>;
  accounts: number;
  products: number;
  /** ISO, of sales; null without sales. */
  firstDate: string | null;
  lastDate: string | null;
  currencies: string[];
  /** What amounts are told in unless a question says otherwise; null where sales name no currency. */
  reportingCurrency: string | null;
  /** What they can be told in: the currencies of the sales and of the rates. */
  reportingCurrencies: string[];
  /** Accounts and products that the user made one with another. */
  merges: number;
  bytes: number;
  /** Names of the measures that the columns present can support. */
  measures: string[];
  /** Changes with every batch, undo or redo: what screens use to know that their answers are old. */
  revision: number;
}

/**
 * What a batch does to the rows of earlier batches of its kind. `replace` takes out those whose date lies in the span
 * (null: all of a list) and whose value of each field in `within` occurs in the batch; `upsert` those that agree with one
 * of its rows in every key field. Undoing the batch brings them back.
 */
export type BatchMode =
  | { mode: 'append' }
  | { mode: 'replace'; from: string | null; to: string | null; within: string[] }
  | { mode: 'upsert'; keys: string[] };

export interface Batch {
  id: number;
  kind: TableKind;
  source: string;
  /** SHA-256 of the source file, hex. */
  hash: string;
  importedAt: string;
  state: 'active' | 'undone';
  rows: number;
  accepted: number;
  quarantined: number;
  blank: number;
  mode: BatchMode;
  /** Sheet that was read, where the file has several. */
  sheet: string | null;
  /** The batch whose quarantined rows these are, repaired. */
  repairOf: number | null;
  /** Whether its quarantined rows can be read again the way its file was. */
  repairable: boolean;
  /** Quarantined rows that batches of repaired rows in use took over. */
  repaired: number;
  /** Sums of each number field over the accepted rows. */
  controlTotals: Record<string, number>;
  /** Over all data rows as read, and over the quarantined ones that can be read; absent for older batches. */
  sourceTotals?: Record<string, number>;
  quarantinedTotals?: Record<string, number>;
  mapping: Record<string, string>;
  rules: RuleCount[];
}

/** How many rows an import rule met, and what was done with them. */
export interface RuleCount {
  rule: string;
  action: string;
  count: number;
}

export interface QuarantinedRow {
  /** Line of the source file at which the record starts, counted from 1. */
  line: number;
  /** Data record, counted from 1. */
  record: number;
  column: string | null;
  reason: string;
  value: string;
  text: string;
}

export interface AuditEntry {
  at: string;
  action: string;
  detail: string;
}

export interface IntegrityReport {
  ok: boolean;
  /** What is damaged, in the terms of the user: which batch, which column. */
  problems: string[];
  segments: number;
  bytes: number;
}

export const workspaceContract = {
  'workspace.create': write<WorkspaceInfo>()(z.strictObject({ file: fileHandle, passphrase })),
  'workspace.open': write<WorkspaceInfo>()(
    z.strictObject({ file: fileHandle, passphrase, readOnly: z.boolean().optional() }),
  ),
  'workspace.sample': write<WorkspaceInfo>()(
    z.strictObject({
      file: fileHandle,
      passphrase,
      accounts: z.int().min(10).max(200_000).optional(),
      products: z.int().min(5).max(5_000).optional(),
      months: z.int().min(14).max(240).optional(),
      seed: z.int().min(0).max(4_294_967_295).optional(),
      rows: z.int().min(1_000).max(100_000_000).optional(),
    }),
  ),
  'workspace.close': write<null>()(z.strictObject({})),
  'workspace.info': read<WorkspaceInfo | null>()(z.strictObject({})),
  'workspace.check': read<IntegrityReport>()(z.strictObject({})),
  'workspace.backup': read<{ bytes: number }>()(z.strictObject({ file: fileHandle })),
  'workspace.batches': read<Batch[]>()(z.strictObject({})),
  'workspace.undo': write<WorkspaceInfo>()(z.strictObject({ batch: z.int().positive() })),
  'workspace.redo': write<WorkspaceInfo>()(z.strictObject({ batch: z.int().positive() })),
  'workspace.quarantine': read<{ total: number; reasons: Record<string, number>; rows: QuarantinedRow[] }>()(
    z.strictObject({ batch: z.int().positive(), offset: z.int().min(0), limit: z.int().min(1).max(1000) }),
  ),
  /** Writes the rows in quarantine to a CSV file that can be corrected and imported as a repair. */
  'workspace.exportQuarantine': read<{ rows: number }>()(
    z.strictObject({
      batch: z.int().positive(),
      file: fileHandle,
      locale: z.enum(['en', 'zh-CN']).optional(),
    }),
  ),
  'workspace.audit': read<AuditEntry[]>()(z.strictObject({ limit: z.int().min(1).max(1000) })),
  /** Chooses the reporting currency; null = the one that most sales rows have. */
  'workspace.setCurrency': write<WorkspaceInfo>()(
    z.strictObject({ currency: z.string().trim().min(1).max(20).nullable() }),
  ),
  'workspace.getSetting': read<string | null>()(z.strictObject({ key: z.string().min(1).max(100) })),
  'workspace.setSetting': write<null>()(
    z.strictObject({ key: z.string().min(1).max(100), value: z.string().max(1_000_000).nullable() }),
  ),
};
