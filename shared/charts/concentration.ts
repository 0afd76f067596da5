import type { Exhibit } from '../domain/exhibit.ts';
import { numbers, texts } from '../domain/table.ts';
import type { Format } from '../i18n/format.ts';
import type { Translate } from '../i18n/translate.ts';
import type { ChartOption, ChartView } from './option.ts';
import {
  baseOption,
  grid,
  legend,
  percentLabel,
  plain,
  tooltip,
  valueAxis,
  valueAxisBelow,
} from './parts.ts';
import type { ChartTheme } from './theme.ts';

/** Above this many accounts a symbol each would hide the line; the one under the pointer still shows. */
const mostSymbols = 60;
/** Above this many points the line is thinned for drawing; the rows stay. */
const mostPoints = 5000;

/** How much depends on the largest accounts: cumulative share by rank, beside a book of equal accounts. */
export function concentration(
  exhibit: Exhibit,
  theme: ChartTheme,
  format: Format,
  t: Translate,
  view?: ChartView,
): ChartOption {
  const table = exhibit.tables.curve!;
  const ranks = numbers(table, 'rank');
  const shares = numbers(table, 'cumulative_share');
  const keys = texts(table, 'account');
  const names = texts(table, 'account_name');
  const selected = new Set(view?.selected ?? []);
  const eighty = exhibit.values.accountsFor80pct;
  const points = keys.map((key, row) => ({
    value: [ranks[row], shares[row]],
    ref: { table: 'curve', row },
    ...(key !== null && selected.has(key)
      ? { symbol: 'diamond', symbolSize: 12 }
      : selected.size > 0
        ? { symbol: 'none' }
        : {}),
  }));
  return {
    ...baseOption(theme),
    legend: legend(theme, [t('series.share'), t('series.equal')]),
    grid: grid({ top: 28 }),
    tooltip: tooltip(
      theme,
      (item) => {
        const row = item.dataIndex ?? 0;
        return [
          `${format.value(ranks[row] ?? null, 'count')}  ${plain(names[row] ?? keys[row])}`,
          `${t('column.revenue')}  ${format.value(numbers(table, 'revenue')[row] ?? null, 'money')}`,
          `${t('column.share')}  ${format.value(numbers(table, 'share')[row] ?? null, 'ratio')}`,
          `${t('column.cumulative_share')}  ${format.value(shares[row] ?? null, 'ratio')}`,
        ];
      },
      'axis',
    ),
    xAxis: valueAxisBelow(theme, t('axis.accountRank'), (value) => format.value(value, 'count'), {
      min: 0,
      max: table.n,
      splitLine: { show: false },
    }),
    yAxis: valueAxis(theme, t('axis.cumulativeShare'), percentLabel(format), { min: 0 }),
    series: [
      {
        type: 'line',
        name: t('series.share'),
        symbol: 'circle',
        symbolSize: 6,
        showSymbol: table.n <= mostSymbols || selected.size > 0,
        showAllSymbol: table.n <= mostSymbols || selected.size > 0,
        ...(table.n > mostPoints ? { sampling: 'lttb' } : {}),
        lineStyle: { color: theme.accent, width: 2 },
        itemStyle: { color: theme.accent },
        data: points,
        markLine: markEighty(eighty, theme, format, t),
      },
      {
        type: 'line',
        name: t('series.equal'),
        silent: true,
        symbol: 'none',
        lineStyle: { color: theme.other, type: 'dashed', width: 1 },
        itemStyle: { color: theme.other },
        data: [
          [0, 0],
          [table.n, 1],
        ],
      },
    ],
  };
}

function markEighty(
  eighty: number | string | null | undefined,
  theme: ChartTheme,
  format: Format,
  t: Translate,
) {
  return {
    silent: true,
    symbol: 'none',
    data: typeof eighty === 'number' && Number.isFinite(eighty) ? [{ xAxis: eighty }] : [],
    lineStyle: { color: theme.muted, type: 'dotted' },
    label: {
      color: theme.text,
      position: 'insideEndTop',
      rotate: 0,
      align: 'left',
      padding: [0, 0, 0, 4],
      formatter: () =>
        typeof eighty === 'number'
          ? `${t('mark.eighty')}: ${t('chart.accountsCount', { count: eighty })}`
          : format.value(null, 'count'),
    },
  };
}
