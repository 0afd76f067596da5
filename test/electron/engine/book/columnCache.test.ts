import { afterEach, expect, test } from 'vitest';
import { columnBudget } from '../../../../electron/engine/book/columnCache.ts';
import { loadBook } from '../../../../electron/engine/book/loadBook.ts';
import { runQuery } from '../../../../electron/engine/book/query.ts';
import type { Workspace } from '../../../../electron/engine/workspace/types.ts';
import { query } from '../../../../shared/contract/analyse.ts';
import { numbers } from '../../../../shared/domain/table.ts';
import { memoryWorkspace, newBatch } from './memoryWorkspace.ts';

const rows = 50_000;
const perColumn = (8 * rows) / 2 ** 20;

afterEach(() => {
  delete process.env.QUARTERDECK_COLUMN_MEMORY;
});

/** A workspace of four number columns that counts how often each is read. */
function countingWorkspace(): { workspace: Workspace; reads: Map<string, number> } {
  const column = (name: string, factor: number) => ({
    name,
    type: 'number' as const,
    values: Float64Array.from({ length: rows }, (_, row) => row * factor),
  });
  const batch = newBatch(
    'sales',
    [
      { name: 'account', type: 'code', values: new Int32Array(rows), dictionary: ['a'] },
      { name: 'date', type: 'day', values: new Int32Array(rows).fill(15_000) },
      column('revenue', 1),
      column('cost', 2),
      column('gmv', 3),
      column('quantity', 4),
    ],
    rows,
  );
  const inner = memoryWorkspace([batch]);
  const reads = new Map<string, number>();
  const readColumn = (id: number, name: string) => {
    reads.set(name, (reads.get(name) ?? 0) + 1);
    return inner.readColumn(id, name);
  };
  return { workspace: { ...inner, readColumn }, reads };
}

const total = (factor: number) => (factor * rows * (rows - 1)) / 2;

test('over the budget the column used least recently is let go and read again when asked for', async () => {
  process.env.QUARTERDECK_COLUMN_MEMORY = String(2.7 * perColumn);
  const { workspace, reads } = countingWorkspace();
  const book = loadBook(workspace);
  for (const [measure, factor] of [
    ['revenue', 1],
    ['cost', 2],
    ['gmv', 3],
    ['cost', 2],
    ['revenue', 1],
  ] as const) {
    const { table } = await runQuery(book, query.parse({ measures: [measure] }));
    expect(numbers(table, measure)[0]).toBe(total(factor));
  }
  expect(Object.fromEntries(reads)).toMatchObject({ revenue: 1, gmv: 1, cost: 2 });
});

test('within the budget every column is read once', async () => {
  process.env.QUARTERDECK_COLUMN_MEMORY = '100';
  const { workspace, reads } = countingWorkspace();
  const book = loadBook(workspace);
  for (const measure of ['revenue', 'cost', 'gmv', 'cost', 'quantity', 'gmv']) {
    await runQuery(book, query.parse({ measures: [measure] }));
  }
  expect(Object.fromEntries(reads)).toMatchObject({ revenue: 1, cost: 1, gmv: 1, quantity: 1 });
});

test('the budget is stated in megabytes, else a share of the memory', () => {
  process.env.QUARTERDECK_COLUMN_MEMORY = '512';
  expect(columnBudget()).toBe(512 * 2 ** 20);
  process.env.QUARTERDECK_COLUMN_MEMORY = 'plenty';
  expect(columnBudget()).toBeGreaterThan(2 ** 27);
});
