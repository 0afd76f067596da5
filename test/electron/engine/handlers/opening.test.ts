import { copyFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { createFileGrants } from '../../../../electron/engine/files.ts';
import { createHandlers } from '../../../../electron/engine/handlers/createHandlers.ts';
import { createWorkspace } from '../../../../electron/engine/workspace/createWorkspace.ts';
import { CancelledError } from '../../../../shared/errors/errors.ts';

const folder = mkdtempSync(join(tmpdir(), 'opening-test-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function quiet(controller = new AbortController()) {
  return { signal: controller.signal, progress: () => undefined };
}

function grantedEngine(...files: string[]) {
  const grants = createFileGrants();
  for (const file of files) {
    grants.grant({ handle: file, path: join(folder, file), mode: 'write', name: file });
  }
  return createHandlers(grants);
}

createWorkspace(join(folder, 'plain.qdeck')).close();
createWorkspace(join(folder, 'secret.qdeck'), { passphrase: 'correct horse' }).close();
copyFileSync(join(folder, 'plain.qdeck'), join(folder, 'other.qdeck'));

test('what was opened ahead is the one that is opened', async () => {
  const engine = grantedEngine('plain.qdeck');
  engine.openAhead('plain.qdeck');
  const early = engine.session.workspace();
  const info = await engine.handlers['workspace.open']({ file: 'plain.qdeck' }, quiet());
  expect(info).toMatchObject({ name: 'plain', readOnly: false });
  expect(engine.session.workspace() === early).toBe(true);
  await engine.handlers['workspace.open']({ file: 'plain.qdeck' }, quiet());
  expect(engine.session.workspace() === early).toBe(false);
  await engine.dispose();
});

test('another file, or the same only to read, is opened as if nothing had been', async () => {
  const engine = grantedEngine('plain.qdeck', 'other.qdeck');
  engine.openAhead('plain.qdeck');
  const info = await engine.handlers['workspace.open']({ file: 'plain.qdeck', readOnly: true }, quiet());
  expect(info.readOnly).toBe(true);
  await engine.dispose();
  engine.openAhead('plain.qdeck');
  expect(await engine.handlers['workspace.open']({ file: 'other.qdeck' }, quiet())).toMatchObject({
    name: 'other',
  });
  const kept = engine.session.workspace();
  engine.openAhead('plain.qdeck');
  expect(engine.session.workspace() === kept).toBe(true);
  await engine.dispose();
});

test('what stands against opening is told when it is asked for', async () => {
  const engine = grantedEngine('secret.qdeck');
  for (const handle of ['secret.qdeck', 'never granted']) engine.openAhead(handle);
  expect(engine.session.hasWorkspace()).toBe(false);
  const open = engine.handlers['workspace.open'];
  await expect(open({ file: 'secret.qdeck' }, quiet())).rejects.toMatchObject({ code: 'needsPassphrase' });
  const info = await open({ file: 'secret.qdeck', passphrase: 'correct horse' }, quiet());
  expect(info).toMatchObject({ name: 'secret', encrypted: true });
  await engine.dispose();
});

test('an opening that is cancelled leaves nothing open, though it was begun ahead', async () => {
  const engine = grantedEngine('plain.qdeck');
  engine.openAhead('plain.qdeck');
  const controller = new AbortController();
  controller.abort();
  const opening = engine.handlers['workspace.open']({ file: 'plain.qdeck' }, quiet(controller));
  await expect(opening).rejects.toThrow(CancelledError);
  expect(engine.session.hasWorkspace()).toBe(false);
  await engine.dispose();
});
