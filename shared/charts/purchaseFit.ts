import type { Exhibit } from '../domain/exhibit.ts';
import { numbers, type Table, texts } from '../domain/table.ts';
import type { Format } from '../i18n/format.ts';
import type { Translate } from '../i18n/translate.ts';
import type { ChartOption } from './option.ts';
import {
  baseOption,
  categoryAxis,
  drawable,
  type Formatted,
  grid,
  legend,
  shortLabel,
  tooltip,
  valueAxis,
} from './parts.ts';
import { type ChartTheme, categoryColour } from './theme.ts';

interface Bars {
  table: Table;
  columns: { name: string; title: string; colour: string }[];
  across: string;
  up: string;
}

/** Does the model tell who buys how often? Accounts by repeat purchases, actual beside expected. */
export function purchaseFrequency(
  exhibit: Exhibit,
  theme: ChartTheme,
  format: Format,
  t: Translate,
): ChartOption {
  return bars(theme, format, {
    table: exhibit.tables.frequency!,
    columns: [
      { name: 'accounts', title: t('series.actual'), colour: theme.accent },
      { name: 'accounts_expected', title: t('series.modelled'), colour: categoryColour(theme, 1) },
    ],
    across: t('axis.repeatOrders'),
    up: t('axis.accounts'),
  });
}

/** Would it have told the orders that came? Order days after the cut: actual, expected, and as many as before it. */
export function purchaseHoldout(
  exhibit: Exhibit,
  theme: ChartTheme,
  format: Format,
  t: Translate,
): ChartOption {
  return bars(theme, format, {
    table: exhibit.tables.holdout!,
    columns: [
      { name: 'orders_made', title: t('series.actual'), colour: theme.accent },
      { name: 'orders_expected', title: t('series.modelled'), colour: categoryColour(theme, 1) },
      { name: 'orders_naive', title: t('series.naive'), colour: theme.other },
    ],
    across: t('axis.repeatOrdersBefore'),
    up: t('axis.ordersAfter'),
  });
}

function bars(theme: ChartTheme, format: Format, { table, columns, across, up }: Bars): ChartOption {
  const classes = texts(table, 'repeat_orders');
  const describe = (item: Formatted) => {
    const row = item.dataIndex ?? 0;
    const value = (name: string) => format.value(numbers(table, name)[row] ?? null, 'score');
    return [
      `${across}  ${classes[row] ?? ''}`,
      ...columns.map(({ name, title }) => `${title}  ${value(name)}`),
    ];
  };
  return {
    ...baseOption(theme),
    legend: legend(
      theme,
      columns.map(({ title }) => title),
    ),
    grid: grid({ top: 28 }),
    tooltip: tooltip(theme, describe, 'axis'),
    xAxis: categoryAxis(
      theme,
      across,
      classes.map((each) => each ?? ''),
    ),
    yAxis: valueAxis(theme, up, shortLabel(format, 'count'), { min: 0, minInterval: 1 }),
    series: columns.map(({ name, title, colour }) => ({
      type: 'bar',
      name: title,
      itemStyle: { color: colour },
      data: classes.map((_, row) => ({
        value: drawable(numbers(table, name)[row]),
        ref: { table: name.startsWith('orders') ? 'holdout' : 'frequency', row },
      })),
    })),
  };
}
