import { Dropdown, type MenuProps } from 'antd';
import {
  type CSSProperties,
  type KeyboardEvent,
  type MouseEvent,
  type UIEvent,
  useCallback,
  useEffect,
  useMemo,
  useRef,
  useState,
} from 'react';
import { type PivotPath, type PivotSpec, toggled } from '../../../shared/domain/pivot.ts';
import { useWords } from '../../app/words.tsx';
import { Box } from './Box.tsx';
import { nextSort, type PivotDesign } from './design.ts';
import { labelWidth, measureHeight, rowHeight, span, widthOfFigures } from './figures.ts';
import { type Area, type Cell, moveCell, type Selection, selectionOf } from './gridKeys.ts';
import { cellId } from './PivotCell.tsx';
import { PivotHeader } from './PivotHeader.tsx';
import { PivotRow } from './PivotRow.tsx';
import { type Block, blockColumns, blockRows, type PivotPages, type Sight } from './usePivotPages.ts';

/** Rows and columns drawn beyond what is in sight. */
const margin = 4;
/** Rows and figures that are fetched before they come into sight, so that what scrolls in has its figures already. */
const ahead = { rows: 40, figures: 8 };

export interface PivotGridProps {
  label: string;
  spec: PivotSpec;
  design: PivotDesign;
  whole: Block;
  pages: PivotPages;
  height: number;
  onSight(sight: Sight): void;
  onChange(design: PivotDesign): void;
  onRows(row: number, column: number): void;
  onCopy(area: Area): void;
}

interface Scroll {
  top: number;
  left: number;
  width: number;
  height: number;
}

