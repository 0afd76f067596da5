import { memo } from 'react';
import type { ChartTheme } from '../../../shared/charts/theme.ts';
import { heatShade } from '../../../shared/domain/pivot.ts';
import type { Format } from '../../../shared/i18n/format.ts';
import { Box } from './Box.tsx';
import { figureText, isTooLong, signClass } from './figures.ts';
import type { Block } from './usePivotPages.ts';

interface CellProps {
  row: number;
  figure: number;
  /** Not there while its block is on its way. */
  value: number | undefined;
  measure: Block['measures'][number];
  /** The width of the cell, in pixels. */
  room: number;
  total: boolean;
  /** The colours of the page, where figures are shaded by their size. */
  heat: ChartTheme | null;
  format: Format;
  chosen: boolean;
  active: boolean;
}

/**
 * One figure; drawn again only when it is another one or looks otherwise, as hundreds are in sight while scrolling. Where
 * it stands is said by the row and by its place in it.
 */
export const PivotCell = memo(function PivotCell(props: CellProps) {
  const { row, figure, value, measure, room, total, heat, format, chosen, active } = props;
  const shade = heat && value !== undefined ? heatShade(value, measure.low, measure.high) : null;
  const words = value === undefined ? '…' : figureText(value, measure, format);
  const look = [total ? 'is-total' : '', signClass(value, measure), isTooLong(words, room) ? 'is-cut' : ''];
  return (
    <Box
      role="gridcell"
      {...(active ? { id: cellId(row, figure) } : {})}
      aria-colindex={figure + 2}
      aria-selected={chosen}
      className={cellClass(look.filter(Boolean).join(' '), chosen, active)}
      {...(heat && shade !== null ? { style: shaded(shade, heat) } : {})}
    >
      {words}
    </Box>
  );
});

function shaded(shade: number, { name, ramp, text, background }: ChartTheme) {
  const lightFrom = name === 'dark' ? 3 : 4;
  return { background: ramp[shade], color: shade >= lightFrom ? background : text };
}

/** What the grid calls the cell under the cursor. */
export function cellId(row: number, figure: number): string {
  return `pivot-${row}-${figure}`;
}

export function cellClass(more: string, chosen: boolean, active: boolean): string {
  return ['pivot-cell', more.trim(), chosen ? 'is-chosen' : '', active ? 'is-active' : '']
    .filter(Boolean)
    .join(' ');
}
