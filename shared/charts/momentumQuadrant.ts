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
  percentLabel,
  plain,
  pointLabel,
  rowOf,
  tooltip,
  valueAxis,
  valueAxisBelow,
} from './parts.ts';
import type { ChartTheme } from './theme.ts';

const named = 8;
/** Growth beyond what this share of accounts stays within is drawn at the edge: the few would flatten the rest. */
const within = 0.95;

/** Who grows faster than its market: growth of the own market against own growth, sized by revenue. `selected` holds accounts. */
export function momentumQuadrant(
  exhibit: Exhibit,
  theme: ChartTheme,
  format: Format,
  t: Translate,
  view?: ChartView,
): ChartOption {
  const table = exhibit.tables.momentum!;
  const [accounts, names] = [texts(table, 'account'), texts(table, 'account_name')];
  const [own, market] = [numbers(table, 'growth'), numbers(table, 'market_growth')];
  const rows = accounts.flatMap((_, row) =>
    Number.isFinite(own[row]!) && Number.isFinite(market[row]!) ? [row] : [],
  );
  const most = growthLimit(rows.map((row) => own[row]!));
  const atEdge = rows.filter((row) => own[row]! > most).length;
  const size = sizesOf(table, rows);
  const selected = new Set(view?.selected ?? []);
  const chosen = rows.filter((row) => selected.has(accounts[row] ?? ''));
  const labelled = new Set(chosen.length > 0 ? chosen : rows.slice(0, named));
  const points = (behind: boolean): OptionPart[] =>
    rows
      .filter((row) => own[row]! < market[row]! === behind)
      .map((row) => ({
        value: [market[row], Math.min(own[row]!, most)],

        ref: { table: 'momentum', row },
        symbolSize: size(row),
        itemStyle: faded(view, accounts[row] ?? null),
        label: { show: labelled.has(row), position: 'right' },
      }));
  const left = accounts.length - rows.length;
  const percent = percentLabel(format);
  const notes = [
    ...(left > 0 ? [t('chart.notDrawn', { count: left })] : []),
    ...(atEdge > 0 ? [t('momentum.atEdge', { count: atEdge, most: percent(most) })] : []),
  ];
  const series = (name: string, symbol: string, color: string, data: OptionPart[]): OptionPart => ({
    type: 'scatter',
    name,
    symbol,
    itemStyle: { color, opacity: 0.55 },
    label: { ...pointLabel(theme), formatter: (item: Formatted) => plain(names[rowOf(item)], 22) },
    labelLayout: { hideOverlap: true },
    data,
  });
  return {
    ...baseOption(theme),
    ...(notes.length > 0 ? { title: footnote(theme, notes.join('\n')) } : {}),
    legend: legend(theme, [t('momentum.ahead'), t('momentum.behind'), t('series.asMarket')]),
    grid: grid({ top: 28, right: 24, bottom: notes.length > 0 ? 8 + 16 * notes.length : 8 }),
    tooltip: tooltip(theme, (item) => describe(table, format, t, rowOf(item))),
    xAxis: valueAxisBelow(theme, t('axis.marketGrowth'), percent, { scale: true }),
    yAxis: valueAxis(theme, t('axis.ownGrowth'), percent, { scale: true, max: most }),
    series: [
      series(t('momentum.ahead'), 'circle', theme.gain, points(false)),
      series(t('momentum.behind'), 'triangle', theme.loss, points(true)),
      asMarket(
        rows.map((row) => market[row]!),
        theme,
        t,
      ),
    ],
  };
}

/** The growth up to which accounts are drawn where they are. */
export function growthLimit(growth: readonly number[]): number {
  const sorted = [...growth].sort((a, b) => a - b);
  const high = sorted[Math.floor(within * (sorted.length - 1))] ?? 0;
  return Math.max(0.5, Math.ceil(high * 10) / 10);
}

/** Area by the larger of both revenues, 4 to 30 pixels across. */
function sizesOf(table: Table, rows: readonly number[]): (row: number) => number {
  const [base, end] = [numbers(table, 'base'), numbers(table, 'end')];
  const money = (row: number) => Math.max(0, base[row]!, end[row]!);
  const largest = rows.reduce((top, row) => Math.max(top, money(row)), 0);
  return (row) => (largest > 0 ? 4 + 26 * Math.sqrt(money(row) / largest) : 6);
}

/** Where own growth equals that of the market. */
function asMarket(growths: readonly number[], theme: ChartTheme, t: Translate): OptionPart {
  const [low, high] = growths.reduce(([a, b], value) => [Math.min(a, value), Math.max(b, value)], [
    Number.POSITIVE_INFINITY,
    Number.NEGATIVE_INFINITY,
  ] as [number, number]);
  return {
    type: 'line',
    name: t('series.asMarket'),
    silent: true,
    symbol: 'none',
    lineStyle: { color: theme.muted, type: 'dashed', width: 1.5 },
    itemStyle: { color: theme.muted },
    data:
      low <= high
        ? [
            [low, low],
            [high, high],
          ]
        : [],
  };
}

function describe(table: Table, format: Format, t: Translate, row: number): string[] {
  const cell = (name: string, unit: 'money' | 'ratio') =>
    format.value(numbers(table, name)[row] ?? null, unit);
  return [
    plain(texts(table, 'account_name')[row] ?? texts(table, 'account')[row]),
    codedName(t, 'quadrant', texts(table, 'quadrant')[row] ?? null),
    `${t('column.growth')}  ${cell('growth', 'ratio')}`,
    `${t('column.market_growth')}  ${cell('market_growth', 'ratio')} (${codedName(t, 'basis', texts(table, 'basis')[row] ?? null)})`,
    `${t('line.market')}  ${cell('market', 'money')}`,
    `${t('line.mix')}  ${cell('mix', 'money')}`,
    `${t('line.performance')}  ${cell('performance', 'money')}`,
  ];
}
