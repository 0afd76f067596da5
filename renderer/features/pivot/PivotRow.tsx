import { heatShade, type PivotHead } from '../../../shared/domain/pivot.ts';
import { usePalette } from '../../app/session.ts';
import { useWords } from '../../app/words.tsx';
import { Box } from './Box.tsx';
import { figureText, labelWidth, rowHeight, signClass } from './figures.ts';
import type { Cell, selectionOf } from './gridKeys.ts';
import { stepWords } from './headers.ts';
import type { Block, PivotPages } from './usePivotPages.ts';

interface RowProps {
  row: number;
  head: PivotHead | null;
  columns: number[];
  top: number;
  headerRows: number;
  figureWidth: number;
  pages: PivotPages;
  whole: Block;
  heat: boolean;
  chosen: ReturnType<typeof selectionOf>;
  active: Cell;
  onToggle(row: number): void;
}

/** A row of a pivot: its label with the way to open it, and the figures in sight. */
export function PivotRow(props: RowProps) {
  const { row, head, columns, top, headerRows, figureWidth, pages, whole, heat, chosen, active, onToggle } =
    props;
  const { t, format } = useWords();
  const { name, ramp, text, background } = usePalette();
  const lightFrom = name === 'dark' ? 3 : 4;
  const width = whole.measures.length;
  const isTotal = head !== null && (head.total || head.open);
  const inRow = row >= chosen.top && row <= chosen.bottom;
  const classOf = (column: number, more: string) =>
    [
      'pivot-cell',
      more,
      inRow && column >= chosen.left && column <= chosen.right ? 'is-chosen' : '',
      active.row === row && active.column === column ? 'is-active' : '',
    ].join(' ');
  const label = head
    ? head.path.length === 0
      ? t('pivot.grandTotal')
      : stepWords(head.path.at(-1)!, t)
    : '…';
  return (
    <Box
      role="row"
      aria-rowindex={row + headerRows + 1}
      aria-level={head ? Math.max(1, head.path.length) : 1}
      className={`pivot-row ${isTotal ? 'is-total' : ''} ${head?.total ? 'is-grand' : ''}`}
      style={{ top, height: rowHeight }}
      {...(head?.group && head.path.length > 0 ? { 'aria-expanded': head.open } : {})}
    >
      <Box
        role="rowheader"
        id={`pivot-${row}--1`}
        aria-colindex={1}
        className={classOf(-1, 'pivot-label')}
        data-row={row}
        data-column={-1}
        style={{ width: labelWidth, paddingLeft: 8 + 16 * Math.max(0, (head?.path.length ?? 1) - 1) }}
        title={head?.partial ? t('pivot.partial') : label}
      >
        {head?.group && head.path.length > 0 ? (
          <button
            type="button"
            className="pivot-caret"
            tabIndex={-1}
            aria-label={t(head.open ? 'pivot.close' : 'pivot.open', { label })}
            onClick={() => onToggle(row)}
          >
            {head.open ? '▾' : '▸'}
          </button>
        ) : (
          <span className="pivot-caret" />
        )}
        <span className="pivot-column-label">
          {label}
          {head?.partial && <span className="pivot-partial">*</span>}
        </span>
      </Box>
      {columns.map((figure) => {
        const column = Math.floor(figure / width);
        const measure = whole.measures[figure % width]!;
        const value = pages.figure(row, column, figure % width);
        const isTotalColumn = whole.columns[column]!.total && whole.columns.length > 1;
        const shade =
          heat && value !== undefined && !isTotal && !isTotalColumn
            ? heatShade(value, measure.low, measure.high)
            : null;
        return (
          <Box
            key={figure}
            role="gridcell"
            id={`pivot-${row}-${figure}`}
            aria-colindex={figure + 2}
            aria-selected={inRow && figure >= chosen.left && figure <= chosen.right}
            className={classOf(figure, `${isTotalColumn ? 'is-total' : ''} ${signClass(value, measure)}`)}
            data-row={row}
            data-column={figure}
            style={{
              left: labelWidth + figure * figureWidth,
              width: figureWidth,
              ...(shade === null
                ? {}
                : { background: ramp[shade], color: shade >= lightFrom ? background : text }),
            }}
          >
            {value === undefined ? '…' : figureText(value, measure, format)}
          </Box>
        );
      })}
    </Box>
  );
}
