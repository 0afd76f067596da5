import type { ChartOption, OptionPart } from '../../../shared/charts/option.ts';

/** The option as plain JSON: functions become `ƒ`, so that a golden shows where a formatter stands. */
export function frozen(option: ChartOption): unknown {
  return JSON.parse(JSON.stringify(option, (_, value) => (typeof value === 'function' ? 'ƒ' : value)));
}

type Formatter = (item: unknown) => string;

function itemOf(series: OptionPart, dataIndex: number) {
  const data = (series.data as unknown[])[dataIndex];
  const value = typeof data === 'object' && data !== null && 'value' in data ? data.value : data;
  return { dataIndex, data, value, seriesName: series.name };
}

/** What the formatters of an option say: tooltip and label of every item of every series, and axis labels at 0 and 1. */
export function wordsOf(option: ChartOption): string[] {
  const words: string[] = [];
  const tooltip = option.tooltip.formatter as Formatter | undefined;
  const isAxis = option.tooltip.trigger === 'axis';
  for (const series of option.series) {
    const label = (series.label as { formatter?: Formatter } | undefined)?.formatter;
    (series.data as unknown[]).forEach((_, index) => {
      const item = itemOf(series, index);
      if (tooltip && series.silent !== true) words.push(tooltip(isAxis ? [item] : item));
      if (label) words.push(label(item));
    });
  }
  for (const axis of [option.xAxis ?? [], option.yAxis ?? []].flat()) {
    const formatter = (axis.axisLabel as { formatter?: (value: number) => string } | undefined)?.formatter;
    if (formatter) words.push(formatter(0), formatter(1));
  }
  return words;
}
