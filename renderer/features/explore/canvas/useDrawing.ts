import { type Ref, type RefObject, useImperativeHandle, useLayoutEffect, useRef, useState } from 'react';
import { paintBase, paintNow } from '../../../../shared/charts/explorePaint.ts';
import { svgPen } from '../../../../shared/charts/explorePen.ts';
import { usePalette } from '../../../app/session.ts';
import { useWords } from '../../../app/words.tsx';
import type { ChartPictures } from '../../../charts/Chart.tsx';
import { framedPng, framedVector } from '../../../charts/framedPicture.ts';
import { type LinkedChart, restingSelection } from './chartSelection.ts';
import type { Drag } from './drag.ts';
import { createDrawing, type Drawing } from './drawing.ts';

interface DrawnProps extends LinkedChart {
  fit: boolean;
  height: number;
  pictures: Ref<ChartPictures>;
}

/** The elements of a chart, and what is drawn on them; null before the first drawing. */
export interface Layers {
  box: RefObject<HTMLDivElement | null>;
  below: RefObject<HTMLCanvasElement | null>;
  above: RefObject<HTMLCanvasElement | null>;
  drawing: RefObject<Drawing | null>;
}

/** Draws a chart on its canvases, anew at every change of its data, scales or width; what is being dragged stays. */
export function useDrawing(props: DrawnProps, drag: RefObject<Drag | null>): Layers {
  const { chart, data, filter, fit, link, height } = props;
  const words = useWords();
  const theme = usePalette();
  const box = useRef<HTMLDivElement>(null);
  const below = useRef<HTMLCanvasElement>(null);
  const above = useRef<HTMLCanvasElement>(null);
  const current = useRef<Drawing | null>(null);
  const width = useWidth(box);

  useLayoutEffect(() => {
    const [base, marks] = [below.current, above.current];
    if (!base || !marks || width === 0) return undefined;
    const drawing = createDrawing({ base, marks, chart, data, fit, width, height, theme, words });
    drawing.selection =
      drag.current && current.current ? current.current.selection : restingSelection({ data, filter });
    current.current = drawing;
    drawing.show(link.valuesOf(chart.id) ?? data.now, true);
    return link.attach(chart.id, (values) => drawing.show(values, false));
  }, [chart, data, filter, fit, width, height, theme, words, link, drag]);

  const layers = { box, below, above, drawing: current };
  usePictures(props, layers);
  return layers;
}

function useWidth(box: RefObject<HTMLElement | null>): number {
  const [width, setWidth] = useState(0);
  useLayoutEffect(() => {
    const element = box.current;
    if (!element) return undefined;
    const observer = new ResizeObserver(() => setWidth(element.clientWidth));
    observer.observe(element);
    setWidth(element.clientWidth);
    return () => observer.disconnect();
  }, [box]);
  return width;
}

/** Has pictures taken of the chart as it stands. */
function usePictures({ data, pictures }: DrawnProps, { below, above, drawing }: Layers): void {
  const theme = usePalette();
  useImperativeHandle(
    pictures,
    () => ({
      png: (frame) => {
        const layers = [below.current, above.current].filter((layer) => layer !== null);
        return framedPng(layers, (layers[0]?.width ?? 1) / (layers[0]?.clientWidth ?? 1), frame, theme);
      },
      svg: (frame) => {
        const drawn = drawing.current;
        if (!drawn) throw new Error('The chart is not on screen');
        const pen = svgPen(drawn.plot, theme.surface, theme.fontFamily, drawn.measure);
        paintBase(pen, drawn.plot, data.all, theme);
        paintNow(pen, drawn.plot, drawn.values, drawn.selection, theme);
        return framedVector(pen.source(), drawn.plot, frame, theme);
      },
    }),
    [below, above, drawing, data, theme],
  );
}
