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
    const headers = gridColumns(table, undefined, words, { reporting: 'EUR' }).map(
      ({ headerName }) => headerName,
    );
    expect(headers).toEqual(['Account key', 'Revenue (EUR)', 'Last order']);
    expect(tableAsText(table, undefined, words, { reporting: 'CNY' }).split('\n')[0]).toContain('(CNY)');
  });

  it('are those that were asked for, in that order, where the table has them', () => {
    const columns = gridColumns(table, [{ name: 'revenue' }, { name: 'absent' }, { name: 'account' }], words);
    expect(columns.map(({ colId }) => colId)).toEqual(['revenue', 'account']);
  });

  it('sort missing values last in both directions', () => {
    const [, revenue] = gridColumns(table, undefined, words);
    const compare = revenue?.comparator;
    if (typeof compare !== 'function') throw new Error('The column cannot be sorted');
    const sorted = (descending: boolean) =>
      [3, null, 1, null, 2].sort((a, b) => {
        const order = compare(a, b, undefined as never, undefined as never, descending);
        return descending ? -order : order;
      });
    expect(sorted(false)).toEqual([1, 2, 3, null, null]);
    expect(sorted(true)).toEqual([3, 2, 1, null, null]);
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
