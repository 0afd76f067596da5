import type { Batch, BatchMode, RuleCount } from '../../../shared/contract/workspace.ts';
import type { TableKind } from '../../../shared/domain/fields.ts';
import type { Reading, Repaired, StoredColumnType } from './types.ts';

/** Where a piece of a batch is, how it expands, and the SHA-256 of the bytes as stored. */
export interface SegmentEntry {
  id: number;
  /** Rows, dictionary entries or quarantined rows in it. */
  rows: number;
  /** Size when expanded. */
  bytes: number;
  hash: string;
  /** Numbers as blocks of bits, see blockFormat; absent: an Arrow stream compressed with zstd. */
  packing?: 'blocks';
}

export interface ColumnEntry {
  name: string;
  type: StoredColumnType;
  values: SegmentEntry[];
  /** Of `code` columns. */
  dictionary?: SegmentEntry[];
  labels?: SegmentEntry[];
}

/** All that is known of a batch except its values and its state. Written once, as JSON. */
export interface BatchDescription {
  kind: TableKind;
  source: string;
  hash: string;
  importedAt: string;
  rows: number;
  accepted: number;
  quarantined: number;
  blank: number;
  controlTotals: Record<string, number>;
  mapping: Record<string, string>;
  rules: RuleCount[];
  columns: ColumnEntry[];
  quarantine: SegmentEntry[];
  /** Quarantined rows by reason. */
  reasons: Record<string, number>;
  sourceTotals?: Record<string, number>;
  quarantinedTotals?: Record<string, number>;
  mode?: BatchMode;
  repair?: Repaired;
  reading?: Reading;
}

export function toBatch(id: number, state: Batch['state'], description: BatchDescription): Batch {
  const {
    columns: _columns,
    quarantine: _quarantine,
    reasons: _reasons,
    repair,
    reading,
    ...told
  } = description;
  return {
    mode: { mode: 'append' },
    ...told,
    id,
    state,
    sheet: reading?.sheet ?? null,
    repairOf: repair?.batch ?? null,
    repairable: reading !== undefined,
    repaired: 0,
  };
}

export function segmentsOf(description: BatchDescription): SegmentEntry[] {
  const ofColumns = description.columns.flatMap((column) => [
    ...column.values,
    ...(column.dictionary ?? []),
    ...(column.labels ?? []),
  ]);
  return [...ofColumns, ...description.quarantine];
}
