import { type PointerEvent, useRef } from 'react';
import { useWords } from '../../app/words.tsx';
import { Box } from '../Box.tsx';
import type { ColumnLayout } from './columnLayout.ts';
import type { GridColumn, SortKey } from './gridColumn.ts';
import { cellId } from './RowPainter.ts';

interface HeaderProps {
  id: string;
  columns: readonly GridColumn[];
  layout: ColumnLayout;
  height: number;
  sort: readonly SortKey[];
  /** Where the cursor stands in the header; null elsewhere. */
  active: number | null;
  onSort(column: GridColumn, add: boolean): void;
  onResize(column: GridColumn, width: number): void;
  /** As wide as its contents again. */
  onFit(column: GridColumn): void;
  onMove(from: number, to: number): void;
}

/** How far the pointer goes before it drags a column. */
const slack = 6;

/** The names of the columns: a click sorts, the edge resizes, dragging moves. */
export function GridHeader(props: HeaderProps) {
  const { columns, layout, height } = props;
  return (
    <Box
      className="grid-head"
      style={{ width: layout.width, height }}
      role="row"
      aria-rowindex={1}
      row-index={-1}
      tabIndex={-1}
    >
      {columns.map((column, index) => (
        <HeaderCell key={column.id} {...props} column={column} index={index} />
      ))}
    </Box>
  );
}

function HeaderCell(props: HeaderProps & { column: GridColumn; index: number }) {
  const { id, layout, sort, active, column, index, onSort } = props;
  const { t } = useWords();
  const dragged = useDrag(props);
  const at = sort.findIndex((key) => key.id === column.id);
  const way = sort[at]?.way;
  const look = ['grid-header', column.isNumber ? 'is-number' : '', column.pinned ? 'is-pinned' : ''];
  return (
    <Box
      role="columnheader"
      id={cellId(id, -1, index)}
      className={[...look, active === index ? 'is-active' : ''].filter(Boolean).join(' ')}
      style={{ left: layout.lefts[index], width: layout.widths[index] }}
      tabIndex={-1}
      aria-colindex={index + 1}
      aria-label={column.header}
      col-id={column.id}
      title={column.header}
      {...(column.sortable
        ? {
            'aria-sort': way ? (way === 'asc' ? 'ascending' : 'descending') : 'none',
            'aria-description': t('table.ariaSort'),
          }
        : {})}
      onClick={(event) => {
        if (!dragged.wasDragged()) onSort(column, event.shiftKey);
      }}
      {...dragged.handlers}
    >
      <span className="grid-header-text">{column.header}</span>
      {way && (
        <span className="grid-sort" aria-hidden>
          {way === 'asc' ? '↑' : '↓'}
          {sort.length > 1 && <sub>{at + 1}</sub>}
        </span>
      )}
      <ResizeEdge {...props} />
    </Box>
  );
}

/** Dragging a column over the middle of another one puts it there. */
function useDrag({ index, columns, layout, onMove }: HeaderProps & { index: number }) {
  const from = useRef<number | null>(null);
  const dragging = useRef(false);
  const handlers = {
    onPointerDown: (event: PointerEvent<HTMLElement>) => {
      dragging.current = false;
      from.current = event.button === 0 ? event.clientX : null;
    },
    onPointerMove: (event: PointerEvent<HTMLElement>) => {
      if (from.current === null || event.buttons !== 1) return;
      if (!dragging.current && Math.abs(event.clientX - from.current) < slack) return;
      dragging.current = true;
      event.currentTarget.setPointerCapture(event.pointerId);
      const head = event.currentTarget.parentElement!.getBoundingClientRect();
      const to = placeAt(event.clientX - head.left, index, layout);
      if (to !== index && columns[to]!.pinned === columns[index]!.pinned) onMove(index, to);
    },
    onPointerUp: () => {
      from.current = null;
    },
  };
  return { handlers, wasDragged: () => dragging.current };
}

function placeAt(x: number, index: number, { lefts, widths }: ColumnLayout): number {
  const middle = (column: number) => lefts[column]! + widths[column]! / 2;
  let to = index;
  while (to > 0 && x < middle(to - 1)) to -= 1;
  while (to < lefts.length - 1 && x > middle(to + 1)) to += 1;
  return to;
}

function ResizeEdge({
  column,
  index,
  layout,
  onResize,
  onFit,
}: HeaderProps & { column: GridColumn; index: number }) {
  const start = useRef<{ x: number; width: number } | null>(null);
  return (
    <Box
      className="grid-edge"
      aria-hidden
      onClick={(event) => event.stopPropagation()}
      onDoubleClick={() => onFit(column)}
      onPointerDown={(event) => {
        event.stopPropagation();
        event.currentTarget.setPointerCapture(event.pointerId);
        start.current = { x: event.clientX, width: layout.widths[index]! };
      }}
      onPointerMove={(event) => {
        event.stopPropagation();
        if (start.current) onResize(column, start.current.width + event.clientX - start.current.x);
      }}
      onPointerUp={() => {
        start.current = null;
      }}
    />
  );
}
