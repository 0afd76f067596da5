import {
  nothingSelected,
  paintBase,
  paintNow,
  type Selection,
} from '../../../../shared/charts/explorePaint.ts';
import type { Pen } from '../../../../shared/charts/explorePen.ts';
import { type DrawnChart, extents, type Plot, plotOf } from '../../../../shared/charts/explorePlot.ts';
import { holds } from '../../../../shared/charts/exploreScale.ts';
import type { ChartTheme } from '../../../../shared/charts/theme.ts';
import type { ChartData, ChartValues } from '../../../../shared/contract/explore.ts';
import type { Words } from '../../../app/words.tsx';
import { canvasPen, prepareCanvas } from './canvasPen.ts';

interface DrawingSource {
  base: HTMLCanvasElement;
  marks: HTMLCanvasElement;
  chart: DrawnChart;
  data: ChartData;
  fit: boolean;
  width: number;
  height: number;
  theme: ChartTheme;
  words: Words;
}

/** A chart as it stands on its two canvases. */
export interface Drawing {
  plot: Plot;
  values: ChartValues;
  selection: Selection;
  /** Draws these values; the lower canvas too where it is new or the scales no longer hold them. */
  show(values: ChartValues, isNew: boolean): void;
  /** How wide a text is on the canvases, by which everything was laid out. */
  measure: Pen['measure'];
  select(selection: Selection): void;
}

/** Lays a chart out on its canvases; nothing is drawn yet. */
export function createDrawing({
  base,
  marks,
  chart,
  data,
  fit,
  width,
  height,
  theme,
  words,
}: DrawingSource): Drawing {
  base.style.cssText = marks.style.cssText = `width:${width}px;height:${height}px`;
  const pen = () => canvasPen(prepareCanvas(base, width, height), theme.fontFamily);
  const measured = canvasPen(prepareCanvas(base, width, height), theme.fontFamily);
  const upper = canvasPen(prepareCanvas(marks, width, height), theme.fontFamily);
  const layOut = (values: ChartValues) =>
    plotOf(
      chart,
      data,
      { width, height },
      fit ? [data.now.values, values.values] : [data.all.values, data.now.values, values.values],
      {
        ...words,
        measure: measured.measure,
      },
    );
  const drawing: Drawing = {
    plot: layOut(data.now),
    values: data.now,
    measure: measured.measure,
    selection: nothingSelected,
    show(values, isNew) {
      drawing.values = values;
      const fitting = scalesHold(drawing.plot, data, values);
      if (!fitting) drawing.plot = layOut(values);
      if (isNew || !fitting) paintBase(pen(), drawing.plot, data.all, theme);
      prepareCanvas(marks, width, height);
      paintNow(upper, drawing.plot, values, drawing.selection, theme);
    },
    select(selection) {
      drawing.selection = selection;
      drawing.show(drawing.values, false);
    },
  };
  return drawing;
}

function scalesHold(plot: Plot, { axes }: ChartData, { values }: ChartValues): boolean {
  const found = extents(plot.chart, axes, [values]);
  const scales = plot.chart.kind === 'scatter' ? [plot.xScale, plot.yScale] : [plot.xScale ?? plot.yScale];
  return scales.every((scale, index) => !scale || holds(scale, found[index]!));
}
