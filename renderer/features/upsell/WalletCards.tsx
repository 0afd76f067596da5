import { useMemo } from 'react';
import { walletScatter } from '../../../shared/charts/walletScatter.ts';
import { useExhibit } from '../../app/useExhibit.ts';
import { useWords, type Words } from '../../app/words.tsx';
import type { ChartPoint } from '../../charts/Chart.tsx';
import { ExhibitCard } from '../../components/ExhibitCard.tsx';
import type { ColumnSpec } from '../../components/tableColumns.tsx';
import { Cell } from '../shared/AnalysisPage.tsx';
import { refOf, textAt } from '../shared/chartRef.ts';
import { useChoice } from '../shared/choice.ts';
import { useDrill, useOpenAccount, useRowActions } from '../shared/rowActions.ts';
import { useHeadroomOptions } from './headroomOptions.ts';

/** Our share of what accounts could spend, by what they declared or by what accounts like them spend. */
export function WalletCards() {
  const words = useWords();
  const { t } = words;
  const choice = useChoice('account');
  const drill = useDrill();
  const openAccount = useOpenAccount();
  const rowActions = useRowActions();
  const { asked } = useHeadroomOptions();
  const { selected } = choice;
  const query = useExhibit(choice.ask('wallet', asked));
  const view = useMemo(() => ({ selected }), [selected]);
  const columns = useMemo(() => listColumns(words), [words]);
  const accountOf = (point: ChartPoint) => textAt(query.exhibit, refOf(point), 'account');
  return (
    <>
      <Cell span={6}>
        <ExhibitCard
          query={query}
          question={t('question.wallet')}
          table="wallet"
          chart={walletScatter}
          view={view}
          columns={columns}
          height={360}
          events={{
            onClick: (point) => {
              const account = accountOf(point);
              if (account) choice.toggle(account);
            },
            onClear: choice.clear,
            onContextMenu: (point) => {
              const account = accountOf(point);
              if (account && query.exhibit)
                drill(query.exhibit, account, [{ field: 'account', in: [account] }]);
            },
          }}
        />
      </Cell>
      <Cell span={6}>
        <ExhibitCard
          query={query}
          question={t('chart.wallet.list')}
          table="wallet"
          columns={columns}
          height={360}
          search
          onOpen={(row, exhibit) => openAccount(exhibit.tables.wallet!, row)}
          rowMenu={(row, exhibit) => rowActions(exhibit, exhibit.tables.wallet!, row)}
        />
      </Cell>
    </>
  );
}

function listColumns({ t }: Words): ColumnSpec[] {
  return [
    { name: 'account_name', pinned: 'left' },
    { name: 'open' },
    { name: 'share', header: t('column.share_wallet') },
    { name: 'share_low' },
    { name: 'share_high' },
    { name: 'basis', text: (value) => t.dynamic(`basis.${value}`, {}, value ?? '–') },
    ...['wallet', 'declared', 'estimated', 'revenue', 'flagged'].map((name) => ({ name })),
  ];
}
