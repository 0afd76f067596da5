import type { ChartValues } from '../contract/explore.ts';
import type { Brush, Run } from '../domain/cubeBrush.ts';
import { measures } from '../domain/measures.ts';
import { paintScale, paintTitles, paintXLabels, paintYLabels, xOf, yOf } from './explorePaintAxes.ts';
import type { Box, Pen } from './explorePen.ts';
import { type Plot, textSize } from './explorePlot.ts';
import type { AxisPixels } from './exploreScale.ts';
import type { ChartTheme } from './theme.ts';

/** What is selected in a chart: runs on its axes, a rectangle of pixels (scatter, while it is drawn), or points. */
export interface Selection {
  brush: Brush | null;
  box: Box | null;
  members: Uint8Array | null;
}

export const nothingSelected: Selection = { brush: null, box: null, members: null };

/** Axes, their labels, and what the slice alone leaves: all that stays while a brush moves. */
export function paintBase(pen: Pen, plot: Plot, all: ChartValues, theme: ChartTheme): void {
  paintScale(pen, plot, plot.yScale, true, theme);
  paintScale(pen, plot, plot.xScale, false, theme);
  paintTitles(pen, plot, theme);
  if (plot.x) paintXLabels(pen, plot, plot.x, theme);
  if (plot.y) paintYLabels(pen, plot, plot.y, theme);
  paintMarks(pen, plot, all, theme.line, theme);
}

/** What the selections elsewhere leave, and what is selected here. */
export function paintNow(
  pen: Pen,
  plot: Plot,
  now: ChartValues,
  selection: Selection,
  theme: ChartTheme,
): void {
  if (plot.chart.kind === 'heat') paintHeat(pen, plot, now, theme);
  else if (plot.chart.kind === 'scatter') paintPoints(pen, plot, now, selection.members, theme);
  else paintMarks(pen, plot, now, theme.accent, theme);
  if (plot.chart.kind === 'bars') paintBeyond(pen, plot, now.values[0]!, theme);
  if (plot.chart.kind === 'tiers') paintShares(pen, plot, now.values[0]!, theme);
  if (plot.yScale && !plot.yScale.log && plot.x) paintZero(pen, plot, theme);
  paintSelection(pen, plot, selection, theme);
}

function paintMarks(pen: Pen, plot: Plot, { values }: ChartValues, fill: string, theme: ChartTheme): void {
  const { kind } = plot.chart;
  if (kind === 'bars' || kind === 'tiers') paintBars(pen, plot, values[0]!, fill);
  else if (kind === 'histogram') paintColumns(pen, plot, values[0]!, fill);
  else if (kind === 'time') paintTime(pen, plot, values[0]!, fill, theme);
  else if (kind === 'scatter') pen.dots(pointsOf(plot, values, null), 2, fill, 0.8);
}

/** The space between two bars: none where they are narrow. */
function gap(width: number): number {
  return width > 6 ? 1 : 0;
}

function paintBars(pen: Pen, plot: Plot, values: Float64Array, fill: string): void {
  const { drawn } = plot.y!;
  const zero = Math.round(xOf(plot, 0));
  for (let bin = 0; bin < values.length; bin++) {
    const value = values[bin]!;
    if (!(value > 0 || value < 0)) continue;
    const top = Math.min(drawn[bin]!, drawn[bin + 1]!);
    const thick = Math.abs(drawn[bin + 1]! - drawn[bin]!);
    const end = Math.round(xOf(plot, value));
    const from = Math.round(top) + (thick > 12 ? 2 : gap(thick));
    const to = Math.round(top + thick) - (thick > 12 ? 2 : 0);
    pen.rect(
      {
        x: Math.min(zero, end),
        y: from,
        width: Math.max(1, Math.abs(end - zero)),
        height: Math.max(1, to - from),
      },
      fill,
    );
  }
}

