import { App } from 'antd';
import { useMemo, useState } from 'react';
import type { Exhibit } from '../../shared/domain/exhibit.ts';
import { decodeTable } from '../app/decodeExhibit.ts';
import { useClient } from '../app/session.ts';
import { useWords } from '../app/words.tsx';
import { errorWords } from './ErrorState.tsx';
import { Grid } from './grid/Grid.tsx';
import type { GridRow, SortKey } from './grid/gridColumn.ts';
import { PagedRows } from './grid/pagedRows.ts';
import { type OpenMenu, type RowAction, RowMenu } from './RowMenu.tsx';
import { SearchBox } from './SearchBox.tsx';
import { TableHint } from './TableHint.tsx';
import { type ColumnSpec, gridColumns } from './tableColumns.tsx';

/** Rows of a page; the ask of a paged exhibit has this as its `limit`. */
export const pageRows = 200;

/** How a list that the engine sorts and searches stands. */
export interface Paging {
  sort: SortKey[];
  onSort(sort: SortKey[]): void;
  /** Columns that the engine sorts by. */
  sortable: { has(column: string): boolean };
  search: string;
  onSearch(text: string): void;
}

interface PagedTableProps {
  /** The first page; value `total` says how many rows all have. */
  exhibit: Exhibit;
  /** Which of its tables is paged. */
  table: string;
  label: string;
  paging: Paging;
  columns?: ColumnSpec[] | undefined;
  height: number;
  /** Enter or double click; the exhibit holds the page that the row is on. */
  onOpen?(row: number, exhibit: Exhibit): void;
  /** Right click, or the menu key. */
  rowMenu?(row: number, exhibit: Exhibit): RowAction[];
}

/** A long list of which only the pages in sight are fetched. */
export function PagedTable(props: PagedTableProps) {
  const { exhibit, table, label, paging, height, onOpen, rowMenu } = props;
  const words = useWords();
  const [menu, setMenu] = useState<OpenMenu | null>(null);
  const columns = usePagedColumns(props);
  const rows = usePages(exhibit, table);
  const pageOf = (row: GridRow) => ({ ...exhibit, tables: { ...exhibit.tables, [table]: row.table } });
  return (
    <div className="data-table" style={{ height }}>
      <div className="data-table-head">
        <SearchBox
          className="data-table-search"
          value={paging.search}
          onChange={paging.onSearch}
          label={words.t('table.search')}
        />
        {onOpen && <TableHint />}
      </div>
      <section className="data-table-grid" aria-label={label}>
        <Grid
          label={label}
          columns={columns}
          rows={rows}
          sort={paging.sort}
          onSort={paging.onSort}
          empty={words.t(paging.search ? 'table.noMatch' : 'table.empty')}
          onOpen={(row) => onOpen?.(row.row, pageOf(row))}
          onMenu={(row, x, y) => {
            const actions = rowMenu?.(row.row, pageOf(row)) ?? [];
            if (actions.length > 0) setMenu({ x, y, actions });
          }}
        />
      </section>
      <RowMenu menu={menu} onClose={() => setMenu(null)} />
    </div>
  );
}

function usePagedColumns({ exhibit, table, columns, paging: { sortable } }: PagedTableProps) {
  const words = useWords();
  return useMemo(
    () =>
      gridColumns(exhibit.tables[table]!, columns, words, exhibit.evidence.currency).map((column) => ({
        ...column,
        sortable: sortable.has(column.id),
      })),
    [exhibit, table, columns, words, sortable],
  );
}

function usePages(exhibit: Exhibit, table: string): PagedRows {
  const client = useClient();
  const { t } = useWords();
  const { message } = App.useApp();
  return useMemo(() => {
    const { ask, tables, values } = exhibit;
    return new PagedRows(
      pageRows,
      async (offset, limit) => {
        const options = { ...ask.options, offset, limit };
        const page = await client.call('analyse.run', { ...ask, options });
        return { table: decodeTable(page.tables[table]!), total: Number(page.values.total) };
      },
      (error) => message.error(errorWords(error, t).title),
      { table: tables[table]!, total: Number(values.total) },
    );
  }, [client, exhibit, table, message, t]);
}
