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
  footnote,
  grid,
  legend,
  moneyAxisName,
  plain,
  shortLabel,
  tooltip,
  valueAxisBelow,
} from './parts.ts';
import type { ChartTheme } from './theme.ts';

/** Products with a bar of their own; the rest is summed below, where it cannot dwarf them. */
const drawn = 10;

interface Bar {
  row: number;
  key: string | null;
  name: string;
  state: string | null;
  revenue: number;
  prior: number;
}

interface Bars {
  bars: Bar[];
  /** What the products without a bar come to. */
  rest: { count: number; revenue: number; prior: number };
}

function barsOf(exhibit: Exhibit): Bars {
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
  const sum = (values: Float64Array) => rest.reduce((total, row) => total + (values[row] || 0), 0);
  return { bars, rest: { count: rest.length, revenue: sum(revenue), prior: sum(prior) } };
}

function restWords(rest: Bars['rest'], format: Format, t: Translate): string {
  return t('chart.rest', {
    products: t('chart.itemsCount', { count: rest.count }),
    revenue: format.short(rest.revenue, 'money'),
    prior: format.short(rest.prior, 'money'),
  });
}

/** What an account buys: revenue by product beside the base period, largest first. `selected` holds products. */
export function productBars(
  exhibit: Exhibit,
  theme: ChartTheme,
  format: Format,
  t: Translate,
  view?: ChartView,
): ChartOption {
  const { bars, rest } = barsOf(exhibit);
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
    ...(rest.count > 0 ? { title: footnote(theme, restWords(rest, format, t)) } : {}),
    grid: grid({ top: 28, bottom: rest.count > 0 ? 24 : 8 }),
    tooltip: tooltip(theme, (item) => {
      const bar = bars[item.dataIndex ?? 0]!;
      return [
        bar.name,
        codedName(t, 'state', bar.state),
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
