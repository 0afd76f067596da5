import { expect, test } from 'vitest';
import { chartLine } from '../../../../renderer/features/explore/chartLine.ts';
import type { ChartData, ExploreChart } from '../../../../shared/contract/explore.ts';
import type { TimeAxis } from '../../../../shared/domain/cubeAxis.ts';
import { createFormat } from '../../../../shared/i18n/format.ts';
import { createTranslate } from '../../../../shared/i18n/translate.ts';

const words = { t: createTranslate('en'), format: createFormat('en'), locale: 'en' as const };
const chart = {
  id: 'c1',
  kind: 'time',
  x: { field: 'day', grain: 'month' },
  measure: 'revenue',
  look: 'bars',
  span: 4,
};
/** 2011-11-01, 2011-12-01 and 2012-01-01. */
const edges = Float64Array.of(15_279, 15_309, 15_340);
const axis: TimeAxis = { kind: 'time', field: 'day', grain: 'month', edges, stops: edges, missing: false };
const values = { lines: Float64Array.of(3, 4), values: [Float64Array.of(30, 40)] };
const data = { axes: [axis], all: values, now: values, rows: { all: 7, now: 7 } } as unknown as ChartData;
const euro = { reporting: 'EUR' };

function lineOf(last: string, shown: object = chart): string {
  return chartLine(shown as ExploreChart, data, { currency: euro, last }, words);
}

test('a period that the sales do not reach the end of is said to be incomplete', () => {
  expect(lineOf('2011-12-09')).toBe('in EUR · n = 7 rows · 2011-12 is not complete: sales end on 2011-12-09');
  expect(lineOf('2011-12-31')).toBe('in EUR · n = 7 rows');
  expect(lineOf('2012-03-04')).toBe('in EUR · n = 7 rows');
});

test('only amounts have a currency', () => {
  expect(lineOf('2011-12-31', { ...chart, measure: 'lines' })).toBe('n = 7 rows');
});
