import { Empty } from 'antd';
import { lazy } from 'react';
import { Navigate, Route, Routes, useLocation } from 'react-router';
import { Frame } from '../features/frame/Frame.tsx';
import { useSession } from './session.ts';
import { useWords } from './words.tsx';

const DataPage = lazy(async () => ({ default: (await import('../features/data/DataPage.tsx')).DataPage }));

/** Each page is loaded when it is first gone to. */
export function Pages() {
  return (
    <Routes>
      <Route element={<Frame />}>
        <Route index element={<First />} />
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
  return <Empty description={t('frame.notFound')} />;
}
