import { useMemo } from 'react';
import { momentumBridge } from '../../../shared/charts/momentumBridge.ts';
import { momentumQuadrant } from '../../../shared/charts/momentumQuadrant.ts';
import { useExhibit } from '../../app/useExhibit.ts';
import { useWords, type Words } from '../../app/words.tsx';
import { ExhibitCard } from '../../components/ExhibitCard.tsx';
import type { ColumnSpec } from '../../components/tableColumns.tsx';
import { AccountChart, AccountList } from '../shared/AccountCards.tsx';
import { Cell } from '../shared/AnalysisPage.tsx';
import { useChoice } from '../shared/choice.ts';

/** Own growth beside that of the own market: every account, the lines of all together, and the list. */
export function MomentumCards() {
  const words = useWords();
  const { t } = words;
  const choice = useChoice('account');
  const query = useExhibit(choice.ask('momentum'));
  const columns = useMemo(() => listColumns(words), [words]);
  return (
    <>
      <Cell span={6}>
        <AccountChart
          choice={choice}
          query={query}
          question={t('question.momentum')}
          table="momentum"
          chart={momentumQuadrant}
          columns={columns}
          height={380}
        />
      </Cell>
      <Cell span={6}>
        <ExhibitCard
          query={query}
          question={t('chart.momentum.bridge')}
          quiet
          table="bridge"
          chart={momentumBridge}
          columns={[
            { name: 'line', text: (value) => t.dynamic(`line.${value}`, {}, value ?? '–') },
            { name: 'amount' },
          ]}
          height={380}
        />
      </Cell>
      <Cell span={12}>
        <AccountList
          query={query}
          question={t('chart.momentum.list')}
          quiet
          table="momentum"
          columns={columns}
          height={320}
          search
        />
      </Cell>
    </>
  );
}

function listColumns({ t }: Words): ColumnSpec[] {
  return [
    { name: 'account_name', pinned: 'left' },
    { name: 'performance', change: true },
    { name: 'growth', change: true },
    { name: 'market_growth', change: true },
    { name: 'quadrant', text: (value) => t.dynamic(`quadrant.${value}`, {}, value ?? '–') },
    { name: 'base' },
    { name: 'market', change: true },
    { name: 'mix', change: true },
    { name: 'apart', change: true },
    { name: 'end' },
    { name: 'basis', text: (value) => t.dynamic(`basis.${value}`, {}, value ?? '–') },
  ];
}
