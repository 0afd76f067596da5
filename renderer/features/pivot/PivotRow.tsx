import { memo } from 'react';
import type { PivotHead } from '../../../shared/domain/pivot.ts';
import { useWords } from '../../app/words.tsx';
import { Box } from './Box.tsx';
import { labelWidth, rowHeight, span } from './figures.ts';
import { stepWords } from './headers.ts';
import { cellClass, PivotCell } from './PivotCell.tsx';
import type { Block, PivotPages } from './usePivotPages.ts';

interface RowProps {
  row: number;
  head: PivotHead | null;
  /** Figures in sight, from one up to, not including, the other. */
  from: number;
  to: number;
  headerRows: number;
  headerHeight: number;
  figureWidth: number;
  figureOf: PivotPages['figure'];
  whole: Block;
  heat: boolean;
  /** First and last figure chosen in this row; none where the first comes after the last. */
  chosenFrom: number;
  chosenTo: number;
  /** Where the cursor stands; null in every other row. */
  active: number | null;
  onToggle(row: number): void;
}

/** A row of a pivot: its label with the way to open it, and the figures in sight. */
export const PivotRow = memo(function PivotRow(props: RowProps) {
  const { row, head, from, to, headerRows, headerHeight, figureWidth, whole, chosenFrom, chosenTo, active } =
    props;
  const width = whole.measures.length;
  const isTotal = head !== null && (head.total || head.open);
  const depth = head?.path.length ?? 1;
  return (
    <Box
      role="row"
      aria-rowindex={row + headerRows + 1}
      aria-level={Math.max(1, depth)}
      className={`pivot-row ${isTotal ? 'is-total' : ''} ${head?.total ? 'is-grand' : ''}`}
      style={{ top: headerHeight + row * rowHeight, height: rowHeight }}
      {...(head?.group && depth > 0 ? { 'aria-expanded': head.open } : {})}
    >
      <RowLabel {...props} />
      {span([from, to]).map((figure) => {
        const column = Math.floor(figure / width);
        const isTotalColumn = whole.columns[column]!.total && whole.columns.length > 1;
        return (
          <PivotCell
            key={figure}
            row={row}
            figure={figure}
            value={props.figureOf(row, column, figure % width)}
            measure={whole.measures[figure % width]!}
            figureWidth={figureWidth}
            total={isTotalColumn}
            heat={props.heat && !isTotal && !isTotalColumn}
            chosen={figure >= chosenFrom && figure <= chosenTo}
            active={figure === active}
          />
        );
      })}
    </Box>
  );
});

function RowLabel({ row, head, chosenFrom, chosenTo, active, onToggle }: RowProps) {
  const { t } = useWords();
  const label = head
    ? head.path.length === 0
      ? t('pivot.grandTotal')
      : stepWords(head.path.at(-1)!, t)
    : '…';
  return (
    <Box
      role="rowheader"
      id={`pivot-${row}--1`}
      aria-colindex={1}
      className={cellClass('pivot-label', chosenFrom <= -1 && chosenTo >= -1, active === -1)}
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
  );
}
