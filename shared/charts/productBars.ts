import type { Exhibit } from '../domain/exhibit.ts';
import { numbers, texts } from '../domain/table.ts';
import type { Format } from '../i18n/format.ts';
import type { Translate } from '../i18n/translate.ts';
import type { ChartOption, ChartView, OptionPart } from './option.ts';
import {
  baseOption,
  categoryAxis,
  codedName,
  faded,
  grid,
  legend,
  moneyAxisName,
  plain,
  shortLabel,
  tooltip,
  valueAxisBelow,
} from './parts.ts';
import type { ChartTheme } from './theme.ts';

/** Products with a bar of their own; the rest is summed as Other. */
const drawn = 10;

interface Bar {
  /** Row of the table, -1 = the sum of the rest. */
  row: number;
  key: string | null;
  name: string;
  state: string | null;
  revenue: number;
  prior: number;
}

function barsOf(exhibit: Exhibit, t: Translate): Bar[] {
  const table = exhibit.tables.products!;
  const keys = texts(table, 'product');
  const names = texts(table, 'product_name');
  const states = texts(table, 'state');
  const revenue = numbers(table, 'revenue');
  const prior = numbers(table, 'revenue_prior');
  const most = (row: number) => Math.max(revenue[row] || 0, prior[row] || 0);
  const order = keys.map((_, row) => row).sort((a, b) => most(b) - most(a));
  const bars = order.slice(0, drawn).map((row) => ({
    row,
    key: keys[row] ?? null,
    name: plain(names[row] ?? keys[row], 32),
    state: states[row] ?? null,
    revenue: revenue[row] || 0,
    prior: prior[row] || 0,
  }));
  const rest = order.slice(drawn);
  if (rest.length === 0) return bars;
  const sum = (values: Float64Array) => rest.reduce((total, row) => total + (values[row] || 0), 0);
  const name = `${t('series.other')} (${t('chart.itemsCount', { count: rest.length })})`;
  return [...bars, { row: -1, key: null, name, state: null, revenue: sum(revenue), prior: sum(prior) }];
}

/** What an account buys: revenue by product beside the base period, largest first. `selected` holds products. */
export function productBars(
  exhibit: Exhibit,
  theme: ChartTheme,
  format: Format,
  t: Translate,
  view?: ChartView,
): ChartOption {
  const bars = barsOf(exhibit, t);
  const series = (name: string, color: string, value: (bar: Bar) => number): OptionPart => ({
    type: 'bar',
    name,
    barMaxWidth: 12,
    itemStyle: { color },
    data: bars.map((bar) => ({
      value: value(bar),
      ref: { table: 'products', row: bar.row },
      itemStyle: faded(view, bar.key),
    })),
  });
  return {
    ...baseOption(theme),
    legend: legend(theme, [t('column.to'), t('column.from')]),
    grid: grid({ top: 28 }),
    tooltip: tooltip(theme, (item) => {
      const bar = bars[item.dataIndex ?? 0]!;
      return [
        bar.name,
        ...(bar.state === null ? [] : [codedName(t, 'state', bar.state)]),
        `${t('column.to')}  ${format.value(bar.revenue, 'money')}`,
        `${t('column.from')}  ${format.value(bar.prior, 'money')}`,
      ];
    }),
    xAxis: valueAxisBelow(theme, moneyAxisName(exhibit, t, 'axis.revenue'), shortLabel(format, 'money')),
    yAxis: categoryAxis(
      theme,
      '',
      bars.map((bar) => bar.name),
      { inverse: true, axisLabel: { color: theme.muted, fontSize: 12, interval: 0 } },
    ),
    series: [
      series(t('column.to'), theme.accent, (bar) => bar.revenue),
      series(t('column.from'), theme.other, (bar) => bar.prior),
    ],
  };
}
