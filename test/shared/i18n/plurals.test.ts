import { describe, expect, test } from 'vitest';
import { english, type MessageKey } from '../../../shared/i18n/messages.ts';
import { createTranslate } from '../../../shared/i18n/translate.ts';

const t = createTranslate('en');

describe('English counts', () => {
  test.each([
    ['rows.total', { rows: 1 }, '1 row'],
    ['rows.total', { rows: '1' }, '1 row'],
    ['rows.total', { rows: '1,204' }, '1,204 rows'],
    ['evidence.n', { rows: '21', accounts: '1' }, 'n = 21 rows, 1 account'],
    ['explore.line.of', { now: '1', all: '12,000' }, 'n = 1 of 12,000 rows'],
    ['progress.rows', { phase: 'Reading', rows: '1' }, 'Reading: 1 row'],
    ['pivot.size', { rows: '0', columns: '1' }, '0 rows × 1 column'],
  ] as [MessageKey, Record<string, string | number>, string][])('%s %o', (key, params, expected) => {
    expect(t(key, params)).toBe(expected);
  });

  test('a count that stands alone before rows or records is a plural everywhere', () => {
    const alwaysSeveral = new Set(['preview.unpivoted', 'wide.about']);
    const plain = /^\{\w+(?:, number)?\} (?:rows|records|accounts|products|columns|orders|periods|cells)\b/;
    const found = Object.entries(english).filter(([, text]) => plain.test(text));
    expect(found.filter(([key]) => !alwaysSeveral.has(key))).toEqual([]);
  });
});
