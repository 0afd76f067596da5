import { Tabs } from 'antd';
import { Suspense } from 'react';
import { useLocation } from 'react-router';
import { useSession } from '../../app/session.ts';
import { useGo } from '../../app/sliceState.ts';
import { useWords } from '../../app/words.tsx';
import { LoadingState } from '../../components/LoadingState.tsx';
import { NeedsData } from '../shared/AnalysisPage.tsx';
import { exploreTabs } from './tabs.ts';
import './explore.css';

/** The book as one likes to see it: linked charts, and whatever else is registered beside them. */
export function ExplorePage() {
  const { t } = useWords();
  const go = useGo();
  const { pathname } = useLocation();
  const hasSales = useSession((session) => (session.workspace?.rows.sales ?? 0) > 0);
  const named = pathname.split('/')[2];
  const { key, needsSales, Content } = exploreTabs.find((tab) => tab.key === named) ?? exploreTabs[0]!;
  return (
    <div className="page explore-page">
      <header className="page-header">
        <h1>{t('page.explore')}</h1>
      </header>
      <Tabs
        activeKey={key}
        onChange={(next) => go(`/explore/${next}`)}
        items={exploreTabs.map((tab) => ({ key: tab.key, label: t(tab.label) }))}
      />
      {needsSales && !hasSales ? (
        <NeedsData text={t('explore.empty')} />
      ) : (
        <Suspense fallback={<LoadingState progress={null} />}>
          <Content />
        </Suspense>
      )}
    </div>
  );
}
