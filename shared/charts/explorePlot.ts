import type { ChartData, ExploreChart } from '../contract/explore.ts';
import { type Axis, binCount } from '../domain/cubeAxis.ts';
import { measures } from '../domain/measures.ts';
import type { Unit } from '../domain/table.ts';
import type { Format } from '../i18n/format.ts';
import type { Translate } from '../i18n/translate.ts';
import { binLabels } from './exploreLabels.ts';
import type { Box } from './explorePen.ts';
import { type AxisPixels, type Extent, layOut, type ValueScale, valueScale, widen } from './exploreScale.ts';

/** A chart that is drawn; tables are not. */
export type DrawnChart = Exclude<ExploreChart, { kind: 'table' }>;

/** Whether the bars of a chart lie one below the other. */
export function liesDown(chart: DrawnChart): boolean {
  return chart.kind === 'bars' || chart.kind === 'tiers';
}

/** Where everything of a chart lies, in pixels of a sheet of this size. */
export interface Plot {
  chart: DrawnChart;
  width: number;
  height: number;
  /** Inside the axes. */
  area: Box;
  /** The binned axes; a scatter has none, bars only one. */
  x: AxisPixels | null;
  y: AxisPixels | null;
  xLabels: string[];
  yLabels: string[];
  /** Scales of the values: one along the axis that is not binned, two for a scatter, none for a heat map. */
  xScale: ValueScale | null;
  yScale: ValueScale | null;
  xUnit: Unit;
  yUnit: Unit;
  /** What the two scales of a scatter measure; of all other charts their title says it. */
  xTitle: string;
  yTitle: string;
  format: Format;
}

export interface PlotWords {
  format: Format;
  t: Translate;
  /** Width of a text in pixels. */
  measure(text: string, size: number): number;
}

export const textSize = 11;
const room = { top: 8, right: 12, bottom: 22, tick: 6, widestLabel: 150, title: 16 };

/** Lowest and highest of the values that a scale has to hold; the one of a chart, or the two of a scatter. */
export function extents(
  chart: DrawnChart,
  axes: readonly Axis[],
  series: readonly Float64Array[][],
): Extent[] {
  const nothing = { low: Number.POSITIVE_INFINITY, high: Number.NEGATIVE_INFINITY };
  const count = chart.kind === 'scatter' ? 2 : 1;
  const start = chart.kind === 'scatter' && chart.log ? nothing : { low: 0, high: 0 };
  return Array.from({ length: count }, (_, index) => {
    const found = series.reduce<Extent>(
      (extent, values) => widen(extent, named(values[index]!, axes)),
      start,
    );
    return found.low <= found.high ? found : { low: 0, high: 0 };
  });
}

/** Without the bar of all other texts, which would dwarf those that are named. */
function named(values: Float64Array, [axis]: readonly Axis[]): Float64Array {
  const isNamed = axis?.kind === 'text' && axis.others > 0 && axis.values.length > 0;
  return isNamed && values.length <= axis.values.length + 2 ? values.subarray(0, axis.values.length) : values;
}

/** Lays a chart out. `series` are the values that its scales must hold. */
export function plotOf(
  chart: DrawnChart,
  data: Pick<ChartData, 'axes'>,
  size: { width: number; height: number },
  series: readonly Float64Array[][],
  words: PlotWords,
): Plot {
  const [first, second] = extents(chart, data.axes, series);
  const log = chart.kind === 'scatter' && (chart.log ?? false);
  const measured = {
    first: valueScale(first!, liesDown(chart) ? size.width / 90 : size.height / 44, log),
    second: second ? valueScale(second, size.height / 44, log) : null,
  };
  const units = [
    measures[chart.measure].unit,
    chart.kind === 'scatter' ? measures[chart.measureY].unit : 'none',
  ] as const;
  const labels = data.axes.map((axis) => binLabels(axis, words.format, words.t));
  const base = { chart, ...size, format: words.format, xTitle: '', yTitle: '' };
  if (chart.kind === 'scatter') {
    const area = areaOf(size, tickRoom(measured.second!, units[1], words), room.title, room.title);
    const xScale = valueScale(first!, area.width / 90, log);
    return {
      ...base,
      area,
      x: null,
      y: null,
      xLabels: [],
      yLabels: [],
      xScale,
      yScale: measured.second,
      xUnit: units[0],
      yUnit: units[1],
      xTitle: words.t(`measure.${chart.measure}`),
      yTitle: words.t(`measure.${chart.measureY}`),
    };
  }
  if (liesDown(chart) || chart.kind === 'heat') {
    const side = chart.kind === 'heat' ? 1 : 0;
    const area = areaOf(size, labelRoom(labels[side]!, words), chart.kind === 'heat' ? 16 : 0);
    const upwards = data.axes[side]!.kind === 'number';
    const y = upwards
      ? layOut(data.axes[side]!, binCount(data.axes[side]!), area.y + area.height, -area.height)
      : layOut(data.axes[side]!, binCount(data.axes[side]!), area.y, area.height);
    const x =
      chart.kind === 'heat' ? layOut(data.axes[0]!, binCount(data.axes[0]!), area.x, area.width) : null;
    return {
      ...base,
      area,
      x,
      y,
      xLabels: x ? labels[0]! : [],
      yLabels: labels[side]!,
      xScale: x ? null : measured.first,
      yScale: null,
      xUnit: units[0],
      yUnit: 'none',
    };
  }
  const area = areaOf(size, tickRoom(measured.first, units[0], words));
  return {
    ...base,
    area,
    x: layOut(data.axes[0]!, binCount(data.axes[0]!), area.x, area.width),
    y: null,
    xLabels: labels[0]!,
    yLabels: [],
    xScale: null,
    yScale: measured.first,
    xUnit: 'none',
    yUnit: units[0],
  };
}

function areaOf(size: { width: number; height: number }, left: number, above = 0, below = 0): Box {
  const y = room.top + above;
  return {
    x: left,
    y,
    width: Math.max(20, size.width - left - room.right),
    height: Math.max(20, size.height - y - room.bottom - below),
  };
}

function tickRoom(scale: ValueScale, unit: Unit, { format, measure }: PlotWords): number {
  const widths = scale.ticks.map((tick) => measure(format.short(tick, unit), textSize));
  return Math.ceil(Math.max(...widths)) + room.tick + 4;
}

function labelRoom(labels: readonly string[], { measure }: PlotWords): number {
  const widest = labels.reduce((most, label) => Math.max(most, measure(label, textSize)), 0);
  return Math.ceil(Math.min(room.widestLabel, widest)) + room.tick + 4;
}
