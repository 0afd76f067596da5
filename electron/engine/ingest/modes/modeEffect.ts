import type { ModeEffect } from '../../../../shared/contract/ingest.ts';
import type { TableKind } from '../../../../shared/domain/fields.ts';
import { fold } from '../../book/fold.ts';
import { activeBatches, comingBatch, type FoldBatch, hasColumn } from '../../book/foldBatch.ts';
import type { Masks } from '../../book/masks.ts';
import type { NewBatch, Workspace } from '../../workspace/types.ts';

/** The figure by which people judge whether a file of this kind came in right. */
const mainFields: Partial<Record<TableKind, string>> = {
  sales: 'revenue',
  plans: 'target',
  stock: 'inventory',
  market: 'value',
};

/**
 * What would change if this batch were committed: which rows of which batches it takes out of force, and the rows and
 * the main sum of its kind before and after. Folds the log once as it is and once with the batch. `instead` is a batch
 * that is taken back in the same step.
 */
export function modeEffect(workspace: Workspace, batch: NewBatch, instead?: number): ModeEffect {
  const now = activeBatches(workspace);
  const coming = comingBatch(batch, (now.at(-1)?.id ?? 0) + 1);
  const edits = workspace.edits();
  const then = [...now.filter(({ id }) => id !== instead), coming];
  const ofKind = (batches: FoldBatch[]) => batches.filter(({ kind }) => kind === batch.kind);
  const before = fold(now, edits).masks;
  const after = fold(then, edits).masks;
  const field = mainFields[batch.kind] ?? null;
  const state = (batches: FoldBatch[], masks: Masks) => ({
    rows: batches.reduce((sum, one) => sum + one.rows - masked(masks, one), 0),
    total: field === null ? null : batches.reduce((sum, one) => sum + total(one, field, masks), 0),
  });
  const replaced = ofKind(now).flatMap((one) => {
    const gone = one.id === instead ? one.rows : masked(after, one);
    const rows = gone - masked(before, one);
    return rows === 0 ? [] : [{ batch: one.id, source: one.source, rows }];
  });
  return {
    replaced,
    replacedRows: replaced.reduce((sum, { rows }) => sum + rows, 0),
    field,
    before: state(ofKind(now), before),
    after: state(ofKind(then), after),
  };
}

function masked(masks: Masks, batch: FoldBatch): number {
  const mask = masks.get(batch.id);
  if (!mask) return 0;
  let rows = 0;
  for (let row = 0; row < mask.length; row++) rows += mask[row]!;
  return rows;
}

function total(batch: FoldBatch, field: string, masks: Masks): number {
  if (!hasColumn(batch, field, 'number')) return 0;
  const values = batch.read(field).values;
  const mask = masks.get(batch.id);
  let sum = 0;
  for (let row = 0; row < values.length; row++) {
    const value = values[row]!;
    if (!mask?.[row] && !Number.isNaN(value)) sum += value;
  }
  return sum;
}
