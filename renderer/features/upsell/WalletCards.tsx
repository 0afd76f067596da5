import { useMemo } from 'react';
import { walletScatter } from '../../../shared/charts/walletScatter.ts';
import { useExhibit } from '../../app/useExhibit.ts';
import { useWords, type Words } from '../../app/words.tsx';
import type { ColumnSpec } from '../../components/tableColumns.tsx';
import { AccountChart, AccountList } from '../shared/AccountCards.tsx';
import { Cell } from '../shared/AnalysisPage.tsx';
import { useChoice } from '../shared/choice.ts';
import { useHeadroomOptions } from './headroomOptions.ts';

/** Our share of what accounts could spend, by what they declared or by what accounts like them spend. */
export function WalletCards() {
  const words = useWords();
  const { t } = words;
  const choice = useChoice('account');
  const { asked } = useHeadroomOptions();
  const query = useExhibit(choice.ask('wallet', asked));
  const columns = useMemo(() => listColumns(words), [words]);
  return (
    <>
      <Cell span={6}>
        <AccountChart
          choice={choice}
          query={query}
          question={t('question.wallet')}
          table="wallet"
          chart={walletScatter}
          columns={columns}
          height={360}
        />
      </Cell>
      <Cell span={6}>
        <AccountList
          query={query}
          question={t('chart.wallet.list')}
          quiet
          table="wallet"
          columns={columns}
          height={360}
          search
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
