import type {
  CellKeyDownEvent,
  ColDef,
  FullWidthCellKeyDownEvent,
  GridApi,
  ICellRendererParams,
  IDatasource,
} from 'ag-grid-community';
import { AgGridReact } from 'ag-grid-react';
import { type RefObject, useEffect, useMemo, useRef } from 'react';
import type { Ask } from '../../../shared/domain/exhibit.ts';
import { findColumn, texts } from '../../../shared/domain/table.ts';
import { CancelledError } from '../../../shared/errors/errors.ts';
import { decodeTable } from '../../app/decodeExhibit.ts';
import { styleNonce } from '../../app/nonce.ts';
import { type EngineClient, useClient, usePalette } from '../../app/session.ts';
import { useWords, type Words } from '../../app/words.tsx';
import { gridLocale } from '../../components/gridLocale.ts';
import { gridTheme } from '../../components/gridSetup.ts';
import { type ColumnSpec, columnHeader, type GridRow } from '../../components/tableColumns.tsx';
import type { Filters } from './workbench.ts';
import { evidenceText, kindCell, workColumns } from './workColumns.tsx';

const pageRows = 200;

export interface WorkGridProps {
  label: string;
  /** The rows wanted, without a page. */
  ask: Ask;
  filters: Filters;
  height: number;
  /** Changes with every new answer about the list: the rows in view are fetched again. */
  version: unknown;
  onSort(sort: string, order: Filters['order']): void;
  onFocus(row: GridRow | null): void;
  onChosen(ids: string[]): void;
  onKey(key: string, row: GridRow): void;
  onMenu(row: GridRow, x: number, y: number): void;
  onError(error: unknown): void;
  grid: RefObject<GridApi<GridRow> | null>;
}

export function idOf({ table, row }: GridRow): string {
  return texts(table, 'id')[row] ?? '';
}

/** Rows come a page at a time, in the order and from the part of the list that the engine was asked for. */
export function WorkGrid(props: WorkGridProps) {
  const { ask, filters, height, version, grid } = props;
  const words = useWords();
  const colours = usePalette();
  const client = useClient();
  const key = JSON.stringify(ask);
  const latest = useRef(props);
  latest.current = props;
  const columns = useMemo(() => columnsOf(words, filters), [words, filters]);
  const datasource = useMemo<IDatasource>(
    () => pagesOf(client, JSON.parse(key) as Ask, (error) => latest.current.onError(error)),
    [client, key],
  );
  useEffect(() => {
    if (version) grid.current?.refreshInfiniteCache();
  }, [version, grid]);

  function onKeyDown(event: CellKeyDownEvent<GridRow> | FullWidthCellKeyDownEvent<GridRow>) {
    const pressed = event.event as KeyboardEvent | null;
    if (!pressed || !event.data || pressed.ctrlKey || pressed.metaKey || pressed.altKey) return;
    if (pressed.key === 'ContextMenu' || (pressed.key === 'F10' && pressed.shiftKey)) {
      const box = (pressed.target as HTMLElement).getBoundingClientRect();
      pressed.preventDefault();
      props.onMenu(event.data, box.left, box.bottom);
    } else props.onKey(pressed.key, event.data);
  }

  return (
    <section
      className="data-table-grid work-grid"
      style={{ height }}
      aria-label={props.label}
      onContextMenu={(event) => event.preventDefault()}
    >
      <AgGridReact<GridRow>
        key={words.locale}
        theme={gridTheme(colours)}
        styleNonce={styleNonce()}
        localeText={gridLocale(words.t)}
        rowModelType="infinite"
        cacheBlockSize={pageRows}
        maxBlocksInCache={20}
        infiniteInitialRowCount={1}
        datasource={datasource}
        getRowId={({ data }) => idOf(data)}
        columnDefs={columns}
        defaultColDef={{ resizable: true, sortable: true, suppressMovable: false }}
        rowSelection={{
          mode: 'multiRow',
          checkboxes: true,
          headerCheckbox: false,
          enableClickSelection: true,
        }}
        selectionColumnDef={{ pinned: 'left', width: 36, suppressHeaderMenuButton: true }}
        rowHeight={40}
        animateRows={false}
        alwaysShowVerticalScroll
        onGridReady={({ api }) => {
          grid.current = api;
        }}
        onSortChanged={({ api, source }) => {
          if (source === 'api' || source === 'gridOptionsChanged') return;
          const sorted = api.getColumnState().find(({ sort }) => sort);
          const isDown = (sorted?.sort ?? 'desc') === 'desc';
          props.onSort(sortOf(sorted?.colId), isDown ? 'descending' : 'ascending');
        }}
        onSelectionChanged={({ api }) => props.onChosen(api.getSelectedRows().map(idOf))}
        onModelUpdated={({ api }) => {
          const at = api.getFocusedCell()?.rowIndex;
          if (at !== undefined) props.onFocus(api.getDisplayedRowAtIndex(at)?.data ?? null);
        }}
        onCellFocused={({ api, rowIndex }) =>
          props.onFocus((rowIndex === null ? null : api.getDisplayedRowAtIndex(rowIndex)?.data) ?? null)
        }
        onRowDoubleClicked={({ data }) => data && props.onKey('Enter', data)}
        onCellKeyDown={onKeyDown}
        onCellContextMenu={({ data, event }) => {
          const mouse = event as MouseEvent | null;
          if (data && mouse) props.onMenu(data, mouse.clientX, mouse.clientY);
        }}
      />
    </section>
  );
}

