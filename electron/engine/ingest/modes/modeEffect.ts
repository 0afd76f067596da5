import type { ModeEffect } from '../../../../shared/contract/ingest.ts';
import type { TableKind } from '../../../../shared/domain/fields.ts';
import type { BookMemory } from '../../book/bookMemory.ts';
import { fold } from '../../book/fold.ts';
import { comingBatch, type FoldBatch, hasColumn } from '../../book/foldBatch.ts';
import type { MaskStore, Masks } from '../../book/masks.ts';
import { pass, runStepsBeside, type StepContext, type Steps } from '../../book/steps.ts';
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
 * the main sum of its kind before and after. Folds the log once as it is and once with the batch, beside other work.
 * `instead` is a batch that is taken back in the same step. Throws CancelledError.
 */
export function modeEffect(
  workspace: Workspace,
  memory: BookMemory,
  batch: NewBatch,
  instead: number | undefined,
  context: StepContext,
): Promise<ModeEffect> {
  return runStepsBeside(effectSteps(workspace, memory, batch, instead), context);
}

function* effectSteps(
  workspace: Workspace,
  memory: BookMemory,
  batch: NewBatch,
  instead: number | undefined,
): Steps<ModeEffect> {
  const now = memory.active();
  const highest = workspace.batches().reduce((most, { id }) => Math.max(most, id), 0);
  const then = [...now.filter(({ id }) => id !== instead), comingBatch(batch, highest + 1)];
  const edits = workspace.edits();
  const before = (yield* fold(now, edits, memory.masks)).masks;
  // What a batch does that may never be committed is not kept under a number that another one may get.
  const store: MaskStore = { find: memory.masks.find, keep: () => undefined };
  const after = (yield* fold(then, edits, store)).masks;
  const ofKind = (batches: FoldBatch[]) => batches.filter(({ kind }) => kind === batch.kind);
  const field = mainFields[batch.kind] ?? null;
  const states = [
    yield* stateOf(ofKind(now), field, before),
    yield* stateOf(ofKind(then), field, after),
  ] as const;
  const replaced = ofKind(now).flatMap((one) => {
    const gone = one.id === instead ? one.rows : maskedRows(after, one);
    const rows = gone - maskedRows(before, one);
    return rows === 0 ? [] : [{ batch: one.id, source: one.source, rows }];
  });
  return {
    replaced,
    replacedRows: replaced.reduce((sum, { rows }) => sum + rows, 0),
    field,
    before: states[0],
    after: states[1],
  };
}

function* stateOf(batches: FoldBatch[], field: string | null, masks: Masks): Steps<ModeEffect['before']> {
  const rows = batches.reduce((sum, one) => sum + one.rows - maskedRows(masks, one), 0);
  if (field === null) return { rows, total: null };
  let total = 0;
  for (const batch of batches) {
    if (!hasColumn(batch, field, 'number')) continue;
    yield { columns: [{ batch, names: [field] }] };
    const values = batch.read(field).values as Float64Array;
    total += yield* pass('sumInForce', batch.rows, values, masks.get(batch.id) ?? null);
  }
  return { rows, total };
}

function maskedRows(masks: Masks, batch: FoldBatch): number {
  const mask = masks.get(batch.id);
  if (!mask) return 0;
  let rows = 0;
  for (let row = 0; row < mask.length; row++) rows += mask[row]!;
  return rows;
}
