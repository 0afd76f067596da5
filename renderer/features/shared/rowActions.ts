import { useCallback } from 'react';
import type { Exhibit } from '../../../shared/domain/exhibit.ts';
import type { Condition } from '../../../shared/domain/slice.ts';
import { type Table, texts } from '../../../shared/domain/table.ts';
import { useGo, useSlice } from '../../app/sliceState.ts';
import { useWords } from '../../app/words.tsx';
import type { RowAction } from '../../components/RowMenu.tsx';
import { rowsOf, useRowsRequest } from '../../components/rowsRequest.ts';

type Keyed = 'account' | 'product';

function keyAt(table: Table, row: number, field: Keyed): { key: string; name: string } | null {
  if (!table.columns.some((column) => column.name === field)) return null;
  const key = texts(table, field)[row];
  if (!key) return null;
  const named = table.columns.some((column) => column.name === `${field}_name`);
  return { key, name: (named ? texts(table, `${field}_name`)[row] : null) ?? key };
}

/** Opens the fact rows behind a part of an exhibit. */
export function useDrill(): (exhibit: Exhibit, title: string, conditions: Condition[]) => void {
  const open = useRowsRequest((store) => store.open);
  return useCallback((exhibit, title, conditions) => open(rowsOf(exhibit, title, conditions)), [open]);
}

export function accountPath(key: string): string {
  return `/accounts/${encodeURIComponent(key)}`;
}

/** Opens the page of the account that a row is about. */
export function useOpenAccount(): (table: Table, row: number) => void {
  const go = useGo();
  return useCallback(
    (table, row) => {
      const account = keyAt(table, row, 'account');
      if (account) go(accountPath(account.key));
    },
    [go],
  );
}

/** What can be done with a row that is about an account, a product or both: open, see its rows, filter to it. */
export function useRowActions(): (exhibit: Exhibit, table: Table, row: number) => RowAction[] {
  const { t } = useWords();
  const control = useSlice();
  const drill = useDrill();
  const go = useGo();
  return (exhibit, table, row) => {
    const found = (['account', 'product'] as const).flatMap((field) => {
      const keyed = keyAt(table, row, field);
      return keyed ? [{ field, ...keyed }] : [];
    });
    const account = found.find(({ field }) => field === 'account');
    const title = found.map(({ name }) => name).join(' · ');
    const conditions = found.map(({ field, key }) => ({ field, in: [key] }));
    return [
      ...(account
        ? [
            {
              key: 'open',
              label: t('row.open', { name: account.name }),
              run: () => go(accountPath(account.key)),
            },
          ]
        : []),
      ...(found.length > 0
        ? [{ key: 'rows', label: t('row.rows'), run: () => drill(exhibit, title, conditions) }]
        : []),
      ...found.map(({ field, key, name }) => ({
        key: `only-${field}`,
        label: t('row.only', { name }),
        run: () => control.setCondition(field, { in: [key] }),
      })),
    ];
  };
}
