import { App, Button, Empty, Flex, Pagination } from 'antd';
import { useState } from 'react';
import type { DecisionBody, Edit } from '../../../../shared/contract/edits.ts';
import type { Translate } from '../../../../shared/i18n/translate.ts';
import { useSave } from '../../../app/saveFile.ts';
import { useClient, useSession } from '../../../app/session.ts';
import { fieldWords } from '../../../app/sliceWords.ts';
import { useEditsChanged } from '../../../app/useEditsChanged.ts';
import { useWords } from '../../../app/words.tsx';
import { ErrorState } from '../../../components/ErrorState.tsx';
import { LoadingState } from '../../../components/LoadingState.tsx';
import { type PlainColumn, PlainTable } from '../../../components/PlainTable.tsx';
import { useEngineQuery } from '../useEngineQuery.ts';

const pageSize = 50;

/** What the user changed by hand: merges, values, rows left out. Each can be taken back and brought again. */
export function HandChanges() {
  const { t, locale } = useWords();
  const [page, setPage] = useState(1);
  const query = useEngineQuery('edits.list', {});
  if (query.error) return <ErrorState error={query.error} onRetry={() => void query.refetch()} />;
  if (!query.data) return <LoadingState progress={null} />;
  const edits = query.data.filter(({ kind }) => kind !== 'control').reverse();
  if (edits.length === 0)
    return <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description={t('changes.none')} />;
  const when = new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'short' });
  const columns: PlainColumn<Edit>[] = [
    { key: 'id', title: t('batches.id'), isNumber: true, cell: ({ id }) => id },
    { key: 'at', title: t('audit.at'), cell: ({ at }) => when.format(new Date(at)) },
    { key: 'what', title: t('audit.action'), cell: ({ kind }) => t(`change.${kind}`) },
    {
      key: 'detail',
      title: t('audit.detail'),
      cell: (edit) => <span className="audit-detail">{said(edit, t)}</span>,
    },
    {
      key: 'state',
      title: t('batches.state'),
      cell: ({ state }) => <span className={state === 'active' ? '' : 'quiet'}>{t(`batches.${state}`)}</span>,
    },
    {
      key: 'action',
      title: t('batches.action'),
      cell: (edit) => <Flip edit={edit} />,
    },
  ];
  return (
    <Flex vertical gap={8}>
      <p className="quiet">{t('changes.lead')}</p>
      <PlainTable
        label={t('data.changes')}
        columns={columns}
        rows={edits.slice((page - 1) * pageSize, page * pageSize)}
        rowKey={({ id }) => id}
      />
      <Pagination
        current={page}
        pageSize={pageSize}
        total={edits.length}
        showSizeChanger={false}
        hideOnSinglePage
        onChange={setPage}
      />
    </Flex>
  );
}

function said(edit: Edit, t: Translate): string {
  switch (edit.kind) {
    case 'merge':
      return `${edit.body.from} → ${edit.body.into}${edit.body.name ? ` (“${edit.body.name}”)` : ''}`;
    case 'different':
      return `${edit.body.a} ≠ ${edit.body.b}`;
    case 'attribute':
      return `${edit.body.key}: ${fieldWords(edit.body.field, t)} = ${edit.body.value ?? t('value.empty')}`;
    case 'exclusion':
      return `${t.dynamic(`quality.rule.${edit.body.rule}`, {}, edit.body.rule)}: ${t('rules.met', { rows: edit.body.rows })}`;
    case 'decision':
      return decisionSaid(edit.body, t);
    case 'control':
      return '';
  }
}

function decisionSaid(body: DecisionBody, t: Translate): string {
  const what = [t.dynamic(`kind.${body.kind}`, {}, body.kind), body.account, body.product].filter(Boolean);
  const verb = t(`opportunities.decision.${body.verb}`, {
    until: body.until ?? '',
    owner: body.owner ?? 'none',
  });
  return [`${what.join(' · ')}: ${verb}`, body.reason, body.note].filter(Boolean).join('; ');
}

function Flip({ edit }: { edit: Edit }) {
  const { t } = useWords();
  const { message } = App.useApp();
  const client = useClient();
  const save = useSave();
  const editsChanged = useEditsChanged();
  const { workspace, setWorkspace } = useSession();
  const [busy, setBusy] = useState(false);
  const undone = edit.state === 'undone';

  async function change() {
    setBusy(true);
    await save.attempt(async () => {
      setWorkspace(await client.call(undone ? 'edits.redo' : 'edits.undo', { edit: edit.id }));
      editsChanged();
      message.success(t(undone ? 'changes.redone' : 'changes.undone'));
      return null;
    });
    setBusy(false);
  }

  return (
    <Button size="small" loading={busy} disabled={workspace?.readOnly ?? false} onClick={() => void change()}>
      {t(undone ? 'batches.redo' : 'batches.undo')}
    </Button>
  );
}
