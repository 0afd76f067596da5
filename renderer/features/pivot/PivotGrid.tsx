import { type CSSProperties, type KeyboardEvent, type MouseEvent, useCallback, useState } from 'react';
import { toggled } from '../../../shared/domain/pivot.ts';
import { useWords } from '../../app/words.tsx';
import { Box } from '../../components/Box.tsx';
import type { Cell } from '../../components/grid/gridKeys.ts';
import { cellId } from '../../components/grid/RowPainter.ts';
import { type MenuItems, PointMenu } from '../../components/PointMenu.tsx';
import '../../components/grid/grid.css';
import { nextSort } from './design.ts';
import { rowHeight } from './figures.ts';
import { PivotHeader } from './PivotHeader.tsx';
import { type Area, movePivotCell } from './pivotKeys.ts';
import { canOpen } from './pivotPen.ts';
import { type PivotGridProps, type PivotGridState, usePivotGrid } from './usePivotGrid.ts';

interface Place {
  x: number;
  y: number;
}

/** The figures of a pivot as a spreadsheet: only what is in sight is drawn, arrows move, Shift chooses, Enter opens. */
export function PivotGrid(props: PivotGridProps) {
  const { label, design, whole, height, onChange } = props;
  const state = usePivotGrid(props);
  const { id, box, body, head, limits, headerRows, headerHeight, figureWidth, figures, width } = state;
  const [menu, setMenu] = useState<Place | null>(null);
  const measures = whole.measures.length;
  const sort = useCallback(
    (figure: number) => {
      const at = whole.columns[Math.floor(figure / measures)]!.path;
      onChange({ ...design, rowSort: nextSort(design.rowSort, figure % measures, at) });
    },
    [design, onChange, whole, measures],
  );
  const actions = actionsOf(props);
  return (
    <>
      <Box
        ref={box}
        className="grid-box is-wide pivot-grid"
        style={{ height, '--row-height': `${rowHeight}px` } as CSSProperties}
        role="treegrid"
        aria-label={label}
        aria-rowcount={limits.rows + headerRows}
        aria-colcount={limits.columns + 1}
        aria-multiselectable
        aria-activedescendant={cellId(id, head.row, head.column)}
        tabIndex={0}
        onKeyDown={(event) => onKeyDown(state, actions, setMenu, event)}
        {...mouseOf(state, actions, setMenu)}
      >
        <PivotHeader
          design={design}
          whole={whole}
          onChange={onChange}
          from={figures[0]}
          to={figures[1]}
          headerRows={headerRows}
          headerHeight={headerHeight}
          figureWidth={figureWidth}
          width={width}
          onSort={sort}
        />
        <div ref={body} className="grid-body" style={{ width }} />
      </Box>
      {menu && (
        <CellMenu
          at={menu}
          props={props}
          state={state}
          actions={actions}
          onClose={() => {
            setMenu(null);
            box.current?.focus();
          }}
        />
      )}
    </>
  );
}

type Actions = ReturnType<typeof actionsOf>;

/** What can be done to a cell. */
function actionsOf({ design, whole, blocks, onChange, onRows, onCopy }: PivotGridProps) {
  const measures = whole.measures.length;
  const toggle = (row: number) => {
    const head = blocks.head(row);
    if (canOpen(head)) onChange({ ...design, rowsOpen: toggled(design.rowsOpen, head.path) });
  };
  const showRows = ({ row, column }: Cell) => onRows(row, Math.floor(column / measures));
  return {
    toggle,
    showRows,
    copy: onCopy,
    act: (cell: Cell) => (cell.column < 0 ? toggle(cell.row) : showRows(cell)),
    sort: ({ column }: Cell) => {
      const at = whole.columns[Math.floor(column / measures)]!.path;
      onChange({
        ...design,
        rowSort: { by: 'value', measure: column % measures, at, descending: true },
      });
    },
  };
}

function onKeyDown(
  state: PivotGridState,
  actions: Actions,
  openMenu: (at: Place) => void,
  event: KeyboardEvent,
): void {
  const { head, limits, page } = state;
  const command = event.ctrlKey || event.metaKey;
  if (onCommand(state, actions, openMenu, event)) {
    event.preventDefault();
    return;
  }
  const next = movePivotCell(head, event.key, command, page, limits);
  if (!next) return;
  event.preventDefault();
  state.goTo(next, event.shiftKey);
}

