import { Flex, Pagination } from 'antd';
import { useState } from 'react';
import type { AuditEntry } from '../../../shared/contract/workspace.ts';
import { useWords } from '../../app/words.tsx';
import { ErrorState } from '../../components/ErrorState.tsx';
import { LoadingState } from '../../components/LoadingState.tsx';
import { type PlainColumn, PlainTable } from '../../components/PlainTable.tsx';
import { auditWords } from './auditWords.ts';
import { useEngineQuery } from './useEngineQuery.ts';

const shownEntries = 1000;
const pageSize = 50;

/** What was done to this workspace, latest first. */
export function AuditLog() {
  const { t, locale } = useWords();
  const [page, setPage] = useState(1);
  const query = useEngineQuery('workspace.audit', { limit: shownEntries });
  if (query.error) return <ErrorState error={query.error} onRetry={() => void query.refetch()} />;
  if (!query.data) return <LoadingState progress={null} />;
  const when = new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'medium' });
  const columns: PlainColumn<AuditEntry>[] = [
    { key: 'at', title: t('audit.at'), cell: ({ at }) => when.format(new Date(at)) },
    {
      key: 'action',
      title: t('audit.action'),
      cell: ({ action }) => t.dynamic(`auditAction.${action}`, {}, action),
    },
    {
      key: 'detail',
      title: t('audit.detail'),
      cell: ({ detail }) => <span className="audit-detail">{auditWords(detail, t)}</span>,
    },
  ];
  return (
    <Flex vertical gap={8}>
      <PlainTable
        label={t('data.audit')}
        columns={columns}
        rows={query.data.slice((page - 1) * pageSize, page * pageSize)}
        rowKey={({ at, action }, index) => `${at} ${action} ${index}`}
      />
      <Pagination
        current={page}
        pageSize={pageSize}
        total={query.data.length}
        showSizeChanger={false}
        hideOnSinglePage
        onChange={setPage}
      />
    </Flex>
  );
}
