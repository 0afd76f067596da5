import type { Point } from '../../../../shared/charts/exploreGesture.ts';
import type { Words } from '../../../app/words.tsx';
import type { LinkedChart } from './chartSelection.ts';
import type { Drawing } from './drawing.ts';
import { binUnder, tipLines } from './pointed.ts';

/** Says beside the pointer what lies under it; hides the tip where nothing does. */
export function showTip(
  tip: HTMLElement,
  { chart, data }: LinkedChart,
  { plot, values }: Drawing,
  point: Point,
  words: Words,
): void {
  const found = binUnder(plot, point, data, values);
  tip.hidden = !found;
  if (!found) return;
  tip.textContent = tipLines(chart, found, data, values, words).join('\n');
  const left = Math.min(point.x + 12, plot.width - tip.offsetWidth - 4);
  const below = point.y + 14;
  const top = below + tip.offsetHeight > plot.height ? point.y - tip.offsetHeight - 8 : below;
  tip.style.transform = `translate(${Math.max(4, left)}px, ${Math.max(0, top)}px)`;
}
