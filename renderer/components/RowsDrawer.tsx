import type { IDatasource } from 'ag-grid-community';
import { AgGridReact } from 'ag-grid-react';
import { Drawer } from 'antd';
import { useEffect, useMemo, useState } from 'react';
import { makePeriod, parsePeriod } from '../../shared/domain/period.ts';
import type { Table } from '../../shared/domain/table.ts';
import { CancelledError } from '../../shared/errors/errors.ts';
import { decodeTable } from '../app/decodeExhibit.ts';
import { styleNonce } from '../app/nonce.ts';
import { periodWords } from '../app/periodWords.ts';
import { type EngineClient, usePalette, useSession } from '../app/session.ts';
import { conditionWords } from '../app/sliceWords.ts';
import { useWords } from '../app/words.tsx';
import { ErrorState } from './ErrorState.tsx';
import { exactMoney } from './exactMoney.ts';
import { gridLocale } from './gridLocale.ts';
import { gridTheme } from './gridSetup.ts';
import { LoadingState } from './LoadingState.tsx';
import { type RowsRequest, useRowsRequest } from './rowsRequest.ts';
import { type GridRow, gridColumns } from './tableColumns.tsx';

const pageRows = 500;

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
  const colours = usePalette();
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

  const datasource = useMemo<IDatasource | null>(
    () => (first ? pagesOf(client, request, first, setError) : null),
    [client, request, first],
  );
  const columns = useMemo(
    () =>
      first ? gridColumns(first.table, undefined, words).map((each) => ({ ...each, sortable: false })) : [],
    [first, words],
  );
  if (error) return <ErrorState error={error} />;
  if (!first || !datasource) return <LoadingState progress={null} />;
  return (
    <section
      className="data-table-grid rows-grid"
      aria-label={words.t('rows.title', { title: request.title })}
    >
      <AgGridReact<GridRow>
        theme={gridTheme(colours)}
        styleNonce={styleNonce()}
        localeText={gridLocale(words.t)}
        rowModelType="infinite"
        cacheBlockSize={pageRows}
        maxBlocksInCache={20}
        datasource={datasource}
        columnDefs={columns}
        autoSizeStrategy={{ type: 'fitCellContents', scaleUpToFitGridWidth: true, defaultMaxWidth: 320 }}
      />
    </section>
  );
}

function pagesOf(
  client: EngineClient,
  request: RowsRequest,
  first: Page,
  onError: (error: unknown) => void,
): IDatasource {
  const rowsOfPage = ({ table }: Page) =>
    Array.from({ length: table.n }, (_, row): GridRow => ({ table, row }));
  return {
    rowCount: first.total,
    getRows: ({ startRow, successCallback, failCallback }) => {
      if (startRow === 0) {
        successCallback(rowsOfPage(first), first.total);
        return;
      }
      fetchPage(client, request, startRow).then(
        (page) => successCallback(rowsOfPage(page), page.total),
        (error: unknown) => {
          failCallback();
          onError(error);
        },
      );
    },
  };
}