/** True where the key is used up. */
function onCommand(
  { box, id, head, chosen, limits, select }: PivotGridState,
  actions: Actions,
  openMenu: (at: Place) => void,
  event: KeyboardEvent,
): boolean {
  const key = event.key.toLowerCase();
  const command = event.ctrlKey || event.metaKey;
  const isMenu = event.key === 'ContextMenu' || (event.key === 'F10' && event.shiftKey);
  if (command && key === 'c') actions.copy(chosen);
  else if (command && key === 'a') {
    const last = { row: limits.rows - 1, column: limits.columns - 1 };
    select(() => ({ anchor: { row: 0, column: -1 }, head: last }));
  } else if (event.key === 'Enter') actions.act(head);
  else if (event.key === ' ') actions.toggle(head.row);
  else if (isMenu) {
    const cell = document.getElementById(cellId(id, head.row, head.column)) ?? box.current;
    const area = cell?.getBoundingClientRect();
    if (area) openMenu({ x: area.left, y: Math.min(area.bottom, window.innerHeight) });
  } else return false;
  return true;
}

/** A press puts the cursor there, with Shift or drawn over cells it chooses them; a double click opens, a right click shows the menu. */
function mouseOf({ goTo, select, chosen }: PivotGridState, actions: Actions, openMenu: (at: Place) => void) {
  return {
    onMouseDown: (event: MouseEvent) => {
      const cell = cellUnder(event);
      if (cell && event.button === 0) goTo(cell, event.shiftKey);
    },
    onMouseMove: (event: MouseEvent) => {
      const cell = event.buttons === 1 ? cellUnder(event) : null;
      if (cell) select((old) => (isSame(old.head, cell) ? old : { ...old, head: cell }));
    },
    onClick: (event: MouseEvent) => {
      const cell = cellUnder(event);
      if (cell && isOnCaret(event)) actions.toggle(cell.row);
    },
    onDoubleClick: (event: MouseEvent) => {
      const cell = cellUnder(event);
      if (cell && !isOnCaret(event)) actions.act(cell);
    },
    onContextMenu: (event: MouseEvent) => {
      const cell = cellUnder(event);
      if (!cell) return;
      event.preventDefault();
      if (!isInside(chosen, cell)) goTo(cell, false);
      openMenu({ x: event.clientX, y: event.clientY });
    },
  };
}

/** The cell of a label or a figure under the pointer. */
function cellUnder(event: MouseEvent): Cell | null {
  const cell = (event.target as HTMLElement).closest('.grid-cell');
  const row = cell?.closest('[row-index]');
  return cell && row
    ? { row: Number(row.getAttribute('row-index')), column: Number(cell.ariaColIndex) - 2 }
    : null;
}

function isOnCaret(event: MouseEvent): boolean {
  return (event.target as HTMLElement).closest('.pivot-caret') !== null;
}

function isSame(a: Cell, b: Cell): boolean {
  return a.row === b.row && a.column === b.column;
}

function isInside({ top, bottom, left, right }: Area, { row, column }: Cell): boolean {
  return row >= top && row <= bottom && column >= left && column <= right;
}

interface CellMenuProps {
  at: Place;
  props: PivotGridProps;
  state: PivotGridState;
  actions: Actions;
  onClose(): void;
}

function CellMenu({ at, props, state: { head, chosen }, actions, onClose }: CellMenuProps) {
  const { t } = useWords();
  const isLabel = head.column < 0;
  const items: MenuItems = [
    {
      key: 'rows',
      label: t('pivot.showRows'),
      disabled: isLabel,
      onClick: () => actions.showRows(head),
    },
    { key: 'copy', label: t('pivot.copy'), onClick: () => actions.copy(chosen) },
    {
      key: 'toggle',
      label: t('pivot.toggle'),
      disabled: !canOpen(props.blocks.head(head.row)),
      onClick: () => actions.toggle(head.row),
    },
    {
      key: 'sort',
      label: t('pivot.sortByColumn'),
      disabled: isLabel,
      onClick: () => actions.sort(head),
    },
  ];
  return <PointMenu at={at} items={items} onClose={onClose} />;
}
