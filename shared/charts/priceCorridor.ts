import type { Exhibit } from '../domain/exhibit.ts';
import { numbers, type Table, texts } from '../domain/table.ts';
import type { Format } from '../i18n/format.ts';
import type { Translate } from '../i18n/translate.ts';
import type { ChartOption, ChartView, OptionPart } from './option.ts';
import {
  baseOption,
  drawable,
  type Formatted,
  faded,
  grid,
  legend,
  moneyAxisName,
  plain,
  pointLabel,
  rowOf,
  shortLabel,
  tooltip,
  valueAxis,
  valueAxisBelow,
} from './parts.ts';
import type { ChartTheme } from './theme.ts';

const named = 6;

/** What the buyers of one product pay at their quantity, with the corridor of the others. `selected` holds accounts. */
export function priceCorridor(
  exhibit: Exhibit,
  theme: ChartTheme,
  format: Format,
  t: Translate,
  view?: ChartView,
): ChartOption {
  const table = exhibit.tables.buyers!;
  const [accounts, names] = [texts(table, 'account'), texts(table, 'account_name')];
  const [quantity, price, leakage] = ['quantity', 'price', 'leakage'].map((name) => numbers(table, name)) as [
    Float64Array,
    Float64Array,
    Float64Array,
  ];
  const rows = accounts.map((_, row) => row);
  const most = rows.filter((row) => leakage[row]! > 0).sort((a, b) => leakage[b]! - leakage[a]!);
  const middle = Math.sqrt((quantity[0] ?? 1) * (quantity.at(-1) ?? 1));
  const labelled = new Set(most.slice(0, named));
  const points = (leaking: boolean): OptionPart[] =>
    rows
      .filter((row) => leakage[row]! > 0 === leaking)
      .map((row) => ({
        value: [quantity[row], price[row]],
        ref: { table: 'buyers', row },
        itemStyle: faded(view, accounts[row] ?? null),
        label: { show: labelled.has(row), position: quantity[row]! > middle ? 'left' : 'right' },
      }));
  const series = (
    name: string,
    symbol: string,
    color: string,
    opacity: number,
    data: OptionPart[],
  ): OptionPart => ({
    type: 'scatter',
    name,
    symbol,
    symbolSize: 7,
    z: 4,
    itemStyle: { color, opacity },
    label: { ...pointLabel(theme), formatter: (item: Formatted) => plain(names[rowOf(item)], 22) },
    labelLayout: { hideOverlap: true },
    data,
  });
  return {
    ...baseOption(theme),
    legend: legend(theme, [
      t('series.leaking'),
      t('series.buyers'),
      t('series.corridor'),
      t('series.corridorMedian'),
    ]),
    grid: grid({ top: 28, right: 24 }),
    tooltip: tooltip(theme, (item) => describe(table, format, t, rowOf(item))),
    xAxis: valueAxisBelow(theme, t('axis.quantityLog'), shortLabel(format, 'units'), {
      type: 'log',
      minorSplitLine: { show: false },
    }),
    yAxis: valueAxis(theme, moneyAxisName(exhibit, t, 'axis.price'), shortLabel(format, 'price'), {
      scale: true,
    }),
    series: [
      ...band(table, theme, t),
      series(t('series.buyers'), 'circle', theme.other, 0.6, points(false)),
      series(t('series.leaking'), 'triangle', theme.upsell, 0.9, points(true)),
    ],
  };
}

/** Lower quartile to upper quartile as a filled band, the median as a line; only where all are compared with all. */
function band(table: Table, theme: ChartTheme, t: Translate): OptionPart[] {
  const [quantity, lower, median, upper] = ['quantity', 'lower', 'median', 'upper'].map((name) =>
    numbers(table, name),
  ) as [Float64Array, Float64Array, Float64Array, Float64Array];
  const rows = Array.from(quantity.keys()).filter(
    (row) => Number.isFinite(lower[row]!) && numbers(table, 'own_group')[row] === 0,
  );
  const line = { type: 'line', silent: true, symbol: 'none', sampling: 'average' };
  const data = (of: (row: number) => number) => rows.map((row) => [quantity[row], drawable(of(row))]);
  return [
    { ...line, name: 'base', stack: 'corridor', lineStyle: { opacity: 0 }, data: data((row) => lower[row]!) },
    {
      ...line,
      name: t('series.corridor'),
      stack: 'corridor',
      lineStyle: { opacity: 0 },
      areaStyle: { color: theme.upsell, opacity: 0.16 },
      itemStyle: { color: theme.upsell },
      data: data((row) => upper[row]! - lower[row]!),
    },
    {
      ...line,
      name: t('series.corridorMedian'),
      lineStyle: { color: theme.muted, width: 1.5, type: 'dashed' },
      itemStyle: { color: theme.muted },
      data: data((row) => median[row]!),
    },
  ];
}

function describe(table: Table, format: Format, t: Translate, row: number): string[] {
  const cell = (name: string, unit: 'money' | 'price' | 'units' | 'count') =>
    format.value(numbers(table, name)[row] ?? null, unit);
  return [
    plain(texts(table, 'account_name')[row] ?? texts(table, 'account')[row]),
    `${t('column.price')}  ${cell('price', 'price')}`,
    `${t('series.corridor')}  ${cell('lower', 'price')}–${cell('upper', 'price')}`,
    `${t('column.median')}  ${cell('median', 'price')}`,
    `${t('column.quantity')}  ${cell('quantity', 'units')}`,
    `${t('column.leakage')}  ${cell('leakage', 'money')}`,
    t('upsell.buyersN', { n: cell('buyers', 'count') }),
  ];
}
