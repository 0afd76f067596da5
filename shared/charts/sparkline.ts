import type { Exhibit } from '../domain/exhibit.ts';
import { numbers } from '../domain/table.ts';
import type { Format } from '../i18n/format.ts';
import type { Translate } from '../i18n/translate.ts';
import type { ChartOption, ChartView } from './option.ts';
import { baseOption, drawable } from './parts.ts';
import type { ChartTheme } from './theme.ts';

export interface SparklineView extends ChartView {
  table: string;
  column: string;
}

/** The shape of one measure over time, without axes. Periods that are not complete are left out: their dip is no news. */
export function sparkline(
  exhibit: Exhibit,
  theme: ChartTheme,
  _format: Format,
  _t: Translate,
  view: SparklineView,
): ChartOption {
  const table = exhibit.tables[view.table]!;
  const partial = numbers(table, 'partial');
  const values = numbers(table, view.column);
  const data = Array.from(values, (value, row) => (partial[row] === 1 ? '-' : drawable(value)));
  const last = data.findLastIndex((value) => value !== '-');
  return {
    ...baseOption(theme),
    tooltip: { show: false, renderMode: 'richText' },
    grid: { left: 2, right: 4, top: 4, bottom: 4, outerBoundsMode: 'none' },
    xAxis: { type: 'category', show: false, boundaryGap: false, data: data.map((_, row) => row) },
    yAxis: { type: 'value', show: false, scale: true },
    series: [
      {
        type: 'line',
        silent: true,
        symbol: 'circle',
        symbolSize: 5,
        showSymbol: true,
        showAllSymbol: true,
        connectNulls: false,
        lineStyle: { color: theme.accent, width: 1.5 },
        itemStyle: { color: theme.accent },
        data: data.map((value, row) => (row === last ? { value } : { value, symbol: 'none' })),
      },
    ],
  };
}
