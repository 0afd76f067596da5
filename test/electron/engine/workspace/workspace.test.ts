import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createWorkspace } from '../../../../electron/engine/workspace/createWorkspace.ts';
import { openWorkspace } from '../../../../electron/engine/workspace/openWorkspace.ts';
import { missingDay, type NewBatch } from '../../../../electron/engine/workspace/types.ts';
import { CancelledError } from '../../../../shared/errors/errors.ts';
import { codeOf, codeOfAsync, salesBatch, temporaryFolder } from './fixtures.ts';

let folder: ReturnType<typeof temporaryFolder>;
beforeEach(() => {
  folder = temporaryFolder();
});
afterEach(() => folder.dispose());

describe.each([
  ['plain', undefined],
  ['encrypted', 'pä"ss\'wörd; DROP TABLE batch --'],
])('a %s workspace', (_name, passphrase) => {
  it('gives back every column bit for bit, in shared memory', async () => {
    const file = folder.file('book.qdeck');
    const batch = salesBatch(1, 5000);
    const made = createWorkspace(file, { passphrase });
    expect(await made.commitBatch(batch)).toBe(1);
    made.close();
    const opened = openWorkspace(file, { passphrase });
    expect(opened.encrypted).toBe(passphrase !== undefined);
    expect(opened.batchColumns(1)).toEqual(batch.columns.map(({ name, type }) => ({ name, type })));
    for (const column of batch.columns) {
      const read = opened.readColumn(1, column.name);
      expect(read).toEqual(column);
      expect(read.values.buffer).toBeInstanceOf(SharedArrayBuffer);
    }
    opened.close();
  });

  it('keeps what is known of a batch, and its quarantined rows by page', async () => {
    const workspace = createWorkspace(folder.file('book.qdeck'), { passphrase });
    const batch = salesBatch(2, 100);
    batch.quarantine = Array.from({ length: 9000 }, (_, i) => ({
      ...batch.quarantine[i % 50]!,
      record: i + 1,
    }));
    await workspace.commitBatch(batch);
    const { columns: _columns, quarantine, ...told } = batch;
    expect(workspace.batches()).toEqual([
      {
        ...told,
        id: 1,
        state: 'active',
        quarantined: 9000,
        mode: { mode: 'append' },
        sheet: null,
        repairOf: null,
        repairable: false,
        repaired: 0,
        importedAt: expect.stringMatching(/^\d{4}-.*Z$/),
      },
    ]);
    expect(workspace.quarantine(1, 4090, 20)).toEqual({
      total: 9000,
      reasons: { notADate: 1800, notANumber: 7200 },
      rows: quarantine.slice(4090, 4110),
    });
    expect(workspace.quarantine(1, 8999, 100).rows).toEqual(quarantine.slice(8999));
    expect(workspace.quarantine(1, 9000, 100).rows).toEqual([]);
    workspace.close();
  });

  it('undoes, redoes, and counts revisions', async () => {
    const workspace = createWorkspace(folder.file('book.qdeck'), { passphrase });
    await workspace.commitBatch(salesBatch(3, 50));
    await workspace.commitBatch(salesBatch(4, 50));
    workspace.setBatchState(1, 'undone');
    workspace.setBatchState(1, 'undone');
    expect(workspace.batches().map(({ state }) => state)).toEqual(['undone', 'active']);
    expect(workspace.revision).toBe(3);
    workspace.setBatchState(1, 'active');
    expect(workspace.revision).toBe(4);
    expect(codeOf(() => workspace.setBatchState(9, 'undone'))).toBe('notFound');
    expect(workspace.auditLog(4).map(({ action }) => action)).toEqual(['redo', 'undo', 'commit', 'commit']);
    workspace.close();
  });

  it('keeps settings and the audit log, and passes its own check', async () => {
    const file = folder.file('book.qdeck');
    const workspace = createWorkspace(file, { passphrase });
    await workspace.commitBatch(salesBatch(5, 300));
    workspace.setSetting('views/主页', '{"a":1}');
    workspace.setSetting('views/主页', '{"a":2}');
    workspace.setSetting('gone', 'x');
    workspace.setSetting('gone', null);
    workspace.audit('export', 'one table');
    workspace.close();
    const again = openWorkspace(file, { passphrase });
    expect(again.getSetting('views/主页')).toBe('{"a":2}');
    expect(again.getSetting('gone')).toBeNull();
    expect(again.auditLog(10).map(({ action }) => action)).toEqual([
      'open',
      'backup.rolling',
      'export',
      'commit',
      'open',
    ]);
    const steps: number[] = [];
    const report = await again.check((done, total) => steps.push(done / total));
    expect(report.problems).toEqual([]);
    expect(report).toMatchObject({ ok: true, segments: 13 });
    expect(steps.at(-1)).toBe(1);
    again.close();
  });

  it('stops its check when told to, or when closed', async () => {
    const workspace = createWorkspace(folder.file('book.qdeck'), { passphrase });
    await workspace.commitBatch(salesBatch(5, 300));
    const controller = new AbortController();
    const stopped = workspace.check((done) => done === 3 && controller.abort(), controller.signal);
    await expect(stopped).rejects.toThrow(CancelledError);
    await expect(workspace.check((done) => done === 3 && workspace.close())).rejects.toThrow(CancelledError);
  });

  it('leaves one file when closed, with rollback journal and nothing beside it but the copies', async () => {
    const file = folder.file('book.qdeck');
    const workspace = createWorkspace(file, { passphrase });
    await workspace.commitBatch(salesBatch(6, 300));
    workspace.close();
    workspace.close();
    expect(readdirSync(folder.path).sort()).toEqual(['book.qdeck', 'book.qdeck.backups']);
    expect([...readFileSync(file).subarray(18, 20)]).toEqual([1, 1]);
    expect(codeOf(() => workspace.batches())).toBe('noWorkspace');
    expect(await codeOfAsync(() => workspace.check())).toBe('noWorkspace');
  });
});

