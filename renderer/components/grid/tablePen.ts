import { isTooLong } from '../textRoom.ts';
import type { ColumnLayout } from './columnLayout.ts';
import type { GridColumn, GridRow, RowSource } from './gridColumn.ts';
import type { Cell } from './gridKeys.ts';
import { cellId, type PlacedCell, type RowPen } from './RowPainter.ts';

/** What a table says in its rows. */
export interface TableTexts {
  id: string;
  rows: RowSource;
  columns: readonly GridColumn[];
  layout: ColumnLayout;
  active: Cell;
  /** Rows as high as their texts. */
  wraps: boolean;
  /** Whether a row is chosen; null where rows cannot be. */
  isChosen: ((row: GridRow) => boolean) | null;
}

export interface TextCell extends PlacedCell {
  /** Around the text, where the column wants it. */
  span: HTMLElement | null;
  columnId: string;
  text: string;
  look: string;
}

/** Writes the texts of a table. */
export function tablePen(texts: TableTexts): RowPen<TextCell> {
  const rowAt = lastRow(texts.rows);
  return {
    makeCell: () => {
      const element = document.createElement('div');
      element.role = 'gridcell';
      return { element, span: null, column: -1, columnId: '', text: '', look: '' };
    },
    rowLook: (index) => {
      const row = rowAt(index);
      const isChosen = row !== null && texts.isChosen?.(row) === true;
      return `grid-row${texts.wraps ? ' is-high' : ''}${isChosen ? ' is-selected' : ''}`;
    },
    describeRow: (element, index) => {
      const row = rowAt(index);
      const chosen = texts.isChosen && row ? String(texts.isChosen(row)) : null;
      if (element.ariaSelected !== chosen) element.ariaSelected = chosen;
      const busy = row === null ? 'true' : null;
      if (element.ariaBusy !== busy) element.ariaBusy = busy;
    },
    drawCell: (cell, index) => drawCell(texts, cell, index, rowAt(index)),
  };
}

/** The cells of a row are drawn one after the other. */
function lastRow(rows: RowSource): (index: number) => GridRow | null {
  let last = -1;
  let row: GridRow | null = null;
  return (index) => {
    if (index !== last) row = rows.rowAt(index);
    last = index;
    return row;
  };
}

function drawCell(
  { columns, layout, active, id }: TableTexts,
  cell: TextCell,
  index: number,
  row: GridRow | null,
): void {
  const { element } = cell;
  const column = columns[cell.column]!;
  if (cell.columnId !== column.id) {
    cell.columnId = column.id;
    element.setAttribute('col-id', column.id);
  }
  const text = row ? column.text(row) : '…';
  const isActive = active.row === index && active.column === cell.column;
  const isCut = !column.wraps && column.kind !== 'sentence' && isTooLong(text, layout.widths[cell.column]!);
  const look = [
    cell.column < layout.pinned ? 'grid-cell is-pinned' : 'grid-cell',
    row ? column.look(row) : '',
    isCut ? 'is-cut' : '',
    column.wraps ? 'is-wrapped' : '',
    isActive ? 'is-active' : '',
  ]
    .filter(Boolean)
    .join(' ');
  if (cell.look !== look) {
    cell.look = look;
    element.className = look;
    if (!isActive && element.id) element.removeAttribute('id');
  }
  if (isActive) element.id = cellId(id, index, cell.column);
  write(cell, text, column, row);
}

function write(cell: TextCell, text: string, column: GridColumn, row: GridRow | null): void {
  const span = row && column.span ? column.span(row) : null;
  if ((span === null) !== (cell.span === null)) {
    cell.span = span === null ? null : document.createElement('span');
    cell.element.replaceChildren(...(cell.span ? [cell.span] : []));
    cell.text = '';
  }
  if (cell.span && cell.span.className !== span) cell.span.className = span!;
  if (cell.text !== text || cell.element.firstChild === null) {
    cell.text = text;
    const around = cell.span ?? cell.element;
    if (around.firstChild) around.firstChild.nodeValue = text;
    else around.append(text);
  }
  if (cell.span && column.titled) cell.span.title = text;
}
