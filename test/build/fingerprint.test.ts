import { mkdirSync, mkdtempSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { fingerprint, stateOf } from '../../build/fingerprint.ts';
import { projectFolder } from '../../build/project.ts';

const folder = mkdtempSync(join(tmpdir(), 'fingerprint-test-'));
const path = relative(projectFolder, folder);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

test('the word changes with every content and name, and with nothing else', () => {
  mkdirSync(join(folder, 'inner'));
  writeFileSync(join(folder, 'inner/a.ts'), 'a');
  const first = fingerprint([path]);
  writeFileSync(join(folder, 'inner/a.ts'), 'a');
  expect(fingerprint([path])).toBe(first);
  writeFileSync(join(folder, 'inner/a.ts'), 'b');
  const changed = fingerprint([path]);
  expect(changed).not.toBe(first);
  renameSync(join(folder, 'inner/a.ts'), join(folder, 'inner/b.ts'));
  expect(fingerprint([path])).not.toBe(changed);
  writeFileSync(join(folder, 'inner/c.ts'), '');
  expect(fingerprint([path, 'there/is/none'])).not.toBe(fingerprint([path, 'LICENSE']));
});

test('a file written anew has another state, though its size is the same', async () => {
  const file = join(folder, 'state.ts');
  writeFileSync(file, 'a');
  const first = stateOf([path]);
  expect(stateOf([path])).toBe(first);
  const { ctimeMs } = statSync(file);
  await expect
    .poll(() => {
      writeFileSync(file, 'b');
      return statSync(file).ctimeMs;
    })
    .not.toBe(ctimeMs);
  expect(stateOf([path])).not.toBe(first);
});
