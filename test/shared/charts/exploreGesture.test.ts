import { describe, expect, test } from 'vitest';
import { clickBrush, keyBrush, moveGesture, startGesture } from '../../../shared/charts/exploreGesture.ts';
import { nothingSelected, paintBase, paintNow } from '../../../shared/charts/explorePaint.ts';
import { svgPen } from '../../../shared/charts/explorePen.ts';
import { type DrawnChart, type Plot, plotOf } from '../../../shared/charts/explorePlot.ts';
import { holds, placeOf, valueAt, valueScale } from '../../../shared/charts/exploreScale.ts';
import { createChartTheme } from '../../../shared/charts/theme.ts';
import { dayOf } from '../../../shared/domain/calendar.ts';
import type { TextAxis, TimeAxis } from '../../../shared/domain/cubeAxis.ts';
import { createFormat } from '../../../shared/i18n/format.ts';
import { createTranslate } from '../../../shared/i18n/translate.ts';

const format = createFormat('en');
const words = { format, t: createTranslate('en'), measure: (text: string) => text.length * 6 };
const theme = createChartTheme('light', 'greenUp');
const edges = Float64Array.from({ length: 13 }, (_, month) =>
  dayOf(2024 + Math.floor(month / 12), (month % 12) + 1, 1),
);
const stops = Float64Array.from({ length: edges[12]! - edges[0]! + 1 }, (_, day) => edges[0]! + day);
const time: TimeAxis = { kind: 'time', field: 'day', grain: 'month', edges, stops, missing: false };
const text: TextAxis = {
  kind: 'text',
  field: 'market',
  values: ['UK', 'FR', 'DE'],
  names: ['UK', '<b>{FR}</b>', 'DE'],
  others: 2,
  missing: false,
};
const place = { id: 'x', span: 4 };
const held = { add: false, extend: false, touch: false };

function plot(chart: DrawnChart, axes: (TimeAxis | TextAxis)[], values: number[]): Plot {
  return plotOf(chart, { axes }, { width: 500, height: 200 }, [[Float64Array.from(values)]], words);
}

const months = plot(
  { ...place, kind: 'time', x: { field: 'day' }, measure: 'revenue', look: 'bars' },
  [time],
  Array.from({ length: 12 }, (_, month) => 100 + month),
);
const bars = plot(
  { ...place, kind: 'bars', x: { field: 'market' }, measure: 'revenue' },
  [text],
  [5, 3, 2, 90],
);
const heat = plot(
  { ...place, kind: 'heat', x: { field: 'market' }, y: { field: 'market' }, measure: 'revenue' },
  [text, text],
  Array.from({ length: 16 }, (_, cell) => cell),
);
const at = (chart: Plot, share: number, down = 0.5) => ({
  x: chart.area.x + share * chart.area.width,
  y: chart.area.y + down * chart.area.height,
});

describe('a drag', () => {
  test('over days begins and ends at the nearest day, either way round', () => {
    const brush = moveGesture(months, startGesture(months, null, at(months, 0.75), held), at(months, 0.25));
    expect(stops[brush[0]![0]![0]]).toBe(edges[0]! + Math.round(0.25 * 366));
    expect(stops[brush[0]![0]![1]]).toBe(edges[0]! + Math.round(0.75 * 366));
  });

  test('inside a brush moves it and stays on the axis; at its edge it resizes', () => {
    const brush = [[[100, 200] as const]];
    const moved = moveGesture(
      months,
      startGesture(months, brush, at(months, 150 / 366), held),
      at(months, 1.5),
    );
    expect(moved).toEqual([[[266, 366]]]);
    const edge = { x: months.x!.brush[200]! + 3, y: 60 };
    expect(moveGesture(months, startGesture(months, brush, edge, held), at(months, 300 / 366))).toEqual([
      [[100, 300]],
    ]);
  });

  test('over bars takes whole bars, with Ctrl those chosen before as well', () => {
    const drag = startGesture(bars, null, at(bars, 0.5, 0.05), held);
    expect(moveGesture(bars, drag, at(bars, 0.5, 0.4))).toEqual([[[0, 2]]]);
    const more = startGesture(bars, [[[3, 4]]], at(bars, 0.5, 0.05), { ...held, add: true });
    expect(moveGesture(bars, more, at(bars, 0.5, 0.1))).toEqual([
      [
        [0, 1],
        [3, 4],
      ],
    ]);
  });

  test('over a heat map takes a rectangle of cells', () => {
    const drag = startGesture(heat, null, at(heat, 0.3, 0.3), held);
    expect(moveGesture(heat, drag, at(heat, 0.9, 0.6))).toEqual([[[1, 4]], [[1, 3]]]);
  });
});

