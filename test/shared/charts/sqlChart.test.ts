import { expect, test } from 'vitest';
import { firstSqlChart, mostSqlPoints, sqlChart } from '../../../shared/charts/sqlChart.ts';
import { createChartTheme } from '../../../shared/charts/theme.ts';
import { makeTable, numberColumn, textColumn } from '../../../shared/domain/table.ts';
import { createFormat } from '../../../shared/i18n/format.ts';

const theme = createChartTheme('light', 'greenUp');
const format = createFormat('en');
const table = makeTable([
  textColumn('month', ['2024-01', '2024-01', '2024-02', '2024-03']),
  textColumn('market', ['UK', '{FR}', 'UK', null]),
  numberColumn('revenue', 'none', [1, 2, 3, Number.NaN]),
]);

test('months become a line with a series per further text; numbers alone become points', () => {
  expect(firstSqlChart(table)).toEqual({ kind: 'line', x: 'month', y: 'revenue', series: 'market' });
  const numbers = makeTable([numberColumn('a', 'none', [1]), numberColumn('b', 'none', [2])]);
  expect(firstSqlChart(numbers)).toMatchObject({ kind: 'scatter', x: 'a', y: 'b' });
  expect(firstSqlChart(makeTable([textColumn('a', ['x'])]))).toBeNull();
});

test('every series has its value at its label, nothing where it has none', () => {
  const { option, cut } = sqlChart(table, firstSqlChart(table)!, theme, format);
  expect(cut).toBe(false);
  expect((option.xAxis as { data: string[] }).data).toEqual(['2024-01', '2024-02', '2024-03']);
  expect(option.series.map(({ name, data }) => [name, data])).toEqual([
    ['UK', [1, 3, '-']],
    ['{FR}', [2, '-', '-']],
    ['–', ['-', '-', '-']],
  ]);
});

test('what cannot be drawn is told', () => {
  const n = mostSqlPoints + 1;
  const many = makeTable([
    numberColumn('v', 'none', new Float64Array(n)),
    numberColumn('w', 'none', new Float64Array(n)),
  ]);
  expect(sqlChart(many, firstSqlChart(many)!, theme, format).cut).toBe(true);
  const series = makeTable([
    textColumn(
      's',
      Array.from({ length: 9 }, (_, index) => `s${index}`),
    ),
    numberColumn('v', 'none', new Float64Array(9)),
  ]);
  expect(sqlChart(series, { kind: 'bar', x: 's', y: 'v', series: 's' }, theme, format).cut).toBe(true);
});
