import { isoMonth } from '../domain/calendar.ts';
import type { Exhibit } from '../domain/exhibit.ts';
import { numbers, type Table } from '../domain/table.ts';
import type { Format } from '../i18n/format.ts';
import type { Translate } from '../i18n/translate.ts';
import type { ChartOption, ChartView } from './option.ts';
import {
  baseOption,
  categoryAxis,
  drawable,
  faded,
  grid,
  legend,
  moneyAxisName,
  shortLabel,
  tooltip,
  valueAxis,
} from './parts.ts';
import type { ChartTheme } from './theme.ts';

/**
 * How an account develops: its revenue by month, and beside it the median of its look-alikes, all accounts and its own
 * market, as far as they are known. `selected` holds months (`2011-05`).
 */
export function accountTrend(
  exhibit: Exhibit,
  theme: ChartTheme,
  format: Format,
  t: Translate,
  view?: ChartView,
): ChartOption {
  const table = exhibit.tables.months!;
  const months = Array.from(numbers(table, 'month'), isoMonth);
  const revenue = numbers(table, 'revenue');
  const lines = linesOf(table, theme, t);
  return {
    ...baseOption(theme),
    legend: legend(theme, [t('series.account'), ...lines.map(({ name }) => name)]),
    grid: grid({ top: 28 }),
    tooltip: tooltip(
      theme,
      (item) => {
        const row = item.dataIndex ?? 0;
        const figure = (name: string, values: Float64Array) =>
          `${name}  ${format.value(values[row] ?? null, 'money')}`;
        return [
          months[row] ?? '',
          figure(t('series.account'), revenue),
          ...lines.map(({ name, values }) => figure(name, values)),
        ];
      },
      'axis',
    ),
    xAxis: categoryAxis(theme, t('axis.month'), months),
    yAxis: valueAxis(theme, moneyAxisName(exhibit, t, 'axis.revenue'), shortLabel(format, 'money')),
    series: [
      {
        type: 'bar',
        name: t('series.account'),
        barMaxWidth: 32,
        itemStyle: { color: theme.accent },
        data: months.map((month, row) => ({
          value: drawable(revenue[row]),
          ref: { table: 'months', row },
          itemStyle: faded(view, month),
        })),
      },
      ...lines.map(({ name, values, color, type }) => ({
        type: 'line',
        name,
        symbol: 'none',
        lineStyle: { color, type, width: 1.5 },
        itemStyle: { color },
        data: months.map((_, row) => ({ value: drawable(values[row]), ref: { table: 'months', row } })),
      })),
    ],
  };
}

function linesOf(table: Table, theme: ChartTheme, t: Translate) {
  const all = [
    { column: 'peer_median', name: t('series.peers'), color: theme.text, type: 'dashed' },
    { column: 'book', name: t('series.book'), color: theme.muted, type: 'solid' },
    { column: 'own_market', name: t('series.market'), color: theme.categories[1]!, type: 'dotted' },
  ];
  return all
    .filter(({ column }) => table.columns.some(({ name }) => name === column))
    .map((line) => ({ ...line, values: numbers(table, line.column) }))
    .filter(({ values }) => values.some(Number.isFinite));
}