/** The figures of a pivot as a spreadsheet: only what is in sight is drawn, arrows move, Shift chooses, Enter opens. */
export function PivotGrid(props: PivotGridProps) {
  const { label, design, whole, pages, height, onSight, onChange, onRows, onCopy } = props;
  const { t, format } = useWords();
  const box = useRef<HTMLDivElement>(null);
  const [scroll, setScroll] = useState<Scroll>({ top: 0, left: 0, width: 800, height });
  const [selection, setSelection] = useState<Selection>({
    anchor: { row: 0, column: 0 },
    head: { row: 0, column: 0 },
  });
  const [menu, setMenu] = useState<{ x: number; y: number } | null>(null);
  const width = whole.measures.length;
  const figures = whole.columns.length * width;
  const headerRows = design.columns.length + 1;
  const figureWidth = useMemo(() => widthOfFigures(whole, format, t), [whole, format, t]);
  const headerHeight = (headerRows - 1) * rowHeight + measureHeight(whole, figureWidth, t);
  const rows = range(scroll.top, scroll.height - headerHeight, rowHeight, whole.rows);
  const columns = range(scroll.left, scroll.width - labelWidth, figureWidth, figures);
  const [firstRow, lastRow] = inBlocks(widened(rows, ahead.rows, whole.rows), blockRows);
  const [firstColumn, lastColumn] = inBlocks(widened(columns, ahead.figures, figures), blockColumns * width);
  useEffect(() => {
    onSight({
      rows: [firstRow * blockRows, lastRow * blockRows],
      columns: [firstColumn * blockColumns, lastColumn * blockColumns],
    });
  }, [firstRow, lastRow, firstColumn, lastColumn, onSight]);
  useEffect(() => {
    const element = box.current;
    if (!element) return undefined;
    const observer = new ResizeObserver(() =>
      setScroll((old) => ({ ...old, width: element.clientWidth, height: element.clientHeight })),
    );
    observer.observe(element);
    return () => observer.disconnect();
  }, []);

  const limits = { rows: whole.rows, columns: figures };
  const head: Cell = {
    row: Math.min(selection.head.row, limits.rows - 1),
    column: Math.min(selection.head.column, limits.columns - 1),
  };
  const chosen = selectionOf({ anchor: selection.anchor, head }, limits);

  function show(cell: Cell): void {
    const element = box.current;
    if (!element) return;
    const top = cell.row * rowHeight;
    const room = element.clientHeight - headerHeight;
    if (top < element.scrollTop) element.scrollTop = top;
    else if (top + rowHeight > element.scrollTop + room) element.scrollTop = top + rowHeight - room;
    if (cell.column < 0) return;
    const left = cell.column * figureWidth;
    const across = element.clientWidth - labelWidth;
    if (left < element.scrollLeft) element.scrollLeft = left;
    else if (left + figureWidth > element.scrollLeft + across)
      element.scrollLeft = left + figureWidth - across;
  }
  function choose(cell: Cell, extend: boolean): void {
    setSelection((old) => ({ anchor: extend ? old.anchor : cell, head: cell }));
    show(cell);
  }
  const { head: headOf, blocksOf } = pages;
  const toggle = useCallback(
    (path: PivotPath) => onChange({ ...design, rowsOpen: toggled(design.rowsOpen, path) }),
    [design, onChange],
  );
  const sort = useCallback(
    (figure: number) => {
      const at = whole.columns[Math.floor(figure / width)]!.path;
      onChange({ ...design, rowSort: nextSort(design.rowSort, figure % width, at) });
    },
    [design, onChange, whole, width],
  );
  function toggleRow(row: number): void {
    const at = headOf(row);
    if (at?.group && at.path.length > 0) toggle(at.path);
  }
  function act(cell: Cell): void {
    if (cell.column < 0) toggleRow(cell.row);
    else onRows(cell.row, Math.floor(cell.column / width));
  }
  function onKeyDown(event: KeyboardEvent): void {
    const command = event.ctrlKey || event.metaKey;
    if (command && event.key.toLowerCase() === 'c') {
      event.preventDefault();
      onCopy(chosen);
      return;
    }
    if (command && event.key.toLowerCase() === 'a') {
      event.preventDefault();
      setSelection({
        anchor: { row: 0, column: -1 },
        head: { row: limits.rows - 1, column: limits.columns - 1 },
      });
      return;
    }
    if (event.key === 'Enter' || event.key === ' ') {
      event.preventDefault();
      act(event.key === ' ' ? { ...head, column: -1 } : head);
      return;
    }
    if (event.key === 'ContextMenu' || (event.key === 'F10' && event.shiftKey)) {
      event.preventDefault();
      const area = box.current?.getBoundingClientRect();
      if (area) setMenu({ x: area.left + labelWidth, y: area.top + headerHeight });
      return;
    }
    const page = Math.max(1, Math.floor((scroll.height - headerHeight) / rowHeight) - 1);
    const next = moveCell(head, event.key, command, page, limits);
    if (!next) return;
    event.preventDefault();
    choose(next, event.shiftKey);
  }
  function cellAt(event: MouseEvent): Cell | null {
    const cell = (event.target as HTMLElement).closest<HTMLElement>('.pivot-cell');
    const row = cell?.closest<HTMLElement>('[data-row]');
    return cell && row ? { row: Number(row.dataset.row), column: Number(cell.ariaColIndex) - 2 } : null;
  }

  return (
    <>
      <Box
        ref={box}
        className="pivot-grid"
        style={{ height }}
        role="treegrid"
        aria-label={label}
        aria-rowcount={whole.rows + headerRows}
        aria-colcount={figures + 1}
        aria-multiselectable
        aria-activedescendant={cellId(head.row, head.column)}
        tabIndex={0}
        onScroll={(event: UIEvent<HTMLDivElement>) => {
          const { scrollTop, scrollLeft, clientWidth, clientHeight } = event.currentTarget;
          const next = { top: scrollTop, left: scrollLeft, width: clientWidth, height: clientHeight };
          setScroll((old) => (isSameSight(old, next, figureWidth) ? old : next));
        }}
        onKeyDown={onKeyDown}
        onMouseDown={(event) => {
          const cell = cellAt(event);
          if (cell && event.button === 0) choose(cell, event.shiftKey);
        }}
        onMouseMove={(event) => {
          if (event.buttons !== 1) return;
          const cell = cellAt(event);
          if (cell) setSelection((old) => ({ ...old, head: cell }));
        }}
        onDoubleClick={(event) => {
          const cell = cellAt(event);
          if (cell) act(cell);
        }}
        onContextMenu={(event) => {
          const cell = cellAt(event);
          if (!cell) return;
          event.preventDefault();
          const { top, bottom, left, right } = chosen;
          const isInside =
            cell.row >= top && cell.row <= bottom && cell.column >= left && cell.column <= right;
          if (!isInside) choose(cell, false);
          setMenu({ x: event.clientX, y: event.clientY });
        }}
      >
        <div
          className="pivot-canvas"
          style={
            {
              width: labelWidth + figures * figureWidth,
              height: headerHeight + whole.rows * rowHeight,
              '--label-width': `${labelWidth}px`,
              '--figure-width': `${figureWidth}px`,
            } as CSSProperties
          }
        >
          <PivotHeader
            design={design}
            whole={whole}
            onChange={onChange}
            from={columns[0]}
            to={columns[1]}
            headerRows={headerRows}
            headerHeight={headerHeight}
            figureWidth={figureWidth}
            onSort={sort}
          />
          {span(rows).map((row) => {
            const isChosen = row >= chosen.top && row <= chosen.bottom;
            return (
              <PivotRow
                key={row}
                row={row}
                head={headOf(row)}
                from={columns[0]}
                to={columns[1]}
                headerRows={headerRows}
                headerHeight={headerHeight}
                figureWidth={figureWidth}
                blocks={blocksOf(row)}
                whole={whole}
                heat={design.heat}
                chosenFrom={isChosen ? chosen.left : 0}
                chosenTo={isChosen ? chosen.right : -2}
                active={row === head.row ? head.column : null}
                onToggle={toggle}
              />
            );
          })}
        </div>
      </Box>
      {menu && (
        <CellMenu
          at={menu}
          onClose={() => {
            setMenu(null);
            box.current?.focus();
          }}
          items={[
            {
              key: 'rows',
              label: t('pivot.showRows'),
              disabled: head.column < 0,
              onClick: () => onRows(head.row, Math.floor(head.column / width)),
            },
            { key: 'copy', label: t('pivot.copy'), onClick: () => onCopy(chosen) },
            {
              key: 'toggle',
              label: t('pivot.toggle'),
              disabled: !pages.head(head.row)?.group || pages.head(head.row)?.path.length === 0,
              onClick: () => toggleRow(head.row),
            },
            {
              key: 'sort',
              label: t('pivot.sortByColumn'),
              disabled: head.column < 0,
              onClick: () => {
                const at = whole.columns[Math.floor(head.column / width)]!.path;
                onChange({
                  ...design,
                  rowSort: { by: 'value', measure: head.column % width, at, descending: true },
                });
              },
            },
          ]}
        />
      )}
    </>
  );
}

