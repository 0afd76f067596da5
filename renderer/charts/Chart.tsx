import type { EChartsCoreOption, EChartsType } from 'echarts/core';
import { type Ref, useEffect, useImperativeHandle, useRef } from 'react';
import type { ChartOption, ChartRef } from '../../shared/charts/option.ts';
import type { FrameWords } from '../../shared/charts/pictureFrame.ts';
import { usePalette } from '../app/session.ts';
import { framedPng, framedVector } from './framedPicture.ts';
import { type LazyChart, lazyChart, svgOf } from './lazyChart.ts';
import { safeOption } from './safeOption.ts';

/** What was clicked: the parts of an ECharts event that the house uses. */
export interface ChartPoint {
  componentType: string;
  seriesIndex: number;
  seriesName: string;
  dataIndex: number;
  name: string;
  value: unknown;
  data: unknown;
  /** The row of the exhibit behind the mark, where the chart names one. */
  ref: ChartRef | null;
}

/** Points inside a brush, by series. */
export interface ChartSelection {
  seriesIndex: number;
  dataIndex: number[];
}

export interface ChartEvents {
  onClick?(point: ChartPoint): void;
  /** Double click anywhere: clears what clicks have chosen. */
  onClear?(): void;
  /** A brush came to rest; empty when it was taken away. */
  onBrush?(selected: ChartSelection[]): void;
  /** Right click on a mark: its rows. */
  onContextMenu?(point: ChartPoint): void;
}

/** Pictures of the chart as it stands, with what stands around it. */
export interface ChartPictures {
  png(words: FrameWords): Promise<Uint8Array>;
  svg(words: FrameWords): string;
}

export interface ChartProps {
  option: ChartOption;
  /** The chart in one sentence, for those who do not see it. */
  label: string;
  height?: number | string;
  events?: ChartEvents;
  /** Whether dragging selects; the option must hold a `brush`. */
  brush?: 'rect' | 'lineX';
  pictures?: Ref<ChartPictures>;
}

/** Pixels of a picture to one of the screen. */
const pixelRatio = 2;

/** The only owner of an ECharts instance; it is drawn when it comes into sight. */
export function Chart({ option, label, height = 280, events, brush, pictures }: ChartProps) {
  const box = useRef<HTMLDivElement>(null);
  const chart = useRef<LazyChart | null>(null);
  const latest = useRef<ChartEvents>({});
  const colours = usePalette();

  useEffect(() => {
    latest.current = events ?? {};
  }, [events]);

  useEffect(() => {
    if (!box.current) return undefined;
    const made = lazyChart(box.current, (instance) => listen(instance, latest));
    chart.current = made;
    return () => {
      made.dispose();
      chart.current = null;
    };
  }, []);

  useEffect(() => {
    chart.current?.show((instance) => draw(instance, safeOption(option, colours.fontFamily), brush));
  }, [option, brush, colours.fontFamily]);

  useImperativeHandle(
    pictures,
    () => ({
      png: (words) => {
        const drawn = onScreen(chart.current);
        const canvas = drawn.renderToCanvas({ pixelRatio, backgroundColor: colours.surface });
        return framedPng([canvas], pixelRatio, words, colours);
      },
      svg: (words) => {
        const drawn = onScreen(chart.current);
        const source = svgOf(drawn, {
          backgroundColor: colours.surface,
          ...safeOption(option, colours.fontFamily),
        });
        return framedVector(source, { width: drawn.getWidth(), height: drawn.getHeight() }, words, colours);
      },
    }),
    [option, colours],
  );

  return (
    <div
      ref={box}
      role="img"
      // biome-ignore lint/a11y/noNoninteractiveTabindex: focus is how a keyboard reaches the chart's sentence and its table
      tabIndex={0}
      aria-label={label}
      className="chart"
      style={{ height, width: '100%' }}
    />
  );
}

function toPoint(event: unknown): ChartPoint {
  const { componentType, seriesIndex, seriesName, dataIndex, name, value, data } =
    event as Partial<ChartPoint>;
  return {
    componentType: componentType ?? '',
    seriesIndex: seriesIndex ?? -1,
    seriesName: seriesName ?? '',
    dataIndex: dataIndex ?? -1,
    name: name ?? (typeof value === 'string' ? value : ''),
    value,
    data,
    ref: refOf(data),
  };
}

function refOf(data: unknown): ChartRef | null {
  return typeof data === 'object' && data !== null && 'ref' in data ? ((data.ref as ChartRef) ?? null) : null;
}

interface BrushSelected {
  batch?: { selected?: ChartSelection[] }[];
}

function listen(chart: EChartsType, events: { readonly current: ChartEvents }): void {
  let selected: ChartSelection[] = [];
  chart.on('click', (event) => events.current.onClick?.(toPoint(event)));
  chart.on('contextmenu', (event) => {
    const native = (event as { event?: { event?: Event } }).event?.event;
    if (events.current.onContextMenu) native?.preventDefault();
    events.current.onContextMenu?.(toPoint(event));
  });
  chart.getZr().on('dblclick', () => {
    chart.dispatchAction({ type: 'brush', areas: [] });
    events.current.onClear?.();
  });
  chart.on('brushselected', (event) => {
    selected = ((event as BrushSelected).batch?.[0]?.selected ?? []).map(({ seriesIndex, dataIndex }) => ({
      seriesIndex,
      dataIndex,
    }));
  });
  chart.on('brushEnd', () => {
    events.current.onBrush?.(selected.filter((each) => each.dataIndex.length > 0));
  });
}

function draw(chart: EChartsType, option: EChartsCoreOption, brush: ChartProps['brush']): void {
  chart.setOption(option, { notMerge: true });
  if (!brush) return;
  chart.dispatchAction({
    type: 'takeGlobalCursor',
    key: 'brush',
    brushOption: { brushType: brush, brushMode: 'single' },
  });
}

function onScreen(chart: LazyChart | null): EChartsType {
  if (!chart) throw new Error('The chart is not on screen');
  return chart.drawn();
}
