import { type CSSProperties, type MouseEvent, useRef } from 'react';
import { useWords } from '../../app/words.tsx';
import { Box } from '../Box.tsx';
import { GridHeader } from './GridHeader.tsx';
import type { GridRow } from './gridColumn.ts';
import { cellUnder, choose, onKeyDown, sortBy } from './gridHands.ts';
import type { GridProps } from './gridProps.ts';
import { cellId } from './RowPainter.ts';
import { headerHeight, useGrid, usualRowHeight } from './useGrid.ts';
import './grid.css';

/**
 * A table of any length: only the rows and columns in sight are drawn. One element has the focus and names the cell under
 * the cursor, because cells are written anew while it scrolls.
 */
export function Grid(props: GridProps) {
  const { label, rows, sort, empty, rowHeight = usualRowHeight, choice } = props;
  const { t } = useWords();
  const state = useGrid(props);
  const { id, box, body, columns, layout, active, scrolls, isWide } = state;
  return (
    <div className="grid-frame" style={{ '--row-height': `${rowHeight}px` } as CSSProperties}>
      <Box
        ref={box}
        className={['grid-box', scrolls ? 'is-long' : '', isWide ? 'is-wide' : ''].filter(Boolean).join(' ')}
        role="grid"
        aria-label={label}
        aria-rowcount={rows.count + 1}
        aria-colcount={columns.length}
        aria-multiselectable={choice?.mode === 'several'}
        aria-activedescendant={cellId(id, active.row, active.column)}
        {...(choice ? { 'aria-description': t('table.ariaSelect') } : {})}
        tabIndex={0}
        onFocus={state.use}
        onKeyDown={(event) => onKeyDown(state, event)}
        {...useMouse(state)}
      >
        <GridHeader
          id={id}
          columns={columns}
          layout={layout}
          height={headerHeight}
          sort={sort}
          active={active.row < 0 ? active.column : null}
          onSort={(column, add) => sortBy(state, column, add)}
          onResize={state.resize}
          onFit={state.fit}
          onMove={state.move}
        />
        <div ref={body} className="grid-body" style={{ width: layout.width }} />
      </Box>
      {rows.count === 0 && <p className="grid-empty quiet">{empty}</p>}
    </div>
  );
}

/** A press puts the cursor there and chooses the row, a double click opens it, a right click shows its menu. */
function useMouse({ props, goTo }: ReturnType<typeof useGrid>) {
  const pressed = useRef(0);
  function rowUnder(event: MouseEvent): GridRow | null {
    const cell = cellUnder(event);
    return cell && cell.row >= 0 ? props.rows.rowAt(cell.row) : null;
  }
  return {
    onMouseDown: (event: MouseEvent) => {
      const cell = cellUnder(event);
      if (cell) goTo(cell, false);
    },
    onClick: (event: MouseEvent) => {
      const cell = cellUnder(event);
      if (!cell || cell.row < 0) return;
      const isBox = (event.target as HTMLElement).closest('.is-box') !== null;
      const command = event.ctrlKey || event.metaKey || isBox;
      choose(props, cell.row, pressed.current, { command, extend: event.shiftKey });
      if (!event.shiftKey) pressed.current = cell.row;
    },
    onDoubleClick: (event: MouseEvent) => {
      const row = rowUnder(event);
      if (row) props.onOpen?.(row);
    },
    onContextMenu: (event: MouseEvent) => {
      event.preventDefault();
      const row = rowUnder(event);
      if (row) props.onMenu?.(row, event.clientX, event.clientY);
    },
  };
}
