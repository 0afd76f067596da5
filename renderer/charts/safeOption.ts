import type { EChartsCoreOption } from 'echarts/core';
import type { ChartOption } from '../../shared/charts/option.ts';

type Plain = Record<string, unknown>;

function isPlain(value: unknown): value is Plain {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function richText(tooltip: unknown): unknown {
  if (Array.isArray(tooltip)) return tooltip.map(richText);
  return isPlain(tooltip) ? { ...tooltip, renderMode: 'richText' } : tooltip;
}

/**
 * The option as it may be drawn. Tooltips become drawn text: an HTML tooltip would run markup found in a client's
 * name. No movement, no own ARIA text (the chart's sentence says it).
 */
export function safeOption(option: ChartOption, fontFamily: string): EChartsCoreOption {
  const plain: Plain = { ...option };
  return {
    ...plain,
    animation: false,
    textStyle: { fontFamily, ...(isPlain(plain.textStyle) ? plain.textStyle : {}) },
    tooltip: plain.tooltip === undefined ? { show: false, renderMode: 'richText' } : richText(plain.tooltip),
    aria: { enabled: false },
  };
}
