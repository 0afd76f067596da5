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
  rowOf,
  shortLabel,
  tooltip,
  valueAxis,
  valueAxisBelow,
} from './parts.ts';
import type { ChartTheme } from './theme.ts';

/** Ranges and names are drawn for the largest gaps and for what is selected; for all they would hide the points. */
const ranged = 20;
const named = 8;

/** Which accounts buy less than accounts like them: own revenue against the median of look-alikes. Below the diagonal is headroom. `selected` holds accounts. */
export function headroomScatter(
  exhibit: Exhibit,
  theme: ChartTheme,
  format: Format,
  t: Translate,
  view?: ChartView,
): ChartOption {
  const table = exhibit.tables.headroom!;
  const accounts = texts(table, 'account');
  const names = texts(table, 'account_name');
  const revenue = numbers(table, 'revenue');
  const expected = numbers(table, 'expected');
  const gap = numbers(table, 'gap');
  const rows = accounts.flatMap((_, row) =>
    (revenue[row] ?? 0) > 0 && (expected[row] ?? 0) > 0 ? [row] : [],
  );
  const byGap = rows.filter((row) => gap[row]! > 0).sort((a, b) => gap[b]! - gap[a]!);
  const selected = new Set(view?.selected ?? []);
  const chosen = rows.filter((row) => selected.has(accounts[row] ?? ''));
  const shown = chosen.length > 0 ? chosen : byGap.slice(0, ranged);
  const labelled = new Set(chosen.length > 0 ? chosen : byGap.slice(0, named));
  const [lowest, highest] = rangeOf(rows, expected);
  // On the right half names stand to the left of their points, or they would run out of the chart.
  const middle = Math.sqrt(lowest * highest);
  const below = (row: number) => (gap[row] ?? 0) > 0;
  const points = (wanted: boolean): OptionPart[] =>
    rows
      .filter((row) => below(row) === wanted)
      .map((row) => ({
        value: [expected[row], revenue[row]],
        ref: { table: 'headroom', row },
        itemStyle: faded(view, accounts[row] ?? null),
        label: { show: labelled.has(row), position: expected[row]! > middle ? 'left' : 'right' },
      }));
  const left = accounts.length - rows.length;
  const log = { type: 'log', minorSplitLine: { show: false } };
  return {
    ...baseOption(theme),
    ...(left > 0 ? { title: footnote(theme, t('chart.notDrawn', { count: left })) } : {}),
    legend: legend(theme, [t('headroom.below'), t('headroom.above'), t('series.parity'), t('series.range')]),
    grid: grid({ top: 28, bottom: left > 0 ? 24 : 8 }),
    tooltip: tooltip(theme, (item) => describe(table, format, t, rowOf(item))),
    xAxis: valueAxisBelow(
      theme,
      moneyAxisName(exhibit, t, 'axis.expected'),
      shortLabel(format, 'money'),
      log,
    ),
    yAxis: valueAxis(theme, moneyAxisName(exhibit, t, 'axis.actual'), shortLabel(format, 'money'), log),
    series: [
      parity(rows, revenue, expected, theme, t),
      ranges(shown, table, theme, t),
      scatter(t('headroom.above'), 'circle', theme.other, 0.5, points(false), names, theme),
      scatter(t('headroom.below'), 'triangle', theme.upsell, 0.8, points(true), names, theme),
    ],
  };
}

function scatter(
  name: string,
  symbol: string,
  color: string,
  opacity: number,
  data: OptionPart[],
  names: readonly (string | null)[],
  theme: ChartTheme,
): OptionPart {
  return {
    type: 'scatter',
    name,
    symbol,
    symbolSize: 7,
    itemStyle: { color, opacity },
    label: {
      color: theme.text,
      fontSize: 11,
      formatter: (item: Formatted) => plain(names[rowOf(item)], 22),
    },
    labelLayout: { hideOverlap: true },
    data,
  };
}

function parity(
  rows: readonly number[],
  revenue: Float64Array,
  expected: Float64Array,
  theme: ChartTheme,
  t: Translate,
): OptionPart {
  const [lowOwn, highOwn] = rangeOf(rows, revenue);
  const [lowExpected, highExpected] = rangeOf(rows, expected);
  // Only where both axes have points, so that the diagonal does not stretch either.
  const low = Math.max(lowOwn, lowExpected);
  const high = Math.min(highOwn, highExpected);
  return {
    type: 'line',
    name: t('series.parity'),
    silent: true,
    symbol: 'none',
    lineStyle: { color: theme.muted, type: 'dashed', width: 1 },
    itemStyle: { color: theme.muted },
    data:
      low < high
        ? [
            [low, low],
            [high, high],
          ]
        : [],
  };
}

function rangeOf(rows: readonly number[], values: Float64Array): [number, number] {
  let low = Number.POSITIVE_INFINITY;
  let high = Number.NEGATIVE_INFINITY;
  for (const row of rows) {
    low = Math.min(low, values[row]!);
    high = Math.max(high, values[row]!);
  }
  return [low, high];
}

/** Quartiles of the look-alikes as one broken line: a stroke per account, a gap between strokes. */
function ranges(rows: readonly number[], table: Table, theme: ChartTheme, t: Translate): OptionPart {
  const lower = numbers(table, 'lower');
  const upper = numbers(table, 'upper');
  const revenue = numbers(table, 'revenue');
  return {
    type: 'line',
    name: t('series.range'),
    silent: true,
    symbol: 'none',
    lineStyle: { color: theme.upsell, width: 1.5, opacity: 0.45 },
    itemStyle: { color: theme.upsell },
    data: rows
      .filter((row) => lower[row]! > 0 && upper[row]! > 0)
      .flatMap((row) => [
        [lower[row], revenue[row]],
        [upper[row], revenue[row]],
        ['-', '-'],
      ]),
  };
}

function describe(table: Table, format: Format, t: Translate, row: number): string[] {
  const money = (name: string) => format.value(numbers(table, name)[row] ?? null, 'money');
  return [
    plain(texts(table, 'account_name')[row] ?? texts(table, 'account')[row]),
    `${t('column.revenue')}  ${money('revenue')}`,
    `${t('series.peers')}  ${money('expected')} (${money('lower')}–${money('upper')})`,
    `${t('column.gap')}  ${money('gap')}`,
    `${t('column.peers')}  ${format.value(numbers(table, 'peers')[row] ?? null, 'count')}`,
  ];
}
