import { describe, expect, it } from 'vitest';
import { columnHeader, gridColumns, tableAsText } from '../../../renderer/components/tableColumns.tsx';
import { measureNames } from '../../../shared/domain/measures.ts';
import { makeTable, numberColumn, textColumn } from '../../../shared/domain/table.ts';
import { createFormat } from '../../../shared/i18n/format.ts';
import { createTranslate } from '../../../shared/i18n/translate.ts';

const words = { t: createTranslate('en'), format: createFormat('en'), locale: 'en' as const };
const table = makeTable([
  textColumn('account', ['A\tB', null]),
  numberColumn('revenue', 'money', [1234.567, Number.NaN]),
  numberColumn('last_order', 'none', [15000, Number.NaN], 'date'),
]);

describe('columns of a result table', () => {
  it('are headed by their words, or by the name that the user gave them', () => {
    expect(columnHeader('revenue', undefined, words)).toBe('Revenue');
    expect(columnHeader('attribute:Board member', undefined, words)).toBe('Board member');
    expect(columnHeader('revenue', { name: 'revenue', header: 'Turnover' }, words)).toBe('Turnover');
  });

  it('have words for every measure, in both languages', () => {
    for (const locale of ['en', 'zh-CN'] as const) {
      const own = { t: createTranslate(locale), format: createFormat(locale), locale };
      for (const name of measureNames) expect(columnHeader(name, undefined, own), name).not.toBe(name);
    }
  });

  it('mark a change by sign, arrow and colour, unless it rounds to nothing', () => {
    const changes = makeTable([numberColumn('change', 'money', [12, -12, -0.2, 0])]);
    const [column] = gridColumns(changes, [{ name: 'change', change: true }], words);
    const rows = [0, 1, 2, 3].map((row) => ({ table: changes, row }));
    expect(rows.map((row) => column!.text(row))).toEqual(['▲ +12', '▼ −12', '0', '0']);
    expect(rows.map((row) => column!.look(row))).toEqual([
      'is-number is-gain',
      'is-number is-loss',
      'is-number',
      'is-number',
    ]);
  });

  it('say the currency of amounts, once', () => {
    const headers = gridColumns(table, undefined, words, { reporting: 'EUR' }).map(({ header }) => header);
    expect(headers).toEqual(['Account key', 'Revenue (EUR)', 'Last order']);
    expect(tableAsText(table, undefined, words, { reporting: 'CNY' }).split('\n')[0]).toContain('(CNY)');
  });

  it('are those that were asked for, in that order, where the table has them', () => {
    const columns = gridColumns(table, [{ name: 'revenue' }, { name: 'absent' }, { name: 'account' }], words);
    expect(columns.map(({ id }) => id)).toEqual(['revenue', 'account']);
  });
});

describe('a table on the clipboard', () => {
  it('keeps numbers unrounded, cells apart and hidden columns out', () => {
    expect(tableAsText(table, undefined, words).split('\n')).toEqual([
      'Account key\tRevenue\tLast order',
      'A B\t1234.567\t2011-01-26',
      '–\t\t–',
    ]);
    expect(
      tableAsText(table, [{ name: 'account', hide: true }, { name: 'revenue' }], words).split('\n')[0],
    ).toBe('Revenue');
  });
});
