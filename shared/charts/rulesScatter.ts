import type { Exhibit } from '../domain/exhibit.ts';
import { numbers, texts } from '../domain/table.ts';
import type { Format } from '../i18n/format.ts';
import type { Translate } from '../i18n/translate.ts';
import type { ChartOption, ChartView } from './option.ts';
import {
  baseOption,
  faded,
  grid,
  percentLabel,
  plain,
  rowOf,
  tooltip,
  valueAxis,
  valueAxisBelow,
} from './parts.ts';
import type { ChartTheme } from './theme.ts';

/** What is bought together: each rule by support and confidence; larger and darker is higher lift. `selected` holds `lhs → rhs`. */
export function rulesScatter(
  exhibit: Exhibit,
  theme: ChartTheme,
  format: Format,
  t: Translate,
  view?: ChartView,
): ChartOption {
  const table = exhibit.tables.rules!;
  const support = numbers(table, 'support');
  const confidence = numbers(table, 'confidence');
  const lift = numbers(table, 'lift');
  const lhs = texts(table, 'lhs_names');
  const rhs = texts(table, 'rhs_name');
  const keys = ruleKeys(exhibit);
  const highest = lift.reduce((most, value) => (Number.isFinite(value) ? Math.max(most, value) : most), 1);
  const size = (value: number) => Math.round(6 + 14 * Math.sqrt(Math.max(0, value) / highest));
  // Small marks last, so that they stay reachable above large ones.
  const order = Array.from(lift, (_, row) => row).sort((a, b) => lift[b]! - lift[a]!);
  return {
    ...baseOption(theme),
    grid: grid({ right: 76 }),
    tooltip: tooltip(theme, (item) => {
      const row = rowOf(item);
      return [
        `${plain(lhs[row], 60)} →`,
        plain(rhs[row], 60),
        `${t('column.support')}  ${format.value(support[row] ?? null, 'ratio')}`,
        `${t('column.confidence')}  ${format.value(confidence[row] ?? null, 'ratio')}`,
        `${t('column.lift')}  ${format.value(lift[row] ?? null, 'score')}`,
        `${t('column.count')}  ${format.value(numbers(table, 'count')[row] ?? null, 'count')}`,
      ];
    }),
    xAxis: valueAxisBelow(theme, t('axis.support'), (value) => format.value(value, 'ratio'), { scale: true }),
    yAxis: valueAxis(theme, t('axis.confidence'), percentLabel(format), { scale: true }),
    visualMap: {
      type: 'continuous',
      dimension: 2,
      min: 0,
      max: highest,
      calculable: false,
      orient: 'vertical',
      right: 0,
      top: 'middle',
      itemHeight: 120,
      itemWidth: 10,
      text: [`${t('axis.lift')} ${format.value(highest, 'score')}`, '0'],
      textStyle: { color: theme.muted },
      inRange: { color: theme.ramp.slice(1) },
    },
    series: [
      {
        type: 'scatter',
        name: t('question.rules'),
        itemStyle: { opacity: 0.8, borderColor: theme.muted, borderWidth: 0.5 },
        data: order.map((row) => ({
          value: [support[row], confidence[row], lift[row]],
          symbolSize: size(lift[row]!),
          ref: { table: 'rules', row },
          itemStyle: faded(view, keys[row] ?? null),
        })),
      },
    ],
  };
}

/** Names a rule within its exhibit. */
export function ruleKeys(exhibit: Exhibit): string[] {
  const table = exhibit.tables.rules!;
  const rhs = texts(table, 'rhs');
  return texts(table, 'lhs').map((lhs, row) => `${lhs ?? ''} → ${rhs[row] ?? ''}`);
}