/** The bar of all others may go beyond the scale: it then ends at the edge and says its value. */
function paintBeyond(pen: Pen, plot: Plot, values: Float64Array, theme: ChartTheme): void {
  const { axis, drawn } = plot.y!;
  const bin = axis.kind === 'text' && axis.others > 0 ? axis.values.length : -1;
  const value = values[bin] ?? 0;
  if (!(value > plot.xScale!.high)) return;
  const y = (drawn[bin]! + drawn[bin + 1]!) / 2;
  pen.text(plot.area.x + plot.area.width - 4, y, `${plot.format.short(value, plot.xUnit)} »`, {
    fill: theme.surface,
    align: 'right',
    baseline: 'middle',
    size: textSize,
  });
}

const leastRow = 13;

/** What each tier has, and its share of all tiers where the measure adds up; within the bar where there is no room behind it. */
function paintShares(pen: Pen, plot: Plot, values: Float64Array, theme: ChartTheme): void {
  const { drawn } = plot.y!;
  const total = values.reduce((sum, value) => sum + (Number.isNaN(value) ? 0 : value), 0);
  const shares = measures[plot.chart.measure].additive && total > 0 && values.every((value) => !(value < 0));
  const right = plot.area.x + plot.area.width;
  for (let bin = 0; bin < values.length; bin++) {
    const value = values[bin]!;
    if (Number.isNaN(value) || Math.abs(drawn[bin + 1]! - drawn[bin]!) < leastRow) continue;
    const share = shares ? ` · ${plot.format.value(value / total, 'ratio')}` : '';
    const text = `${plot.format.short(value, plot.xUnit)}${share}`;
    const end = Math.min(right, Math.max(xOf(plot, value), xOf(plot, 0)));
    const isInside = end + 6 + pen.measure(text, textSize) > right;
    pen.text(isInside ? end - 6 : end + 6, (drawn[bin]! + drawn[bin + 1]!) / 2, text, {
      fill: isInside ? theme.surface : theme.muted,
      align: isInside ? 'right' : 'left',
      baseline: 'middle',
      size: textSize,
    });
  }
}

function paintColumns(pen: Pen, plot: Plot, values: Float64Array, fill: string): void {
  const { drawn } = plot.x!;
  const zero = Math.round(yOf(plot, 0));
  for (let bin = 0; bin < values.length; bin++) {
    const value = values[bin]!;
    if (!(value > 0 || value < 0)) continue;
    const left = Math.round(drawn[bin]!);
    const right = Math.round(drawn[bin + 1]!);
    const end = Math.round(yOf(plot, value));
    const width = Math.max(1, right - left - gap(right - left));
    pen.rect({ x: left, y: Math.min(zero, end), width, height: Math.max(1, Math.abs(end - zero)) }, fill);
  }
}

function paintTime(pen: Pen, plot: Plot, values: Float64Array, fill: string, theme: ChartTheme): void {
  const look = plot.chart.kind === 'time' ? plot.chart.look : 'bars';
  if (look === 'bars' || values.length < 2) {
    paintColumns(pen, plot, values, fill);
    return;
  }
  const { drawn, axis } = plot.x!;
  const bins = axis.missing ? values.length - 1 : values.length;
  const points: number[] = [];
  const zero = yOf(plot, 0);
  const flush = () => {
    if (points.length === 2) pen.dots(points, 2, fill);
    else if (points.length > 2) {
      pen.path(points, fill, 1.5, look === 'area' ? { base: zero, fill: areaFill(fill, theme) } : null);
    }
    points.length = 0;
  };
  const isSum = plot.yUnit !== 'price';
  for (let bin = 0; bin < bins; bin++) {
    const value = values[bin]!;
    if (Number.isNaN(value) && !isSum) flush();
    else points.push((drawn[bin]! + drawn[bin + 1]!) / 2, Number.isNaN(value) ? zero : yOf(plot, value));
  }
  flush();
  if (axis.missing) {
    const last = new Float64Array(values.length).fill(Number.NaN);
    last[bins] = values[bins]!;
    paintColumns(pen, plot, last, fill);
  }
}

