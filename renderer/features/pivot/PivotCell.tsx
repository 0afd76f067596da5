import { memo } from 'react';
import { heatShade } from '../../../shared/domain/pivot.ts';
import { usePalette } from '../../app/session.ts';
import { useWords } from '../../app/words.tsx';
import { Box } from './Box.tsx';
import { figureText, labelWidth, signClass } from './figures.ts';
import type { Block } from './usePivotPages.ts';

interface CellProps {
  row: number;
  figure: number;
  /** Not there while its block is on its way. */
  value: number | undefined;
  measure: Block['measures'][number];
  figureWidth: number;
  total: boolean;
  heat: boolean;
  chosen: boolean;
  active: boolean;
}

/** One figure; drawn again only when it is another one or looks otherwise, as hundreds are in sight while scrolling. */
export const PivotCell = memo(function PivotCell(props: CellProps) {
  const { row, figure, value, measure, figureWidth, total, heat, chosen, active } = props;
  const { format } = useWords();
  const { name, ramp, text, background } = usePalette();
  const lightFrom = name === 'dark' ? 3 : 4;
  const shade = heat && value !== undefined ? heatShade(value, measure.low, measure.high) : null;
  return (
    <Box
      role="gridcell"
      id={`pivot-${row}-${figure}`}
      aria-colindex={figure + 2}
      aria-selected={chosen}
      className={cellClass(`${total ? 'is-total' : ''} ${signClass(value, measure)}`, chosen, active)}
      data-row={row}
      data-column={figure}
      style={{
        left: labelWidth + figure * figureWidth,
        width: figureWidth,
        ...(shade === null ? {} : { background: ramp[shade], color: shade >= lightFrom ? background : text }),
      }}
    >
      {value === undefined ? '…' : figureText(value, measure, format)}
    </Box>
  );
});

export function cellClass(more: string, chosen: boolean, active: boolean): string {
  return `pivot-cell ${more} ${chosen ? 'is-chosen' : ''} ${active ? 'is-active' : ''}`;
}
