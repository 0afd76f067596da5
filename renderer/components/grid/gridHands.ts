import type { KeyboardEvent, MouseEvent } from 'react';
import type { GridColumn, RowSource } from './gridColumn.ts';
import { type Cell, moveCell } from './gridKeys.ts';
import type { Choice } from './gridProps.ts';
import { cellId } from './RowPainter.ts';
import { chosenAfter, type RowKey } from './rowChoice.ts';
import { nextSort } from './sortKeys.ts';
import type { GridState } from './useGrid.ts';

/** How far a key makes a column wider, in pixels. */
const step = 10;

export function sortBy({ props }: GridState, column: GridColumn, add: boolean): void {
  if (column.sortable) props.onSort(nextSort(props.sort, column, add));
}

/** `from` is the row pressed last. */
export function choose(
  { rows, choice }: { rows: RowSource; choice?: Choice | undefined },
  index: number,
  from: number,
  press: { command: boolean; extend: boolean },
): void {
  const row = rows.rowAt(index);
  if (!choice || !row) return;
  const { mode, chosen, keyOf, onChange } = choice;
  const between = press.extend ? keysOf(rows, choice, Math.min(from, index), Math.max(from, index)) : [];
  onChange(chosenAfter(mode, chosen, keyOf(row), press, between));
}

function keysOf(rows: RowSource, { keyOf }: Choice, from: number, to: number): RowKey[] {
  const found: RowKey[] = [];
  for (let index = from; index <= to; index += 1) {
    const row = rows.rowAt(index);
    if (row) found.push(keyOf(row));
  }
  return found;
}

/** The cell under the pointer; null beside all cells. */
export function cellUnder(event: MouseEvent): Cell | null {
  const cell = (event.target as HTMLElement).closest('[aria-colindex]');
  const row = cell?.closest('[row-index]')?.getAttribute('row-index');
  return cell && row ? { row: Number(row), column: Number(cell.ariaColIndex) - 1 } : null;
}

export function onKeyDown(state: GridState, event: KeyboardEvent): void {
  const { active, props, columns, page } = state;
  if (columns.length === 0) return;
  if (active.row < 0 ? onHeaderKey(state, event) : onCellKey(state, event)) {
    event.preventDefault();
    return;
  }
  const limits = { rows: props.rows.count, columns: columns.length };
  const next = moveCell(active, event.key, isCommand(event), page, limits);
  if (!next) return;
  event.preventDefault();
  state.goTo(next, true);
}

function isCommand(event: KeyboardEvent | MouseEvent): boolean {
  return event.ctrlKey || event.metaKey;
}

/** Enter sorts, Alt with an arrow resizes, Shift with an arrow moves the column; true where the key is used up. */
function onHeaderKey(state: GridState, event: KeyboardEvent): boolean {
  const { active, columns, layout } = state;
  const column = columns[active.column]!;
  const way = event.key === 'ArrowLeft' ? -1 : event.key === 'ArrowRight' ? 1 : 0;
  if (event.key === 'Enter' || event.key === ' ') {
    sortBy(state, column, event.shiftKey);
    return true;
  }
  if (way === 0 || !(event.altKey || event.shiftKey)) return false;
  const to = active.column + way;
  if (event.altKey) state.resize(column, layout.widths[active.column]! + way * step);
  else if (columns[to]?.pinned === column.pinned) {
    state.move(active.column, to);
    state.goTo({ row: -1, column: to }, true);
  }
  return true;
}

function onCellKey(state: GridState, event: KeyboardEvent): boolean {
  const { props, active } = state;
  const row = props.rows.rowAt(active.row);
  if (!row) return false;
  if (isCommand(event)) return onCommand(state, event);
  const isMenu = event.key === 'ContextMenu' || (event.key === 'F10' && event.shiftKey);
  if (isMenu) openMenu(state);
  else if (event.key === ' ' && props.choice) {
    choose(props, active.row, active.row, { command: true, extend: false });
  } else if (event.key === 'Enter') props.onOpen?.(row);
  else if (props.onKey && !event.altKey && event.key.length === 1) props.onKey(event.key, row);
  else return false;
  return true;
}

/** Ctrl+C copies the cell, Ctrl+A chooses every row that is there. */
function onCommand({ props, active, columns }: GridState, event: KeyboardEvent): boolean {
  const { rows, choice } = props;
  const key = event.key.toLowerCase();
  const row = rows.rowAt(active.row);
  if (key === 'c' && row) void navigator.clipboard.writeText(columns[active.column]!.text(row));
  else if (key === 'a' && choice?.mode === 'several') {
    choice.onChange(new Set(keysOf(rows, choice, 0, rows.count - 1)));
  } else return false;
  return true;
}

function openMenu({ props, id, active }: GridState): void {
  const row = props.rows.rowAt(active.row);
  const area = document.getElementById(cellId(id, active.row, active.column))?.getBoundingClientRect();
  if (row && area) props.onMenu?.(row, area.left, area.bottom);
}
