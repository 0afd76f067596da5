import { Button, Empty, Flex } from 'antd';
import type { ReactNode } from 'react';
import { useSession } from '../../app/session.ts';
import { useGo } from '../../app/sliceState.ts';
import { useWords } from '../../app/words.tsx';
import { useWorkspaceActions } from '../../app/workspaceActions.ts';
import './pages.css';

export interface AnalysisPageProps {
  title: string;
  /** What the page shows once there are data, and which. */
  empty: string;
  extra?: ReactNode;
  children: ReactNode;
}

/** A page of exhibits; without sales it says what it would show and what it needs. */
export function AnalysisPage({ title, empty, extra, children }: AnalysisPageProps) {
  const hasSales = useSession((session) => (session.workspace?.rows.sales ?? 0) > 0);
  return (
    <div className="page">
      <header className="page-header">
        <h1>{title}</h1>
        {extra}
      </header>
      {hasSales ? <div className="page-grid">{children}</div> : <NeedsData text={empty} />}
    </div>
  );
}

/** What is missing, and the ways to bring it or to see the page without it. */
export function NeedsData({ text }: { text: string }) {
  const { t } = useWords();
  const go = useGo();
  const actions = useWorkspaceActions();
  return (
    <Empty className="needs-data" image={Empty.PRESENTED_IMAGE_SIMPLE} description={text}>
      <Flex justify="center" gap={8}>
        <Button type="primary" onClick={() => go('/data')}>
          {t('page.import')}
        </Button>
        <Button onClick={() => void actions.openSample()}>{t('start.sample')}</Button>
      </Flex>
    </Empty>
  );
}

/** Columns of the twelve that a card takes on a wide screen; on a narrow one all take the full width. */
export function Cell({ span, children }: { span: 3 | 4 | 5 | 6 | 7 | 8 | 12; children: ReactNode }) {
  return <div className={`page-cell span-${span}`}>{children}</div>;
}

/** Whether the columns that an exhibit needs were imported; names are measures of the workspace. */
export function useHasMeasure(name: string): boolean {
  return useSession((session) => session.workspace?.measures.includes(name) ?? false);
}