describe('committing', () => {
  it('writes nothing when cancelled, however late', async () => {
    const workspace = createWorkspace(folder.file('book.qdeck'));
    const controller = new AbortController();
    controller.abort();
    await expect(workspace.commitBatch(salesBatch(1, 10), { signal: controller.signal })).rejects.toThrow(
      CancelledError,
    );
    const late = new AbortController();
    const committing = workspace.commitBatch(salesBatch(1, 10), {
      signal: late.signal,
      progress: (done, total) => done === total - 1 && late.abort(),
    });
    await expect(committing).rejects.toThrow(CancelledError);
    expect(workspace.batches()).toEqual([]);
    expect(workspace.revision).toBe(0);
    workspace.close();
  });

  it('reports progress up to the end', async () => {
    const workspace = createWorkspace(folder.file('book.qdeck'));
    const seen: string[] = [];
    await workspace.commitBatch(salesBatch(1, 10), {
      progress: (done, total) => seen.push(`${done}/${total}`),
    });
    expect(seen).toEqual(Array.from({ length: 14 }, (_, i) => `${i + 1}/14`));
    workspace.close();
  });

  it('keeps batches apart that are committed at the same time', async () => {
    const workspace = createWorkspace(folder.file('book.qdeck'));
    const seeds = [11, 12, 13];
    const ids = await Promise.all(seeds.map((seed) => workspace.commitBatch(salesBatch(seed, 2000))));
    expect([...ids].sort()).toEqual([1, 2, 3]);
    ids.forEach((id, i) => {
      expect(workspace.readColumn(id, 'rate')).toEqual(salesBatch(seeds[i]!, 2000).columns[6]);
    });
    workspace.close();
  });

  it('takes columns of several segments, a batch without rows, and one without columns', async () => {
    const workspace = createWorkspace(folder.file('book.qdeck'));
    const rows = 2 ** 20 + 5;
    const values = Float64Array.from({ length: rows }, (_, i) => i / 4);
    const day = new Int32Array(rows).fill(missingDay);
    const columns: NewBatch['columns'] = [
      { name: 'value', type: 'number', values },
      { name: 'day', type: 'day', values: day },
    ];
    const empty: NewBatch = {
      ...salesBatch(1, 0),
      columns: [{ name: 'value', type: 'number', values: new Float64Array() }],
    };
    await workspace.commitBatch({ ...empty, accepted: rows, columns });
    await workspace.commitBatch(empty);
    await workspace.commitBatch({ ...empty, columns: [], quarantine: [] });
    expect(Buffer.compare(bytesOf(workspace.readColumn(1, 'value').values), bytesOf(values))).toBe(0);
    expect(Buffer.compare(bytesOf(workspace.readColumn(1, 'day').values), bytesOf(day))).toBe(0);
    expect(workspace.readColumn(2, 'value').values).toHaveLength(0);
    expect(workspace.batchColumns(3)).toEqual([]);
    expect((await workspace.check()).problems).toEqual([]);
    workspace.close();
  });

  it('refuses a batch whose columns do not fit together', async () => {
    const workspace = createWorkspace(folder.file('book.qdeck'));
    const batch = salesBatch(1, 10);
    await expect(workspace.commitBatch({ ...batch, accepted: 9 })).rejects.toThrow('has 10 rows');
    const twice = { ...batch, columns: [batch.columns[0]!, batch.columns[0]!] };
    await expect(workspace.commitBatch(twice)).rejects.toThrow('one name');
    await expect(workspace.commitBatch({ ...batch, controlTotals: { a: Number.NaN } })).rejects.toThrow(
      'finite',
    );
    expect(workspace.batches()).toEqual([]);
    workspace.close();
  });
});

