import { Table } from 'antd';
import type { AuditEntry } from '../../../shared/contract/workspace.ts';
import { useWords } from '../../app/words.tsx';
import { ErrorState } from '../../components/ErrorState.tsx';
import { ScrollBox } from '../../components/ScrollBox.tsx';
import { useEngineQuery } from './useEngineQuery.ts';

const shownEntries = 1000;

/** What was done to this workspace, latest first. */
export function AuditLog() {
  const { t, locale } = useWords();
  const when = new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'medium' });
  const query = useEngineQuery('workspace.audit', { limit: shownEntries });
  if (query.error) return <ErrorState error={query.error} onRetry={() => void query.refetch()} />;
  const entries = (query.data ?? []).map((entry, index) => ({ ...entry, index }));
  return (
    <ScrollBox label={t('data.audit')}>
      <Table<AuditEntry & { index: number }>
        size="small"
        rowKey="index"
        loading={query.isFetching}
        dataSource={entries}
        pagination={{ pageSize: 50, showSizeChanger: false, hideOnSinglePage: true }}
        columns={[
          { title: t('audit.at'), dataIndex: 'at', render: (at: string) => when.format(new Date(at)) },
          {
            title: t('audit.action'),
            dataIndex: 'action',
            render: (action: string) => t.dynamic(`auditAction.${action}`, {}, action),
          },
          { title: t('audit.detail'), dataIndex: 'detail' },
        ]}
      />
    </ScrollBox>
  );
}
