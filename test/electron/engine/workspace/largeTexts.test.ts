import { expect, onTestFinished, test } from 'vitest';
import { connect } from '../../../../electron/engine/workspace/connection.ts';
import { createWorkspace } from '../../../../electron/engine/workspace/createWorkspace.ts';
import type { BatchDescription } from '../../../../electron/engine/workspace/description.ts';
import { openWorkspace } from '../../../../electron/engine/workspace/openWorkspace.ts';
import type { StoredColumn } from '../../../../electron/engine/workspace/types.ts';
import { CancelledError } from '../../../../shared/errors/errors.ts';
import { codeOf, salesBatch, temporaryFolder } from './fixtures.ts';

const texts = Array.from({ length: 100_000 }, (_, i) => `order number ${i}`);

async function written(): Promise<string> {
  const folder = temporaryFolder();
  onTestFinished(() => folder.dispose());
  const file = folder.file('book.qdeck');
  const batch = salesBatch(1, 500);
  const order = batch.columns.find(({ name }) => name === 'order')! as StoredColumn & { type: 'code' };
  order.dictionary = texts;
  const workspace = createWorkspace(file, { generations: 0 });
  await workspace.commitBatch(batch);
  workspace.close();
  return file;
}

function flipDictionary(file: string): void {
  const db = connect(file, null, 'write');
  const json = db.prepare<[], string>('SELECT description FROM batch WHERE id = 1').pluck().get()!;
  const { columns } = JSON.parse(json) as BatchDescription;
  const { id } = columns.find(({ name }) => name === 'order')!.dictionary![0]!;
  const data = db.prepare<[number], Buffer>('SELECT data FROM segment WHERE id = ?').pluck().get(id)!;
  data[100]! ^= 1;
  db.prepare('UPDATE segment SET data = ? WHERE id = ?').run(data, id);
  db.close();
}

function orders(column: StoredColumn): string[] {
  return (column as StoredColumn & { type: 'code' }).dictionary;
}

test('large texts are read when they are asked for', async () => {
  const workspace = openWorkspace(await written(), { readOnly: true });
  const column = workspace.readColumn(1, 'order');
  expect(orders(column)).toEqual(texts);
  const later = workspace.readColumn(1, 'order');
  const small = workspace.readColumn(1, 'product');
  expect(workspace.readNames(1, 'order').dictionary).toEqual(texts);
  workspace.close();
  expect(codeOf(() => orders(later))).toBe('noWorkspace');
  expect(orders(column)).toEqual(texts);
  expect(orders(small)).toContain('SKU7');
});

test('and are proven then: the damage is named', async () => {
  const file = await written();
  flipDictionary(file);
  const workspace = openWorkspace(file, { readOnly: true });
  const column = workspace.readColumn(1, 'order');
  expect(column.values.length).toBe(500);
  expect(() => orders(column)).toThrow(/damaged: batch 1 .*, column “order” cannot be read: /);
  expect(() => workspace.readNames(1, 'order')).toThrow(/column “order” cannot be read: /);
  expect((await workspace.check()).problems).toHaveLength(1);
  workspace.close();
});

test('read beforehand on threads they are the same, on shared memory, and there when the workspace is closed', async () => {
  const workspace = openWorkspace(await written(), { readOnly: true });
  const column = workspace.readColumn(1, 'order') as StoredColumn & { type: 'code' };
  const small = workspace.readColumn(1, 'product') as StoredColumn & { type: 'code' };
  await expect(column.texts!.prefetch!(AbortSignal.abort())).rejects.toThrow(CancelledError);
  await column.texts!.prefetch!();
  await small.texts!.prefetch!();
  workspace.close();
  for (const { bytes } of column.texts!.packed()) expect(bytes.buffer).toBeInstanceOf(SharedArrayBuffer);
  expect(orders(column)).toEqual(texts);
  expect(column.texts!.at(77_777)).toBe(texts[77_777]);
  expect(orders(small)).toContain('SKU7');
});

test('damage that is met beforehand is named when a text is asked for', async () => {
  const file = await written();
  flipDictionary(file);
  const workspace = openWorkspace(file, { readOnly: true });
  const column = workspace.readColumn(1, 'order') as StoredColumn & { type: 'code' };
  await column.texts!.prefetch!();
  expect(() => orders(column)).toThrow(/damaged: batch 1 .*, column “order” cannot be read: /);
  workspace.close();
});
