import type { Exhibit } from '../domain/exhibit.ts';
import { numbers } from '../domain/table.ts';
import type { Format } from '../i18n/format.ts';
import type { Translate } from '../i18n/translate.ts';
import type { ChartOption } from './option.ts';
import {
  baseOption,
  categoryAxis,
  drawable,
  type Formatted,
  grid,
  percentLabel,
  tooltip,
  valueAxis,
} from './parts.ts';
import type { ChartTheme } from './theme.ts';

/** What losing the largest 1, 3, 5 … accounts would cost, as a share of revenue and in money. */
export function concentrationStress(
  exhibit: Exhibit,
  theme: ChartTheme,
  format: Format,
  t: Translate,
): ChartOption {
  const table = exhibit.tables.stress!;
  const lost = numbers(table, 'lost');
  const money = numbers(table, 'revenue_lost');
  const share = numbers(table, 'share_lost');
  const remaining = numbers(table, 'remaining');
  return {
    ...baseOption(theme),
    grid: grid(),
    tooltip: tooltip(theme, (item) => {
      const row = item.dataIndex ?? 0;
      return [
        t('chart.accountsCount', { count: lost[row] ?? 0 }),
        `${t('column.revenue_lost')}  ${format.value(money[row] ?? null, 'money')}`,
        `${t('column.share_lost')}  ${format.value(share[row] ?? null, 'ratio')}`,
        `${t('column.remaining')}  ${format.value(remaining[row] ?? null, 'money')}`,
      ];
    }),
    xAxis: categoryAxis(
      theme,
      t('axis.lostAccounts'),
      Array.from(lost, (value) => format.value(value, 'count')),
    ),
    yAxis: valueAxis(theme, t('axis.shareLost'), percentLabel(format), { min: 0 }),
    series: [
      {
        type: 'bar',
        name: t('axis.shareLost'),
        barMaxWidth: 48,
        itemStyle: { color: theme.loss },
        label: {
          show: true,
          position: 'top',
          color: theme.text,
          lineHeight: 15,
          formatter: (item: Formatted) => {
            const row = item.dataIndex ?? 0;
            return `−${format.value(share[row] ?? null, 'ratio')}\n−${format.short(money[row] ?? null, 'money')}`;
          },
        },
        data: Array.from(share, (value, row) => ({ value: drawable(value), ref: { table: 'stress', row } })),
      },
    ],
  };
}
