import type { Format } from '../i18n/format.ts';
import type { ChartOption, ChartView } from './option.ts';
import {
  baseOption,
  categoryAxis,
  type Formatted,
  faded,
  grid,
  shortLabel,
  signedAmount,
  tooltip,
  valueAxis,
} from './parts.ts';
import type { ChartTheme } from './theme.ts';

/** One step of a waterfall. A total stands on the axis; the others start where the one before ended. */
export interface WaterfallStep {
  /** Key for selection. */
  key: string;
  /** Row of the exhibit's table. */
  row: number;
  name: string;
  /** Accounts or products behind the step; NaN = unknown. */
  count: number;
  amount: number;
  total: boolean;
}

interface Bar {
  base: number;
  above: number;
  below: number;
}

/** The visible part of a step between two levels, split at zero so that it can be stacked on either side. */
function barBetween(start: number, end: number): Bar {
  const low = Math.min(start, end);
  const high = Math.max(start, end);
  if (low >= 0) return { base: low, above: high - low, below: 0 };
  if (high <= 0) return { base: high, above: 0, below: low - high };
  return { base: 0, above: high, below: low };
}

function barsOf(steps: readonly WaterfallStep[]): Bar[] {
  let level = 0;
  return steps.map((step) => {
    const start = step.total ? 0 : level;
    level = step.total ? step.amount : level + step.amount;
    return barBetween(start, level);
  });
}

export interface WaterfallOptions {
  theme: ChartTheme;
  format: Format;
  table: string;
  axisName: string;
  /** What the counts under the names are. */
  countName: string;
  view: ChartView | undefined;
}

function colourOf(theme: ChartTheme, step: WaterfallStep): string {
  if (step.total) return theme.accent;
  return step.amount < 0 ? theme.loss : theme.gain;
}

function amountText(format: Format, step: WaterfallStep): string {
  return step.total ? format.short(step.amount, 'money') : signedAmount(format, step.amount, 'money');
}

/** Name word by word and the count below it, so that narrow columns do not run into each other. */
function stacked(format: Format, step: WaterfallStep): string {
  const words = step.name.replaceAll(' ', '\n');
  return Number.isFinite(step.count) ? `${words}\n${format.value(step.count, 'count')}` : words;
}

/** Totals at the ends, gains and losses floating between them; works below zero too. */
export function waterfall(steps: readonly WaterfallStep[], options: WaterfallOptions): ChartOption {
  const { theme, format, table, view } = options;
  const bars = barsOf(steps);
  const item = (step: WaterfallStep, value: number, labelled: boolean) => ({
    value,
    name: step.name,
    ref: { table, row: step.row },
    itemStyle: { color: colourOf(theme, step), ...faded(view, step.key) },
    label: { show: labelled },
  });
  const label = (position: 'top' | 'bottom') => ({
    show: true,
    position,
    color: theme.text,
    fontSize: 11,
    formatter: (point: Formatted) => amountText(format, steps[point.dataIndex ?? 0]!),
  });
  const series = { type: 'bar', stack: 'bridge', barCategoryGap: '32%', cursor: 'pointer' };
  return {
    ...baseOption(theme),
    tooltip: tooltip(theme, (point) => {
      const step = steps[point.dataIndex ?? 0]!;
      return [
        step.name,
        amountText(format, step),
        ...(Number.isFinite(step.count)
          ? [`${options.countName}  ${format.value(step.count, 'count')}`]
          : []),
      ];
    }),
    grid: grid(),
    xAxis: categoryAxis(
      theme,
      options.countName,
      steps.map((step) => stacked(format, step)),
      {
        axisLabel: {
          color: theme.muted,
          fontSize: 11,
          lineHeight: 15,
          interval: 0,
        },
      },
    ),
    yAxis: valueAxis(theme, options.axisName, shortLabel(format, 'money')),
    series: [
      {
        ...series,
        name: 'base',
        silent: true,
        itemStyle: { color: 'transparent' },
        data: bars.map((bar) => bar.base),
      },
      {
        ...series,
        name: 'above',
        label: label('top'),
        data: bars.map((bar, index) => item(steps[index]!, bar.above, bar.above > 0 || bar.below === 0)),
      },
      {
        ...series,
        name: 'below',
        label: label('bottom'),
        data: bars.map((bar, index) => item(steps[index]!, bar.below, bar.below < 0 && bar.above === 0)),
      },
    ],
  };
}
