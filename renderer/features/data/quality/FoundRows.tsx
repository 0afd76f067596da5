import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { App, Button, Flex, Input, Pagination } from 'antd';
import { useState } from 'react';
import type { QualityFinding } from '../../../../shared/contract/quality.ts';
import { type Table, texts } from '../../../../shared/domain/table.ts';
import { decodeTable } from '../../../app/decodeExhibit.ts';
import { useSave } from '../../../app/saveFile.ts';
import { useClient, useSession } from '../../../app/session.ts';
import { useWords } from '../../../app/words.tsx';
import { DataTable } from '../../../components/DataTable.tsx';
import { ErrorState } from '../../../components/ErrorState.tsx';
import { LoadingState } from '../../../components/LoadingState.tsx';

const pageSize = 200;

/** What a rule found, a page at a time; accounts without an owner can be given one here. */
export function FoundRows({ finding }: { finding: QualityFinding }) {
  const { t } = useWords();
  const client = useClient();
  const location = useSession((session) => session.workspace?.location);
  const revision = useSession((session) => session.workspace?.revision);
  const [page, setPage] = useState(1);
  const [chosen, setChosen] = useState<number[]>([]);
  const { rule } = finding;
  const query = useQuery({
    queryKey: ['quality.rows', location, revision, rule, page],
    placeholderData: keepPreviousData,
    queryFn: async ({ signal }) => {
      const input = { rule, offset: (page - 1) * pageSize, limit: pageSize };
      const { total, ...wire } = await client.call('quality.rows', input, { signal });
      return { total, table: decodeTable(wire) };
    },
  });
  if (query.error) return <ErrorState error={query.error} onRetry={() => void query.refetch()} />;
  if (!query.data) return <LoadingState progress={null} />;
  const { table, total } = query.data;
  const isOwner = finding.fixes.includes('owner');
  return (
    <Flex vertical gap={8}>
      {isOwner && <SetOwner table={table} chosen={chosen} />}
      <DataTable
        table={table}
        label={t(`quality.rule.${rule}`)}
        height={Math.min(420, 96 + 32 * table.n)}
        {...(isOwner ? { onSelect: setChosen, multiple: true } : {})}
      />
      <Pagination
        current={page}
        pageSize={pageSize}
        total={total}
        showSizeChanger={false}
        hideOnSinglePage
        onChange={setPage}
      />
    </Flex>
  );
}

function SetOwner({ table, chosen }: { table: Table; chosen: number[] }) {
  const { t } = useWords();
  const { message } = App.useApp();
  const client = useClient();
  const save = useSave();
  const { workspace, setWorkspace } = useSession();
  const [owner, setOwner] = useState('');
  const key = table.columns.some(({ name }) => name === 'account_id') ? 'account_id' : 'account';
  const keys = chosen.flatMap((row) => texts(table, key)[row] ?? []);

  const set = () =>
    save.attempt(async () => {
      const info = await client.call('entities.setAttribute', {
        of: 'account',
        keys,
        field: 'owner',
        value: owner.trim(),
      });
      setWorkspace(info);
      message.success(t('quality.owner.done', { count: keys.length }));
      return null;
    });

  return (
    <Flex wrap gap={8} align="center">
      <span className="quiet">{t('quality.owner.choose')}</span>
      <Input
        className="repair-find"
        aria-label={t('quality.owner.name')}
        placeholder={t('quality.owner.name')}
        value={owner}
        onChange={({ target }) => setOwner(target.value)}
      />
      <Button
        type="primary"
        disabled={keys.length === 0 || owner.trim() === '' || (workspace?.readOnly ?? false)}
        onClick={() => void set()}
      >
        {t('quality.owner.set')} ({keys.length})
      </Button>
    </Flex>
  );
}
