import { isoMonth } from '../domain/calendar.ts';
import type { Exhibit } from '../domain/exhibit.ts';
import { numbers } from '../domain/table.ts';
import type { Format } from '../i18n/format.ts';
import type { Translate } from '../i18n/translate.ts';
import type { ChartOption, ChartView } from './option.ts';
import {
  baseOption,
  categoryAxis,
  faded,
  grid,
  hatch,
  legend,
  mixColours,
  moneyAxisName,
  rowOf,
  shortLabel,
  tooltip,
  valueAxis,
} from './parts.ts';
import type { ChartTheme } from './theme.ts';

/** Which revenue is up for renewal, month by month, and how much of it is expected to leave. `selected` holds months. */
export function renewalCalendar(
  exhibit: Exhibit,
  theme: ChartTheme,
  format: Format,
  t: Translate,
  view?: ChartView,
): ChartOption {
  const table = exhibit.tables.months!;
  const months = Array.from(numbers(table, 'month'), isoMonth);
  const column = (name: string) => numbers(table, name);
  const names = [t('series.kept'), t('series.leaving')];
  const hasRisk = column('leaving_value').some((value) => value > 0);
  const bar = (name: string, values: Float64Array, colour: string, isHatched: boolean) => ({
    type: 'bar',
    stack: 'value',
    name,
    barMaxWidth: 44,
    itemStyle: { color: colour },
    data: Array.from(values, (value, row) => ({
      value,
      ref: { table: 'months', row },
      itemStyle: { ...faded(view, months[row]!), ...(isHatched ? { decal: hatch(theme) } : {}) },
    })),
  });
  const money = (name: string, row: number) => format.value(column(name)[row] ?? null, 'money');
  return {
    ...baseOption(theme),
    legend: legend(theme, hasRisk ? names : []),
    grid: grid({ top: 28 }),
    tooltip: tooltip(theme, (item) => {
      const row = rowOf(item);
      return [
        months[row] ?? '',
        `${t('column.accounts')}  ${format.value(column('accounts')[row] ?? null, 'count')}`,
        `${t('axis.value12')}  ${money('value', row)}`,
        ...(hasRisk ? [`${names[1]}  ${money('leaving_value', row)}`] : []),
      ];
    }),
    xAxis: categoryAxis(theme, t('axis.contractMonth'), months),
    yAxis: valueAxis(theme, moneyAxisName(exhibit, t, 'axis.value12'), shortLabel(format, 'money'), {
      min: 0,
    }),
    series: [
      bar(names[0]!, column('kept'), mixColours(theme.accent, theme.surface, 0.35), false),
      ...(hasRisk ? [bar(names[1]!, column('leaving_value'), theme.retain, true)] : []),
    ],
  };
}
