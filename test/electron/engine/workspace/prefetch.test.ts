import { expect, onTestFinished, test } from 'vitest';
import { runsOf } from '../../../../electron/engine/workspace/blockRuns.ts';
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

test('runs found on threads are those of the column, whichever way its blocks are kept', async () => {
  const { workspace, batch } = await filled();
  const whole = batch.columns.filter(({ type }) => type !== 'number');
  expect(whole.length).toBeGreaterThan(2);
  for (const { name, values } of whole) {
    const { values: found, lengths } = (await workspace.runs(1, name))!;
    const expected = runsOf(values as Int32Array);
    expect([name, Buffer.from(found.slice().buffer).equals(Buffer.from(expected.values.buffer))]).toEqual([
      name,
      true,
    ]);
    expect(Buffer.from(lengths.slice().buffer).equals(Buffer.from(expected.lengths.buffer))).toBe(true);
    expect(lengths.reduce((sum, length) => sum + length, 0)).toBe(rows);
  }
  expect(await workspace.runs(1, 'revenue')).toBe(null);
  expect(await workspace.runs(1, 'no such column')).toBe(null);
  await expect(workspace.runs(1, 'account', AbortSignal.abort())).rejects.toThrow();
  workspace.close();
});

test('reading beforehand can be cancelled, and the column be read after all', async () => {
  const { workspace, batch } = await filled();
  const column = batch.columns.at(-1)!;
  await expect(workspace.prefetch(1, [column.name], AbortSignal.abort())).rejects.toThrow();
  expect(isSame(workspace.readColumn(1, column.name), column)).toBe(true);
  workspace.close();
});
