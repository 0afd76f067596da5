import { Button, Empty, Flex, Pagination, Select } from 'antd';
import { useState } from 'react';
import { useLocation } from 'react-router';
import type { Batch, QuarantinedRow } from '../../../shared/contract/workspace.ts';
import { fileName, useSave } from '../../app/saveFile.ts';
import { useClient } from '../../app/session.ts';
import { useGo } from '../../app/sliceState.ts';
import { useWords } from '../../app/words.tsx';
import { ErrorState } from '../../components/ErrorState.tsx';
import { LoadingState } from '../../components/LoadingState.tsx';
import { type PlainColumn, PlainTable } from '../../components/PlainTable.tsx';
import { RepairPanel } from './repair/RepairPanel.tsx';
import { useEngineQuery } from './useEngineQuery.ts';

const pageSize = 100;

/** Rows that were kept out, each with its reason and as it stood in the file. */
export function Quarantine() {
  const { t } = useWords();
  const { pathname } = useLocation();
  const batches = useEngineQuery('workspace.batches', {});
  if (batches.error) return <ErrorState error={batches.error} onRetry={() => void batches.refetch()} />;
  if (!batches.data) return <LoadingState progress={null} />;
  const held = batches.data.filter(({ quarantined, repaired }) => quarantined > repaired).reverse();
  const wanted = Number(pathname.split('/')[3]);
  const chosen = held.find((batch) => batch.id === wanted) ?? held[0];
  if (!chosen) return <Empty description={t('quarantine.none')} />;
  return <QuarantinedRows key={chosen.id} batch={chosen} held={held} />;
}

function QuarantinedRows({ batch, held }: { batch: Batch; held: Batch[] }) {
  const { t, format, locale } = useWords();
  const go = useGo();
  const client = useClient();
  const save = useSave();

  const saveCsv = () =>
    save.toFile(fileName(`${batch.source} ${t('data.quarantine')}`, 'csv'), async (file) => {
      const { rows } = await client.call('workspace.exportQuarantine', {
        batch: batch.id,
        file: file.handle,
        locale,
      });
      return t('save.rows', { name: file.name, rows: format.value(rows, 'count') });
    });

  return (
    <Flex vertical gap={12}>
      <Flex gap={8} wrap>
        <Select
          className="quarantine-batch"
          value={batch.id}
          aria-label={t('quarantine.batch')}
          options={held.map(({ id, source, quarantined, repaired }) => ({
            value: id,
            label: t('quarantine.of', { source, id, count: format.value(quarantined - repaired, 'count') }),
          }))}
          onChange={(id) => go(`/data/quarantine/${id}`)}
        />
        <Button onClick={() => void saveCsv()}>{t('quarantine.save')}</Button>
      </Flex>
      {batch.repairable ? <RepairPanel batch={batch} /> : <PlainRows batch={batch} />}
    </Flex>
  );
}

/** Rows of a batch that does not tell how it was read: they can be looked at. */
function PlainRows({ batch }: { batch: Batch }) {
  const { t } = useWords();
  const [page, setPage] = useState(1);
  const query = useEngineQuery('workspace.quarantine', {
    batch: batch.id,
    offset: (page - 1) * pageSize,
    limit: pageSize,
  });
  return (
    <Flex vertical gap={12}>
      <p className="quiet">{t('repair.older')}</p>
      {query.error && <ErrorState error={query.error} onRetry={() => void query.refetch()} />}
      {query.data && <Reasons reasons={query.data.reasons} />}
      <RowsTable
        rows={query.data?.rows ?? []}
        total={query.data?.total ?? 0}
        loading={query.isFetching}
        page={page}
        onPage={setPage}
      />
    </Flex>
  );
}

function Reasons({ reasons }: { reasons: Record<string, number> }) {
  const { t, format } = useWords();
  return (
    <table className="small-table is-fitting">
      <caption>{t('quarantine.reasons')}</caption>
      <tbody>
        {Object.entries(reasons)
          .sort((a, b) => b[1] - a[1])
          .map(([reason, count]) => (
            <tr key={reason}>
              <td>{t.dynamic(`reason.${reason}`, {}, reason)}</td>
              <td className="is-number">{format.value(count, 'count')}</td>
            </tr>
          ))}
      </tbody>
    </table>
  );
}

interface RowsTableProps {
  rows: QuarantinedRow[];
  total: number;
  loading: boolean;
  page: number;
  onPage(page: number): void;
}

function RowsTable({ rows, total, loading, page, onPage }: RowsTableProps) {
  const { t, format } = useWords();
  const columns: PlainColumn<QuarantinedRow>[] = [
    {
      key: 'line',
      title: t('quarantine.line'),
      isNumber: true,
      cell: ({ line }) => format.value(line, 'count'),
    },
    {
      key: 'reason',
      title: t('quarantine.reason'),
      cell: ({ reason }) => t.dynamic(`reason.${reason}`, {}, reason),
    },
    { key: 'column', title: t('quarantine.column'), cell: ({ column }) => column ?? '–' },
    {
      key: 'value',
      title: t('quarantine.value'),
      cell: ({ value }) => <code className="source-value">{value === '' ? t('value.empty') : value}</code>,
    },
    {
      key: 'text',
      title: t('quarantine.text'),
      cell: ({ text }) => <code className="source-text">{text}</code>,
    },
  ];
  return (
    <Flex vertical gap={8} className={loading ? 'is-refreshing' : ''} aria-busy={loading}>
      <PlainTable
        label={t('data.quarantine')}
        columns={columns}
        rows={rows}
        rowKey={({ record, column }) => `${record} ${column ?? ''}`}
      />
      <Pagination
        current={page}
        pageSize={pageSize}
        total={total}
        showSizeChanger={false}
        hideOnSinglePage
        onChange={onPage}
      />
    </Flex>
  );
}
