import { useEffect, useMemo, useRef } from 'react';
import type { Ask } from '../../../shared/domain/exhibit.ts';
import { findColumn, texts } from '../../../shared/domain/table.ts';
import { decodeTable } from '../../app/decodeExhibit.ts';
import { useClient } from '../../app/session.ts';
import { useWords, type Words } from '../../app/words.tsx';
import { Grid } from '../../components/grid/Grid.tsx';
import type { GridColumn, GridRow, SortKey } from '../../components/grid/gridColumn.ts';
import { PagedRows } from '../../components/grid/pagedRows.ts';
import type { RowKey } from '../../components/grid/rowChoice.ts';
import { type ColumnSpec, columnHeader } from '../../components/tableColumns.tsx';
import type { Filters } from './workbench.ts';
import { workColumns } from './workColumns.tsx';

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
  chosen: readonly string[];
  onChosen(ids: string[]): void;
  onKey(key: string, row: GridRow): void;
  onMenu(row: GridRow, x: number, y: number): void;
  onError(error: unknown): void;
}

export function idOf({ table, row }: GridRow): string {
  return texts(table, 'id')[row] ?? '';
}

const rowHeight = 40;

/** Rows come a page at a time, in the order and from the part of the list that the engine was asked for. */
export function WorkGrid(props: WorkGridProps) {
  const { label, ask, filters, height, version, chosen } = props;
  const words = useWords();
  const client = useClient();
  const key = JSON.stringify(ask);
  const latest = useRef(props);
  latest.current = props;
  const columns = useMemo(() => [boxColumn, ...columnsOf(words)], [words]);
  const rows = useMemo(() => {
    const asked = JSON.parse(key) as Ask;
    return new PagedRows(
      pageRows,
      async (offset, limit) => {
        const options = { ...asked.options, offset, limit };
        const { tables, values } = await client.call('analyse.run', { ...asked, options });
        return { table: decodeTable(tables.opportunities!), total: Number(values.total) };
      },
      (error) => latest.current.onError(error),
    );
  }, [client, key]);
  useEffect(() => {
    if (version) rows.refresh();
  }, [version, rows]);
  const sort = useMemo(() => sortKeys(filters), [filters]);
  const choice = {
    mode: 'several',
    chosen: useMemo(() => new Set<RowKey>(chosen), [chosen]),
    keyOf: idOf,
    onChange: (ids: ReadonlySet<RowKey>) => props.onChosen([...ids].map(String)),
  } as const;
  function onSort([first]: SortKey[]): void {
    const next = first ?? { id: 'expected', way: 'desc' };
    props.onSort(sortOf(next.id), next.way === 'desc' ? 'descending' : 'ascending');
  }
  return (
    <section className="data-table-grid work-grid" style={{ height }} aria-label={label}>
      <Grid
        label={label}
        columns={columns}
        rows={rows}
        rowHeight={rowHeight}
        sort={sort}
        onSort={onSort}
        empty={words.t('table.empty')}
        choice={choice}
        onOpen={(row) => props.onKey('Enter', row)}
        onKey={props.onKey}
        onMenu={props.onMenu}
        onFocus={props.onFocus}
      />
    </section>
  );
}

/** Column → what the engine sorts by. */
const sorts: Record<string, string> = { account_name: 'account', product_name: 'product' };

function sortOf(column: string | undefined): string {
  return column === undefined ? 'expected' : (sorts[column] ?? column);
}

function sortKeys({ sort, order }: Filters): SortKey[] {
  const id = Object.keys(sorts).find((column) => sorts[column] === sort) ?? sort;
  return [{ id, way: order === 'descending' ? 'desc' : 'asc' }];
}

const numberColumns = new Set(['value', 'probability', 'movable', 'expected']);

/** Where a click chooses a row beside those that are chosen. */
const boxColumn: GridColumn = {
  id: 'chosen',
  header: '',
  kind: 'number',
  isNumber: false,
  wraps: false,
  narrowest: 36,
  widest: 36,
  pinned: true,
  sortable: false,
  firstSort: 'asc',
  text: () => '',
  look: () => 'is-box',
  span: () => 'grid-check',
  titled: false,
  value: () => null,
};

/** The columns do not wait for a table: every row brings its own. */
function columnsOf(words: Words): GridColumn[] {
  return workColumns(words).map((spec) => {
    const isNumber = numberColumns.has(spec.name);
    const isSentence = spec.name === 'evidence';
    const span = spec.span;
    return {
      id: spec.name,
      header: columnHeader(spec.name, spec, words),
      kind: isSentence ? 'sentence' : 'number',
      isNumber,
      wraps: false,
      narrowest: spec.width ?? 120,
      widest: spec.width ?? 120,
      pinned: spec.pinned === 'left',
      sortable: !isSentence && spec.name !== 'movable',
      firstSort: isNumber ? 'desc' : 'asc',
      text: (row) => shownText(row, spec, words),
      look: () => (isNumber ? 'is-number' : isSentence ? 'is-text is-sentence' : 'is-text'),
      span: span ? ({ table, row }) => span(row, table) : null,
      titled: false,
      value: () => null,
    };
  });
}

function shownText({ table, row }: GridRow, spec: ColumnSpec, words: Words): string {
  const column = findColumn(table, spec.name);
  if (column.type !== 'text') return words.format.cell(column, row);
  const value = column.values[row] ?? null;
  return spec.text ? spec.text(value, row, table) : (value ?? '–');
}
