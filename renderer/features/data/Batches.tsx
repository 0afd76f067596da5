import { App, Button, Descriptions, Empty, Flex, Table, type TableColumnsType, Tag } from 'antd';
import { useState } from 'react';
import type { Batch } from '../../../shared/contract/workspace.ts';
import { useClient, useSession } from '../../app/session.ts';
import { useGo } from '../../app/sliceState.ts';
import { fieldWords } from '../../app/sliceWords.ts';
import { useWords } from '../../app/words.tsx';
import { ErrorState, errorWords } from '../../components/ErrorState.tsx';
import { LoadingState } from '../../components/LoadingState.tsx';
import { ScrollBox } from '../../components/ScrollBox.tsx';
import { ControlTotals } from './ControlTotals.tsx';
import { RuleCounts } from './RuleCounts.tsx';
import { useEngineQuery } from './useEngineQuery.ts';

/** Every import there was; each can be taken back and brought again. */
export function Batches() {
  const { t } = useWords();
  const go = useGo();
  const query = useEngineQuery('workspace.batches', {});
  if (query.error) return <ErrorState error={query.error} onRetry={() => void query.refetch()} />;
  if (!query.data) return <LoadingState progress={null} />;
  if (query.data.length === 0) {
    return (
      <Empty description={t('batches.none')}>
        <Button type="primary" onClick={() => go('/data/import')}>
          {t('data.import')}
        </Button>
      </Empty>
    );
  }
  return <BatchTable batches={query.data} />;
}

function BatchTable({ batches }: { batches: Batch[] }) {
  const { t, format, locale } = useWords();
  const when = new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'short' });
  const count = (value: number) => format.value(value, 'count');
  const columns: TableColumnsType<Batch> = [
    { title: t('batches.id'), dataIndex: 'id', align: 'right' },
    {
      title: t('batches.source'),
      dataIndex: 'source',
      render: (source: string) => <strong>{source}</strong>,
    },
    {
      title: t('batches.kind'),
      dataIndex: 'kind',
      render: (kind: Batch['kind']) => t(`kindOfTable.${kind}`),
    },
    { title: t('batches.at'), dataIndex: 'importedAt', render: (at: string) => when.format(new Date(at)) },
    { title: t('result.rows'), dataIndex: 'rows', align: 'right', render: count },
    { title: t('result.accepted'), dataIndex: 'accepted', align: 'right', render: count },
    {
      title: t('result.quarantined'),
      dataIndex: 'quarantined',
      align: 'right',
      render: (_, batch) => <QuarantineLink batch={batch} />,
    },
    {
      title: t('batches.state'),
      dataIndex: 'state',
      render: (state: Batch['state']) => <State state={state} />,
    },
    { title: t('batches.action'), key: 'action', render: (_, batch) => <UndoButton batch={batch} /> },
  ];
  return (
    <ScrollBox label={t('data.batches')}>
      <Table<Batch>
        size="small"
        rowKey="id"
        columns={columns}
        dataSource={[...batches].reverse()}
        pagination={batches.length > 50 ? { pageSize: 50 } : false}
        expandable={{ expandedRowRender: (batch) => <BatchDetails batch={batch} /> }}
      />
    </ScrollBox>
  );
}

function QuarantineLink({ batch }: { batch: Batch }) {
  const { format } = useWords();
  const go = useGo();
  const text = format.value(batch.quarantined, 'count');
  if (batch.quarantined === 0) return text;
  return (
    <Button type="link" size="small" onClick={() => go(`/data/quarantine/${batch.id}`)}>
      {text}
    </Button>
  );
}

function State({ state }: { state: Batch['state'] }) {
  const { t } = useWords();
  return <Tag color={state === 'active' ? 'success' : 'default'}>{t(`batches.${state}`)}</Tag>;
}

function UndoButton({ batch }: { batch: Batch }) {
  const { t } = useWords();
  const { message } = App.useApp();
  const client = useClient();
  const { workspace, setWorkspace } = useSession();
  const [busy, setBusy] = useState(false);
  const undone = batch.state === 'undone';

  async function change() {
    setBusy(true);
    try {
      setWorkspace(await client.call(undone ? 'workspace.redo' : 'workspace.undo', { batch: batch.id }));
      message.success(t(undone ? 'batches.redone' : 'batches.undoneNow', { source: batch.source }));
    } catch (error) {
      message.error(errorWords(error, t).title);
    } finally {
      setBusy(false);
    }
  }

  return (
    <Button size="small" loading={busy} disabled={workspace?.readOnly ?? false} onClick={() => void change()}>
      {t(undone ? 'batches.redo' : 'batches.undo')}
    </Button>
  );
}

function BatchDetails({ batch }: { batch: Batch }) {
  const { t, format } = useWords();
  const mapping = Object.entries(batch.mapping);
  return (
    <Flex vertical gap={12}>
      <Descriptions
        size="small"
        column={2}
        items={[
          { key: 'hash', label: 'SHA-256', children: <code className="hash">{batch.hash}</code>, span: 2 },
          { key: 'blank', label: t('result.blank'), children: format.value(batch.blank, 'count') },
          {
            key: 'mapping',
            label: t('batches.mapping'),
            children: mapping.map(([field, header]) => `${fieldWords(field, t)} ← ${header}`).join(' · '),
          },
        ]}
      />
      <Flex wrap gap={32} align="flex-start">
        <RuleCounts rules={batch.rules} />
        <ControlTotals totals={batch.controlTotals} />
      </Flex>
    </Flex>
  );
}
