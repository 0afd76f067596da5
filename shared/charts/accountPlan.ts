import { isoMonth } from '../domain/calendar.ts';
import type { Exhibit } from '../domain/exhibit.ts';
import { numbers } from '../domain/table.ts';
import type { Format } from '../i18n/format.ts';
import type { Translate } from '../i18n/translate.ts';
import type { ChartOption } from './option.ts';
import {
  baseOption,
  categoryAxis,
  drawable,
  grid,
  legend,
  moneyAxisName,
  shortLabel,
  tooltip,
  valueAxis,
} from './parts.ts';
import type { ChartTheme } from './theme.ts';

/** What an account brought beside its target, period by period; the targets are steps over the bars. */
export function accountPlan(exhibit: Exhibit, theme: ChartTheme, format: Format, t: Translate): ChartOption {
  const table = exhibit.tables.plan!;
  const months = Array.from(numbers(table, 'month'), isoMonth);
  const [target, revenue, attainment] = ['target', 'revenue', 'attainment'].map((name) =>
    numbers(table, name),
  ) as [Float64Array, Float64Array, Float64Array];
  const ref = (row: number) => ({ table: 'plan', row });
  return {
    ...baseOption(theme),
    legend: legend(theme, [t('column.revenue'), t('column.target')]),
    grid: grid({ top: 28 }),
    tooltip: tooltip(
      theme,
      (item) => {
        const row = item.dataIndex ?? 0;
        return [
          months[row] ?? '',
          `${t('column.revenue')}  ${format.value(revenue[row] ?? null, 'money')}`,
          `${t('column.target')}  ${format.value(target[row] ?? null, 'money')}`,
          `${t('column.attainment')}  ${format.value(attainment[row] ?? null, 'ratio')}`,
        ];
      },
      'axis',
    ),
    xAxis: categoryAxis(theme, t('axis.month'), months),
    yAxis: valueAxis(theme, moneyAxisName(exhibit, t, 'axis.revenue'), shortLabel(format, 'money')),
    series: [
      {
        type: 'bar',
        name: t('column.revenue'),
        barMaxWidth: 32,
        itemStyle: { color: theme.accent },
        data: months.map((_, row) => ({ value: drawable(revenue[row]), ref: ref(row) })),
      },
      {
        type: 'line',
        name: t('column.target'),
        step: 'middle',
        symbol: months.length === 1 ? 'rect' : 'none',
        symbolSize: [32, 3],
        lineStyle: { color: theme.text, width: 2 },
        itemStyle: { color: theme.text },
        data: months.map((_, row) => ({ value: drawable(target[row]), ref: ref(row) })),
      },
    ],
  };
}
