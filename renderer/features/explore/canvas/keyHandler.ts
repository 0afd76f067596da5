import type { KeyboardEvent, RefObject } from 'react';
import { keyBrush } from '../../../../shared/charts/exploreGesture.ts';
import { filterOfBrush, type LinkedChart } from './chartSelection.ts';
import type { Drag } from './drag.ts';
import type { Drawing } from './drawing.ts';
import type { BrushControl } from './useBrush.ts';

/** What keys do on the chart that has the focus: arrows move the brush, Delete takes it away, Escape gives up. */
export function keyHandler(
  { chart, data, filter }: LinkedChart,
  brush: BrushControl,
  drawing: RefObject<Drawing | null>,
  drag: RefObject<Drag | null>,
) {
  return (event: KeyboardEvent): void => {
    const drawn = drawing.current;
    if (!drawn || event.ctrlKey || event.metaKey || event.altKey) return;
    const isEscape = event.key === 'Escape';
    if (isEscape && drag.current) {
      event.preventDefault();
      brush.giveUp();
      return;
    }
    if (event.key === 'Delete' || event.key === 'Backspace' || (isEscape && filter)) {
      event.preventDefault();
      brush.clear();
      return;
    }
    if (chart.kind === 'scatter' || data.cells === 0) return;
    const moved = keyBrush(drawn.plot, drawn.selection.brush, event.key, event.shiftKey);
    if (!moved) return;
    event.preventDefault();
    brush.moveTo(moved);
    brush.settleSoon(filterOfBrush(data, moved));
  };
}
