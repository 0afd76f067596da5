import type { Exhibit } from '../domain/exhibit.ts';
import { numbers } from '../domain/table.ts';
import type { Format } from '../i18n/format.ts';
import type { Translate } from '../i18n/translate.ts';
import { listColour } from './backtestLift.ts';
import type { ChartOption } from './option.ts';
import {
  baseOption,
  grid,
  legend,
  percentLabel,
  rowOf,
  tooltip,
  valueAxis,
  valueAxisBelow,
} from './parts.ts';
import type { ChartTheme } from './theme.ts';

/** Foretold against happened, in ten parts of the list; on the line it happened as often as foretold. */
export function backtestCalibration(
  exhibit: Exhibit,
  theme: ChartTheme,
  format: Format,
  t: Translate,
): ChartOption {
  const table = exhibit.tables.calibration!;
  const [predicted, observed, n] = ['predicted', 'observed', 'n'].map((name) => numbers(table, name));
  const most = reachOf([...predicted!, ...observed!]);
  const names = [t('series.backtest.list'), t('series.backtest.perfect')];
  return {
    ...baseOption(theme),
    legend: legend(theme, names),
    grid: grid({ top: 28, right: 24 }),
    tooltip: tooltip(theme, (item) => {
      const row = rowOf(item);
      return [
        `${t('column.predicted')}  ${format.value(predicted![row] ?? null, 'ratio')}`,
        `${t('column.observed')}  ${format.value(observed![row] ?? null, 'ratio')}`,
        `${t('column.n')}  ${format.value(n![row] ?? null, 'count')}`,
      ];
    }),
    xAxis: valueAxisBelow(theme, t('axis.foretold'), percentLabel(format), {
      min: 0,
      max: most,
      splitLine: { show: false },
    }),
    yAxis: valueAxis(theme, t('axis.happened'), percentLabel(format), { min: 0, max: most }),
    series: [
      {
        type: 'line',
        name: names[0],
        symbol: 'circle',
        symbolSize: 9,
        lineStyle: { color: listColour(exhibit, theme), width: 2 },
        itemStyle: { color: listColour(exhibit, theme) },
        data: Array.from(predicted!, (value, row) => ({
          value: [value, observed![row]],
          ref: { table: 'calibration', row },
        })),
      },
      {
        type: 'line',
        name: names[1],
        silent: true,
        symbol: 'none',
        lineStyle: { color: theme.muted, width: 1, type: 'dashed' },
        itemStyle: { color: theme.muted },
        data: [
          [0, 0],
          [most, most],
        ],
      },
    ],
  };
}

/** A round share above all of them, at most 1. */
function reachOf(shares: readonly number[]): number {
  const top = shares.reduce((most, value) => Math.max(most, value), 0);
  return [0.01, 0.02, 0.05, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.8].find((limit) => top <= limit) ?? 1;
}