describe('a click', () => {
  test('takes the bin under it, and lets go of it again', () => {
    const once = clickBrush(months, null, at(months, 0.01), held);
    expect(once).toEqual([[[0, 31]]]);
    expect(clickBrush(months, once, at(months, 0.01), held)).toBeNull();
    expect(clickBrush(months, once, at(months, 0.1), { ...held, extend: true })).toEqual([[[0, 60]]]);
  });

  test('with Ctrl adds a bar or takes it out', () => {
    const add = { ...held, add: true };
    const two = clickBrush(bars, [[[0, 1]]], at(bars, 0.5, 0.6), add);
    expect(two).toEqual([
      [
        [0, 1],
        [2, 3],
      ],
    ]);
    expect(clickBrush(bars, two, at(bars, 0.5, 0.05), add)).toEqual([[[2, 3]]]);
  });
});

describe('keys', () => {
  test('move by one bin, extend with Shift, go to the ends', () => {
    const first = keyBrush(months, null, 'ArrowRight', false);
    expect(first).toEqual([[[0, 31]]]);
    expect(keyBrush(months, first, 'ArrowRight', false)).toEqual([[[31, 60]]]);
    expect(keyBrush(months, first, 'ArrowRight', true)).toEqual([[[0, 60]]]);
    expect(keyBrush(months, first, 'ArrowLeft', false)).toEqual([[[0, 31]]]);
    expect(keyBrush(months, null, 'End', false)).toEqual([[[335, 366]]]);
    expect(keyBrush(months, null, 'Home', false)).toEqual([[[0, 31]]]);
    expect(keyBrush(months, first, 'x', false)).toBeNull();
  });

  test('walk through a heat map on both axes', () => {
    const cell = keyBrush(heat, null, 'ArrowRight', false);
    expect(cell).toEqual([[[0, 1]], [[0, 1]]]);
    expect(keyBrush(heat, cell, 'ArrowDown', false)).toEqual([[[0, 1]], [[1, 2]]]);
  });
});

describe('a scale', () => {
  test('ends at round numbers that hold the values, and goes both ways', () => {
    for (const [low, high] of [
      [0, 97],
      [-3, 0.2],
      [0, 0],
      [-1e9, 12],
      [0, 1e-7],
    ] as const) {
      const scale = valueScale({ low, high }, 4);
      expect(holds(scale, { low, high })).toBe(true);
      expect(valueAt(scale, placeOf(scale, (low + high) / 2))).toBeCloseTo((low + high) / 2, 6);
    }
    const log = valueScale({ low: 20, high: 30_000 }, 4, true);
    expect(log.ticks).toEqual([10, 100, 1000, 10_000, 100_000]);
    expect(placeOf(log, 1000)).toBeCloseTo(0.5, 12);
  });

  test('all other texts do not dwarf those that are named', () => {
    expect(bars.xScale!.high).toBeLessThan(90);
  });
});

test('a chart is drawn as SVG with its texts escaped, whatever is selected', () => {
  const pen = svgPen(
    { width: 500, height: 200 },
    '#fff',
    'sans-serif',
    (text, size) => 0.56 * text.length * size,
  );
  const values = { lines: Float64Array.of(1, 1, 1, 1), values: [Float64Array.of(5, 3, 2, 90)] };
  paintBase(pen, bars, values, theme);
  paintNow(pen, bars, values, { ...nothingSelected, brush: [[[1, 2]]] }, theme);
  const source = pen.source();
  expect(source).toContain('&lt;b&gt;{FR}');
  expect(source).not.toContain('<b>');
  expect(source).toContain('90 »');
  expect(source).not.toMatch(/NaN|undefined|Infinity/);
});
