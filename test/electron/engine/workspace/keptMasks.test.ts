import Database from 'better-sqlite3';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { createWorkspace } from '../../../../electron/engine/workspace/createWorkspace.ts';
import { openWorkspace } from '../../../../electron/engine/workspace/openWorkspace.ts';
import { salesBatch, temporaryFolder } from './fixtures.ts';

let folder: ReturnType<typeof temporaryFolder>;
beforeEach(() => {
  folder = temporaryFolder();
});
afterEach(() => folder.dispose());

const mask = Uint8Array.from({ length: 19 }, (_, row) => (row % 3 === 0 ? 1 : 0));

async function withMask(): Promise<string> {
  const file = folder.file('book.qdeck');
  const workspace = createWorkspace(file, { generations: 0 });
  await workspace.commitBatch(salesBatch(1, 19));
  const { revision } = workspace;
  workspace.keepMasks([[1, { causes: ['batch 2'], mask }]]);
  expect(workspace.revision).toBe(revision);
  workspace.close();
  return file;
}

it('what the fold found is there again, bit by bit', async () => {
  const workspace = openWorkspace(await withMask(), { readOnly: true });
  expect(workspace.keptMask(1)).toEqual({ causes: ['batch 2'], mask });
  expect(workspace.keptMask(2)).toBe(null);
  workspace.close();
});

it.each(["causes = '[]'", 'rows = 18', "data = x'28b52ffd'", 'batch = 2'])(
  'what is not what was written is not used, and a check says so: %s',
  async (forged) => {
    const file = await withMask();
    const db = new Database(file);
    db.pragma('foreign_keys = OFF');
    db.exec(`UPDATE mask SET ${forged}`);
    db.close();
    const workspace = openWorkspace(file, { generations: 0 });
    expect([workspace.keptMask(1), workspace.keptMask(2)]).toEqual([null, null]);
    expect((await workspace.check()).problems).toHaveLength(1);
    workspace.close();
  },
);
