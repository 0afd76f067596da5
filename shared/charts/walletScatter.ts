import type { Exhibit } from '../domain/exhibit.ts';
import { numbers, type Table, texts } from '../domain/table.ts';
import type { Format } from '../i18n/format.ts';
import type { Translate } from '../i18n/translate.ts';
import type { ChartOption, ChartView, OptionPart } from './option.ts';
import {
  baseOption,
  codedName,
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

/** How much of what accounts could spend is ours: wallet against revenue; the line is all of it. `selected` holds accounts. */
export function walletScatter(
  exhibit: Exhibit,
  theme: ChartTheme,
  format: Format,
  t: Translate,
  view?: ChartView,
): ChartOption {
  const table = exhibit.tables.wallet!;
  const [accounts, names, bases] = [
    texts(table, 'account'),
    texts(table, 'account_name'),
    texts(table, 'basis'),
  ];
  const [wallet, revenue] = [numbers(table, 'wallet'), numbers(table, 'revenue')];
  const rows = accounts.flatMap((_, row) => (wallet[row]! > 0 && revenue[row]! > 0 ? [row] : []));
  const labelled = new Set(rows.slice(0, named));
  const left = accounts.length - rows.length;
  const spread = rows.map((row) => wallet[row]!).sort((a, b) => a - b);
  const middle = Math.sqrt((spread[0] ?? 1) * (spread.at(-1) ?? 1));
  const points = (basis: string): OptionPart[] =>
    rows
      .filter((row) => bases[row] === basis)
      .map((row) => ({
        value: [wallet[row], revenue[row]],
        ref: { table: 'wallet', row },
        itemStyle: faded(view, accounts[row] ?? null),
        label: { show: labelled.has(row), position: wallet[row]! > middle ? 'left' : 'right' },
      }));
  const series = (name: string, symbol: string, color: string, basis: string): OptionPart => ({
    type: 'scatter',
    name,
    symbol,
    symbolSize: 7,
    itemStyle: { color, opacity: 0.6 },
    label: { ...pointLabel(theme), formatter: (item: Formatted) => plain(names[rowOf(item)], 22) },
    labelLayout: { hideOverlap: true },
    data: points(basis),
  });
  const log = { type: 'log', minorSplitLine: { show: false } };
  return {
    ...baseOption(theme),
    ...(left > 0 ? { title: footnote(theme, t('chart.notDrawn', { count: left })) } : {}),
    legend: legend(theme, [t('series.declared'), t('series.estimated'), t('series.wholeWallet')]),
    grid: grid({ top: 28, bottom: left > 0 ? 24 : 8 }),
    tooltip: tooltip(theme, (item) => describe(table, format, t, rowOf(item))),
    xAxis: valueAxisBelow(theme, moneyAxisName(exhibit, t, 'axis.wallet'), shortLabel(format, 'money'), log),
    yAxis: valueAxis(theme, moneyAxisName(exhibit, t, 'axis.actual'), shortLabel(format, 'money'), log),
    series: [
      {
        type: 'line',
        name: t('series.wholeWallet'),
        silent: true,
        symbol: 'none',
        lineStyle: { color: theme.muted, type: 'dashed', width: 1 },
        itemStyle: { color: theme.muted },
        data:
          spread.length > 0
            ? [
                [spread[0], spread[0]],
                [spread.at(-1), spread.at(-1)],
              ]
            : [],
      },
      series(t('series.estimated'), 'circle', theme.other, 'estimated'),
      series(t('series.declared'), 'diamond', theme.upsell, 'declared'),
    ],
  };
}

function describe(table: Table, format: Format, t: Translate, row: number): string[] {
  const cell = (name: string, unit: 'money' | 'ratio') =>
    format.value(numbers(table, name)[row] ?? null, unit);
  return [
    plain(texts(table, 'account_name')[row] ?? texts(table, 'account')[row]),
    `${t('column.revenue')}  ${cell('revenue', 'money')}`,
    `${t('column.wallet')}  ${cell('wallet', 'money')} (${codedName(t, 'basis', texts(table, 'basis')[row] ?? null)})`,
    `${t('column.share')}  ${cell('share', 'ratio')} (${cell('share_low', 'ratio')}–${cell('share_high', 'ratio')})`,
    `${t('column.open')}  ${cell('open', 'money')}`,
  ];
}
