import type { Exhibit } from '../domain/exhibit.ts';
import { numbers } from '../domain/table.ts';
import type { Format } from '../i18n/format.ts';
import type { Translate } from '../i18n/translate.ts';
import type { ChartOption, OptionPart } from './option.ts';
import {
  baseOption,
  categoryAxis,
  drawable,
  type Formatted,
  grid,
  legend,
  shortLabel,
  tooltip,
  valueAxis,
} from './parts.ts';
import type { ChartTheme } from './theme.ts';

/** What adopters spend on the substitutes month by month from adoption, beside comparable accounts. */
export function cannibalisationLines(
  exhibit: Exhibit,
  theme: ChartTheme,
  format: Format,
  t: Translate,
): ChartOption {
  const table = exhibit.tables.spend!;
  const months = Array.from(numbers(table, 'month_from_adoption'), (month) =>
    month > 0 ? `+${month}` : String(month).replace('-', '−'),
  );
  const names = [t('crossSell.adopters'), t('crossSell.matched')];
  const line = (name: string, column: string, color: string, type: 'solid' | 'dashed'): OptionPart => ({
    type: 'line',
    name,
    symbol: type === 'solid' ? 'circle' : 'emptyCircle',
    symbolSize: 6,
    lineStyle: { color, width: 2, type },
    itemStyle: { color },
    data: Array.from(numbers(table, column), (value, row) => ({
      value: drawable(value),
      ref: { table: 'spend', row },
    })),
  });
  const at = months.indexOf('0');
  return {
    ...baseOption(theme),
    legend: legend(theme, names),
    grid: grid({ top: 44, right: 24 }),
    tooltip: tooltip(
      theme,
      (item: Formatted) => {
        const row = item.dataIndex ?? 0;
        return [
          `${t('axis.monthFromAdoption')}  ${months[row]}`,
          `${names[0]}  ${format.value(numbers(table, 'adopters')[row] ?? null, 'money')}`,
          `${names[1]}  ${format.value(numbers(table, 'matched')[row] ?? null, 'money')}`,
        ];
      },
      'axis',
    ),
    xAxis: categoryAxis(theme, t('axis.monthFromAdoption'), months),
    yAxis: valueAxis(theme, t('axis.substituteSpend'), shortLabel(format, 'money')),
    series: [
      {
        ...line(names[0]!, 'adopters', theme.crossSell, 'solid'),
        markLine: {
          silent: true,
          symbol: 'none',
          lineStyle: { color: theme.muted, type: 'dotted', width: 1 },
          label: {
            formatter: t('crossSell.adoption'),
            color: theme.muted,
            fontSize: 11,
            position: 'end',
            rotate: 0,
          },
          data: at < 0 ? [] : [{ xAxis: at }],
        },
      },
      line(names[1]!, 'matched', theme.other, 'dashed'),
    ],
  };
}