function areaFill(fill: string, theme: ChartTheme): string {
  return fill === theme.accent ? theme.accentSoft : theme.grid;
}

function pointsOf(
  plot: Plot,
  [xs, ys]: readonly Float64Array[],
  which: ((point: number) => boolean) | null,
): number[] {
  const points: number[] = [];
  for (let point = 0; point < xs!.length; point++) {
    const [x, y] = [xs![point]!, ys![point]!];
    if (Number.isNaN(x) || Number.isNaN(y) || (which && !which(point))) continue;
    const [left, top] = [xOf(plot, x), yOf(plot, y)];
    if (Number.isFinite(left) && Number.isFinite(top)) points.push(left, top);
  }
  return points;
}

function paintPoints(
  pen: Pen,
  plot: Plot,
  { values }: ChartValues,
  members: Uint8Array | null,
  theme: ChartTheme,
): void {
  if (!members) {
    pen.dots(pointsOf(plot, values, null), 3, theme.accent, 0.65);
    return;
  }
  pen.dots(
    pointsOf(plot, values, (point) => members[point] === 0),
    2.5,
    theme.other,
    0.4,
  );
  pen.dots(
    pointsOf(plot, values, (point) => members[point] === 1),
    3.5,
    theme.accent,
    0.85,
  );
}

/** Steps between two colours of the ramp. */
const shades = 64;
const ramps = new Map<string, string[]>();

function rampOf(theme: ChartTheme): string[] {
  const known = ramps.get(theme.name);
  if (known) return known;
  const channels = theme.ramp.map((colour) =>
    [1, 3, 5].map((at) => Number.parseInt(colour.slice(at, at + 2), 16)),
  );
  const ramp = Array.from({ length: shades }, (_, shade) => {
    const place = (shade / (shades - 1)) * (channels.length - 1);
    const low = Math.min(channels.length - 2, Math.floor(place));
    const mixed = channels[low]!.map((value, channel) =>
      Math.round(value + (place - low) * (channels[low + 1]![channel]! - value)),
    );
    return `rgb(${mixed.join(',')})`;
  });
  ramps.set(theme.name, ramp);
  return ramp;
}

/** From pale to full with the value; below zero in the colour of losses, with a dash, so that colour is not the only mark. */
function paintHeat(pen: Pen, plot: Plot, { lines, values }: ChartValues, theme: ChartTheme): void {
  const [x, y] = [plot.x!.drawn, plot.y!.drawn];
  const across = y.length - 1;
  const ramp = rampOf(theme);
  let [low, high] = [0, 0];
  for (const value of values[0]!) {
    if (value > high) high = value;
    if (value < low) low = value;
  }
  for (let cell = 0; cell < lines.length; cell++) {
    const value = values[0]![cell]!;
    if (Number.isNaN(value) || lines[cell] === 0) continue;
    const [column, row] = [Math.floor(cell / across), cell % across];
    const left = Math.round(x[column]!);
    const top = Math.round(Math.min(y[row]!, y[row + 1]!));
    const width = Math.round(x[column + 1]!) - left;
    const height = Math.round(Math.max(y[row]!, y[row + 1]!)) - top;
    const box = { x: left, y: top, width: width - gap(width), height: height - gap(height) };
    if (value >= 0) pen.rect(box, ramp[high > 0 ? Math.round((value / high) * (shades - 1)) : 0]!);
    else {
      pen.rect(box, theme.loss, 0.25 + 0.75 * (value / low));
      pen.line(left + width / 4, top + height / 2, left + (3 * width) / 4, top + height / 2, theme.surface);
    }
  }
  const style = { fill: theme.muted, align: 'right', baseline: 'top', size: textSize } as const;
  const shown = (value: number) => plot.format.short(value, plot.xUnit);
  const legend = low < 0 ? `${shown(low)} … ${shown(high)}` : `0 … ${shown(high)}`;
  const { area } = plot;
  const legendWidth = pen.measure(legend, textSize);
  pen.text(area.x + area.width, 4, legend, style);
  for (let step = 0; step < 8; step++) {
    const left = area.x + area.width - legendWidth - 8 - (8 - step) * 8;
    pen.rect({ x: left, y: 5, width: 8, height: 9 }, ramp[Math.round((step / 7) * (shades - 1))]!);
  }
}

