import { expect, test } from 'vitest';
import { exploreTable } from '../../../shared/charts/exploreTable.ts';
import type { ChartData, ExploreChart } from '../../../shared/contract/explore.ts';
import type { TimeAxis } from '../../../shared/domain/cubeAxis.ts';
import { createFormat } from '../../../shared/i18n/format.ts';
import { createTranslate } from '../../../shared/i18n/translate.ts';

const format = createFormat('en');
const t = createTranslate('en');

function monthsOf(field: string): Pick<ChartData, 'axes' | 'members' | 'all' | 'now' | 'rows'> {
  const edges = Float64Array.of(14_975, 15_006, 15_034);
  const axis: TimeAxis = { kind: 'time', field, grain: 'month', edges, stops: edges, missing: false };
  const values = { lines: Float64Array.of(3, 4), values: [Float64Array.of(30, 40)] };
  return { axes: [axis], all: values, now: values, rows: { all: 7, now: 7 } };
}

function headersOf(field: string): string[] {
  const chart = {
    id: 'c1',
    kind: 'time',
    x: { field, grain: 'month' },
    measure: 'revenue',
    look: 'bars',
    span: 4,
  };
  return exploreTable(chart as ExploreChart, monthsOf(field), format, t).columns.map(({ name }) => name);
}

test('dates are headed by the grain that they are cut into', () => {
  expect(headersOf('day')).toEqual(['Month', 'revenue', 'lines']);
  expect(headersOf('account.contract_start')[0]).toBe('Contract start (Month)');
});
