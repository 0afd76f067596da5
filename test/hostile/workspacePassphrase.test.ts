import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { inspect } from 'node:util';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { createWorkspace } from '../../electron/engine/workspace/createWorkspace.ts';
import { openWorkspace } from '../../electron/engine/workspace/openWorkspace.ts';
import { ExpectedError } from '../../shared/errors/errors.ts';
import { codeOf, salesBatch, seeded, temporaryFolder } from '../electron/engine/workspace/fixtures.ts';

let folder: ReturnType<typeof temporaryFolder>;
beforeEach(() => {
  folder = temporaryFolder();
});
afterEach(() => folder.dispose());

function hashOf(file: string): string {
  return createHash('sha256').update(readFileSync(file)).digest('hex');
}

async function encrypted(passphrase: string): Promise<string> {
  const file = folder.file('book.qdeck');
  const workspace = createWorkspace(file, { passphrase, generations: 0 });
  await workspace.commitBatch(salesBatch(1, 500));
  workspace.close();
  return file;
}

it('refuses 100 wrong passphrases, an empty one and none, and leaves the file as it was', async () => {
  const right = 'Pa\'ss "wörd" 密码';
  const file = await encrypted(right);
  const before = hashOf(file);
  const random = seeded(7);
  const wrong = Array.from({ length: 91 }, () =>
    Array.from({ length: 12 }, () => String.fromCharCode(32 + random() * 95)).join(''),
  );
  wrong.push(`${right} `, ` ${right}`, right.toLowerCase(), right.slice(1), right.slice(0, -1), `${right}.`);
  wrong.push("x'00'", "'; --", 'x'.repeat(1000));
  expect(new Set(wrong).size).toBe(100);
  for (const passphrase of wrong) {
    expect(codeOf(() => openWorkspace(file, { passphrase }))).toBe('wrongPassphrase');
  }
  expect(codeOf(() => openWorkspace(file, { passphrase: '' }))).toBe('needsPassphrase');
  expect(codeOf(() => openWorkspace(file))).toBe('needsPassphrase');
  expect(hashOf(file)).toBe(before);
  openWorkspace(file, { passphrase: right }).close();
});

it('takes a passphrase however its characters are composed', async () => {
  const file = await encrypted('Crème brûlée Ω'.normalize('NFD'));
  for (const form of ['NFC', 'NFD'] as const) {
    openWorkspace(file, { passphrase: 'Crème brûlée Ω'.normalize(form), readOnly: true }).close();
  }
});

it('never lets the passphrase into an error, the audit log or the file', async () => {
  const passphrase = 'unforgettable-secret';
  const file = await encrypted(passphrase);
  const workspace = openWorkspace(file, { passphrase });
  expect(JSON.stringify(workspace.auditLog(100))).not.toContain(passphrase);
  expect(inspect(workspace, { depth: 9, showHidden: true })).not.toContain(passphrase);
  workspace.close();
  expect(readFileSync(file).includes(passphrase)).toBe(false);
  expect(readFileSync(file).includes('sales-1.csv')).toBe(false);
  const bytes = readFileSync(file);
  bytes[20_000]! ^= 1;
  writeFileSync(file, bytes);
  for (const given of [passphrase, `${passphrase}2`]) {
    try {
      openWorkspace(file, { passphrase: given });
    } catch (error) {
      expect(error).toBeInstanceOf(ExpectedError);
      expect(inspect(error, { depth: 9 })).not.toContain(passphrase);
    }
  }
});

it('tells a wrong passphrase from a damaged first page', async () => {
  const file = await encrypted('right');
  const bytes = readFileSync(file);
  bytes[5000]! ^= 16;
  writeFileSync(file, bytes);
  expect(codeOf(() => openWorkspace(file, { passphrase: 'right' }))).toBe('damaged');
  expect(codeOf(() => openWorkspace(file, { passphrase: 'wrong' }))).toBe('wrongPassphrase');
});

it('does not use a passphrase for a file that has none', () => {
  const file = folder.file('book.qdeck');
  createWorkspace(file).close();
  const workspace = openWorkspace(file, { passphrase: 'not needed' });
  expect(workspace.encrypted).toBe(false);
  workspace.close();
});
