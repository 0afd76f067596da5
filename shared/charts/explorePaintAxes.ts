import { isSingle } from './exploreLabels.ts';
import type { Pen, TextStyle } from './explorePen.ts';
import { type Plot, textSize } from './explorePlot.ts';
import { type AxisPixels, placeOf, type ValueScale } from './exploreScale.ts';
import { markLabel } from './parts.ts';
import type { ChartTheme } from './theme.ts';

/** Pixels of a value along the scale that lies across. */
export function xOf({ area, xScale }: Plot, value: number): number {
  return area.x + area.width * placeOf(xScale!, value);
}

/** Pixels of a value along the upright scale. */
export function yOf({ area, yScale }: Plot, value: number): number {
  return area.y + area.height * (1 - placeOf(yScale!, value));
}

/** Grid lines and labels of a value scale. */
export function paintScale(
  pen: Pen,
  plot: Plot,
  scale: ValueScale | null,
  isVertical: boolean,
  theme: ChartTheme,
): void {
  if (!scale) return;
  const { area, format } = plot;
  const unit = isVertical ? plot.yUnit : plot.xUnit;
  let reach = Number.NEGATIVE_INFINITY;
  for (const tick of scale.ticks) {
    const label = markLabel(format, tick, unit);
    if (isVertical) {
      const y = Math.round(yOf(plot, tick)) + 0.5;
      pen.line(area.x, y, area.x + area.width, y, theme.grid);
      pen.text(area.x - 6, y, label, { ...tickStyle(theme), align: 'right', baseline: 'middle' });
      continue;
    }
    const x = Math.round(xOf(plot, tick)) + 0.5;
    pen.line(x, area.y, x, area.y + area.height, theme.grid);
    const half = pen.measure(label, textSize) / 2;
    if (x - half < reach + 8) continue;
    const shift = Math.min(0, plot.width - 2 - (x + half));
    pen.text(x + shift, area.y + area.height + 6, label, tickStyle(theme));
    reach = x + half;
  }
}

/** What a scatter measures: upwards above its scale, across at its end. */
export function paintTitles(pen: Pen, { area, xTitle, yTitle, height }: Plot, theme: ChartTheme): void {
  if (yTitle) pen.text(area.x, 2, yTitle, { ...tickStyle(theme), align: 'left' });
  const right = area.x + area.width;
  if (xTitle)
    pen.text(right, height - 2, xTitle, { ...tickStyle(theme), align: 'right', baseline: 'bottom' });
}

function tickStyle(theme: ChartTheme): TextStyle {
  return { fill: theme.muted, align: 'center', baseline: 'top', size: textSize };
}

/** Labels where there is room for them; those of special bins always. Ranges are labelled at their bounds. */
export function paintXLabels(pen: Pen, plot: Plot, { axis, drawn }: AxisPixels, theme: ChartTheme): void {
  const y = plot.area.y + plot.area.height + 6;
  let reach = Number.NEGATIVE_INFINITY;
  const put = (x: number, label: string) => {
    const half = pen.measure(label, textSize) / 2;
    const place = Math.max(half + 2, Math.min(plot.width - half - 2, x));
    if (place - half < reach + 10) return;
    pen.text(place, y, label, tickStyle(theme));
    reach = place + half;
  };
  if (axis.kind !== 'number' || isSingle(axis)) {
    for (const bin of spread(plot.xLabels.length, labelStep(pen, plot))) {
      put((drawn[bin]! + drawn[bin + 1]!) / 2, plot.xLabels[bin]!);
    }
    return;
  }
  const under = axis.under ? 1 : 0;
  if (axis.under) put((drawn[0]! + drawn[1]!) / 2, plot.xLabels[0]!);
  axis.edges.forEach((edge, index) => {
    if (index === axis.edges.length - 1 && axis.over) return;
    if (index === 0 && axis.under) return;
    put(drawn[index + under]!, plot.format.short(edge, 'none'));
  });
  for (let bin = axis.edges.length - 1 + under; bin < plot.xLabels.length; bin++) {
    put((drawn[bin]! + drawn[bin + 1]!) / 2, plot.xLabels[bin]!);
  }
}

/** Every how many bins a label fits. */
function labelStep(pen: Pen, { xLabels, area }: Plot): number {
  const widest = xLabels.reduce((most, label) => Math.max(most, pen.measure(label, textSize)), 0);
  return Math.max(1, Math.ceil(((widest + 14) * xLabels.length) / area.width));
}

function spread(count: number, by: number): number[] {
  return Array.from({ length: Math.ceil(count / by) }, (_, index) => index * by);
}

/** Names beside bars and rows, cut where they are too long. */
export function paintYLabels(pen: Pen, plot: Plot, { drawn }: AxisPixels, theme: ChartTheme): void {
  const { yLabels, area } = plot;
  const thick = area.height / Math.max(1, yLabels.length);
  const by = Math.max(1, Math.ceil((textSize + 2) / thick));
  for (const bin of spread(yLabels.length, by)) {
    const label = fitted(pen, yLabels[bin]!, area.x - 10);
    pen.text(area.x - 6, (drawn[bin]! + drawn[bin + 1]!) / 2, label, {
      ...tickStyle(theme),
      fill: theme.text,
      align: 'right',
      baseline: 'middle',
    });
  }
}

/** A text that fits into so many pixels, cut at its end where it must be. */
function fitted(pen: Pick<Pen, 'measure'>, text: string, width: number): string {
  if (pen.measure(text, textSize) <= width) return text;
  const characters = [...text];
  while (characters.length > 1 && pen.measure(`${characters.join('')}…`, textSize) > width) characters.pop();
  return `${characters.join('')}…`;
}