function range(offset: number, room: number, size: number, length: number): readonly [number, number] {
  const first = Math.max(0, Math.floor(offset / size) - margin);
  return [Math.min(first, length), Math.min(length, Math.ceil((offset + Math.max(0, room)) / size) + margin)];
}

function widened([from, to]: readonly [number, number], by: number, length: number): [number, number] {
  return [Math.max(0, from - by), Math.min(length, to + by)];
}

/** The first and the last block of rows or figures that a range touches. */
function inBlocks([from, to]: readonly [number, number], size: number): readonly [number, number] {
  return [Math.floor(from / size), Math.floor(Math.max(from, to - 1) / size)];
}

/** Are the same rows and columns in sight? A few pixels further nothing need be drawn again. */
function isSameSight(a: Scroll, b: Scroll, figureWidth: number): boolean {
  return (
    a.width === b.width &&
    a.height === b.height &&
    Math.floor(a.top / rowHeight) === Math.floor(b.top / rowHeight) &&
    Math.floor(a.left / figureWidth) === Math.floor(b.left / figureWidth)
  );
}

interface CellMenuProps {
  at: { x: number; y: number };
  items: NonNullable<MenuProps['items']>;
  onClose(): void;
}

function CellMenu({ at, items, onClose }: CellMenuProps) {
  return (
    <Dropdown
      open
      autoFocus
      trigger={['click']}
      menu={{ items, onClick: onClose, autoFocus: true }}
      onOpenChange={(open) => {
        if (!open) onClose();
      }}
    >
      <span className="row-menu-anchor" style={{ left: at.x, top: at.y }} />
    </Dropdown>
  );
}
