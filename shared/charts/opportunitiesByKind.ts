import type { Exhibit } from '../domain/exhibit.ts';
import type { Format } from '../i18n/format.ts';
import type { Translate } from '../i18n/translate.ts';
import type { ChartOption, ChartView } from './option.ts';
import {
  baseOption,
  categoryAxis,
  codedName,
  drawable,
  type Formatted,
  faded,
  grid,
  moneyAxisName,
  shortLabel,
  tooltip,
  valueAxisBelow,
} from './parts.ts';
import type { ChartTheme } from './theme.ts';

/** Renewals and prices are shown where there are any: not every book has contracts or quantities. */
const allKinds = [
  { kind: 'retain', name: 'retain', colour: 'retain' },
  { kind: 'upsell', name: 'upsell', colour: 'upsell' },
  { kind: 'cross-sell', name: 'crossSell', colour: 'crossSell' },
  { kind: 'renewal', name: 'renewal', colour: 'retain' },
  { kind: 'price', name: 'price', colour: 'upsell' },
] as const;

/** Where the money is: value at stake and number of opportunities to keep, grow and widen. `selected` holds kinds; the data items carry theirs as `key`. */
export function opportunitiesByKind(
  exhibit: Exhibit,
  theme: ChartTheme,
  format: Format,
  t: Translate,
  view?: ChartView,
): ChartOption {
  const amount = (name: string) => {
    const value = exhibit.values[name];
    return typeof value === 'number' ? value : Number.NaN;
  };
  const kinds = allKinds.filter(({ name }, at) => at < 3 || amount(`${name}Count`) > 0);
  const text = (item: Formatted) => {
    const entry = kinds[item.dataIndex ?? 0]!;
    const count = amount(`${entry.name}Count`);
    const value = format.short(amount(`${entry.name}Value`), 'money');
    return Number.isFinite(count) ? `${value} · ${t('chart.opportunitiesCount', { count })}` : value;
  };
  return {
    ...baseOption(theme),
    grid: grid({ top: 8, right: 120 }),
    tooltip: tooltip(theme, (item) => [codedName(t, 'kind', kinds[item.dataIndex ?? 0]!.kind), text(item)]),
    xAxis: valueAxisBelow(theme, moneyAxisName(exhibit, t, 'axis.stake'), shortLabel(format, 'money'), {
      min: 0,
    }),
    yAxis: categoryAxis(
      theme,
      '',
      kinds.map((entry) => codedName(t, 'kind', entry.kind)),
      { inverse: true },
    ),
    series: [
      {
        type: 'bar',
        name: t('axis.stake'),
        barMaxWidth: 28,
        label: { show: true, position: 'right', color: theme.text, formatter: text },
        data: kinds.map((entry) => ({
          value: drawable(amount(`${entry.name}Value`)),
          key: entry.kind,
          itemStyle: { color: theme[entry.colour], ...faded(view, entry.kind) },
        })),
      },
    ],
  };
}
