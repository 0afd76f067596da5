import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { readWindowState } from '../../../electron/main/windowState.ts';

const folder = mkdtempSync(join(tmpdir(), 'window-test-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const screens = {
  getAllDisplays: () => [{ workArea: { x: 0, y: 0, width: 1920, height: 1080 } }],
} as unknown as Parameters<typeof readWindowState>[1];

function stateOf(text: string) {
  const file = join(folder, 'window.json');
  writeFileSync(file, text);
  return readWindowState(file, screens);
}

test('the window comes back where it was', () => {
  expect(stateOf('{"x":50,"y":60,"width":1000,"height":700,"maximized":true}')).toEqual({
    bounds: { x: 50, y: 60, width: 1000, height: 700 },
    maximized: true,
  });
});

test.each([
  ['a screen that is gone', '{"x":5000,"y":60,"width":1000,"height":700}'],
  ['a corner that is hardly visible', '{"x":1900,"y":60,"width":1000,"height":700}'],
  ['no size', '{"x":0,"y":0}'],
  ['a size of nothing', '{"x":0,"y":0,"width":1,"height":1}'],
  ['text for numbers', '{"x":"0","y":0,"width":1000,"height":700}'],
  ['a broken file', '{'],
])('the usual size is used for %s', (_what, text) => {
  expect(stateOf(text).bounds).toEqual({ width: 1440, height: 900 });
});
