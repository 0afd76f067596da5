import { type RefObject, useEffect, useId, useMemo, useReducer, useRef, useState } from 'react';
import type { GridRow, RowSource } from './gridColumn.ts';
import type { Cell } from './gridKeys.ts';
import type { GridProps } from './gridProps.ts';
import { evenRows, MeasuredRows, type RowPlaces } from './rowPlaces.ts';
import { tablePen } from './tablePen.ts';
import { type Columns, useColumns } from './useColumns.ts';
import { usePainter } from './usePainter.ts';
import { scrollBarWidth, useSize } from './useSize.ts';

export const usualRowHeight = 28;
export const headerHeight = 33;
const border = 2;

export interface GridState extends Columns {
  props: GridProps;
  id: string;
  box: RefObject<HTMLDivElement | null>;
  body: RefObject<HTMLDivElement | null>;
  /** The cell under the cursor. */
  active: Cell;
  /** Rows that a page key goes. */
  page: number;
  scrolls: boolean;
  /** Wider than its box. */
  isWide: boolean;
  /** Puts the cursor on a cell; `show` brings it into sight. */
  goTo(cell: Cell, show: boolean): void;
  /** From now on it is said which row the cursor is on. */
  use(): void;
}

/** Where everything in a grid stands, and its rows drawn. */
export function useGrid(props: GridProps): GridState {
  const { rows, sort, choice, rowHeight = usualRowHeight } = props;
  const box = useRef<HTMLDivElement>(null);
  const body = useRef<HTMLDivElement>(null);
  const id = useId();
  const [cursor, setCursor] = useState<Cell>({ row: 0, column: 0 });
  const size = useSize(box);
  const news = useNews(props);
  const { count } = rows;
  const wraps = props.columns.some((column) => column.wraps);
  const places = useMemo(() => placesOf(rows, wraps, rowHeight), [rows, count, wraps, rowHeight]);
  const scrolls = wraps || places.total + headerHeight > size.height - border;
  const room = size.width - border - (scrolls ? scrollBarWidth() : 0);
  const columns = useColumns(props.columns, rows, sort, room);
  const active = {
    row: Math.min(cursor.row, count - 1),
    column: Math.max(0, Math.min(cursor.column, columns.columns.length - 1)),
  };
  const { layout } = columns;
  const isChosen = choice ? (row: GridRow) => choice.chosen.has(choice.keyOf(row)) : null;
  const pen = tablePen({ id, rows, columns: columns.columns, layout, active, wraps, isChosen });
  const isWide = layout.width > room;
  const picture = { count, layout, isWide, places, headerHeight, headerRows: 1, pen };
  const painter = usePainter({ box, body, size, picture });
  const use = useFocusNews(props, active.row, news);
  return {
    ...columns,
    props,
    id,
    box,
    body,
    active,
    page: Math.max(1, Math.floor((size.height - headerHeight) / rowHeight) - 1),
    scrolls,
    isWide,
    goTo: (cell, isShown) => {
      setCursor(cell);
      if (isShown) painter.current?.reveal(cell.row, cell.column);
    },
    use,
  };
}

/** Rows that are sorted or searched anew have other heights. */
function placesOf({ count }: RowSource, wraps: boolean, rowHeight: number): RowPlaces {
  return wraps ? new MeasuredRows(count, rowHeight) : evenRows(count, rowHeight);
}

/** Draws the grid again when further rows have come; a number that is another one each time. */
function useNews({ rows }: GridProps): number {
  const [news, tell] = useReducer((count: number) => count + 1, 0);
  useEffect(() => rows.listen(tell), [rows]);
  return news;
}

function useFocusNews({ rows, onFocus }: GridProps, row: number, news: number): () => void {
  const [used, setUsed] = useState(false);
  const latest = useRef(onFocus);
  latest.current = onFocus;
  useEffect(() => {
    if (used && news >= 0) latest.current?.(row < 0 ? null : rows.rowAt(row));
  }, [used, row, rows, news]);
  return () => setUsed(true);
}
