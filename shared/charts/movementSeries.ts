import type { Exhibit } from '../domain/exhibit.ts';
import { numbers, type Table, texts } from '../domain/table.ts';
import type { Format } from '../i18n/format.ts';
import type { Translate } from '../i18n/translate.ts';
import type { ChartOption, ChartView, OptionPart } from './option.ts';
import {
  baseOption,
  categoryAxis,
  codedName,
  drawable,
  faded,
  grid,
  hatch,
  legend,
  mixColours,
  moneyAxisName,
  percentLabel,
  plain,
  shortLabel,
  tooltip,
  valueAxis,
} from './parts.ts';
import type { ChartTheme } from './theme.ts';

const lines = ['expansion', 'new', 'reactivated', 'contraction', 'churned', 'other', 'fx'] as const;

function lineColours(theme: ChartTheme): Record<(typeof lines)[number], string> {
  return {
    expansion: theme.gain,
    new: mixColours(theme.gain, theme.surface, 0.35),
    reactivated: mixColours(theme.gain, theme.surface, 0.65),
    contraction: mixColours(theme.loss, theme.surface, 0.45),
    churned: theme.loss,
    other: theme.other,
    fx: mixColours(theme.other, theme.surface, 0.45),
  };
}

/** Lines that most exhibits do not have. */
const rare: ReadonlySet<(typeof lines)[number]> = new Set(['other', 'fx'] as const);

function isThere(table: Table, line: string): boolean {
  const isColumn = table.columns.some(({ name }) => name === line);
  return isColumn && numbers(table, line).some((value) => value !== 0);
}

/** How much is gained and lost in each period, with net revenue retention. `selected` holds periods. */
export function movementSeries(
  exhibit: Exhibit,
  theme: ChartTheme,
  format: Format,
  t: Translate,
  view?: ChartView,
): ChartOption {
  const table = exhibit.tables.periods!;
  const periods = texts(table, 'to');
  const partial = numbers(table, 'partial');
  const nrr = numbers(table, 'nrr');
  const colours = lineColours(theme);
  const drawn = lines.filter((line) => !rare.has(line) || isThere(table, line));
  const bar = (line: (typeof lines)[number]): OptionPart => ({
    type: 'bar',
    stack: 'movement',
    name: codedName(t, 'line', line),
    itemStyle: { color: colours[line] },
    data: periods.map((period, row) => ({
      value: drawable(numbers(table, line)[row]),
      ref: { table: 'periods', row },
      itemStyle: { ...faded(view, period), ...(partial[row] === 1 ? { decal: hatch(theme) } : {}) },
    })),
  });
  const line: OptionPart = {
    type: 'line',
    name: t('series.nrr'),
    yAxisIndex: 1,
    symbol: 'circle',
    symbolSize: 6,
    lineStyle: { color: theme.text, width: 2 },
    itemStyle: { color: theme.text },
    data: periods.map((_, row) => ({
      value: partial[row] === 1 ? '-' : drawable(nrr[row]),
      ref: { table: 'periods', row },
    })),
  };
  const anyPartial = partial.some((value) => value === 1);
  return {
    ...baseOption(theme),
    legend: legend(theme, [...drawn.map((each) => codedName(t, 'line', each)), t('series.nrr')]),
    grid: grid({ top: 28 }),
    tooltip: tooltip(theme, (item) => describe(exhibit, format, t, item.dataIndex ?? 0, drawn), 'axis'),
    xAxis: categoryAxis(
      theme,
      anyPartial ? t('axis.periodPartial') : t('axis.period'),
      periods.map((period, row) => (partial[row] === 1 ? `${period} *` : (period ?? ''))),
    ),
    yAxis: [
      valueAxis(theme, moneyAxisName(exhibit, t, 'axis.change'), shortLabel(format, 'money')),
      valueAxis(theme, t('axis.nrr'), percentLabel(format), {
        min: 0,
        splitLine: { show: false },
        nameTextStyle: { color: theme.muted, fontSize: 12, align: 'right' },
      }),
    ],
    series: [...drawn.map(bar), line],
  };
}

function describe(
  exhibit: Exhibit,
  format: Format,
  t: Translate,
  row: number,
  drawn: readonly (typeof lines)[number][],
): string[] {
  const table = exhibit.tables.periods!;
  const isPartial = numbers(table, 'partial')[row] === 1;
  const from = texts(table, 'from')[row] ?? '';
  const to = texts(table, 'to')[row] ?? '';
  const moved = drawn.map((line) => {
    const accounts = rare.has(line)
      ? ''
      : ` (${format.value(numbers(table, `n_${line}`)[row] ?? null, 'count')})`;
    return `${codedName(t, 'line', line)}  ${format.change(numbers(table, line)[row] ?? null, 'money')}${accounts}`;
  });
  return [
    plain(`${from} → ${to}${isPartial ? ` (${t('mark.partial')})` : ''}`),
    ...moved,
    `${t('series.nrr')}  ${format.value(numbers(table, 'nrr')[row] ?? null, 'ratio')}`,
  ];
}
