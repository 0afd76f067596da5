import { Button, Empty } from 'antd';
import { lazy } from 'react';
import { Navigate, Route, Routes, useLocation } from 'react-router';
import { Frame } from '../features/frame/Frame.tsx';
import { useSession } from './session.ts';
import { useGo } from './sliceState.ts';
import { useWords } from './words.tsx';

const OverviewPage = lazy(async () => ({
  default: (await import('../features/overview/OverviewPage.tsx')).OverviewPage,
}));
const RetentionPage = lazy(async () => ({
  default: (await import('../features/retention/RetentionPage.tsx')).RetentionPage,
}));
const UpsellPage = lazy(async () => ({
  default: (await import('../features/upsell/UpsellPage.tsx')).UpsellPage,
}));
const CrossSellPage = lazy(async () => ({
  default: (await import('../features/cross-sell/CrossSellPage.tsx')).CrossSellPage,
}));
const OpportunitiesPage = lazy(async () => ({
  default: (await import('../features/opportunities/OpportunitiesPage.tsx')).OpportunitiesPage,
}));
const AccountsPage = lazy(async () => ({
  default: (await import('../features/accounts/AccountsPage.tsx')).AccountsPage,
}));
const AccountPage = lazy(async () => ({
  default: (await import('../features/accounts/AccountPage.tsx')).AccountPage,
}));
const ExplorePage = lazy(async () => ({
  default: (await import('../features/explore/ExplorePage.tsx')).ExplorePage,
}));
const DataPage = lazy(async () => ({ default: (await import('../features/data/DataPage.tsx')).DataPage }));

/** Each page is loaded when it is first gone to. */
export function Pages() {
  return (
    <Routes>
      <Route element={<Frame />}>
        <Route index element={<First />} />
        <Route path="overview" element={<OverviewPage />} />
        <Route path="retention" element={<RetentionPage />} />
        <Route path="upsell" element={<UpsellPage />} />
        <Route path="cross-sell" element={<CrossSellPage />} />
        <Route path="opportunities" element={<OpportunitiesPage />} />
        <Route path="accounts" element={<AccountsPage />} />
        <Route path="accounts/:key" element={<AccountPage />} />
        <Route path="explore/*" element={<ExplorePage />} />
        <Route path="data/*" element={<DataPage />} />
        <Route path="*" element={<NotFound />} />
      </Route>
    </Routes>
  );
}

/** A workspace with sales opens on the overview; an empty one where data come in. */
function First() {
  const { search } = useLocation();
  const hasSales = useSession((session) => (session.workspace?.rows.sales ?? 0) > 0);
  return <Navigate to={{ pathname: hasSales ? '/overview' : '/data/import', search }} replace />;
}

function NotFound() {
  const { t } = useWords();
  const go = useGo();
  return (
    <Empty description={t('frame.notFound')}>
      <Button type="primary" onClick={() => go('/overview')}>
        {t('page.overview')}
      </Button>
    </Empty>
  );
}
