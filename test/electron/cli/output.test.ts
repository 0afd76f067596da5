import { expect, test } from 'vitest';
import { printValues } from '../../../electron/cli/output.ts';

test('values are told in words and rounded figures, what lists hold on lines of its own', () => {
  const text = printValues({
    file: 'a.csv',
    delimiter: '\t',
    seconds: 0.4456993169999996,
    bytes: 163840,
    first: null,
    ok: true,
    measures: ['revenue', 'orders'],
    sheets: [],
    totals: { quantity: 7, revenue: 320.5 },
    rules: [{ rule: 'duplicate', count: 0 }],
    warnings: [{ code: 'remembered', message: 'Columns are taken over.', params: {} }],
  });
  expect(text.split('\n')).toEqual([
    'file       a.csv',
    'delimiter  "\\t"',
    'seconds    0.4457',
    'bytes      163,840',
    'first      –',
    'ok         true',
    'measures   revenue, orders',
    'sheets     –',
    'totals     quantity 7, revenue 320.5',
    'rules',
    '  rule duplicate, count 0',
    'warnings',
    '  ! Columns are taken over.',
  ]);
});