/** Column → what the engine sorts by. */
const sorts: Record<string, string> = { account_name: 'account', product_name: 'product' };

function sortOf(column: string | undefined): string {
  return column === undefined ? 'expected' : (sorts[column] ?? column);
}

const numberColumns = new Set(['value', 'probability', 'movable', 'expected']);

/** The columns do not wait for a table: every row brings its own. */
function columnsOf(words: Words, filters: Filters): ColDef<GridRow>[] {
  return workColumns(words).map((spec) => {
    const isNumber = numberColumns.has(spec.name);
    const isSorted = sortOf(spec.name) === filters.sort;
    return {
      colId: spec.name,
      headerName: columnHeader(spec.name, spec, words),
      width: spec.width ?? 120,
      ...(spec.pinned ? { pinned: spec.pinned } : {}),
      ...(spec.name === 'evidence' ? { flex: 1, minWidth: 220 } : {}),
      type: isNumber ? 'rightAligned' : [],
      sortable: spec.name !== 'evidence' && spec.name !== 'movable',
      sort: isSorted ? (filters.order === 'descending' ? 'desc' : 'asc') : null,
      sortingOrder: isNumber ? ['desc', 'asc'] : ['asc', 'desc'],
      cellClass: isNumber ? 'is-number' : spec.name === 'evidence' ? 'is-text is-sentence' : 'is-text',
      valueGetter: ({ data }) => (data ? shownText(data, spec, words) : null),
      ...cellOf(spec.name, words),
    };
  });
}

function shownText({ table, row }: GridRow, spec: ColumnSpec, words: Words): string {
  const column = findColumn(table, spec.name);
  if (column.type !== 'text') return words.format.cell(column, row);
  const value = column.values[row] ?? null;
  return spec.text ? spec.text(value, row, table) : (value ?? '–');
}

function cellOf(name: string, words: Words): Partial<ColDef<GridRow>> {
  type Params = ICellRendererParams<GridRow>;
  if (name === 'kind') return { cellRenderer: ({ data }: Params) => (data ? kindCell(data, words) : null) };
  if (name !== 'evidence') return {};
  const text = ({ data }: Params) =>
    data ? <span className="clamped">{evidenceText(data.table, data.row, words)}</span> : null;
  return { cellRenderer: text };
}

function pagesOf(client: EngineClient, ask: Ask, onError: (error: unknown) => void): IDatasource {
  return {
    getRows: ({ startRow, endRow, successCallback, failCallback }) => {
      const options = { ...ask.options, offset: startRow, limit: endRow - startRow };
      client.call('analyse.run', { ...ask, options }).then(
        ({ tables, values }) => {
          const table = decodeTable(tables.opportunities!);
          const rows = Array.from({ length: table.n }, (_, row): GridRow => ({ table, row }));
          successCallback(rows, Number(values.total));
        },
        (error: unknown) => {
          failCallback();
          if (!(error instanceof CancelledError)) onError(error);
        },
      );
    },
  };
}
