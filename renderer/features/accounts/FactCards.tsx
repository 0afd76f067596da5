import { useMemo } from 'react';
import { accountPlan } from '../../../shared/charts/accountPlan.ts';
import { accountStock } from '../../../shared/charts/accountStock.ts';
import type { ExhibitQuery } from '../../app/useExhibit.ts';
import { useWords, type Words } from '../../app/words.tsx';
import { ExhibitCard } from '../../components/ExhibitCard.tsx';
import type { ColumnSpec } from '../../components/tableColumns.tsx';
import { Cell } from '../shared/AnalysisPage.tsx';

const feedbackColumns: ColumnSpec[] = [
  { name: 'date', width: 100 },
  { name: 'nps', width: 70 },
  { name: 'csat', width: 70 },
  { name: 'topic', width: 110 },
  { name: 'comment', width: 260, wrap: true },
];

function activityColumns({ t }: Words): ColumnSpec[] {
  return [
    { name: 'date', width: 100 },
    { name: 'type' },
    { name: 'planned', text: (value) => t.dynamic(`activityPlanned.${value}`, {}, value ?? '–') },
    { name: 'owner' },
    { name: 'note', width: 220, wrap: true },
    ...['opened', 'due', 'closed'].map((name) => ({ name })),
  ];
}

/** What other files tell about an account; a section without data names the file that would fill it. */
export function FactCards({ query }: { query: ExhibitQuery }) {
  const words = useWords();
  const { t } = words;
  const activities = useMemo(() => activityColumns(words), [words]);
  return (
    <>
      <Cell span={6}>
        <ExhibitCard
          query={query}
          question={t('accounts.plan')}
          table="plan"
          chart={accountPlan}
          height={260}
          empty={t('accounts.plan.empty')}
        />
      </Cell>
      <Cell span={6}>
        <ExhibitCard
          query={query}
          question={t('accounts.stock')}
          table="stock"
          chart={accountStock}
          height={260}
          empty={t('accounts.stock.empty')}
        />
      </Cell>
      <Cell span={6}>
        <ExhibitCard
          query={query}
          question={t('accounts.feedback')}
          table="feedback"
          columns={feedbackColumns}
          height={260}
          empty={t('accounts.feedback.empty')}
        />
      </Cell>
      <Cell span={6}>
        <ExhibitCard
          query={query}
          question={t('accounts.activities')}
          table="activities"
          columns={activities}
          height={260}
          empty={t('accounts.activities.empty')}
        />
      </Cell>
    </>
  );
}
