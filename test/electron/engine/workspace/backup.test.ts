import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { copyDatabase, generations } from '../../../../electron/engine/workspace/backup.ts';
import { connect } from '../../../../electron/engine/workspace/connection.ts';
import { createWorkspace } from '../../../../electron/engine/workspace/createWorkspace.ts';
import * as freeSpace from '../../../../electron/engine/workspace/freeSpace.ts';
import { openWorkspace } from '../../../../electron/engine/workspace/openWorkspace.ts';
import { CancelledError } from '../../../../shared/errors/errors.ts';
import { codeOf, codeOfAsync, salesBatch, temporaryFolder } from './fixtures.ts';

vi.mock('../../../../electron/engine/workspace/freeSpace.ts', { spy: true });

let folder: ReturnType<typeof temporaryFolder>;
beforeEach(() => {
  folder = temporaryFolder();
});
afterEach(() => {
  vi.mocked(freeSpace.freeBytes).mockReset();
  folder.dispose();
});

describe.each([
  ['plain', undefined],
  ['encrypted', "it's"],
])('a backup of a %s workspace', (_name, passphrase) => {
  it('is a complete workspace with the same passphrase', async () => {
    const workspace = createWorkspace(folder.file('book.qdeck'), { passphrase });
    await workspace.commitBatch(salesBatch(1, 3000));
    const copy = folder.file('copy.qdeck');
    const bytes = await workspace.backup(copy);
    expect(readFileSync(copy)).toHaveLength(bytes);
    await workspace.commitBatch(salesBatch(2, 10));
    workspace.close();
    if (passphrase) expect(codeOf(() => openWorkspace(copy))).toBe('needsPassphrase');
    const opened = openWorkspace(copy, { passphrase });
    expect(opened.batches()).toHaveLength(1);
    expect(opened.readColumn(1, 'price')).toEqual(salesBatch(1, 3000).columns[5]);
    expect((await opened.check()).problems).toEqual([]);
    opened.close();
  });

  it('keeps the last three closed states', async () => {
    const file = folder.file('book.qdeck');
    createWorkspace(file, { passphrase }).close();
    expect(generations(file)).toEqual([]);
    for (let i = 1; i <= 4; i++) {
      const workspace = openWorkspace(file, { passphrase });
      await workspace.commitBatch(salesBatch(i, 20));
      workspace.close();
      openWorkspace(file, { passphrase }).close();
    }
    const kept = generations(file).map((copy) => {
      const opened = openWorkspace(copy, { passphrase, readOnly: true });
      const count = opened.batches().length;
      opened.close();
      return count;
    });
    expect(kept).toEqual([2, 3, 4]);
    expect(readdirSync(`${file}.backups`)).toHaveLength(3);
  });
});

describe('a backup', () => {
  it('replaces an older one in one step and says so', async () => {
    const workspace = createWorkspace(folder.file('book.qdeck'));
    const copy = folder.file('copy.qdeck');
    writeFileSync(copy, 'old');
    await workspace.backup(copy);
    expect(workspace.auditLog(1)[0]).toMatchObject({
      action: 'backup',
      detail: expect.stringContaining('replaced'),
    });
    workspace.close();
    openWorkspace(copy).close();
    expect(readdirSync(folder.path).sort()).toEqual(['book.qdeck', 'copy.qdeck']);
  });

  it('goes neither onto itself, nor onto an open workspace, nor beside a log that is left, nor into a folder that is not there', async () => {
    const workspace = createWorkspace(folder.file('book.qdeck'));
    const other = createWorkspace(folder.file('other.qdeck'));
    expect(await codeOfAsync(() => workspace.backup(folder.file('book.qdeck')))).toBe('badInput');
    expect(await codeOfAsync(() => workspace.backup(folder.file('other.qdeck')))).toBe('locked');
    expect(await codeOfAsync(() => workspace.backup(folder.file('no/copy.qdeck')))).toBe('notFound');
    other.close();
    writeFileSync(folder.file('left.qdeck-wal'), 'what a crash left');
    expect(await codeOfAsync(() => workspace.backup(folder.file('left.qdeck')))).toBe('alreadyExists');
    expect(existsSync(folder.file('left.qdeck'))).toBe(false);
    workspace.close();
  });

  it('is refused before it begins when there is no room, and leaves the old one', async () => {
    const workspace = createWorkspace(folder.file('book.qdeck'));
    writeFileSync(folder.file('copy.qdeck'), 'old');
    vi.mocked(freeSpace.freeBytes).mockReturnValue(1000);
    expect(await codeOfAsync(() => workspace.backup(folder.file('copy.qdeck')))).toBe('diskFull');
    expect(readFileSync(folder.file('copy.qdeck'), 'utf8')).toBe('old');
    workspace.close();
  });

  it('that is stopped once it is written leaves what was there, and nothing else', () => {
    createWorkspace(folder.file('book.qdeck')).close();
    writeFileSync(folder.file('copy.qdeck'), 'old');
    const before = readdirSync(folder.path);
    const db = connect(folder.file('book.qdeck'), null, 'read');
    const answers = [false, true];
    const copy = () => copyDatabase(db, folder.file('copy.qdeck'), () => answers.shift() ?? false);
    expect(copy).toThrow(CancelledError);
    expect(answers).toEqual([]);
    db.close();
    expect(readFileSync(folder.file('copy.qdeck'), 'utf8')).toBe('old');
    expect(readdirSync(folder.path)).toEqual(before);
  });

  it('can be made of a workspace open for reading', async () => {
    createWorkspace(folder.file('book.qdeck')).close();
    const workspace = openWorkspace(folder.file('book.qdeck'), { readOnly: true });
    await workspace.backup(folder.file('copy.qdeck'));
    workspace.close();
    openWorkspace(folder.file('copy.qdeck')).close();
  });
});

describe('rolling copies', () => {
  it('are left out, with a record, rather than fill the disk', async () => {
    const file = folder.file('book.qdeck');
    const workspace = createWorkspace(file);
    await workspace.commitBatch(salesBatch(1, 20));
    vi.mocked(freeSpace.freeBytes).mockReturnValue(1_000_000);
    workspace.close();
    expect(existsSync(`${file}.backups`)).toBe(false);
    const again = openWorkspace(file);
    expect(again.auditLog(2)[1]).toMatchObject({ action: 'backup.skipped' });
    again.close();
  });

  it('that fail leave a record and nothing half made', async () => {
    const file = folder.file('book.qdeck');
    writeFileSync(`${file}.backups`, 'a file where the folder should be');
    const workspace = createWorkspace(file);
    await workspace.commitBatch(salesBatch(1, 20));
    workspace.close();
    const again = openWorkspace(file);
    expect(again.auditLog(3).map(({ action }) => action)).toEqual([
      'open',
      'backup.failed',
      'backup.rolling',
    ]);
    again.close();
  });

  it('clear away what a crash left, and can be turned off', async () => {
    const file = folder.file('book.qdeck');
    mkdirSync(`${file}.backups`);
    writeFileSync(`${file}.backups/2020-01-01T00-00-00-000Z.qdeck.1.partial`, 'half');
    const workspace = createWorkspace(file);
    await workspace.commitBatch(salesBatch(1, 20));
    workspace.close();
    expect(readdirSync(`${file}.backups`)).toHaveLength(1);
    const again = openWorkspace(file, { generations: 0 });
    await again.commitBatch(salesBatch(2, 20));
    again.close();
    expect(readdirSync(`${file}.backups`)).toHaveLength(1);
  });
});
