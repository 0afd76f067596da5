import { Tabs } from 'antd';
import type { ReactNode } from 'react';
import { useLocation } from 'react-router';
import { useGo } from '../../app/sliceState.ts';
import { useWords } from '../../app/words.tsx';
import { AuditLog } from './AuditLog.tsx';
import { Batches } from './Batches.tsx';
import { Health } from './Health.tsx';
import { ImportWizard } from './ImportWizard.tsx';
import { Quarantine } from './Quarantine.tsx';
import { Duplicates } from './quality/Duplicates.tsx';
import { HandChanges } from './quality/HandChanges.tsx';
import { QualityPanel } from './quality/QualityPanel.tsx';
import './data.css';

const tabs = [
  'import',
  'batches',
  'quarantine',
  'quality',
  'duplicates',
  'changes',
  'audit',
  'health',
] as const;
type Tab = (typeof tabs)[number];

const contents: Record<Tab, ReactNode> = {
  import: <ImportWizard />,
  batches: <Batches />,
  quarantine: <Quarantine />,
  quality: <QualityPanel />,
  duplicates: <Duplicates />,
  changes: <HandChanges />,
  audit: <AuditLog />,
  health: <Health />,
};

/** Where data come in, and where what came in can be looked over, taken back and checked. */
export function DataPage() {
  const { t } = useWords();
  const go = useGo();
  const { pathname } = useLocation();
  const named = pathname.split('/')[2];
  const tab = tabs.find((each) => each === named) ?? 'import';
  return (
    <div className="data-page">
      <h1>{t('page.data')}</h1>
      <Tabs
        activeKey={tab}
        onChange={(key) => go(`/data/${key}`)}
        destroyOnHidden
        items={tabs.map((key) => ({
          key,
          label: t(`data.${key}`),
          children: <div className={key === 'import' ? '' : 'data-panel'}>{contents[key]}</div>,
        }))}
      />
    </div>
  );
}
