import fc from 'fast-check';
import { expect, it } from 'vitest';
import { createBookMemory } from '../../electron/engine/book/bookMemory.ts';
import { loadBook, loadBookBeside } from '../../electron/engine/book/loadBook.ts';
import type { Book } from '../../electron/engine/book/types.ts';
import type { KeptMask, NewBatch, Workspace } from '../../electron/engine/workspace/types.ts';
import type { Edit } from '../../shared/contract/edits.ts';
import type { Batch, BatchMode } from '../../shared/contract/workspace.ts';
import { isoDate } from '../../shared/domain/calendar.ts';
import { memoryWorkspace, type SaleRow, salesBatch } from '../electron/engine/book/memoryWorkspace.ts';
import { seed } from './seed.ts';

/**
 * Whatever is undone, redone, merged, taken apart and left out one after the other: a book that goes on from what earlier
 * books found out, at once or beside other work, with or without what was kept in the file, is the book of a fresh start.
 */

const row: fc.Arbitrary<SaleRow> = fc.record({
  account: fc.option(fc.constantFrom('A', 'B', 'C', 'D'), { nil: null, freq: 6 }),
  day: fc.integer({ min: 0, max: 8 }),
  revenue: fc.constantFrom(-0, 0, 1, 2, Number.NaN),
  product: fc.option(fc.constantFrom('P', 'Q', '产品'), { nil: null }),
  order: fc.constantFrom('1', '12', 'order 3'),
  market: fc.constantFrom('UK', 'FR'),
});

const mode: fc.Arbitrary<BatchMode> = fc.oneof(
  fc.constant<BatchMode>({ mode: 'append' }),
  fc
    .tuple(fc.integer({ min: 0, max: 6 }), fc.subarray(['account', 'market']))
    .map(
      ([from, within]): BatchMode => ({
        mode: 'replace',
        from: isoDate(from),
        to: isoDate(from + 2),
        within,
      }),
    ),
  fc
    .subarray(['account', 'order', 'product', 'date', 'revenue'], { minLength: 1 })
    .map((keys): BatchMode => ({ mode: 'upsert', keys })),
);

const batches = fc.array(fc.record({ rows: fc.array(row, { minLength: 1, maxLength: 10 }), mode }), {
  minLength: 2,
  maxLength: 6,
});

type Change =
  | { kind: 'batch'; at: number }
  | { kind: 'merge'; from: string; into: string }
  | { kind: 'unmerge' };

const change: fc.Arbitrary<Change> = fc.oneof(
  fc.record({ kind: fc.constant('batch' as const), at: fc.nat(5) }),
  fc.record({
    kind: fc.constant('merge' as const),
    from: fc.constantFrom('A', 'B', 'C', 'D'),
    into: fc.constantFrom('A', 'B', 'C', 'D'),
  }),
  fc.constant({ kind: 'unmerge' as const }),
);

type Held = NewBatch & { state: Batch['state'] };

/** One workspace that changes, with room for what is kept in its file. */
function changing(held: Held[], kept: Map<number, KeptMask>) {
  const edits: Edit[] = [];
  const workspace: Workspace = {
    ...memoryWorkspace(held, edits),
    keptMask: (batch) => kept.get(batch) ?? null,
  };
  const apply = (one: Change) => {
    if (one.kind === 'batch') {
      const batch = held[one.at % held.length]!;
      batch.state = batch.state === 'active' ? 'undone' : 'active';
    } else if (one.kind === 'merge') {
      const body = { of: 'account' as const, from: one.from, into: one.into, name: null };
      edits.push({ id: edits.length + 1, at: '', state: 'active', kind: 'merge', body });
    } else {
      const last = edits.findLast(({ state }) => state === 'active');
      if (last) last.state = 'undone';
    }
  };
  return { workspace, apply, edits };
}

/** All that a book says, with every column by value. */
function said(book: Book): unknown {
  const [order, market] = [book.text('order'), book.text('market')];
  const product = book.product();
  return {
    accounts: [book.accounts.keys, [...book.accounts.fromFacts]],
    products: book.products.keys,
    coverage: book.coverage,
    rows: Array.from({ length: book.n }, (_, at) => [
      book.account()[at],
      product?.[at] ?? null,
      book.day()[at],
      book.number('revenue')![at],
      order?.values[order.codes[at]!] ?? null,
      market?.values[market.codes[at]!] ?? null,
      book.source(at),
    ]),
    texts: [...(order?.values ?? [])].sort(),
  };
}

it('is the same whatever was known before', async () => {
  await fc.assert(
    fc.asyncProperty(
      batches,
      fc.array(change, { minLength: 1, maxLength: 8 }),
      fc.boolean(),
      async (steps, changes, reopened) => {
        const held = steps.map(
          ({ rows, mode: of }): Held => ({ ...salesBatch(rows), mode: of, state: 'active' }),
        );
        for (const batch of held) {
          const names = new Set(batch.columns.map(({ name }) => name));
          const { mode: of } = batch;
          fc.pre(of?.mode !== 'upsert' || of.keys.every((key) => names.has(key)));
        }
        const kept = new Map<number, KeptMask>();
        const { workspace, apply } = changing(held, kept);
        let memory = createBookMemory(workspace);
        for (const one of changes) {
          apply(one);
          const fresh = loadBook({ ...workspace, keptMask: () => null });
          const book = await loadBookBeside(workspace, memory, {});
          expect(said(book)).toEqual(said(fresh));
          for (const [batch, found] of memory.newMasks()) kept.set(batch, structuredClone(found));
          if (reopened) memory = createBookMemory(workspace);
        }
      },
    ),
    { seed: seed(), numRuns: 400 },
  );
});

it('is the book it was after a merge is taken back', () => {
  fc.assert(
    fc.property(batches, change, (steps, one) => {
      fc.pre(one.kind === 'merge');
      const held = steps.map(
        ({ rows, mode: of }): Held => ({ ...salesBatch(rows), mode: of, state: 'active' }),
      );
      for (const { mode: of, columns } of held) {
        fc.pre(of?.mode !== 'upsert' || of.keys.every((key) => columns.some(({ name }) => name === key)));
      }
      const { workspace, apply } = changing(held, new Map());
      const memory = createBookMemory(workspace);
      const before = said(loadBook(workspace, memory));
      apply(one);
      loadBook(workspace, memory);
      apply({ kind: 'unmerge' });
      expect(said(loadBook(workspace, memory))).toEqual(before);
    }),
    { seed: seed(), numRuns: 300 },
  );
});
