import { expect, onTestFinished, test } from 'vitest';
import { createWorkspace } from '../../../../electron/engine/workspace/createWorkspace.ts';
import { openWorkspace } from '../../../../electron/engine/workspace/openWorkspace.ts';
import type { NewBatch, StoredColumn, Workspace } from '../../../../electron/engine/workspace/types.ts';
import { salesBatch, temporaryFolder } from './fixtures.ts';

const rows = 2 ** 20 + 1234;

async function filled(): Promise<{ file: string; batch: NewBatch; workspace: Workspace }> {
  const folder = temporaryFolder();
  onTestFinished(() => folder.dispose());
  const file = folder.file('book.qdeck');
  const batch = salesBatch(1, rows);
  const workspace = createWorkspace(file, { generations: 0 });
  await workspace.commitBatch(batch);
  workspace.close();
  return { file, batch, workspace: openWorkspace(file) };
}

/** Bit for bit, and text for text; a matcher would take minutes over a million values. */
function isSame(one: StoredColumn, other: StoredColumn): boolean {
  const bytes = ({ values }: StoredColumn) => Buffer.from(values.slice().buffer);
  const texts = (column: StoredColumn) => (column.type === 'code' ? column.dictionary.join('\n') : '');
  return one.type === other.type && bytes(one).equals(bytes(other)) && texts(one) === texts(other);
}

test('columns read beforehand on threads are those that are read at once', async () => {
  const { workspace, batch } = await filled();
  const names = batch.columns.map(({ name }) => name);
  await workspace.prefetch(1, [...names, 'no such column']);
  for (const column of batch.columns) {
    const read = workspace.readColumn(1, column.name);
    expect(isSame(read, column)).toBe(true);
    expect(read.values.buffer).toBeInstanceOf(SharedArrayBuffer);
    expect(isSame(workspace.readColumn(1, column.name), column)).toBe(true);
  }
  workspace.close();
});

test('reading beforehand can be cancelled, and the column be read after all', async () => {
  const { workspace, batch } = await filled();
  const column = batch.columns.at(-1)!;
  await expect(workspace.prefetch(1, [column.name], AbortSignal.abort())).rejects.toThrow();
  expect(isSame(workspace.readColumn(1, column.name), column)).toBe(true);
  workspace.close();
});
