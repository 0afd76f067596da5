import { expect, test } from 'vitest';
import { framedSvg, frameOf } from '../../../shared/charts/pictureFrame.ts';
import { createChartTheme } from '../../../shared/charts/theme.ts';

const theme = createChartTheme('light', 'greenUp');
/** Every letter as wide as half its size, a Chinese one as wide as all of it. */
const measure = (text: string, size: number) =>
  [...text].reduce((sum, letter) => sum + (letter > '\u2e80' ? size : size / 2), 0);

test('a picture says its question above the chart and its evidence below, within its width', () => {
  const words = {
    title: 'Which accounts are leaving, how likely, and why do they leave?',
    line: '2026-H1 compared with 2025-H2 · as of 2026-06-30 · in CNY · n = 170,896 rows, 1,200 accounts',
  };
  const frame = frameOf({ width: 300, height: 200 }, words, theme, measure);
  const above = frame.texts.filter(({ y }) => y < frame.top);
  const below = frame.texts.filter(({ y }) => y > frame.top + 200);
  expect(above.map(({ text }) => text).join(' ')).toBe(words.title);
  expect(below.map(({ text }) => text).join(' ')).toBe(words.line);
  expect([above.length, below.length]).toEqual([2, 2]);
  for (const { text, size } of frame.texts) expect(measure(text, size)).toBeLessThanOrEqual(300);
  expect(frame.width).toBeGreaterThan(300);
  expect(Math.max(...frame.texts.map(({ y }) => y))).toBeLessThan(frame.height);
});

test('Chinese breaks between its letters, and a word that is wider than the picture within itself', () => {
  const words = { title: '哪些客户正在流失以及流失的原因是什么', line: 'X'.repeat(120) };
  const { texts } = frameOf({ width: 140, height: 80 }, words, theme, measure);
  for (const { text, size } of texts) expect(measure(text, size)).toBeLessThanOrEqual(140);
  expect(texts.map(({ text }) => text).join('')).toBe(words.title + words.line);
});

test('around a drawing as text stand its words as text, never as markup', () => {
  const size = { width: 200, height: 50 };
  const frame = frameOf(size, { title: 'Tea & <b>set</b>', line: 'n = 3 rows' }, theme, measure);
  const source = framedSvg('<svg width="200" height="50"><g/></svg>', frame, theme);
  expect(source).toContain('>Tea &amp; &lt;b&gt;set&lt;/b&gt;</text>');
  expect(source).toContain('>n = 3 rows</text>');
  expect(source).toContain(`<svg x="${frame.left}" y="${frame.top}" width="200" height="50"><g/></svg>`);
  expect(source.match(/<svg/g)).toHaveLength(2);
});
