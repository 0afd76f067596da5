import type { Exhibit } from '../domain/exhibit.ts';
import { numbers } from '../domain/table.ts';
import type { Format } from '../i18n/format.ts';
import type { Translate } from '../i18n/translate.ts';
import type { ChartOption } from './option.ts';
import { baseOption, categoryAxis, grid, shortLabel, tooltip, valueAxis } from './parts.ts';
import type { ChartTheme } from './theme.ts';

/** How long accounts wait between orders: gaps by length in days. */
export function gapHistogram(exhibit: Exhibit, theme: ChartTheme, format: Format, t: Translate): ChartOption {
  const table = exhibit.tables.gaps!;
  const from = numbers(table, 'days_from');
  const to = numbers(table, 'days_to');
  const gaps = numbers(table, 'gaps');
  const label = (row: number) => {
    const first = format.value(from[row] ?? null, 'days');
    const last = to[row] ?? Number.NaN;
    if (!Number.isFinite(last)) return `≥ ${first}`;
    return last === from[row] ? first : `${first}–${format.value(last, 'days')}`;
  };
  return {
    ...baseOption(theme),
    grid: grid(),
    tooltip: tooltip(theme, (item) => {
      const row = item.dataIndex ?? 0;
      return [
        `${t('axis.gapDays')}  ${label(row)}`,
        `${t('axis.gaps')}  ${format.value(gaps[row] ?? null, 'count')}`,
      ];
    }),
    xAxis: categoryAxis(
      theme,
      t('axis.gapDays'),
      Array.from(gaps, (_, row) => label(row)),
    ),
    yAxis: valueAxis(theme, t('axis.gaps'), shortLabel(format, 'count'), { min: 0, minInterval: 1 }),
    series: [
      {
        type: 'bar',
        name: t('series.gaps'),
        barCategoryGap: '8%',
        itemStyle: { color: theme.accent },
        data: Array.from(gaps, (value, row) => ({ value, ref: { table: 'gaps', row } })),
      },
    ],
  };
}
