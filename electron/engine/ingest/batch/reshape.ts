import type { QuarantinedRow } from '../../../../shared/contract/workspace.ts';
import type { ScanColumn } from '../csv/scanPlan.ts';
import type { ScannedChunk, WantedColumns } from '../tableReader.ts';
import type { ImportPlan } from './importPlan.ts';

/** Turns chunks as the file has them into chunks as the batch has them: dates put together, wide rows made long. */
export interface Reshape {
  /** What the reader is asked for. */
  wanted: WantedColumns;
  /** Columns of the chunks that come out. */
  plan: ImportPlan;
  /** Lines above the first data record. */
  startAt(line: number): void;
  pass(chunk: ScannedChunk): ScannedChunk;
  /** Cells or rows that could not be turned. */
  quarantine: QuarantinedRow[];
  /** Empty cells of wide rows: no rows come of them. */
  blank: number;
}

/** The columns to read when some are added to a plan or read otherwise, and where the plan's slots lie among them. */
export function widen(
  plan: Pick<ImportPlan, 'wanted'>,
  extras: ScanColumn[],
): { wanted: WantedColumns; slotOfIndex: Map<number, number>; slots: number[] } {
  const byIndex = new Map<number, ScanColumn>();
  for (const column of plan.wanted.columns) byIndex.set(column.index, column);
  for (const column of extras) byIndex.set(column.index, column);
  const columns = [...byIndex.values()].sort((a, b) => a.index - b.index);
  const slotOfIndex = new Map(columns.map(({ index }, slot) => [index, slot]));
  const slots = plan.wanted.columns.map(({ index }) => slotOfIndex.get(index)!);
  const required = plan.wanted.required.map((group) => group.map((slot) => slots[slot]!));
  return { wanted: { ...plan.wanted, columns, required }, slotOfIndex, slots };
}
