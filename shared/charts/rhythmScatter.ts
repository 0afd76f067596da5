import type { Exhibit } from '../domain/exhibit.ts';
import { numbers, type Table, texts } from '../domain/table.ts';
import type { Format } from '../i18n/format.ts';
import type { Translate } from '../i18n/translate.ts';
import type { ChartOption, ChartView, OptionPart } from './option.ts';
import {
  baseOption,
  codedName,
  faded,
  footnote,
  grid,
  legend,
  mixColours,
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

const statuses = ['onTime', 'late', 'overdue'] as const;
/** A shape each, so that the status can be read without colour. */
const symbols = { onTime: 'circle', late: 'triangle', overdue: 'diamond' } as const;

/** Who is later than their own rhythm, and what is at stake: percentile of own gaps × revenue of the last year. `selected` holds accounts. */
export function rhythmScatter(
  exhibit: Exhibit,
  theme: ChartTheme,
  format: Format,
  t: Translate,
  view?: ChartView,
): ChartOption {
  const table = exhibit.tables.rhythm!;
  const percentile = numbers(table, 'percentile');
  const value = numbers(table, 'value');
  const status = texts(table, 'status');
  const accounts = texts(table, 'account');
  const colours = {
    onTime: theme.other,
    late: mixColours(theme.retain, theme.surface, 0.4),
    overdue: theme.retain,
  };
  const isDrawn = (row: number) => Number.isFinite(percentile[row]) && (value[row] ?? 0) > 0;
  const left = accounts.filter((_, row) => !isDrawn(row)).length;
  const points = (wanted: (typeof statuses)[number]): OptionPart[] =>
    status.flatMap((each, row) =>
      each === wanted && isDrawn(row)
        ? [
            {
              value: [percentile[row], value[row]],
              ref: { table: 'rhythm', row },
              itemStyle: faded(view, accounts[row] ?? null),
            },
          ]
        : [],
    );
  return {
    ...baseOption(theme),
    ...(left > 0 ? { title: footnote(theme, t('chart.notDrawn', { count: left })) } : {}),
    legend: legend(
      theme,
      statuses.map((each) => codedName(t, 'status', each)),
    ),
    grid: grid({ top: 28, bottom: left > 0 ? 24 : 8 }),
    tooltip: tooltip(theme, (item) => describe(table, format, t, rowOf(item))),
    xAxis: valueAxisBelow(theme, t('axis.percentile'), percentLabel(format), { min: 0, max: 1 }),
    yAxis: valueAxis(theme, moneyAxisName(exhibit, t, 'axis.value12'), shortLabel(format, 'money'), {
      type: 'log',
      minorSplitLine: { show: false },
    }),
    series: statuses.map((each) => ({
      type: 'scatter',
      name: codedName(t, 'status', each),
      symbol: symbols[each],
      symbolSize: each === 'onTime' ? 6 : 9,
      itemStyle: { color: colours[each], opacity: each === 'onTime' ? 0.5 : 0.85 },
      data: points(each),
    })),
  };
}

function describe(table: Table, format: Format, t: Translate, row: number): string[] {
  const count = (name: string) => format.value(numbers(table, name)[row] ?? null, 'days');
  return [
    plain(texts(table, 'account_name')[row] ?? texts(table, 'account')[row]),
    codedName(t, 'status', texts(table, 'status')[row] ?? null),
    `${t('column.days_since')}  ${count('days_since')}`,
    `${t('column.median_gap')}  ${count('median_gap')}`,
    `${t('column.percentile')}  ${format.value(numbers(table, 'percentile')[row] ?? null, 'ratio')}`,
    `${t('axis.value12')}  ${format.value(numbers(table, 'value')[row] ?? null, 'money')}`,
  ];
}
