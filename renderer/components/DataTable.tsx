import { Input } from 'antd';
import { useCallback, useDeferredValue, useEffect, useMemo, useRef, useState } from 'react';
import type { ReportedIn } from '../../shared/domain/currency.ts';
import type { Table } from '../../shared/domain/table.ts';
import { useWords } from '../app/words.tsx';
import { Grid } from './grid/Grid.tsx';
import type { GridColumn, GridRow, SortKey } from './grid/gridColumn.ts';
import type { RowKey } from './grid/rowChoice.ts';
import { everyRow, rowSearch, sortedRows, tableRows } from './grid/tableRows.ts';
import { type OpenMenu, type RowAction, RowMenu } from './RowMenu.tsx';
import { TableHint } from './TableHint.tsx';
import { type ColumnSpec, firstOrder, gridColumns } from './tableColumns.tsx';

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

const noRows: ReadonlySet<RowKey> = new Set();
const keyOf = ({ row }: GridRow): RowKey => row;

/** A result table of any length. Sorting and searching work on the values, which stay in their columns. */
export function DataTable(props: DataTableProps) {
  const { table, label, columns: specs, height = 320, search = false, reported } = props;
  const { onSelect, onOpen, rowMenu, multiple } = props;
  const words = useWords();
  const [filter, setFilter] = useState('');
  const [menu, setMenu] = useState<OpenMenu | null>(null);
  const columns = useMemo(() => gridColumns(table, specs, words, reported), [table, specs, words, reported]);
  const { rows, sort, setSort } = useOrder(table, columns, firstOrder(specs), useDeferredValue(filter));
  const choice = useChoice(table, onSelect, multiple ?? false);
  const openMenu = useCallback(
    ({ row }: GridRow, x: number, y: number) => {
      const actions = rowMenu?.(row) ?? [];
      if (actions.length > 0) setMenu({ x, y, actions });
    },
    [rowMenu],
  );
  return (
    <div className="data-table" style={{ height }}>
      {search && (
        <div className="data-table-head">
          <Input.Search
            className="data-table-search"
            allowClear
            size="small"
            value={filter}
            onChange={(event) => setFilter(event.target.value)}
            placeholder={words.t('table.search')}
            aria-label={words.t('table.search')}
          />
          {onOpen && <TableHint />}
        </div>
      )}
      <section className="data-table-grid" aria-label={label}>
        <Grid
          label={label}
          columns={columns}
          rows={rows}
          sort={sort}
          onSort={setSort}
          empty={words.t(table.n > 0 ? 'table.noMatch' : 'table.empty')}
          choice={choice}
          onOpen={({ row }) => onOpen?.(row)}
          onMenu={openMenu}
        />
      </section>
      <RowMenu menu={menu} onClose={() => setMenu(null)} />
    </div>
  );
}

/** The rows that are found, in the order that was chosen. */
function useOrder(table: Table, columns: readonly GridColumn[], first: SortKey[], filter: string) {
  const { locale } = useWords();
  const [sort, setSort] = useState(first);
  const find = useMemo(() => rowSearch(table, columns), [table, columns]);
  const sorted = useMemo(
    () => sortedRows(table, everyRow(table), columns, sort, locale),
    [table, columns, sort, locale],
  );
  const rows = useMemo(() => tableRows(table, find(sorted, filter)), [table, find, sorted, filter]);
  return { rows, sort, setSort };
}

/** Rows of another table are not chosen, and who asked is told so. */
function useChoice(table: Table, onSelect: DataTableProps['onSelect'], multiple: boolean) {
  const [chosen, setChosen] = useState(noRows);
  const latest = useRef(onSelect);
  latest.current = onSelect;
  const had = useRef(noRows);
  had.current = chosen;
  useEffect(() => {
    if (had.current.size === 0) return;
    setChosen(noRows);
    latest.current?.([]);
  }, [table]);
  const onChange = useCallback((next: ReadonlySet<RowKey>) => {
    setChosen(next);
    latest.current?.([...next].map(Number));
  }, []);
  if (!onSelect) return undefined;
  return { mode: multiple ? 'several' : 'one', chosen, keyOf, onChange } as const;
}
