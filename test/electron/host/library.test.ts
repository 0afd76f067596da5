import { mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createLibrary } from '../../../electron/host/library.ts';
import { createRecentFiles } from '../../../electron/host/recentFiles.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'library-test-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function make(path: string, age: number): string {
  const full = join(folder, path);
  mkdirSync(join(full, '..'), { recursive: true });
  writeFileSync(full, 'x'.repeat(age));
  utimesSync(full, 1e9 - age, 1e9 - age);
  return full;
}

function recentFiles() {
  return createRecentFiles(join(folder, 'recent.json'));
}

test('lists the workspaces of its folder and those opened elsewhere, newest first', async () => {
  make('home/Old.qdeck', 3);
  make('home/New.qdeck', 1);
  make('home/notes.txt', 1);
  make('home/.hidden.qdeck', 1);
  mkdirSync(join(folder, 'home/Folder.qdeck'));
  const recent = recentFiles();
  recent.add(make('elsewhere/Old.qdeck', 2));
  recent.add(join(folder, 'elsewhere/Gone.qdeck'));
  const library = createLibrary(join(folder, 'home'), recent);
  const listed = await library.list();
  expect(listed.map(({ name, bytes }) => [name, bytes])).toEqual([
    ['New', 1],
    [`Old (${join(folder, 'elsewhere')})`, 2],
    ['Old', 3],
  ]);
  expect((await library.find('Old')).path).toBe(join(folder, 'home/Old.qdeck'));
  expect((await library.find(`Old (${join(folder, 'elsewhere')})`)).path).toBe(
    join(folder, 'elsewhere/Old.qdeck'),
  );
  await expect(library.find('../elsewhere/Old')).rejects.toMatchObject({ code: 'notFound' });
  await expect(library.find('Gone')).rejects.toMatchObject({ code: 'notFound' });
});

test('is empty where its folder is not there yet, and makes it for the first workspace', async () => {
  const library = createLibrary(join(folder, 'home'), recentFiles());
  expect(await library.list()).toEqual([]);
  expect(await library.reserve('First')).toEqual({ name: 'First', path: join(folder, 'home/First.qdeck') });
  make('home/First.qdeck', 1);
  await expect(library.reserve('First.qdeck')).rejects.toMatchObject({ code: 'alreadyExists' });
});

test('recent files outlive a start, newest first, without repeats, at most twelve', () => {
  const recent = recentFiles();
  for (let index = 0; index < 15; index += 1) recent.add(`/w/${index}.qdeck`);
  recent.add('/w/10.qdeck');
  recent.remove('/w/14.qdeck');
  expect(recentFiles().list()).toEqual(
    [10, 13, 12, 11, 9, 8, 7, 6, 5, 4, 3].map((index) => `/w/${index}.qdeck`),
  );
});

test.each(['', '{', '[]', '{"paths":7}', '{"paths":[1,null]}'])(
  'a broken list of recent files (%s) counts as none',
  (text) => {
    writeFileSync(join(folder, 'recent.json'), text);
    expect(recentFiles().list()).toEqual([]);
  },
);
