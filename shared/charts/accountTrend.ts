import { isoMonth } from '../domain/calendar.ts';
import type { Exhibit } from '../domain/exhibit.ts';
import { numbers } from '../domain/table.ts';
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

/** How an account develops beside accounts like it: its revenue by month, and the median of its look-alikes. `selected` holds months (`2011-05`). */
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
  const peers = numbers(table, 'peer_median');
  const book = numbers(table, 'book');
  const hasPeers = peers.some(Number.isFinite);
  return {
    ...baseOption(theme),
    legend: legend(theme, [t('series.account'), ...(hasPeers ? [t('series.peers')] : []), t('series.book')]),
    grid: grid({ top: 28 }),
    tooltip: tooltip(
      theme,
      (item) => {
        const row = item.dataIndex ?? 0;
        return [
          months[row] ?? '',
          `${t('series.account')}  ${format.value(revenue[row] ?? null, 'money')}`,
          `${t('series.peers')}  ${format.value(peers[row] ?? null, 'money')}`,
          `${t('series.book')}  ${format.value(book[row] ?? null, 'money')}`,
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
      ...(hasPeers
        ? [
            {
              type: 'line',
              name: t('series.peers'),
              symbol: 'none',
              lineStyle: { color: theme.text, type: 'dashed', width: 1.5 },
              itemStyle: { color: theme.text },
              data: months.map((_, row) => ({ value: drawable(peers[row]), ref: { table: 'months', row } })),
            },
          ]
        : []),
      {
        type: 'line',
        name: t('series.book'),
        symbol: 'none',
        lineStyle: { color: theme.muted, width: 1.5 },
        itemStyle: { color: theme.muted },
        data: months.map((_, row) => ({ value: drawable(book[row]), ref: { table: 'months', row } })),
      },
    ],
  };
}
