import { useCallback, useMemo, useRef, useState } from 'react';
import { usePalette } from '../../app/session.ts';
import { fitWidths } from '../columnWidths.ts';
import { type ColumnLayout, layOutColumns } from './columnLayout.ts';
import { type GridColumn, narrowestColumn, type RowSource, type SortKey } from './gridColumn.ts';
import { neededWidths } from './textWidth.ts';

export interface Columns {
  /** In the order in which they are shown. */
  columns: readonly GridColumn[];
  layout: ColumnLayout;
  resize(column: GridColumn, width: number): void;
  fit(column: GridColumn): void;
  move(from: number, to: number): void;
}

/** The columns of a grid that has `room` pixels: as wide as what they hold, until the user makes them otherwise. */
export function useColumns(
  given: readonly GridColumn[],
  rows: RowSource,
  sort: readonly SortKey[],
  room: number,
): Columns {
  const { fontFamily } = usePalette();
  const [order, setOrder] = useState<readonly string[]>([]);
  const [own, setOwn] = useState<ReadonlyMap<string, number>>(new Map());
  const columns = useMemo(() => inOrder(given, order), [given, order]);
  const needed = useNeeded(given, rows, sort);
  const layout = useMemo(() => {
    const needs = columns.map(({ id, kind }) => ({ width: needed.get(id)!, kind }));
    const widths = fitWidths(needs, room);
    return layOutColumns(
      columns.map(({ id }, index) => own.get(id) ?? widths[index]!),
      columns.filter(({ pinned }) => pinned).length,
    );
  }, [columns, needed, own, room]);
  const resize = useCallback(
    ({ id }: GridColumn, width: number) =>
      setOwn((old) => new Map(old).set(id, Math.max(narrowestColumn, Math.round(width)))),
    [],
  );
  const fit = useCallback(
    (column: GridColumn) => {
      const [width] = neededWidths([{ ...column, widest: 1200 }], rows.sample(), sort, fontFamily);
      setOwn((old) => new Map(old).set(column.id, width!));
    },
    [rows, sort, fontFamily],
  );
  const move = useCallback(
    (from: number, to: number) => {
      const ids = columns.map(({ id }) => id);
      ids.splice(to, 0, ...ids.splice(from, 1));
      setOrder(ids);
    },
    [columns],
  );
  return { columns, layout, resize, fit, move };
}

/** Measured by the rows that come first: sorted or searched, a table keeps its widths. */
function useNeeded(given: readonly GridColumn[], rows: RowSource, sort: readonly SortKey[]) {
  const { fontFamily } = usePalette();
  const kept = useRef<{ given: readonly GridColumn[]; widths: Map<string, number>; byRows: boolean } | null>(
    null,
  );
  if (kept.current?.given !== given || !kept.current.byRows) {
    const sample = rows.sample();
    const widths = neededWidths(given, sample, sort, fontFamily);
    kept.current = {
      given,
      widths: new Map(given.map(({ id }, index) => [id, widths[index]!])),
      byRows: sample.length > 0,
    };
  }
  return kept.current.widths;
}

/** Pinned columns first; those the user has not moved stay where they were. */
function inOrder(given: readonly GridColumn[], order: readonly string[]): readonly GridColumn[] {
  const place = ({ id }: GridColumn, index: number) => {
    const moved = order.indexOf(id);
    return moved < 0 ? index : moved;
  };
  return given
    .map((column, index) => ({ column, at: place(column, index) }))
    .sort((a, b) => Number(b.column.pinned) - Number(a.column.pinned) || a.at - b.at)
    .map(({ column }) => column);
}
