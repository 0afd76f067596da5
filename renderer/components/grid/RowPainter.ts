import { type ColumnLayout, firstInView, mostInView } from './columnLayout.ts';
import { makePanes, type RowPanes, RowParts } from './RowParts.ts';
import { MeasuredRows, type RowPlaces } from './rowPlaces.ts';
import { RowScroll } from './rowScroll.ts';
import type { Size } from './useSize.ts';

/** Rows drawn above and below what is in sight, so that a scroll finds them there. */
const ahead = 3;

/** An element that stands in a column, another one as the rows are scrolled across. */
export interface PlacedCell {
  element: HTMLElement;
  column: number;
}

/** What rows and cells say and how they look; where they stand is the painter's. */
export interface RowPen<Cell extends PlacedCell> {
  makeCell(isPinned: boolean): Cell;
  /** Classes of a row. */
  rowLook(row: number): string;
  /** What a row says of itself to those who do not see it. */
  describeRow(element: HTMLElement, row: number): void;
  drawCell(cell: Cell, row: number): void;
}

/** What is drawn, and how. */
export interface Picture<Cell extends PlacedCell> {
  count: number;
  layout: ColumnLayout;
  /** Wider than its box, so that pinned cells stay where the others are scrolled. */
  isWide: boolean;
  places: RowPlaces;
  /** Pixels above the first row that stay where they are. */
  headerHeight: number;
  /** Rows of the header, for those who count rows and do not see them. */
  headerRows: number;
  pen: RowPen<Cell>;
}

/** The rows and columns that are drawn, from one up to, not including, the other. */
export interface Drawn {
  rows: readonly [number, number];
  columns: readonly [number, number];
}

interface RowView<Cell> {
  parts: RowParts;
  pinned: Cell[];
  cells: Cell[];
  index: number;
  firstColumn: number;
}

/**
 * Draws the rows in sight into elements that are made once and written anew while the grid is scrolled: row r stands in
 * element r modulo their number, column c in cell c modulo theirs, so that only what comes into sight is touched.
 */
export class RowPainter<Cell extends PlacedCell> {
  private readonly body: HTMLElement;
  private readonly scroller: HTMLElement;
  private readonly scroll: RowScroll;
  private shift = 0;
  private picture: Picture<Cell> | null = null;
  private views: RowView<Cell>[] = [];
  /** Of a grid that is scrolled across. */
  private panes: RowPanes | null = null;
  private hovered: RowView<Cell> | null = null;
  private cellsInRow = 0;
  private left = 0;
  private now: Drawn = { rows: [0, 0], columns: [0, 0] };

  constructor(scroller: HTMLElement, body: HTMLElement) {
    this.scroller = scroller;
    this.scroll = new RowScroll(scroller);
    this.body = body;
  }

  get drawn(): Drawn {
    return this.now;
  }

  /** Draws everything anew, in a box of a size. */
  show(picture: Picture<Cell>, { width, height }: Size): void {
    const before = this.picture;
    this.picture = picture;
    const { layout, places } = picture;
    const rows = Math.ceil(height / places.least) + 2 * ahead;
    const whole = layout.widths.length - layout.pinned;
    const cells = places instanceof MeasuredRows ? whole : Math.min(whole, mostInView(layout, width));
    const hasPane = picture.isWide && layout.pinned > 0;
    const isSame = before?.layout.pinned === layout.pinned && this.cellsInRow === cells;
    const isOther = !isSame || before.layout.widths.length !== layout.widths.length;
    if (isOther || hasPane !== (this.panes !== null)) this.clear(hasPane);
    this.body.style.setProperty('--pinned-width', `${layout.pinnedWidth}px`);
    this.cellsInRow = cells;
    for (const view of this.views.splice(rows)) view.parts.remove();
    for (const view of this.views) view.index = -1;
    while (this.views.length < rows) this.views.push(this.makeRow());
    this.resize(places.total);
    if (before?.layout !== layout) this.left = this.scroller.scrollLeft;
    this.draw();
  }

  /** Draws the rows anew that are drawn, because they say something else. */
  redraw(): void {
    for (const view of this.views) view.index = -1;
    this.draw();
  }

  /** Draws what has been scrolled into sight. */
  follow(): void {
    this.scroll.follow();
    this.left = this.scroller.scrollLeft;
    this.draw();
  }

  /** Marks the row that an element is in, and no other. */
  hover(element: Element | null): void {
    const index = Number(element?.closest('[row-index]')?.getAttribute('row-index') ?? -1);
    const view = index < 0 ? undefined : this.views[index % this.views.length];
    if (view === this.hovered) return;
    this.hovered?.parts.hover(false);
    this.hovered = view ?? null;
    this.hovered?.parts.hover(true);
  }