function bytesOf(values: Float64Array | Int32Array): Uint8Array {
  return new Uint8Array(values.buffer, values.byteOffset, values.byteLength);
}

describe('creating and opening', () => {
  it('never touches a file that is there', () => {
    const file = folder.file('book.qdeck');
    writeFileSync(file, 'precious');
    expect(codeOf(() => createWorkspace(file))).toBe('alreadyExists');
    expect(readFileSync(file, 'utf8')).toBe('precious');
    writeFileSync(folder.file('other.qdeck-wal'), 'remains');
    expect(codeOf(() => createWorkspace(folder.file('other.qdeck')))).toBe('alreadyExists');
    expect(existsSync(folder.file('other.qdeck'))).toBe(false);
  });

  it('names what is wrong with a place', () => {
    expect(codeOf(() => createWorkspace(folder.file('no/book.qdeck')))).toBe('notFound');
    expect(codeOf(() => createWorkspace(folder.file('book.qdeck ')))).toBe('badInput');
    expect(codeOf(() => createWorkspace(folder.file('book.qdeck'), { passphrase: '' }))).toBe('badInput');
    expect(codeOf(() => openWorkspace(folder.file('none.qdeck')))).toBe('notFound');
    expect(codeOf(() => openWorkspace(folder.path))).toBe('notWorkspace');
    expect(readdirSync(folder.path)).toEqual([]);
  });

  it('opens read-only beside a writer, sees its commits, and cannot write', async () => {
    const file = folder.file('book.qdeck');
    const writer = createWorkspace(file, { passphrase: 'x' });
    const reader = openWorkspace(file, { passphrase: 'x', readOnly: true });
    await writer.commitBatch(salesBatch(1, 100));
    expect(reader.revision).toBe(1);
    expect(reader.batches()).toHaveLength(1);
    expect(reader.readColumn(1, 'price')).toEqual(salesBatch(1, 100).columns[5]);
    expect(codeOf(() => reader.setSetting('a', 'b'))).toBe('readOnly');
    expect(codeOf(() => reader.setBatchState(1, 'undone'))).toBe('readOnly');
    expect(await codeOfAsync(() => reader.commitBatch(salesBatch(1, 1)))).toBe('readOnly');
    writer.close();
    expect(reader.readColumn(1, 'price')).toEqual(salesBatch(1, 100).columns[5]);
    reader.close();
    openWorkspace(file, { passphrase: 'x' }).close();
  });
});
