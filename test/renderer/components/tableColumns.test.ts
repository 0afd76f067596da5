import { describe, expect, it } from 'vitest';
import { columnHeader, gridColumns, tableAsText } from '../../../renderer/components/tableColumns.tsx';
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
