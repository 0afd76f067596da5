import type { Exhibit } from '../domain/exhibit.ts';
import { numbers } from '../domain/table.ts';
import type { Format } from '../i18n/format.ts';
import type { Translate } from '../i18n/translate.ts';
import type { ChartOption } from './option.ts';
import {
  baseOption,
  categoryAxis,
  grid,
  legend,
  mixColours,
  rowOf,
  shortLabel,
  tooltip,
  valueAxis,
} from './parts.ts';
import type { ChartTheme } from './theme.ts';

/** How many accounts are in good health: accounts by points, now beside the day that change is told from. */
export function healthBands(exhibit: Exhibit, theme: ChartTheme, format: Format, t: Translate): ChartOption {
  const table = exhibit.tables.bands!;
  const [from, to] = [numbers(table, 'points_from'), numbers(table, 'points_to')];
  const [now, before] = [numbers(table, 'accounts'), numbers(table, 'accounts_since')];
  const value = numbers(table, 'value');
  const label = (row: number) => `${from[row]}–${to[row]}`;
  const names = [t('series.since', { date: String(exhibit.values.since ?? '') }), t('series.now')];
  const bar = (name: string, values: Float64Array, colour: string) => ({
    type: 'bar',
    name,
    barMaxWidth: 36,
    itemStyle: { color: colour },
    data: Array.from(values, (count, row) => ({ value: count, ref: { table: 'bands', row } })),
  });
  return {
    ...baseOption(theme),
    legend: legend(theme, names),
    grid: grid({ top: 28 }),
    tooltip: tooltip(theme, (item) => {
      const row = rowOf(item);
      return [
        `${t('axis.healthBand')}  ${label(row)}`,
        `${names[1]}  ${format.value(now[row] ?? null, 'count')}`,
        `${names[0]}  ${format.value(before[row] ?? null, 'count')}`,
        `${t('axis.value12')}  ${format.value(value[row] ?? null, 'money')}`,
      ];
    }),
    xAxis: categoryAxis(
      theme,
      t('axis.healthBand'),
      Array.from(from, (_, row) => label(row)),
    ),
    yAxis: valueAxis(theme, t('axis.accounts'), shortLabel(format, 'count'), { min: 0, minInterval: 1 }),
    series: [
      bar(names[0]!, before, mixColours(theme.accent, theme.surface, 0.6)),
      bar(names[1]!, now, theme.accent),
    ],
  };
}