function paintZero(pen: Pen, plot: Plot, theme: ChartTheme): void {
  const zero = Math.round(yOf(plot, 0)) + 0.5;
  pen.line(plot.area.x, zero, plot.area.x + plot.area.width, zero, theme.muted);
}

/** Pales what is not selected and draws a frame around what is. */
function paintSelection(pen: Pen, plot: Plot, { brush, box }: Selection, theme: ChartTheme): void {
  if (box) {
    pen.rect(box, theme.accent, 0.12);
    pen.frame(box, theme.accent, 1.5);
    return;
  }
  if (!brush) return;
  const boxes = selectedBoxes(plot, brush);
  for (const pale of complement(plot.area, boxes, plot.x !== null)) pen.rect(pale, theme.surface, 0.72);
  for (const one of boxes) pen.frame(one, theme.accent, 1.5);
}

function spanOf(pixels: AxisPixels | null, run: Run, from: number, length: number): [number, number] {
  if (!pixels) return [from, from + length];
  const [a, b] = [pixels.brush[run[0]]!, pixels.brush[run[1]]!];
  return [Math.round(Math.min(a, b)), Math.round(Math.max(a, b))];
}

/** The boxes that a brush covers. */
export function selectedBoxes(plot: Plot, brush: Brush): Box[] {
  const { area, x, y } = plot;
  const whole: Run[] = [[0, 0]];
  const alongX = x ? (brush[0] ?? [[0, x.brush.length - 1]]) : whole;
  const alongY = y ? (brush[x ? 1 : 0] ?? [[0, y.brush.length - 1]]) : whole;
  return alongX.flatMap((runX) =>
    alongY.map((runY) => {
      const [left, right] = spanOf(x, runX, area.x, area.width);
      const [top, bottom] = spanOf(y, runY, area.y, area.height);
      return { x: left, y: top, width: right - left, height: bottom - top };
    }),
  );
}

/** The parts of the area that no box covers: strips along the one axis that has several boxes, or around one box. */
function complement(area: Box, boxes: readonly Box[], alongX: boolean): Box[] {
  const strips: Box[] = [];
  const bounds = boxes.map(
    (box) => (alongX ? [box.x, box.x + box.width] : [box.y, box.y + box.height]) as Run,
  );
  const starts = [...new Map(bounds.map((bound) => [bound[0], bound])).values()].sort((a, b) => a[0] - b[0]);
  const first = alongX ? area.x : area.y;
  const end = alongX ? area.x + area.width : area.y + area.height;
  const strip = (from: number, to: number): Box =>
    alongX
      ? { x: from, y: area.y, width: to - from, height: area.height }
      : { x: area.x, y: from, width: area.width, height: to - from };
  let at = first;
  for (const [from, to] of starts) {
    if (from > at) strips.push(strip(at, from));
    at = Math.max(at, to);
  }
  if (at < end) strips.push(strip(at, end));
  const [one] = boxes;
  if (!alongX || !one || one.height >= area.height) return strips;
  const rows = [...new Set(boxes.map((box) => box.y))].sort((a, b) => a - b);
  let top = area.y;
  for (const row of rows) {
    const height = boxes.find((box) => box.y === row)!.height;
    for (const [from, to] of starts) {
      if (row > top) strips.push({ x: from, y: top, width: to - from, height: row - top });
    }
    top = row + height;
  }
  for (const [from, to] of starts) {
    if (top < area.y + area.height) {
      strips.push({ x: from, y: top, width: to - from, height: area.y + area.height - top });
    }
  }
  return strips;
}
