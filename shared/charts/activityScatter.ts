import type { Exhibit } from '../domain/exhibit.ts';
import { numbers, type Table, texts } from '../domain/table.ts';
import type { Format } from '../i18n/format.ts';
import type { Translate } from '../i18n/translate.ts';
import type { ChartOption, ChartView, OptionPart } from './option.ts';
import {
  baseOption,
  faded,
  footnote,
  grid,
  legend,
  moneyAxisName,
  percentLabel,
  plain,
  rowOf,
  shortLabel,
  tooltip,
  valueAxis,
  valueAxisBelow,
} from './parts.ts';
import type { ChartTheme } from './theme.ts';

/** Below a thousandth of the median a log axis would only stretch for accounts of no expected money. */
const shareOfMedian = 1e-3;

/** Who is still active, and what will they bring: P(active) × expected revenue. `selected` holds accounts. */
export function activityScatter(
  exhibit: Exhibit,
  theme: ChartTheme,
  format: Format,
  t: Translate,
  view?: ChartView,
): ChartOption {
  const table = exhibit.tables.activity!;
  const active = numbers(table, 'p_active');
  const revenue = numbers(table, 'expected_revenue');
  const accounts = texts(table, 'account');
  const orderDays = numbers(table, 'order_days');
  const least = lowestDrawn(revenue);
  const isDrawn = (row: number) => (revenue[row] ?? 0) > 0 && revenue[row]! >= least;
  const left = accounts.filter((_, row) => !isDrawn(row)).length;
  const points = (once: boolean): OptionPart[] =>
    accounts.flatMap((account, row) =>
      (orderDays[row] === 1) === once && isDrawn(row)
        ? [
            {
              value: [active[row], revenue[row]],
              ref: { table: 'activity', row },
              itemStyle: faded(view, account),
            },
          ]
        : [],
    );
  const series = [
    { name: t('series.repeatBuyers'), symbol: 'circle', colour: theme.accent, size: 7, once: false },
    { name: t('series.onceBuyers'), symbol: 'diamond', colour: theme.other, size: 8, once: true },
  ];
  return {
    ...baseOption(theme),
    ...(left > 0 ? { title: footnote(theme, t('chart.activity.notDrawn', { count: left })) } : {}),
    legend: legend(
      theme,
      series.map(({ name }) => name),
    ),
    grid: grid({ top: 28, bottom: left > 0 ? 24 : 8 }),
    tooltip: tooltip(theme, (item) => describe(table, format, t, rowOf(item))),
    xAxis: valueAxisBelow(theme, t('axis.pActive'), percentLabel(format), { min: 0, max: 1 }),
    yAxis: valueAxis(theme, moneyAxisName(exhibit, t, 'axis.expectedRevenue'), shortLabel(format, 'money'), {
      type: 'log',
      minorSplitLine: { show: false },
    }),
    series: series.map(({ name, symbol, colour, size, once }) => ({
      type: 'scatter',
      name,
      symbol,
      symbolSize: size,
      itemStyle: { color: colour, opacity: 0.6 },
      data: points(once),
    })),
  };
}

function lowestDrawn(revenue: Float64Array): number {
  const known = revenue.filter((value) => value > 0).sort();
  return known.length === 0 ? 0 : known[known.length >> 1]! * shareOfMedian;
}

function describe(table: Table, format: Format, t: Translate, row: number): string[] {
  const line = (
    name: string,
    unit: 'ratio' | 'money' | 'count' | 'score' | 'days',
    label = t.dynamic(`column.${name}`, {}, name),
  ) => `${label}  ${format.value(numbers(table, name)[row] ?? null, unit)}`;
  return [
    plain(texts(table, 'account_name')[row] ?? texts(table, 'account')[row]),
    line('p_active', 'ratio'),
    line('expected_orders', 'score'),
    line('expected_revenue', 'money'),
    line('order_days', 'count'),
    line('days_since', 'days'),
  ];
}
