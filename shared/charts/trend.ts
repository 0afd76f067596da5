import type { Exhibit } from '../domain/exhibit.ts';
import { numbers, texts } from '../domain/table.ts';
import type { Format } from '../i18n/format.ts';
import type { Translate } from '../i18n/translate.ts';
import type { ChartOption, ChartView, OptionPart } from './option.ts';
import {
  baseOption,
  categoryAxis,
  drawable,
  type Formatted,
  faded,
  grid,
  hatch,
  legend,
  moneyAxisName,
  plain,
  shortLabel,
  tooltip,
  valueAxis,
} from './parts.ts';
import { type ChartTheme, categoryColour } from './theme.ts';

interface Context {
  exhibit: Exhibit;
  theme: ChartTheme;
  t: Translate;
  view: ChartView | undefined;
  periods: (string | null)[];
  partial: Float64Array;
}

/** How has revenue developed? Bars by period (hatched where the data stops short), active accounts as a line. `selected` holds periods. */
export function trend(
  exhibit: Exhibit,
  theme: ChartTheme,
  format: Format,
  t: Translate,
  view?: ChartView,
): ChartOption {
  const table = exhibit.tables.trend!;
  const periods = texts(table, 'period');
  const partial = numbers(table, 'partial');
  const context: Context = { exhibit, theme, t, view, periods, partial };
  const bars = exhibit.tables.groups ? groupBars(context) : revenueBars(context);
  const line: OptionPart = {
    type: 'line',
    name: t('series.activeAccounts'),
    yAxisIndex: 1,
    symbol: 'circle',
    symbolSize: 6,
    lineStyle: { color: theme.text, width: 1.5 },
    itemStyle: { color: theme.text },
    data: periods.map((_, row) => ({
      value: drawable(numbers(table, 'active_accounts')[row]),
      ref: { table: 'trend', row },
    })),
  };
  const series = [...bars, line];
  return {
    ...baseOption(theme),
    legend: legend(
      theme,
      series.map((each) => String(each.name)),
    ),
    grid: grid({ top: 28 }),
    tooltip: tooltip(theme, (item) => describe(context, format, item), 'axis'),
    xAxis: categoryAxis(
      theme,
      partial.some((value) => value === 1) ? t('axis.periodPartial') : t('axis.period'),
      periods.map((period, row) => (partial[row] === 1 ? `${period} *` : (period ?? ''))),
    ),
    yAxis: [
      valueAxis(theme, moneyAxisName(exhibit, t, 'axis.revenue'), shortLabel(format, 'money')),
      valueAxis(theme, t('axis.activeAccounts'), shortLabel(format, 'count'), {
        min: 0,
        minInterval: 1,
        splitLine: { show: false },
        nameTextStyle: { color: theme.muted, fontSize: 12, align: 'right' },
      }),
    ],
    series,
  };
}

function revenueBars({ exhibit, theme, t, view, periods, partial }: Context): OptionPart[] {
  const revenue = numbers(exhibit.tables.trend!, 'revenue');
  const bars = (name: string, isPartial: boolean): OptionPart => ({
    type: 'bar',
    stack: 'revenue',
    name,
    itemStyle: { color: theme.accent, ...(isPartial ? { decal: hatch(theme) } : {}) },
    data: periods.map((period, row) => ({
      value: (partial[row] === 1) === isPartial ? drawable(revenue[row]) : '-',
      ref: { table: 'trend', row },
      itemStyle: faded(view, period),
    })),
  });
  const whole = bars(t('series.revenue'), false);
  return partial.some((value) => value === 1) ? [whole, bars(t('series.revenuePartial'), true)] : [whole];
}

function groupBars({ exhibit, theme, t, view, periods, partial }: Context): OptionPart[] {
  const table = exhibit.tables.groups!;
  const groups = texts(table, 'group');
  const revenue = numbers(table, 'revenue');
  const groupPeriods = texts(table, 'period');
  const names = [...new Set(groups)].sort((a, b) => Number(a === null) - Number(b === null));
  return names.map((group, index) => {
    const rows = new Map(
      groupPeriods.flatMap((period, row) => (groups[row] === group ? [[period, row]] : [])),
    );
    return {
      type: 'bar',
      stack: 'revenue',
      name: group === null ? t('series.other') : plain(group, 24),
      itemStyle: { color: group === null ? theme.other : categoryColour(theme, index) },
      data: periods.map((period, row) => {
        const at = rows.get(period);
        return {
          value: at === undefined ? 0 : drawable(revenue[at]),
          ref: { table: 'groups', row: at ?? -1 },
          itemStyle: { ...faded(view, period), ...(partial[row] === 1 ? { decal: hatch(theme) } : {}) },
        };
      }),
    };
  });
}

function describe({ exhibit, periods, partial, t }: Context, format: Format, item: Formatted): string[] {
  const row = item.dataIndex ?? 0;
  const table = exhibit.tables.trend!;
  const amount = (name: string, unit: 'money' | 'count') =>
    format.value(numbers(table, name)[row] ?? null, unit);
  const groups = exhibit.tables.groups;
  const parts = groups
    ? texts(groups, 'period').flatMap((period, at) =>
        period === periods[row]
          ? [
              `  ${plain(texts(groups, 'group')[at] ?? t('series.other'), 24)}  ${format.value(numbers(groups, 'revenue')[at] ?? null, 'money')}`,
            ]
          : [],
      )
    : [];
  return [
    `${periods[row] ?? ''}${partial[row] === 1 ? ` (${t('mark.partial')})` : ''}`,
    `${t('series.revenue')}  ${amount('revenue', 'money')}`,
    ...parts,
    `${t('series.activeAccounts')}  ${amount('active_accounts', 'count')}`,
    `${t('column.orders')}  ${amount('orders', 'count')}`,
  ];
}
