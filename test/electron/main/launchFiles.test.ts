import { resolve } from 'node:path';
import { expect, test } from 'vitest';
import { filesFrom, filesOf } from '../../../electron/main/launchFiles.ts';

test('files are what is left of a command line after the program, its folder and switches', () => {
  const folder = resolve('/data');
  expect(filesOf(['quarterdeck'], false, folder)).toEqual([]);
  expect(filesOf(['quarterdeck', '--inspect', 'a.qdeck'], false, folder)).toEqual([
    resolve(folder, 'a.qdeck'),
  ]);
  expect(filesOf(['electron', '.', 'a.csv'], true, folder)).toEqual([resolve(folder, 'a.csv')]);
});

test.each([null, undefined, 7, 'text', [], {}, { files: 'a' }, { files: [1, null, 'relative'] }])(
  'a second start that sends %j names no file',
  (data) => {
    expect(filesFrom(data)).toEqual([]);
  },
);
