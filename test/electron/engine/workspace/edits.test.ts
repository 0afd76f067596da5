import Database from 'better-sqlite3';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createWorkspace } from '../../../../electron/engine/workspace/createWorkspace.ts';
import { openWorkspace } from '../../../../electron/engine/workspace/openWorkspace.ts';
import type { EditContent } from '../../../../shared/contract/edits.ts';
import { codeOf, codeOfAsync, salesBatch, temporaryFolder } from './fixtures.ts';

let folder: ReturnType<typeof temporaryFolder>;
beforeEach(() => {
  folder = temporaryFolder();
});
afterEach(() => folder.dispose());

const merge: EditContent = {
  kind: 'merge',
  body: { of: 'account', from: 'A', into: 'B', name: '上海华光' },
};
const dismissal: EditContent = { kind: 'different', body: { of: 'account', a: 'A', b: 'C' } };

describe('the log of edits', () => {
  it('keeps what was decided, and its state, over a closing', () => {
    const file = folder.file('book.qdeck');
    const workspace = createWorkspace(file);
    expect(workspace.addEdits([merge, dismissal])).toEqual([1, 2]);
    workspace.setEditState(1, 'undone');
    workspace.close();
    const again = openWorkspace(file, { readOnly: true });
    expect(again.edits()).toEqual([
      { id: 1, at: expect.any(String), state: 'undone', ...merge },
      { id: 2, at: expect.any(String), state: 'active', ...dismissal },
    ]);
    again.close();
  });

  it('raises the revision where the book changes, and only there, and records all', () => {
    const workspace = createWorkspace(folder.file('book.qdeck'));
    const before = workspace.revision;
    workspace.addEdits([dismissal]);
    expect(workspace.revision).toBe(before);
    workspace.addEdits([merge]);
    expect(workspace.revision).toBe(before + 1);
    workspace.setEditState(2, 'undone');
    workspace.setEditState(2, 'undone');
    workspace.setEditState(2, 'active');
    expect(workspace.revision).toBe(before + 3);
    expect(workspace.auditLog(4).map(({ action }) => action)).toEqual([
      'edit.redo',
      'edit.undo',
      'edit',
      'edit',
    ]);
    expect(codeOf(() => workspace.setEditState(9, 'undone'))).toBe('notFound');
    workspace.close();
  });

  it('notices that an edit is not what was written', async () => {
    const file = folder.file('book.qdeck');
    const workspace = createWorkspace(file);
    workspace.addEdits([merge]);
    workspace.close();
    const db = new Database(file);
    db.exec(`UPDATE edit SET body = replace(body, '"B"', '"C"')`);
    db.close();
    expect(codeOf(() => openWorkspace(file, { readOnly: true }))).toBe('damaged');
  });
});

describe('a batch in place of another', () => {
  it('takes it back in the same step', async () => {
    const workspace = createWorkspace(folder.file('book.qdeck'));
    const first = await workspace.commitBatch(salesBatch(1, 20));
    const second = await workspace.commitBatch(salesBatch(2, 20), { instead: first });
    expect(workspace.batches().map(({ id, state }) => [id, state])).toEqual([
      [first, 'undone'],
      [second, 'active'],
    ]);
    expect(await codeOfAsync(() => workspace.commitBatch(salesBatch(3, 20), { instead: 9 }))).toBe(
      'notFound',
    );
    expect(workspace.batches()).toHaveLength(2);
    workspace.close();
  });
});

describe('a batch of repaired rows', () => {
  it('takes its records out of quarantine for as long as it is in use', async () => {
    const workspace = createWorkspace(folder.file('book.qdeck'));
    const first = await workspace.commitBatch(salesBatch(1, 20));
    const repaired = { ...salesBatch(2, 20), quarantine: [], rows: 20, blank: 0 };
    const second = await workspace.commitBatch({
      ...repaired,
      repair: { batch: first, records: [1, 3, 50] },
    });
    expect(workspace.quarantine(first, 0, 3)).toMatchObject({ total: 47 });
    expect(workspace.quarantine(first, 0, 3).rows.map(({ record }) => record)).toEqual([2, 4, 5]);
    const [old, fresh] = workspace.batches();
    expect([old?.quarantined, old?.repaired, fresh?.repairOf]).toEqual([50, 3, first]);
    workspace.setBatchState(second, 'undone');
    expect(workspace.quarantine(first, 0, 3)).toMatchObject({
      total: 50,
      reasons: { notADate: 10, notANumber: 40 },
    });
    workspace.close();
  });
});
