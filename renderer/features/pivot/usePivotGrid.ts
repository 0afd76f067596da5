import { type RefObject, useCallback, useEffect, useId, useMemo, useRef, useState } from 'react';
import { usePalette } from '../../app/session.ts';
import { useWords } from '../../app/words.tsx';
import { layOutColumns } from '../../components/grid/columnLayout.ts';
import type { Cell } from '../../components/grid/gridKeys.ts';
import type { Drawn } from '../../components/grid/RowPainter.ts';
import { evenRows } from '../../components/grid/rowPlaces.ts';
import { usePainter } from '../../components/grid/usePainter.ts';
import { useSize } from '../../components/grid/useSize.ts';
import type { PivotDesign } from './design.ts';
import type { Block } from './fetchBlock.ts';
import { labelWidth, measureHeight, rowHeight, widthOfFigures } from './figures.ts';
import type { PivotBlocks } from './PivotBlocks.ts';
import { type Area, type Selection, selectionOf } from './pivotKeys.ts';
import { pivotPen } from './pivotPen.ts';

/** Rows and figures that are fetched before they come into sight, so that what scrolls in has its figures already. */
const ahead = { rows: 40, figures: 8 };
/** Headers are drawn by as many figures at once, as most that scrolls goes less far. */
const stride = 48;

export interface PivotGridProps {
  label: string;
  design: PivotDesign;
  whole: Block;
  blocks: PivotBlocks;
  height: number;
  onChange(design: PivotDesign): void;
  onRows(row: number, column: number): void;
  onCopy(area: Area): void;
}

interface Places {
  figureWidth: number;
  headerRows: number;
  headerHeight: number;
  /** Of the whole grid, in pixels. */
  width: number;
  /** Rows of figures, and figures in a row. */
  limits: { rows: number; columns: number };
}

export interface PivotGridState extends Places {
  id: string;
  box: RefObject<HTMLDivElement | null>;
  body: RefObject<HTMLDivElement | null>;
  /** The cell under the cursor. */
  head: Cell;
  chosen: Area;
  /** Rows that a page key goes. */
  page: number;
  /** The figures that are drawn, from one up to, not including, the other. */
  figures: readonly [number, number];
  /** Puts the cursor on a cell and brings it into sight. */
  goTo(cell: Cell, extend: boolean): void;
  /** Chooses what lies between two cells, and leaves what is in sight as it is. */
  select(change: (old: Selection) => Selection): void;
}

/** Where everything in a pivot stands, and its rows drawn. */
export function usePivotGrid(props: PivotGridProps): PivotGridState {
  const { design, whole, blocks } = props;
  const words = useWords();
  const palette = usePalette();
  const id = useId();
  const box = useRef<HTMLDivElement>(null);
  const body = useRef<HTMLDivElement>(null);
  const size = useSize(box);
  const [selection, select] = useState<Selection>(atStart);
  const places = usePlaces(props);
  const { figureWidth, headerRows, headerHeight, limits } = places;
  const { rows, columns } = limits;
  const anchor = selection.anchor;
  const head = useMemo(
    () => ({
      row: Math.min(selection.head.row, rows - 1),
      column: Math.min(selection.head.column, columns - 1),
    }),
    [selection, rows, columns],
  );
  const chosen = useMemo(
    () => selectionOf({ anchor, head }, { rows, columns }),
    [anchor, head, rows, columns],
  );
  const heat = design.heat ? palette : null;
  const layout = useMemo(
    () => layOutColumns([labelWidth, ...Array.from({ length: columns }, () => figureWidth)], 1),
    [columns, figureWidth],
  );
  const picture = useMemo(() => {
    const pen = pivotPen({ id, whole, blocks, figureWidth, heat, chosen, active: head, words });
    const places = evenRows(rows, rowHeight);
    return { count: rows, layout, isWide: true, places, headerHeight, headerRows, pen };
  }, [id, whole, blocks, figureWidth, heat, chosen, head, words, rows, layout, headerHeight, headerRows]);
  const { figures, onDrawn } = useSight(props, columns);
  const painter = usePainter({ box, body, size, picture, onDrawn });
  useEffect(() => blocks.listen(() => painter.current?.redraw()), [blocks, painter]);
  return {
    ...places,
    id,
    box,
    body,
    head,
    chosen,
    page: Math.max(1, Math.floor((size.height - headerHeight) / rowHeight) - 1),
    figures,
    goTo: (cell, extend) => {
      select((old) => ({ anchor: extend ? old.anchor : cell, head: cell }));
      painter.current?.reveal(cell.row, cell.column + 1);
    },
    select,
  };
}

const atStart: Selection = { anchor: { row: 0, column: 0 }, head: { row: 0, column: 0 } };

function usePlaces({ design, whole }: PivotGridProps): Places {
  const { t, format } = useWords();
  const figures = whole.columns.length * whole.measures.length;
  const headerRows = design.columns.length + 1;
  const figureWidth = useMemo(() => widthOfFigures(whole, format, t), [whole, format, t]);
  return {
    figureWidth,
    headerRows,
    headerHeight: (headerRows - 1) * rowHeight + measureHeight(whole, figureWidth, t),
    width: labelWidth + figures * figureWidth,
    limits: { rows: whole.rows, columns: figures },
  };
}

/** Fetches what is drawn and what may come next; tells the header which figures to stand over. */
function useSight({ whole, blocks }: PivotGridProps, limit: number) {
  const [figures, setFigures] = useState<readonly [number, number]>([0, 0]);
  const width = whole.measures.length;
  const onDrawn = useCallback(
    ({ rows, columns: [from, to] }: Drawn) => {
      blocks.want(
        [rows[0] - ahead.rows, rows[1] + ahead.rows],
        [Math.floor((from - 1 - ahead.figures) / width), Math.ceil((to - 1 + ahead.figures) / width)],
      );
      const next = [Math.floor((from - 1) / stride) * stride, Math.ceil((to - 1) / stride) * stride] as const;
      setFigures((old) => (old.join() === next.join() ? old : next));
    },
    [blocks, width],
  );
  const shown = useMemo(
    () => [Math.min(figures[0], limit), Math.min(figures[1], limit)] as const,
    [figures, limit],
  );
  return { figures: shown, onDrawn };
}
