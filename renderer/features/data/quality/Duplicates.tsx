import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { App, Button, Empty, Flex, Input, Pagination, Radio, Segmented } from 'antd';
import { useState } from 'react';
import type { EntityKind } from '../../../../shared/contract/edits.ts';
import type { EntityMember, EntityPair, EntityReason } from '../../../../shared/contract/entities.ts';
import { useSave } from '../../../app/saveFile.ts';
import { useClient, useSession } from '../../../app/session.ts';
import { fieldWords } from '../../../app/sliceWords.ts';
import { useEditsChanged } from '../../../app/useEditsChanged.ts';
import { useWords } from '../../../app/words.tsx';
import { ErrorState } from '../../../components/ErrorState.tsx';
import { LoadingState } from '../../../components/LoadingState.tsx';
import { type PlainColumn, PlainTable } from '../../../components/PlainTable.tsx';

const pageSize = 25;
const leastScore = 0.5;

/** Accounts and products that may be the same: compared side by side, merged or told apart by the user. */
export function Duplicates() {
  const { t, format } = useWords();
  const client = useClient();
  const location = useSession((session) => session.workspace?.location);
  const revision = useSession((session) => session.workspace?.revision);
  const [of, setOf] = useState<EntityKind>('account');
  const [page, setPage] = useState(1);
  const query = useQuery({
    queryKey: ['entities.suggest', location, revision, of, page],
    placeholderData: keepPreviousData,
    queryFn: ({ signal }) => {
      const input = { of, least: leastScore, offset: (page - 1) * pageSize, limit: pageSize };
      return client.call('entities.suggest', input, { signal });
    },
  });
  return (
    <Flex vertical gap={12}>
      <p className="quiet">{t('duplicates.lead')}</p>
      <Segmented
        className="pair-pager"
        value={of}
        onChange={(value) => {
          setOf(value as EntityKind);
          setPage(1);
        }}
        options={[
          { value: 'account', label: t('result.accounts') },
          { value: 'product', label: t('result.products') },
        ]}
      />
      {query.error && <ErrorState error={query.error} onRetry={() => void query.refetch()} />}
      {!query.data && !query.error && <LoadingState progress={{ phase: 'compare', done: 0, total: 0 }} />}
      {query.data && (
        <Flex
          vertical
          gap={12}
          className={query.isFetching ? 'is-refreshing' : ''}
          aria-busy={query.isFetching}
        >
          <strong role="status">
            {t('duplicates.found', {
              members: format.value(query.data.members, 'count'),
              total: query.data.total,
              likely: format.value(query.data.likely, 'count'),
            })}
          </strong>
          {query.data.total === 0 ? (
            <Empty description={t('duplicates.none')} />
          ) : (
            <Pairs of={of} pairs={query.data.pairs} />
          )}
          <Pagination
            current={page}
            pageSize={pageSize}
            total={query.data.total}
            showSizeChanger={false}
            hideOnSinglePage
            onChange={setPage}
          />
        </Flex>
      )}
    </Flex>
  );
}

interface PairsProps {
  of: EntityKind;
  pairs: EntityPair[];
}

function Pairs({ of, pairs }: PairsProps) {
  const { t, format } = useWords();
  const columns: PlainColumn<EntityPair>[] = [
    {
      key: 'score',
      title: t('duplicates.score'),
      isNumber: true,
      cell: ({ score }) => format.value(score, 'ratio'),
    },
    { key: 'a', title: t('duplicates.one'), cell: ({ a }) => <Side member={a} /> },
    { key: 'b', title: t('duplicates.other'), cell: ({ b }) => <Side member={b} /> },
    { key: 'reasons', title: t('duplicates.because'), cell: ({ reasons }) => <Reasons reasons={reasons} /> },
    {
      key: 'action',
      title: t('quality.fix'),
      cell: (pair) => <Decision of={of} pair={pair} />,
    },
  ];
  return (
    <PlainTable
      label={t('data.duplicates')}
      columns={columns}
      rows={pairs}
      rowKey={({ a, b }) => `${a.key} ${b.key}`}
    />
  );
}

