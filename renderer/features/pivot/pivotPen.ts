import type { ChartTheme } from '../../../shared/charts/theme.ts';
import { heatShade, type PivotHead } from '../../../shared/domain/pivot.ts';
import type { Words } from '../../app/words.tsx';
import type { Cell } from '../../components/grid/gridKeys.ts';
import { cellId, type PlacedCell, type RowPen } from '../../components/grid/RowPainter.ts';
import { isTooLong } from '../../components/textRoom.ts';
import type { Block } from './fetchBlock.ts';
import { figureText, labelWidth, signClass } from './figures.ts';
import { stepWords } from './headers.ts';
import type { PivotBlocks } from './PivotBlocks.ts';
import type { Area } from './pivotKeys.ts';

/** What a pivot says in its rows. */
export interface PivotTexts {
  id: string;
  whole: Block;
  blocks: PivotBlocks;
  figureWidth: number;
  /** The colours of the page, where figures are shaded by their size. */
  heat: ChartTheme | null;
  chosen: Area;
  active: Cell;
  words: Words;
}

export interface PivotCell extends PlacedCell {
  look: string;
  text: Text;
  shade: number | null;
  /** The figure that is written there. */
  written: { value: number | undefined; measure: Block['measures'][number] | null; words: Words | null };
  /** Of a label; null in a cell of figures. */
  label: { caret: HTMLButtonElement; text: HTMLElement; words: Text; mark: HTMLElement } | null;
}

/** Writes the labels and figures of a pivot; column 0 holds the labels, column 1 the first figures. */
export function pivotPen(texts: PivotTexts): RowPen<PivotCell> {
  return {
    makeCell: (isPinned) => (isPinned ? makeLabel() : makeFigure()),
    rowLook: (row) => rowLook(texts.blocks.head(row)),
    describeRow: (element, row) => describeRow(element, texts.blocks.head(row)),
    drawCell: (cell, row) => {
      const head = texts.blocks.head(row);
      if (cell.label) drawLabel(texts, cell, cell.label, head);
      const look = cell.label ? 'grid-cell is-pinned pivot-label' : drawFigure(texts, cell, row, head);
      drawChoice(texts, cell, row, look);
    },
  };
}

const caretWidth = 16;

function makeFigure(): PivotCell {
  const element = document.createElement('div');
  element.role = 'gridcell';
  const text = document.createTextNode('');
  element.append(text);
  const written = { value: undefined, measure: null, words: null };
  return { element, column: -1, look: '', text, shade: null, written, label: null };
}

function makeLabel(): PivotCell {
  const cell = makeFigure();
  cell.element.role = 'rowheader';
  const caret = document.createElement('button');
  caret.type = 'button';
  caret.className = 'pivot-caret';
  caret.tabIndex = -1;
  const label = document.createElement('span');
  const mark = document.createElement('span');
  mark.className = 'pivot-partial';
  label.append(cell.text, mark);
  cell.element.append(caret, label);
  return { ...cell, label: { caret, text: label, words: cell.text, mark } };
}

/** What has parts can be opened, but for the grand total. */
export function canOpen(head: PivotHead | null): head is PivotHead {
  return head?.group === true && head.path.length > 0;
}

function isTotal(head: PivotHead | null): boolean {
  return head !== null && (head.total || head.open);
}

function rowLook(head: PivotHead | null): string {
  return `grid-row${isTotal(head) ? ' is-total' : ''}${head?.total ? ' is-grand' : ''}`;
}

function describeRow(element: HTMLElement, head: PivotHead | null): void {
  element.ariaLevel = String(Math.max(1, depthOf(head)));
  element.ariaExpanded = canOpen(head) ? String(head.open) : null;
  element.ariaBusy = head ? null : 'true';
}

function depthOf(head: PivotHead | null): number {
  return head?.path.length ?? 1;
}

function drawLabel(
  { words: { t } }: PivotTexts,
  cell: PivotCell,
  { caret, text, words, mark }: NonNullable<PivotCell['label']>,
  head: PivotHead | null,
): void {
  const depth = depthOf(head);
  const label = head ? (depth === 0 ? t('pivot.grandTotal') : stepWords(head.path.at(-1)!, t)) : '…';
  if (words.nodeValue !== label) words.nodeValue = label;
  const isPartial = head?.partial ?? false;
  mark.textContent = isPartial ? '*' : '';
  cell.element.title = isPartial ? t('pivot.partial') : label;
  const indent = 16 * Math.max(0, depth - 1);
  cell.element.style.paddingLeft = `${8 + indent}px`;
  const look = isTooLong(label, labelWidth - indent - caretWidth) ? 'pivot-column-label' : '';
  if (text.className !== look) text.className = look;
  const isGroup = canOpen(head);
  caret.style.visibility = isGroup ? '' : 'hidden';
  caret.textContent = isGroup ? (head.open ? '▾' : '▸') : '';
  if (isGroup) caret.ariaLabel = t(head.open ? 'pivot.close' : 'pivot.open', { label });
}

/** Its classes are the result. */
function drawFigure(texts: PivotTexts, cell: PivotCell, row: number, head: PivotHead | null): string {
  const { whole, blocks, figureWidth, heat, words } = texts;
  const width = whole.measures.length;
  const figure = cell.column - 1;
  const column = Math.floor(figure / width);
  const measure = whole.measures[figure % width]!;
  const value = blocks.figure(row, column, figure % width);
  writeFigure(cell, value, measure, words);
  const isTotalColumn = whole.columns[column]!.total && whole.columns.length > 1;
  const isShaded = heat !== null && value !== undefined && !isTotal(head) && !isTotalColumn;
  shade(cell, isShaded ? heatShade(value, measure.low, measure.high) : null, heat);
  const isCut = isTooLong(cell.text.data, figureWidth);
  const looks = [isTotalColumn ? 'is-total' : '', signClass(value, measure), isCut ? 'is-cut' : ''];
  return ['grid-cell is-number', ...looks].filter(Boolean).join(' ');
}

/** To spell out a figure takes longer than all else; most are there already when something else in sight changes. */
function writeFigure(
  { text, written }: PivotCell,
  value: number | undefined,
  measure: Block['measures'][number],
  words: Words,
): void {
  if (Object.is(written.value, value) && written.measure === measure && written.words === words) return;
  Object.assign(written, { value, measure, words });
  text.data = value === undefined ? '…' : figureText(value, measure, words.format);
}

/** Shades are colours of the theme, which may be another one now. */
function shade(cell: PivotCell, to: number | null, heat: ChartTheme | null): void {
  if (to === null && cell.shade === null) return;
  cell.shade = to;
  const { style } = cell.element;
  const lightFrom = heat?.name === 'dark' ? 3 : 4;
  style.background = to === null ? '' : heat!.ramp[to]!;
  style.color = to === null ? '' : to >= lightFrom ? heat!.background : heat!.text;
}

function drawChoice({ id, chosen, active }: PivotTexts, cell: PivotCell, row: number, own: string): void {
  const { element } = cell;
  const figure = cell.column - 1;
  const isInRow = row >= chosen.top && row <= chosen.bottom;
  const isChosen = isInRow && figure >= chosen.left && figure <= chosen.right;
  const isActive = active.row === row && active.column === figure;
  const look = `${own}${isChosen ? ' is-chosen' : ''}${isActive ? ' is-active' : ''}`;
  if (cell.look !== look) {
    cell.look = look;
    element.className = look;
    element.ariaSelected = String(isChosen);
    if (!isActive && element.id) element.removeAttribute('id');
  }
  if (isActive) element.id = cellId(id, row, figure);
}
