import { memo } from 'react';
import type { PivotHead, PivotPath } from '../../../shared/domain/pivot.ts';
import { usePalette } from '../../app/session.ts';
import { useWords } from '../../app/words.tsx';
import { Box } from './Box.tsx';
import { rowHeight, span } from './figures.ts';
import { PivotCell } from './PivotCell.tsx';
import { PivotLabel } from './PivotLabel.tsx';
import { type Block, figureIn } from './usePivotPages.ts';

interface RowProps {
  row: number;
  head: PivotHead | null;
  /** Figures in sight, from one up to, not including, the other. */
  from: number;
  to: number;
  headerRows: number;
  headerHeight: number;
  figureWidth: number;
  /** Those that hold figures of this row. */
  blocks: readonly Block[];
  whole: Block;
  heat: boolean;
  /** First and last figure chosen in this row; none where the first comes after the last. */
  chosenFrom: number;
  chosenTo: number;
  /** Where the cursor stands; null in every other row. */
  active: number | null;
  onToggle(path: PivotPath): void;
}

/** A row of a pivot: its label and the figures in sight. */
export const PivotRow = memo(function PivotRow(props: RowProps) {
  const { row, head, from, to, headerRows, headerHeight, figureWidth, whole, chosenFrom, chosenTo } = props;
  const { format } = useWords();
  const palette = usePalette();
  const width = whole.measures.length;
  const depth = head?.path.length ?? 1;
  const isTotal = head !== null && (head.total || head.open);
  return (
    <Box
      role="row"
      aria-rowindex={row + headerRows + 1}
      aria-level={Math.max(1, depth)}
      className={`pivot-row ${isTotal ? 'is-total' : ''} ${head?.total ? 'is-grand' : ''}`}
      data-row={row}
      style={{ top: headerHeight + row * rowHeight, height: rowHeight }}
      {...(head?.group && depth > 0 ? { 'aria-expanded': head.open } : {})}
    >
      <PivotLabel
        row={row}
        head={head}
        chosen={chosenFrom <= -1 && chosenTo >= -1}
        active={props.active === -1}
        onToggle={props.onToggle}
      />
      <span className="pivot-before" style={{ width: from * figureWidth }} />
      {span([from, to]).map((figure) => {
        const column = Math.floor(figure / width);
        const isTotalColumn = whole.columns[column]!.total && whole.columns.length > 1;
        return (
          <PivotCell
            key={figure}
            row={row}
            figure={figure}
            value={figureIn(props.blocks, row, column, figure % width)}
            measure={whole.measures[figure % width]!}
            room={figureWidth}
            total={isTotalColumn}
            heat={props.heat && !isTotal && !isTotalColumn ? palette : null}
            format={format}
            chosen={figure >= chosenFrom && figure <= chosenTo}
            active={figure === props.active}
          />
        );
      })}
    </Box>
  );
});
