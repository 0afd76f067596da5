import type { Exhibit } from '../domain/exhibit.ts';
import { numbers } from '../domain/table.ts';
import type { Format } from '../i18n/format.ts';
import type { Translate } from '../i18n/translate.ts';
import type { ChartOption, OptionPart } from './option.ts';
import {
  baseOption,
  drawable,
  grid,
  legend,
  rowOf,
  shortLabel,
  tooltip,
  valueAxis,
  valueAxisBelow,
} from './parts.ts';
import type { ChartTheme } from './theme.ts';

/** The colour that a kind of list has everywhere. */
export function listColour(exhibit: Exhibit, theme: ChartTheme): string {
  const { kind } = exhibit.values;
  return kind === 'cross-sell' ? theme.crossSell : kind === 'upsell' ? theme.upsell : theme.retain;
}

/** Name of the naive list in words. */
export function rivalSeries(exhibit: Exhibit, t: Translate): string {
  const rival = t.dynamic(`backtest.rival.${exhibit.values.rival}`, {}, '–');
  return t('series.backtest.rival', { rival });
}

/** How many times better than chance the first k are: the list, the naive list, chance; a mark at the k asked for. */
export function backtestLift(exhibit: Exhibit, theme: ChartTheme, format: Format, t: Translate): ChartOption {
  const table = exhibit.tables.curve!;
  const k = numbers(table, 'k');
  const names = [t('series.backtest.list'), rivalSeries(exhibit, t), t('series.backtest.chance')] as const;
  const line = (name: string, column: string, colour: string, type: string): OptionPart => ({
    type: 'line',
    name,
    symbol: column === 'chance_lift' ? 'none' : 'circle',
    symbolSize: 5,
    showSymbol: false,
    lineStyle: { color: colour, width: 2, type },
    itemStyle: { color: colour },
    data: Array.from(numbers(table, column), (value, row) => ({
      value: [k[row], drawable(value)],
      ref: { table: 'curve', row },
    })),
  });
  const last = k.at(-1) ?? 1;
  return {
    ...baseOption(theme),
    legend: legend(theme, names),
    grid: grid({ top: 28, right: 24 }),
    tooltip: tooltip(theme, (item) => describe(exhibit, format, t, rowOf(item)), 'axis'),
    xAxis: valueAxisBelow(theme, t('axis.firstOfList'), shortLabel(format, 'count'), {
      min: 0,
      max: last,
      splitLine: { show: false },
    }),
    yAxis: valueAxis(theme, t('axis.timesChance'), shortLabel(format, 'score'), { min: 0 }),
    series: [
      {
        ...line(names[0], 'lift', listColour(exhibit, theme), 'solid'),
        markLine: askedFor(exhibit, theme, format),
      },
      line(names[1], 'rival_lift', theme.text, 'dashed'),
      line(names[2], 'chance_lift', theme.muted, 'dotted'),
    ],
  };
}

function askedFor(exhibit: Exhibit, theme: ChartTheme, format: Format): OptionPart {
  const k = Number(exhibit.values.k);
  return {
    silent: true,
    symbol: 'none',
    lineStyle: { color: theme.muted, width: 1, type: 'solid' },
    label: { formatter: format.value(k, 'count'), color: theme.muted, position: 'insideEndTop', rotate: 0 },
    data: [{ xAxis: k }],
  };
}

function describe(exhibit: Exhibit, format: Format, t: Translate, row: number): string[] {
  const table = exhibit.tables.curve!;
  const of = (name: string, lift: string, precision: string, recall: string) => {
    const at = (column: string) => numbers(table, column)[row] ?? null;
    const shares = [at(precision), at(recall)].map((value) => format.value(value, 'ratio'));
    return `${name}  ×${format.value(at(lift), 'score')}  (${t('column.precision')} ${shares[0]}, ${t('column.recall')} ${shares[1]})`;
  };
  return [
    `${t('column.k')}  ${format.value(numbers(table, 'k')[row] ?? null, 'count')}`,
    of(t('series.backtest.list'), 'lift', 'precision', 'recall'),
    of(rivalSeries(exhibit, t), 'rival_lift', 'rival_precision', 'rival_recall'),
    of(t('series.backtest.chance'), 'chance_lift', 'chance_precision', 'chance_recall'),
  ];
}
