import { Drawer } from 'antd';
import { useEffect, useMemo, useState } from 'react';
import { makePeriod, parsePeriod } from '../../shared/domain/period.ts';
import type { Table } from '../../shared/domain/table.ts';
import { CancelledError } from '../../shared/errors/errors.ts';
import { decodeTable } from '../app/decodeExhibit.ts';
import { periodWords } from '../app/periodWords.ts';
import { type EngineClient, useSession } from '../app/session.ts';
import { conditionWords } from '../app/sliceWords.ts';
import { useWords } from '../app/words.tsx';
import { ErrorState } from './ErrorState.tsx';
import { exactMoney } from './exactMoney.ts';
import { Grid } from './grid/Grid.tsx';
import type { SortKey } from './grid/gridColumn.ts';
import { PagedRows } from './grid/pagedRows.ts';
import { LoadingState } from './LoadingState.tsx';
import { type RowsRequest, useRowsRequest } from './rowsRequest.ts';
import { gridColumns } from './tableColumns.tsx';

const pageRows = 500;
const noSort: SortKey[] = [];

interface Page {
  table: Table;
  total: number;
}

async function fetchPage(
  client: EngineClient,
  request: RowsRequest,
  offset: number,
  signal?: AbortSignal,
): Promise<Page> {
  const { slice, from, to } = request;
  const wire = await client.call(
    'book.rows',
    { slice, ...(from ? { from } : {}), ...(to ? { to } : {}), offset, limit: pageRows },
    signal ? { signal } : {},
  );
  return { table: exactMoney(decodeTable(wire)), total: wire.total };
}

/** Drill-down: the fact rows behind a number, in source order, fetched a page at a time. */
export function RowsDrawer() {
  const { t, format } = useWords();
  const { request, close } = useRowsRequest();
  const client = useSession((session) => session.client);
  const [total, setTotal] = useState<number | null>(null);
  if (!request || !client) return null;
  const filters = request.slice.where.map((condition) => conditionWords(condition, t));
  const period = spanWords(request.from, request.to);
  const line = [
    total === null ? null : t('rows.total', { rows: format.value(total, 'count') }),
    period,
    ...filters,
    t(`basis.${request.slice.basis}`),
  ].filter(Boolean);
  return (
    <Drawer
      open
      size="70vw"
      getContainer={() => document.getElementById('root') ?? document.body}
      onClose={close}
      title={t('rows.title', { title: request.title })}
      closable={{ 'aria-label': t('action.close') }}
      className="rows-drawer"
    >
      <p className="exhibit-line">{line.join(' · ')}</p>
      <Rows key={JSON.stringify(request)} request={request} client={client} onTotal={setTotal} />
    </Drawer>
  );
}

/** From the first day of the one period to the last day of the other. */
function spanWords(from: string | undefined, to: string | undefined): string | null {
  const first = from ?? to;
  const last = to ?? from;
  if (!first || !last) return null;
  return periodWords(makePeriod(parsePeriod(first).from, parsePeriod(last).to).text);
}

interface RowsProps {
  request: RowsRequest;
  client: EngineClient;
  onTotal(total: number): void;
}

function Rows({ request, client, onTotal }: RowsProps) {
  const words = useWords();
  const [first, setFirst] = useState<Page | null>(null);
  const [error, setError] = useState<unknown>(null);

  useEffect(() => {
    const controller = new AbortController();
    fetchPage(client, request, 0, controller.signal).then(
      (page) => {
        setFirst(page);
        onTotal(page.total);
      },
      (failure: unknown) => {
        if (!(failure instanceof CancelledError) && !controller.signal.aborted) setError(failure);
      },
    );
    return () => controller.abort();
  }, [client, request, onTotal]);

  const rows = useMemo(
    () => first && new PagedRows(pageRows, (offset) => fetchPage(client, request, offset), setError, first),
    [client, request, first],
  );
  const columns = useMemo(
    () =>
      first ? gridColumns(first.table, undefined, words).map((each) => ({ ...each, sortable: false })) : [],
    [first, words],
  );
  if (error) return <ErrorState error={error} />;
  if (!rows) return <LoadingState progress={null} />;
  const title = words.t('rows.title', { title: request.title });
  return (
    <section className="data-table-grid rows-grid" aria-label={title}>
      <Grid
        label={title}
        columns={columns}
        rows={rows}
        sort={noSort}
        onSort={() => undefined}
        empty={words.t('table.empty')}
      />
    </section>
  );
}