function Side({ member }: { member: EntityMember }) {
  const { t, format } = useWords();
  const { key, name, revenue, rows, first, last, attributes } = member;
  const period = first ? `${first} – ${last}` : t('duplicates.noSales');
  return (
    <div className="pair-side">
      <strong>{name}</strong>
      {name !== key && <span className="quiet"> {key}</span>}
      <p className="quiet">
        {format.value(revenue, 'money')} · {t('duplicates.rows', { rows })} · {period}
      </p>
      {Object.keys(attributes).length > 0 && (
        <p className="quiet">
          {Object.entries(attributes)
            .map(([field, value]) => `${fieldWords(field, t)}: ${value}`)
            .join(' · ')}
        </p>
      )}
    </div>
  );
}

function Reasons({ reasons }: { reasons: EntityReason[] }) {
  const { t } = useWords();
  return (
    <ul className="pair-reasons">
      {reasons.map(({ code, params }) => {
        const field = typeof params.field === 'string' ? { field: fieldWords(params.field, t) } : {};
        const said = t.dynamic(`entityReason.${code}`, { ...params, ...field }, code);
        return <li key={said}>{said}</li>;
      })}
    </ul>
  );
}

function namedKey({ name, key }: EntityMember): string {
  return name === key ? name : `${name} (${key})`;
}

function Decision({ of, pair }: { of: EntityKind; pair: EntityPair }) {
  const { t } = useWords();
  const { message } = App.useApp();
  const client = useClient();
  const save = useSave();
  const editsChanged = useEditsChanged();
  const { workspace, setWorkspace } = useSession();
  const [open, setOpen] = useState(false);
  const [stays, setStays] = useState(pair.survivor);
  const [name, setName] = useState(pair[pair.survivor].name);
  const readOnly = workspace?.readOnly ?? false;
  const into = pair[stays];
  const from = pair[stays === 'a' ? 'b' : 'a'];

  const merge = () =>
    save.attempt(async () => {
      const chosen = name.trim() === '' || name.trim() === into.name ? null : name.trim();
      setWorkspace(await client.call('entities.merge', { of, from: from.key, into: into.key, name: chosen }));
      message.success(t('duplicates.merged', { from: from.name, into: chosen ?? into.name }));
      return null;
    });
  const dismiss = () =>
    save.attempt(async () => {
      await client.call('entities.dismiss', { of, a: pair.a.key, b: pair.b.key });
      editsChanged();
      return t('duplicates.dismissed');
    });

  if (!open) {
    return (
      <Flex gap={6}>
        <Button size="small" disabled={readOnly} onClick={() => setOpen(true)}>
          {t('duplicates.merge')}
        </Button>
        <Button size="small" disabled={readOnly} onClick={() => void dismiss()}>
          {t('duplicates.different')}
        </Button>
      </Flex>
    );
  }
  return (
    <Flex vertical gap={6} className="pair-side">
      <span>{t('duplicates.stays')}</span>
      <Radio.Group
        value={stays}
        aria-label={t('duplicates.stays')}
        onChange={({ target }) => {
          setStays(target.value);
          setName(pair[target.value as 'a' | 'b'].name);
        }}
      >
        <Flex vertical>
          <Radio value="a">{namedKey(pair.a)}</Radio>
          <Radio value="b">{namedKey(pair.b)}</Radio>
        </Flex>
      </Radio.Group>
      <Input
        size="small"
        value={name}
        aria-label={t('duplicates.name')}
        addonBefore={t('duplicates.name')}
        onChange={({ target }) => setName(target.value)}
      />
      <Flex gap={6}>
        <Button size="small" type="primary" onClick={() => void merge()}>
          {t('duplicates.mergeNow')}
        </Button>
        <Button size="small" onClick={() => setOpen(false)}>
          {t('action.cancel')}
        </Button>
      </Flex>
    </Flex>
  );
}
