import { existsSync, readdirSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it, onTestFinished, vi } from 'vitest';
import { createWorkspace } from '../../../../electron/engine/workspace/createWorkspace.ts';
import { openWorkspace } from '../../../../electron/engine/workspace/openWorkspace.ts';
import { CancelledError } from '../../../../shared/errors/errors.ts';
import { newBatch } from '../book/memoryWorkspace.ts';
import { temporaryFolder } from './fixtures.ts';

/** A file large enough to be read on a thread of its own. */
describe.each([undefined, 'open sesame'])('a large workspace, passphrase %s', (passphrase) => {
  const folder = temporaryFolder();
  const file = folder.file('large.qdeck');
  const opening = { generations: 0, ...(passphrase === undefined ? {} : { passphrase }) };

  beforeAll(async () => {
    const rows = 2_600_000;
    const values = Float64Array.from({ length: rows }, () => Math.random());
    const date = new Int32Array(rows).fill(20_000);
    const account = {
      name: 'account',
      type: 'code' as const,
      values: new Int32Array(rows),
      dictionary: ['A'],
    };
    const columns = [account, { name: 'date', type: 'day' as const, values: date }];
    const workspace = createWorkspace(file, opening);
    await workspace.commitBatch(
      newBatch('sales', [...columns, { name: 'revenue', type: 'number' as const, values }], rows),
    );
    workspace.close();
  });
  afterAll(() => folder.dispose());

  it('is checked while its owner reads and writes', async () => {
    const workspace = openWorkspace(file, opening);
    const steps: number[] = [];
    const checking = workspace.check((done, total) => steps.push(done / total));
    workspace.setSetting('written', 'meanwhile');
    expect(workspace.getSetting('written')).toBe('meanwhile');
    expect((await checking).problems).toEqual([]);
    expect(steps.at(-1)).toBe(1);
    workspace.close();
  });

  it('is copied whole, under the same key', async () => {
    const workspace = openWorkspace(file, opening);
    const copy = folder.file('copy.qdeck');
    expect(await workspace.backup(copy)).toBeGreaterThan(16 * 2 ** 20);
    expect(workspace.auditLog(1)[0]?.action).toBe('backup');
    workspace.close();
    const opened = openWorkspace(copy, opening);
    expect((await opened.check()).ok).toBe(true);
    opened.close();
  });

  it('leaves nothing of a copy that is cancelled, and may be copied again', async () => {
    const workspace = openWorkspace(file, opening);
    const controller = new AbortController();
    const target = folder.file('cancelled.qdeck');
    const copying = workspace.backup(target, undefined, controller.signal);
    controller.abort();
    await expect(copying).rejects.toThrow(CancelledError);
    await expect.poll(() => partials(target)).toEqual([]);
    expect(existsSync(target)).toBe(false);
    await expect.poll(() => workspace.backup(target).catch(() => 0), { interval: 200 }).toBeGreaterThan(0);
    workspace.close();
  });

  it('is not copied, nor a copy watched, when that is cancelled beforehand', async () => {
    const workspace = openWorkspace(file, opening);
    const watched = vi.spyOn(globalThis, 'setInterval');
    onTestFinished(() => watched.mockRestore());
    const copying = workspace.backup(folder.file('never.qdeck'), () => undefined, AbortSignal.abort());
    await expect(copying).rejects.toThrow(CancelledError);
    expect(watched).not.toHaveBeenCalled();
    workspace.close();
  });

  it('lets go of the file when it is closed in the middle of a check', async () => {
    const workspace = openWorkspace(file, opening);
    const stopped = workspace.check((done) => done === 2 && workspace.close());
    await expect(stopped).rejects.toThrow(CancelledError);
    expect(readdirSync(folder.path).filter((name) => /large\.qdeck-/.test(name))).toEqual([]);
    openWorkspace(file, opening).close();
  });

  function partials(target: string): string[] {
    return readdirSync(folder.path).filter(
      (name) => name.endsWith('.partial') && target.includes('cancelled'),
    );
  }
});
