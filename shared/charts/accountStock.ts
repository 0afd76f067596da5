import { isoMonth } from '../domain/calendar.ts';
import type { Exhibit } from '../domain/exhibit.ts';
import { numbers } from '../domain/table.ts';
import type { Format } from '../i18n/format.ts';
import type { Translate } from '../i18n/translate.ts';
import type { ChartOption } from './option.ts';
import { baseOption, categoryAxis, drawable, grid, legend, shortLabel, tooltip, valueAxis } from './parts.ts';
import type { ChartTheme } from './theme.ts';

const flows = ['received', 'outbound', 'sell_out'] as const;

/** What came into the account's stock, what left it and what is there, month by month, in units. */
export function accountStock(exhibit: Exhibit, theme: ChartTheme, format: Format, t: Translate): ChartOption {
  const table = exhibit.tables.stock!;
  const months = Array.from(numbers(table, 'month'), isoMonth);
  const known = flows.filter((name) => numbers(table, name).some(Number.isFinite));
  const words = (name: string) => t.dynamic(`field.${name}`, {}, name);
  const cover = numbers(table, 'cover');
  const data = (name: string) =>
    Array.from(numbers(table, name), (value, row) => ({
      value: drawable(value),
      ref: { table: 'stock', row },
    }));
  return {
    ...baseOption(theme),
    legend: legend(theme, [...known, 'inventory'].map(words)),
    grid: grid({ top: 28 }),
    tooltip: tooltip(
      theme,
      (item) => {
        const row = item.dataIndex ?? 0;
        const line = (name: string) =>
          `${words(name)}  ${format.value(numbers(table, name)[row] ?? null, 'units')}`;
        return [
          months[row] ?? '',
          ...[...known, 'inventory'].map(line),
          `${t('column.cover')}  ${format.value(cover[row] ?? null, 'days')}`,
        ];
      },
      'axis',
    ),
    xAxis: categoryAxis(theme, t('axis.month'), months),
    yAxis: valueAxis(theme, t('axis.stockUnits'), shortLabel(format, 'units')),
    series: [
      ...known.map((name, index) => ({
        type: 'bar' as const,
        name: words(name),
        barMaxWidth: 16,
        itemStyle: { color: theme.categories[index]! },
        data: data(name),
      })),
      {
        type: 'line' as const,
        name: words('inventory'),
        symbolSize: 4,
        lineStyle: { color: theme.text, width: 1.5 },
        itemStyle: { color: theme.text },
        data: data('inventory'),
      },
    ],
  };
}
