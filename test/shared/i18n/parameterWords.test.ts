import { expect, test } from 'vitest';
import { parameterWords, spanWords } from '../../../shared/i18n/parameterWords.ts';
import { createTranslate } from '../../../shared/i18n/translate.ts';

const [en, zh] = [createTranslate('en'), createTranslate('zh-CN')];

test('names and choices are told in words, a line each', () => {
  const told = {
    method: 'risk',
    parameters: { horizon: 6, leaving: 'silent', signals: ['nps', 'contact'], penalty: 3 },
  };
  expect(parameterWords(told, en)).toEqual([
    'Horizon (months): 6',
    'Leaving: no order in that time',
    'Signals beside sales: NPS, Last contact',
    'Penalty: 3',
  ]);
  expect(parameterWords(told, zh)[2]).toBe('销售以外的信号：NPS、最近联系');
});

test('pairs keep their figures, fields of the file their names', () => {
  const told = {
    method: 'health',
    parameters: {
      weights: 'rhythm=3,spend=2',
      comparedBy: ['market', 'Key account'],
      matched: ['kind = account tier'],
    },
  };
  expect(parameterWords(told, en)).toEqual([
    'Weights: Own rhythm 3, Spending 2',
    'Look-alikes share: Market, Key account',
    'Market matched by: kind = tier',
  ]);
});

test('what restricts nothing is not told, a seed once, figures with four digits', () => {
  const told = {
    method: 'nextProduct',
    parameters: { productPattern: '', origins: [], k: 5, horizon: 23.95071868583162 },
    seed: 7,
  };
  expect(parameterWords(told, en)).toEqual([
    'Products for each account: 5',
    'Horizon (months): 23.95',
    'Seed: 7',
  ]);
});

test('the days of a period are said once', () => {
  const [first, last] = ['2025-07-01', '2026-06-30'];
  expect(spanWords({ text: `${first}..${last}`, first, last })).toBe('2025-07-01 – 2026-06-30');
  expect(spanWords({ text: '2025', first: '2025-01-01', last: '2025-12-31' })).toBe(
    '2025 (2025-01-01 – 2025-12-31)',
  );
});
