import { DownOutlined, RightOutlined } from '@ant-design/icons';
import { App, Button, Descriptions, Empty, Flex } from 'antd';
import { useState } from 'react';
import type { Batch } from '../../../shared/contract/workspace.ts';
import type { Translate } from '../../../shared/i18n/translate.ts';
import { useClient, useSession } from '../../app/session.ts';
import { useGo } from '../../app/sliceState.ts';
import { fieldWords } from '../../app/sliceWords.ts';
import { useWords } from '../../app/words.tsx';
import { ErrorState, errorWords } from '../../components/ErrorState.tsx';
import { LoadingState } from '../../components/LoadingState.tsx';
import { type PlainColumn, PlainTable } from '../../components/PlainTable.tsx';
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
  const [open, setOpen] = useState<number | null>(null);
  const { t, format, locale } = useWords();
  const when = new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'short' });
  const count = (value: number) => format.value(value, 'count');
  const columns: PlainColumn<Batch>[] = [
    {
      key: 'source',
      title: t('batches.source'),
      cell: ({ id, source }) => (
        <Button
          type="text"
          size="small"
          icon={open === id ? <DownOutlined aria-hidden /> : <RightOutlined aria-hidden />}
          aria-expanded={open === id}
          onClick={() => setOpen(open === id ? null : id)}
        >
          <strong>{source}</strong>
        </Button>
      ),
    },
    { key: 'id', title: t('batches.id'), isNumber: true, cell: ({ id }) => id },
    { key: 'kind', title: t('batches.kind'), cell: ({ kind }) => t(`kindOfTable.${kind}`) },
    { key: 'mode', title: t('batches.mode'), cell: (batch) => modeWords(batch, t) },
    { key: 'at', title: t('batches.at'), cell: ({ importedAt }) => when.format(new Date(importedAt)) },
    { key: 'rows', title: t('result.rows'), isNumber: true, cell: ({ rows }) => count(rows) },
    { key: 'accepted', title: t('result.accepted'), isNumber: true, cell: ({ accepted }) => count(accepted) },
    {
      key: 'quarantined',
      title: t('result.quarantined'),
      isNumber: true,
      cell: (batch) => <QuarantineLink batch={batch} />,
    },
    { key: 'state', title: t('batches.state'), cell: ({ state }) => <State state={state} /> },
    { key: 'action', title: t('batches.action'), cell: (batch) => <UndoButton batch={batch} /> },
  ];
  return (
    <PlainTable
      label={t('data.batches')}
      columns={columns}
      rows={[...batches].reverse()}
      rowKey={({ id }) => id}
      detail={(batch) => (batch.id === open ? <BatchDetails batch={batch} /> : null)}
    />
  );
}

/** What a batch did to earlier ones, in a few words. */
function modeWords({ mode, repairOf }: Batch, t: Translate): string {
  if (repairOf !== null) return t('batches.repairOf', { batch: repairOf });
  if (mode.mode === 'append') return t('batches.mode.append');
  if (mode.mode === 'upsert') {
    return t('batches.mode.upsert', { keys: mode.keys.map((key) => fieldWords(key, t)).join(' + ') });
  }
  if (mode.from === null) return t('batches.mode.replaceAll');
  return t('batches.mode.replace', { from: mode.from, to: mode.to ?? '' });
}

function QuarantineLink({ batch }: { batch: Batch }) {
  const { t, format } = useWords();
  const go = useGo();
  const text = format.value(batch.quarantined, 'count');
  if (batch.quarantined === 0) return text;
  return (
    <Flex vertical align="flex-end">
      <Button type="link" size="small" onClick={() => go(`/data/quarantine/${batch.id}`)}>
        {text}
      </Button>
      {batch.repaired > 0 && (
        <span className="quiet">{t('batches.repaired', { count: batch.repaired })}</span>
      )}
    </Flex>
  );
}

function State({ state }: { state: Batch['state'] }) {
  const { t } = useWords();
  return <span className={state === 'active' ? '' : 'quiet'}>{t(`batches.${state}`)}</span>;
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
        column={1}
        items={[
          { key: 'hash', label: 'SHA-256', children: <code className="hash">{batch.hash}</code> },
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
        <ControlTotals batch={batch.id} totals={batch} />
      </Flex>
    </Flex>
  );
}
