import type { Exhibit } from '../domain/exhibit.ts';
import { numbers, type Table, texts } from '../domain/table.ts';
import type { Format } from '../i18n/format.ts';
import type { Translate } from '../i18n/translate.ts';
import type { ChartOption, ChartView, OptionPart } from './option.ts';
import {
  baseOption,
  type Formatted,
  faded,
  footnote,
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

const named = 8;
const lines = [
  { name: 'q50', type: 'solid', width: 2 },
  { name: 'q75', type: 'dashed', width: 1.5 },
  { name: 'q90', type: 'dotted', width: 1.5 },
] as const;

/** The rows drawn, in the order of their series: those without a gap, those with one. */
export function frontierRows(table: Table): { above: number[]; below: number[] } {
  const [size, revenue, value] = ['account_size', 'revenue', 'value'].map((name) => numbers(table, name)) as [
    Float64Array,
    Float64Array,
    Float64Array,
  ];
  const drawn = Array.from(size.keys()).filter((row) => revenue[row]! > 0 && size[row]! > 0);
  return { above: drawn.filter((row) => !(value[row]! > 0)), below: drawn.filter((row) => value[row]! > 0) };
}

/** How far accounts of a size can go: size against revenue with the lines that half, a quarter and a tenth exceed. `selected` holds accounts. */
export function headroomFrontier(
  exhibit: Exhibit,
  theme: ChartTheme,
  format: Format,
  t: Translate,
  view?: ChartView,
): ChartOption {
  const table = exhibit.tables.headroom!;
  const [accounts, size] = [texts(table, 'account'), numbers(table, 'account_size')];
  const [revenue, value] = [numbers(table, 'revenue'), numbers(table, 'value')];
  const { above, below } = frontierRows(table);
  const rows = [...above, ...below].sort((a, b) => a - b);
  const left = accounts.length - rows.length;
  const selected = new Set(view?.selected ?? []);
  const chosen = rows.filter((row) => selected.has(accounts[row] ?? ''));
  const labelled = new Set(
    chosen.length > 0 ? chosen : rows.filter((row) => value[row]! > 0).slice(0, named),
  );
  const sizes = rows.map((row) => size[row]!).sort((a, b) => a - b);
  const middle = Math.sqrt((sizes[0] ?? 1) * (sizes.at(-1) ?? 1));
  const points = (of: readonly number[]): OptionPart[] =>
    of.map((row) => ({
      value: [size[row], revenue[row]],
      ref: { table: 'headroom', row },
      itemStyle: faded(view, accounts[row] ?? null),
      label: { show: labelled.has(row), position: size[row]! > middle ? 'left' : 'right' },
    }));
  const log = { type: 'log', minorSplitLine: { show: false } };
  const { size: by } = exhibit.evidence.parameters;
  return {
    ...baseOption(theme),
    ...(left > 0 ? { title: footnote(theme, t('chart.notDrawn', { count: left })) } : {}),
    legend: legend(theme, [
      t('series.withRoom'),
      t('series.withoutRoom'),
      ...lines.map(({ name }) => t(`series.${name}`)),
    ]),
    grid: grid({ top: 28, bottom: left > 0 ? 24 : 8 }),
    tooltip: tooltip(theme, (item) => describe(table, format, t, rowOf(item))),
    brush: { toolbox: [], xAxisIndex: 0, throttleType: 'debounce', throttleDelay: 120, ...brushLook(theme) },
    xAxis: valueAxisBelow(
      theme,
      t('axis.size', { name: t.dynamic(`column.${by}`, {}, t.dynamic(`field.${by}`, {}, String(by ?? ''))) }),
      (at) => format.short(at, 'none'),
      log,
    ),
    yAxis: valueAxis(theme, moneyAxisName(exhibit, t, 'axis.actual'), shortLabel(format, 'money'), log),
    series: [
      scatter(t('series.withoutRoom'), 'circle', theme.other, 0.5, points(above), table, theme),
      scatter(t('series.withRoom'), 'triangle', theme.upsell, 0.8, points(below), table, theme),
      ...lines.map((line) => frontierLine(exhibit, line, theme, t)),
    ],
  };
}

function brushLook(theme: ChartTheme): OptionPart {
  return {
    brushStyle: { borderWidth: 1, color: `${theme.accent}22`, borderColor: theme.accent },
    outOfBrush: { colorAlpha: 0.25 },
  };
}

function frontierLine(
  exhibit: Exhibit,
  { name, type, width }: (typeof lines)[number],
  theme: ChartTheme,
  t: Translate,
): OptionPart {
  const table = exhibit.tables.frontier!;
  const [size, money] = [numbers(table, 'account_size'), numbers(table, name)];
  return {
    type: 'line',
    name: t(`series.${name}`),
    silent: true,
    symbol: 'none',
    lineStyle: { color: theme.text, type, width, opacity: 0.75 },
    itemStyle: { color: theme.text },
    data: Array.from(size, (at, row) => [at, money[row]]),
  };
}

function scatter(
  name: string,
  symbol: string,
  color: string,
  opacity: number,
  data: OptionPart[],
  table: Table,
  theme: ChartTheme,
): OptionPart {
  const names = texts(table, 'account_name');
  return {
    type: 'scatter',
    name,
    symbol,
    symbolSize: 7,
    itemStyle: { color, opacity },
    label: {
      ...pointLabel(theme),
      formatter: (item: Formatted) => plain(names[rowOf(item)], 22),
    },
    labelLayout: { hideOverlap: true },
    data,
  };
}

function describe(table: Table, format: Format, t: Translate, row: number): string[] {
  const cell = (name: string, unit: 'money' | 'ratio') =>
    format.value(numbers(table, name)[row] ?? null, unit);
  return [
    plain(texts(table, 'account_name')[row] ?? texts(table, 'account')[row]),
    `${t('column.revenue')}  ${cell('revenue', 'money')}`,
    `${t('series.peers')}  ${cell('expected', 'money')} (${cell('lower', 'money')}–${cell('upper', 'money')})`,
    `${t('column.q50')}  ${cell('q50', 'money')}`,
    `${t('column.q75')}  ${cell('q75', 'money')}`,
    `${t('column.q90')}  ${cell('q90', 'money')}`,
    `${t('column.spend_percentile')}  ${cell('spend_percentile', 'ratio')}`,
    `${t('column.gap')}  ${cell('value', 'money')}`,
  ];
}
