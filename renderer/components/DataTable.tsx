import type {
  CellContextMenuEvent,
  CellKeyDownEvent,
  FullWidthCellKeyDownEvent,
  GridApi,
  RowDoubleClickedEvent,
  RowSelectionOptions,
} from 'ag-grid-community';
import { AgGridReact } from 'ag-grid-react';
import { Dropdown, Input, type MenuProps } from 'antd';
import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import type { ReportedIn } from '../../shared/domain/currency.ts';
import type { Table } from '../../shared/domain/table.ts';
import { styleNonce } from '../app/nonce.ts';
import { usePalette } from '../app/session.ts';
import { useWords } from '../app/words.tsx';
import { columnSizing, type NeededWidths, neededWidths, rowsWithoutScroll, shareRoom } from './columnRoom.ts';
import { gridLocale } from './gridLocale.ts';
import { gridTheme } from './gridSetup.ts';
import { type ColumnSpec, type GridRow, gridColumns } from './tableColumns.tsx';

export interface RowAction {
  key: string;
  label: string;
  run(): void;
}

export interface DataTableProps {
  table: Table;
  /** What the table lists, for those who do not see it. */
  label: string;
  columns?: ColumnSpec[];
  height?: number | string;
  /** Shows a search box above the rows. */
  search?: boolean;
  /** Row numbers of the table, each time the choice changes. Without it rows cannot be chosen. */
  onSelect?(rows: number[]): void;
  /** Enter or double click. */
  onOpen?(row: number): void;
  /** Right click, or the menu key. */
  rowMenu?(row: number): RowAction[];
  /** What the amounts of the table are in. */
  reported?: ReportedIn | undefined;
  multiple?: boolean;
}

interface OpenMenu {
  x: number;
  y: number;
  actions: RowAction[];
}

/** Up to here all columns are laid out at first, so that each is as wide as what it holds. */
const columnsLaidOut = 40;

/** From here on a table that has its widths is laid out anew with only the columns in view: a scroll costs as much as what is laid out. */
const rowsThatScroll = 50;

/** A result table of any length. Sorting and searching work on the values, which stay in their columns. */
export function DataTable(props: DataTableProps) {
  const { table, label, columns, height = 320, search = false, reported } = props;
  const { onSelect, onOpen, rowMenu, multiple } = props;
  const words = useWords();
  const colours = usePalette();
  const [filter, setFilter] = useState('');
  const [menu, setMenu] = useState<OpenMenu | null>(null);
  const box = useRef<HTMLElement | null>(null);

  const rows = useMemo(() => Array.from({ length: table.n }, (_, row): GridRow => ({ table, row })), [table]);
  const strategy = useMemo(() => columnSizing(columns), [columns]);
  const needed = useRef<NeededWidths | null>(null);
  const [sizedIn, setSizedIn] = useState<string | null>(null);
  const inView = sizedIn === words.locale;
  const definitions = useMemo(
    () => gridColumns(table, columns, words, reported),
    [table, columns, words, reported],
  );
  const grid = useRef<GridApi<GridRow> | null>(null);
  // Cells whose value stays the same keep the words they were first drawn with, even when the words change.
  useEffect(() => {
    if (definitions.length > 0 && grid.current?.isDestroyed() === false)
      grid.current.refreshCells({ force: true });
  }, [definitions]);
  const selection = useMemo<RowSelectionOptions<GridRow> | undefined>(() => {
    if (!onSelect) return undefined;
    return { mode: multiple ? 'multiRow' : 'singleRow', checkboxes: false, enableClickSelection: true };
  }, [onSelect, multiple]);
  const openMenu = useCallback(
    (row: number, x: number, y: number) => {
      const actions = rowMenu?.(row) ?? [];
      if (actions.length > 0) setMenu({ x, y, actions });
    },
    [rowMenu],
  );

  function onKeyDown(event: CellKeyDownEvent<GridRow> | FullWidthCellKeyDownEvent<GridRow>) {
    const key = event.event as KeyboardEvent | null;
    if (!key || !event.data) return;
    if (key.key === 'Enter') onOpen?.(event.data.row);
    if (key.key === 'ContextMenu' || (key.key === 'F10' && key.shiftKey)) {
      const box = (key.target as HTMLElement).getBoundingClientRect();
      key.preventDefault();
      openMenu(event.data.row, box.left, box.bottom);
    }
  }

  return (
    <div className="data-table" style={{ height }}>
      {search && (
        <Input.Search
          className="data-table-search"
          allowClear
          size="small"
          value={filter}
          onChange={(event) => setFilter(event.target.value)}
          placeholder={words.t('table.search')}
          aria-label={words.t('table.search')}
        />
      )}
      <section
        ref={box}
        className="data-table-grid"
        aria-label={label}
        onContextMenu={(event) => event.preventDefault()}
      >
        <AgGridReact<GridRow>
          key={`${words.locale}${inView ? ' in view' : ''}`}
          theme={gridTheme(colours)}
          styleNonce={styleNonce()}
          localeText={gridLocale(words.t)}
          onGridReady={({ api }) => {
            grid.current = api;
            if (inView && needed.current) shareRoom(api, needed.current, box.current?.clientWidth ?? 0);
          }}
          rowData={rows}
          columnDefs={definitions}
          defaultColDef={{ sortable: true, resizable: true, suppressMovable: false }}
          {...(inView ? {} : { autoSizeStrategy: strategy })}
          alwaysShowVerticalScroll={table.n > rowsWithoutScroll}
          suppressColumnVirtualisation={!inView && definitions.length <= columnsLaidOut}
          quickFilterText={filter}
          {...(selection ? { rowSelection: selection } : {})}
          animateRows={false}
          suppressRowTransform
          suppressDragLeaveHidesColumns
          onColumnResized={({ api, source, finished }) => {
            if (!finished || source !== 'autosizeColumns') return;
            needed.current = neededWidths(api);
            if (table.n > rowsThatScroll) setSizedIn(words.locale);
            else shareRoom(api, needed.current, box.current?.clientWidth ?? 0);
          }}
          onGridSizeChanged={({ api, clientWidth }) => {
            if (needed.current) shareRoom(api, needed.current, clientWidth);
          }}
          onSelectionChanged={(event) => onSelect?.(event.api.getSelectedRows().map(({ row }) => row))}
          onRowDoubleClicked={(event: RowDoubleClickedEvent<GridRow>) =>
            event.data && onOpen?.(event.data.row)
          }
          onCellKeyDown={onKeyDown}
          onCellContextMenu={(event: CellContextMenuEvent<GridRow>) => {
            const mouse = event.event as MouseEvent | null;
            if (event.data && mouse) openMenu(event.data.row, mouse.clientX, mouse.clientY);
          }}
        />
      </section>
      <RowMenu menu={menu} onClose={() => setMenu(null)} />
    </div>
  );
}

function RowMenu({ menu, onClose }: { menu: OpenMenu | null; onClose(): void }) {
  if (!menu) return null;
  const items: MenuProps['items'] = menu.actions.map(({ key, label, run }) => ({ key, label, onClick: run }));
  return (
    <Dropdown
      open
      autoFocus
      trigger={['click']}
      menu={{ items, onClick: onClose, autoFocus: true }}
      onOpenChange={(open) => {
        if (!open) onClose();
      }}
    >
      <span className="row-menu-anchor" style={{ left: menu.x, top: menu.y }} />
    </Dropdown>
  );
}
