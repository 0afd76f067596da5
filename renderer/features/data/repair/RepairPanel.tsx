import { App, Button, Flex, Pagination } from 'antd';
import { useRef, useState } from 'react';
import type { RepairResult, RepairReview } from '../../../../shared/contract/repair.ts';
import type { Batch } from '../../../../shared/contract/workspace.ts';
import { useSave } from '../../../app/saveFile.ts';
import { useClient, useHost, useSession } from '../../../app/session.ts';
import { useWords } from '../../../app/words.tsx';
import { ErrorState } from '../../../components/ErrorState.tsx';
import { LoadingState } from '../../../components/LoadingState.tsx';
import { type CellPlace, RepairTable } from './RepairTable.tsx';
import { CellTools, RepairFilter, RepairReplace } from './RepairTools.tsx';
import { pageRows, type RepairState, toRepair, useRepair } from './useRepair.ts';

/** Wide files show the columns that are mapped, or wrong; narrow ones show all. */
const fewColumns = 30;

/** Quarantined rows to be corrected in place and imported. */
export function RepairPanel({ batch }: { batch: Batch }) {
  const { t } = useWords();
  const repair = useRepair(batch.id);
  const [place, setPlace] = useState<CellPlace | null>(null);
  const { review } = repair;
  if (repair.error && !review) return <ErrorState error={repair.error} onRetry={repair.refetch} />;
  if (!review) return <LoadingState progress={null} />;
  return (
    <Flex vertical gap={10} className={repair.fetching ? 'is-refreshing' : ''} aria-busy={repair.fetching}>
      <p className="quiet repair-lead">{t('repair.lead')}</p>
      <RepairFilter repair={repair} review={review} />
      <RepairReplace repair={repair} review={review} />
      <CellTools repair={repair} review={review} place={place} />
      <RepairActions batch={batch} repair={repair} review={review} />
      <RepairTable
        review={review}
        columns={shownColumns(review)}
        onFocus={setPlace}
        onChange={(row, column, value) => repair.setCells([{ row, column, value }])}
      />
      <Pagination
        current={repair.page}
        pageSize={pageRows}
        total={review.matching}
        showSizeChanger={false}
        hideOnSinglePage
        onChange={repair.setPage}
      />
      {repair.error && <ErrorState error={repair.error} onRetry={repair.refetch} />}
    </Flex>
  );
}

function shownColumns({ headers, fields, rows }: RepairReview): number[] {
  const widest = Math.max(headers.length, ...rows.map(({ cells }) => cells?.length ?? 0));
  const all = Array.from({ length: widest }, (_, column) => column);
  if (all.length <= fewColumns) return all;
  const wrong = new Set(rows.map(({ column }) => column));
  return all.filter(
    (column) => fields[column] || wrong.has(headers[column] ?? null) || column >= headers.length,
  );
}

interface RepairActionsProps {
  batch: Batch;
  repair: RepairState;
  review: RepairReview;
}

function RepairActions({ batch, repair, review }: RepairActionsProps) {
  const { t, format } = useWords();
  const { message } = App.useApp();
  const client = useClient();
  const save = useSave();
  const { workspace, setWorkspace } = useSession();
  const [busy, setBusy] = useState(false);
  const readOnly = workspace?.readOnly ?? false;

  const take = (work: () => Promise<RepairResult | null>) =>
    save.attempt(async () => {
      setBusy(true);
      try {
        const done = await work();
        if (!done) return null;
        repair.reset();
        setWorkspace(done.info);
        message.success(t('repair.done', { accepted: done.accepted, remaining: done.remaining }), 6);
        return null;
      } finally {
        setBusy(false);
      }
    });

  return (
    <Flex wrap gap={8} align="center">
      <Button
        type="primary"
        loading={busy}
        disabled={readOnly || review.ready === 0}
        onClick={() => void take(() => client.call('quarantine.repair', toRepair(batch.id, repair.changes)))}
      >
        {t('repair.import', { count: review.ready })}
      </Button>
      <strong role="status">
        {t('repair.ready', {
          ready: format.value(review.ready, 'count'),
          total: format.value(review.total, 'count'),
        })}
      </strong>
      <Button disabled={repair.steps === 0} onClick={repair.undo}>
        {t('repair.undo')}
      </Button>
      <Button disabled={repair.steps === 0} onClick={repair.reset}>
        {t('repair.discard')}
      </Button>
      <span className="quiet">{t('repair.changes', { count: repair.steps })}</span>
      <FromFile
        disabled={readOnly || busy}
        onFile={(file) =>
          void take(() =>
            client.call('quarantine.repairFile', { batch: batch.id, file, accept: repair.changes.accept }),
          )
        }
      />
    </Flex>
  );
}

/** A corrected copy of the saved CSV. */
function FromFile({ disabled, onFile }: { disabled: boolean; onFile(handle: string): void }) {
  const { t } = useWords();
  const host = useHost();
  const save = useSave();
  const input = useRef<HTMLInputElement>(null);
  return (
    <>
      <Button disabled={disabled} onClick={() => input.current?.click()}>
        {t('repair.fromFile')}
      </Button>
      <input
        ref={input}
        type="file"
        accept=".csv,.txt,.tsv"
        hidden
        aria-label={t('repair.fromFile')}
        onChange={({ target }) => {
          const file = target.files?.[0];
          target.value = '';
          if (!file) return;
          void save.attempt(async () => {
            const granted = await host.grantDropped(file, () => undefined, new AbortController().signal);
            onFile(granted.handle);
            return null;
          });
        }}
      />
    </>
  );
}
