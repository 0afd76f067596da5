import type { KeptMask, Workspace } from '../workspace/types.ts';
import { columnBudget } from './columnCache.ts';
import { type ColumnPool, createColumnPool } from './columnPool.ts';
import { type FoldBatch, storedBatch } from './foldBatch.ts';
import type { MaskStore } from './masks.ts';

/**
 * What is known of a workspace's batches beyond one book. A batch never changes, so what was decoded and worked out for it
 * serves the book after the next merge, undo or import as well.
 */
export interface BookMemory {
  /** The batches in force, in order. */
  active(): FoldBatch[];
  masks: MaskStore;
  /** Masks that were worked out and are not yet kept with the workspace. */
  newMasks(): [batch: number, known: KeptMask][];
  /** Lets decoded columns go that there is no room for beside so many bytes. */
  shrink(beside: number): void;
}

export function createBookMemory(workspace: Workspace): BookMemory {
  const pool: ColumnPool = createColumnPool();
  const batches = new Map<number, FoldBatch>();
  const masks = new Map<number, KeptMask | null>();
  const unsaved = new Set<number>();
  return {
    active: () =>
      workspace
        .batches()
        .filter(({ state }) => state === 'active')
        .map((batch) => {
          const known = batches.get(batch.id) ?? storedBatch(workspace, batch, pool);
          batches.set(batch.id, known);
          return known;
        }),
    masks: {
      find(batch) {
        const known = masks.get(batch) ?? workspace.keptMask(batch);
        masks.set(batch, known);
        return known;
      },
      keep(batch, known) {
        masks.set(batch, known);
        unsaved.add(batch);
      },
    },
    newMasks() {
      const found = [...unsaved].map((batch): [number, KeptMask] => [batch, masks.get(batch)!]);
      unsaved.clear();
      return found;
    },
    shrink: (beside) => pool.shrink(Math.max(0, columnBudget() - beside)),
  };
}
