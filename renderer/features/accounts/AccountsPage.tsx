import { useMemo } from 'react';
import type { Table } from '../../../shared/domain/table.ts';
import { useSlice } from '../../app/sliceState.ts';
import { useExhibit } from '../../app/useExhibit.ts';
import { useWords, type Words } from '../../app/words.tsx';
import type { ColumnSpec } from '../../components/tableColumns.tsx';
import { AccountList } from '../shared/AccountCards.tsx';
import { AnalysisPage, Cell } from '../shared/AnalysisPage.tsx';
import { useRoom } from '../shared/room.ts';

/** Name and money first, then what is known of the account, then dates; the key last. */
export function accountColumns(table: Table, { t }: Words): ColumnSpec[] {
  const attributes = table.columns.filter(({ name }) => name.startsWith('attribute:'));
  return [
    { name: 'account_name', pinned: 'left' },
    { name: 'revenue' },
    { name: 'revenue_prior' },
    { name: 'change', change: true },
    { name: 'class', text: (value) => t.dynamic(`class.${value}`, {}, value ?? '–') },
    ...['share', 'orders', 'products', 'last_order', 'days_since', 'first_order'].map((name) => ({ name })),
    ...attributes.map(({ name }) => ({ name })),
    { name: 'account' },
  ];
}

/** Pixels above and below the table: bars, title, question, evidence. */
const aroundTable = 270;

/** The book: every account of the slice, to sort, search and open. */
export function AccountsPage() {
  const words = useWords();
  const { t } = words;
  const control = useSlice();
  const height = useRoom(aroundTable, 420);
  const query = useExhibit(control.ask('accounts', {}, 'both'));
  const columns = useMemo(() => (table: Table) => accountColumns(table, words), [words]);
  return (
    <AnalysisPage title={t('page.accounts')} empty={t('accounts.empty')}>
      <Cell span={12}>
        <AccountList
          query={query}
          question={t('question.accounts')}
          table="accounts"
          columns={columns}
          height={height}
          search
        />
      </Cell>
    </AnalysisPage>
  );
}