  /** Scrolls a cell into sight. */
  reveal(row: number, column: number): void {
    if (!this.picture) return;
    const { places, layout } = this.picture;
    if (row >= 0) this.scroll.show(places.top(row), places.bottom(row));
    if (column < layout.pinned) return;
    const box = this.scroller;
    const left = layout.lefts[column]! - layout.pinnedWidth;
    const right = left + layout.widths[column]!;
    const across = box.clientWidth - layout.pinnedWidth;
    if (left < box.scrollLeft) box.scrollLeft = left;
    else if (right > box.scrollLeft + across) box.scrollLeft = Math.min(left, right - across);
  }

  private draw(): void {
    if (!this.picture) return;
    const { count: rows, layout, places } = this.picture;
    const count = this.views.length;
    const first = Math.max(0, Math.min(places.at(this.scroll.offset) - ahead, rows - count));
    const firstColumn = firstInView(layout, this.left, this.cellsInRow);
    if (this.shift !== this.scroll.shift) for (const view of this.views) view.index = -1;
    this.shift = this.scroll.shift;
    this.now = {
      rows: [first, Math.min(rows, first + count)],
      columns: [firstColumn, firstColumn + this.cellsInRow],
    };
    const drawn: RowView<Cell>[] = [];
    for (let row = first; row < first + count; row += 1) {
      const view = this.views[row % count]!;
      if (row >= rows) this.hide(view);
      else if (view.index !== row || view.firstColumn !== firstColumn) {
        this.drawRow(view, row, firstColumn);
        drawn.push(view);
      }
    }
    if (places instanceof MeasuredRows && drawn.length > 0) this.measure(places, drawn);
  }

  private resize(total: number): void {
    const { offset } = this.scroll;
    if (!this.scroll.resize(total, this.picture!.headerHeight)) return;
    this.body.style.height = `${this.scroll.height}px`;
    this.scroll.settle(offset);
  }

  private clear(hasPane: boolean): void {
    this.views = [];
    this.hovered = null;
    this.panes = hasPane ? makePanes() : null;
    this.body.replaceChildren(...(this.panes ? [this.panes.pinned, this.panes.rest] : []));
  }

  private hide(view: RowView<Cell>): void {
    view.index = -1;
    view.parts.remove();
  }

  private makeRow(): RowView<Cell> {
    const { layout, pen } = this.picture!;
    const parts = new RowParts(this.panes !== null);
    const make = (count: number, isPinned: boolean) =>
      Array.from({ length: count }, () => {
        const cell = pen.makeCell(isPinned);
        (isPinned ? parts.row : parts.rest).append(cell.element);
        return cell;
      });
    const pinned = make(layout.pinned, true);
    return { parts, pinned, cells: make(this.cellsInRow, false), index: -1, firstColumn: -1 };
  }

  private drawRow(view: RowView<Cell>, index: number, firstColumn: number): void {
    const { layout, places, pen, headerRows } = this.picture!;
    const { parts, cells, pinned } = view;
    const isNew = view.index !== index;
    view.index = index;
    view.firstColumn = firstColumn;
    if (isNew) {
      parts.moveTo(places.top(index) - this.shift);
      parts.rest.style.width = `${layout.width}px`;
      parts.number(index, index + headerRows + 1);
      parts.dress(pen.rowLook(index));
      parts.level(null);
      pen.describeRow(parts.row, index);
      for (const [column, cell] of pinned.entries()) this.drawCell(cell, column, index);
    }
    for (let column = firstColumn; column < firstColumn + cells.length; column += 1) {
      const cell = cells[(column - layout.pinned) % cells.length]!;
      if (isNew || cell.column !== column) this.drawCell(cell, column, index);
    }
    if (parts.rest.isConnected) return;
    this.panes?.pinned.append(parts.row);
    (this.panes?.rest ?? this.body).append(parts.rest);
  }

  private drawCell(cell: Cell, column: number, row: number): void {
    const { layout, pen } = this.picture!;
    const { element } = cell;
    const width = layout.widths[column]!;
    if (cell.column !== column || element.style.width !== `${width}px`) {
      cell.column = column;
      element.style.left = `${layout.lefts[column]!}px`;
      element.style.width = `${width}px`;
      element.ariaColIndex = String(column + 1);
    }
    pen.drawCell(cell, row);
  }

  /** Rows above what is in sight that turn out higher push the rest down: the scroll goes with them. */
  private measure(places: MeasuredRows, drawn: readonly RowView<Cell>[]): void {
    const top = places.at(this.scroll.offset);
    const before = places.top(top);
    const found = drawn.map(({ index, parts }) => [index, parts.height] as const);
    for (const [at, { parts }] of drawn.entries()) parts.level(found[at]![1]);
    if (!places.measure(found)) return;
    for (const { index, parts } of this.views) {
      if (index >= 0) parts.moveTo(places.top(index) - this.shift);
    }
    this.resize(places.total);
    const moved = places.top(top) - before;
    if (moved !== 0) this.scroll.goTo(this.scroll.offset + moved);
  }
}

/** What a grid calls the cell under the cursor; row -1 is the header. */
export function cellId(grid: string, row: number, column: number): string {
  return `${grid}-${row}-${column}`;
}
