import { accountPlan } from '../../../shared/charts/accountPlan.ts';
import { accountStock } from '../../../shared/charts/accountStock.ts';
import type { ExhibitQuery } from '../../app/useExhibit.ts';
import { useWords } from '../../app/words.tsx';
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

const activityColumns: ColumnSpec[] = [
  { name: 'date', width: 100 },
  ...['type', 'planned', 'owner'].map((name) => ({ name })),
  { name: 'note', width: 220, wrap: true },
  ...['opened', 'due', 'closed'].map((name) => ({ name })),
];

/** What other files tell about an account; a section without data names the file that would fill it. */
export function FactCards({ query }: { query: ExhibitQuery }) {
  const { t } = useWords();
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
          columns={activityColumns}
          height={260}
          empty={t('accounts.activities.empty')}
        />
      </Cell>
    </>
  );
}
