import { copyFileSync, existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { createWorkspace } from '../../electron/engine/workspace/createWorkspace.ts';
import * as freeSpace from '../../electron/engine/workspace/freeSpace.ts';
import { openWorkspace } from '../../electron/engine/workspace/openWorkspace.ts';
import type { Workspace } from '../../electron/engine/workspace/types.ts';
import { ExpectedError } from '../../shared/errors/errors.ts';
import { codeOf, codeOfAsync, salesBatch, temporaryFolder } from '../electron/engine/workspace/fixtures.ts';
import { freeze, smallVolume, thaw, type Volume } from './volumes.ts';

vi.mock('../../electron/engine/workspace/freeSpace.ts', { spy: true });

const disposals: (() => void)[] = [];
afterEach(() => {
  vi.mocked(freeSpace.freeBytes).mockReset();
  for (const dispose of disposals.splice(0).reverse()) dispose();
});

function folder(): ReturnType<typeof temporaryFolder> {
  const made = temporaryFolder();
  disposals.push(made.dispose);
  return made;
}

function volume(bytes: number): Volume | null {
  const made = smallVolume(bytes);
  if (made) disposals.push(made.dispose);
  return made;
}

async function filled(file: string, passphrase?: string): Promise<Buffer> {
  const workspace = createWorkspace(file, { passphrase, generations: 0 });
  await workspace.commitBatch(salesBatch(1, 2000));
  workspace.close();
  return readFileSync(file);
}

function expectFirstBatch(workspace: Workspace): void {
  const expected = salesBatch(1, 2000);
  for (const column of expected.columns) expect(workspace.readColumn(1, column.name)).toEqual(column);
}

describe('a place that may not be written', () => {
  it('is named for a read-only file, which opens for reading', async () => {
    const { file } = folder();
    const book = file('book.qdeck');
    const before = await filled(book);
    if (!freeze(book, false)) return;
    try {
      expect(codeOf(() => openWorkspace(book))).toBe('readOnly');
      const reader = openWorkspace(book, { readOnly: true });
      expectFirstBatch(reader);
      reader.close();
    } finally {
      thaw(book, false);
    }
    expect(readFileSync(book).equals(before)).toBe(true);
    expect(existsSync(`${book}-lock`)).toBe(false);
  });

  it('is named for a read-only folder, whose files open for reading', async () => {
    const { path, file } = folder();
    await filled(file('book.qdeck'), 'x');
    if (!freeze(path, true)) return;
    try {
      expect(codeOf(() => openWorkspace(file('book.qdeck'), { passphrase: 'x' }))).toBe('readOnly');
      expect(codeOf(() => createWorkspace(file('new.qdeck')))).toBe('readOnly');
      const reader = openWorkspace(file('book.qdeck'), { passphrase: 'x', readOnly: true });
      expectFirstBatch(reader);
      expect(await codeOfAsync(() => reader.backup(file('copy.qdeck')))).toBe('readOnly');
      reader.close();
      expect(readdirSync(path)).toEqual(['book.qdeck']);
    } finally {
      thaw(path, true);
    }
  });

  it('is named for a read-only file system, also with a log left by a crash', async () => {
    const disk = volume(2 ** 24);
    if (!disk) return;
    const source = folder();
    await filled(source.file('book.qdeck'));
    copyFileSync(source.file('book.qdeck'), disk.file('book.qdeck'));
    const writer = openWorkspace(source.file('book.qdeck'), { generations: 0 });
    await writer.commitBatch(salesBatch(2, 50));
    for (const end of ['', '-wal'])
      copyFileSync(`${source.file('book.qdeck')}${end}`, disk.file(`left.qdeck${end}`));
    writer.close();
    if (!disk.makeReadOnly()) return;
    expect(codeOf(() => openWorkspace(disk.file('book.qdeck')))).toBe('readOnly');
    const reader = openWorkspace(disk.file('book.qdeck'), { readOnly: true });
    expectFirstBatch(reader);
    reader.close();
    expect(codeOf(() => openWorkspace(disk.file('left.qdeck'), { readOnly: true }))).toBe('readOnly');
  });
});

describe.each([
  ['plain', undefined],
  ['encrypted', 'x'],
])('a full disk under a %s workspace', (_name, passphrase) => {
  it('is foreseen, named with figures, and harmless', async () => {
    const disk = volume(2 ** 22);
    if (!disk) return;
    const file = disk.file('book.qdeck');
    await filled(file, passphrase);
    const workspace = openWorkspace(file, { passphrase });
    const large = salesBatch(9, 200_000);
    const failure = await workspace.commitBatch(large).catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(ExpectedError);
    const { code, message, details } = failure as ExpectedError;
    expect(code).toBe('diskFull');
    expect(message).toMatch(
      /^There is not enough room on the disk for book\.qdeck: \d+(\.\d)? MB are needed, \d+(\.\d)? MB are free\. Nothing was changed\.$/,
    );
    expect(Number(details.params?.needed)).toBeGreaterThan(Number(details.params?.free));
    expectFirstBatch(workspace);
    await workspace.commitBatch(salesBatch(2, 100));
    expect((await workspace.check()).problems).toEqual([]);
    workspace.close();
  });

  it('met at any write leaves the file as it was, and the retry works', async () => {
    const disk = volume(2 ** 22);
    if (!disk) return;
    const file = disk.file('book.qdeck');
    await filled(file, passphrase);
    const ballast = disk.file('ballast');
    const counts = { refused: 0, committed: 0 };
    let batches = 1;
    // Room for 0, 1, 2 … pages, up to where the batch fits. The forecast is silenced, so that the writes themselves fail.
    for (let pages = 0; counts.committed === 0; pages += 2) {
      const workspace = openWorkspace(file, { passphrase, generations: 0 });
      const free = freeSpace.freeBytes(disk.path);
      writeFileSync(ballast, Buffer.alloc(Math.max(0, free - pages * 16_384)));
      vi.mocked(freeSpace.freeBytes).mockReturnValueOnce(Number.POSITIVE_INFINITY);
      const code = await codeOfAsync(() => workspace.commitBatch(salesBatch(2, 20_000)));
      if (code === 'none') {
        counts.committed++;
        batches++;
      } else {
        expect(code).toBe('diskFull');
        counts.refused++;
      }
      expectFirstBatch(workspace);
      expect(workspace.batches()).toHaveLength(batches);
      workspace.close();
      rmSync(ballast);
    }
    console.log(`${_name}: commit refused by a full disk at ${counts.refused} different moments`);
    expect(counts.refused).toBeGreaterThan(10);
    const again = openWorkspace(file, { passphrase });
    await again.commitBatch(salesBatch(3, 20_000));
    expect(again.batches()).toHaveLength(3);
    expect((await again.check()).problems).toEqual([]);
    again.close();
  });

  it('does not keep a workspace from being closed, nor from being read', async () => {
    const disk = volume(2 ** 22);
    if (!disk) return;
    const file = disk.file('book.qdeck');
    await filled(file, passphrase);
    const workspace = openWorkspace(file, { passphrase });
    await workspace.commitBatch(salesBatch(2, 100));
    writeFileSync(disk.file('ballast'), Buffer.alloc(freeSpace.freeBytes(disk.path)));
    expect(codeOf(() => workspace.setSetting('large', 'x'.repeat(900_000)))).toBe('diskFull');
    expect(await codeOfAsync(() => workspace.backup(disk.file('copy.qdeck')))).toBe('diskFull');
    workspace.close();
    expect(codeOf(() => createWorkspace(disk.file('new.qdeck')))).toBe('diskFull');
    expect(codeOf(() => openWorkspace(file, { passphrase }))).toBe('diskFull');
    const reader = openWorkspace(file, { passphrase, readOnly: true });
    expectFirstBatch(reader);
    expect(reader.batches()).toHaveLength(2);
    reader.close();
    rmSync(disk.file('ballast'));
    const again = openWorkspace(file, { passphrase });
    again.setSetting('large', 'x'.repeat(900_000));
    again.close();
    expect(readdirSync(disk.path)).toEqual(['book.qdeck']);
  });
});
