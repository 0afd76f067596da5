import type { Exhibit } from '../domain/exhibit.ts';
import type { Unit } from '../domain/table.ts';
import type { Format } from '../i18n/format.ts';
import type { MessageKey } from '../i18n/messages.ts';
import type { Translate } from '../i18n/translate.ts';
import type { ChartOption, ChartView, OptionPart } from './option.ts';
import type { ChartTheme } from './theme.ts';

/** What a tooltip or label formatter is called with; only the parts used here. */
export interface Formatted {
  name?: string;
  value?: unknown;
  data?: unknown;
  seriesName?: string;
  dataIndex?: number;
}

/**
 * Text from data, safe in drawn rich text: a zero-width space keeps `{name|…}` from being read as markup, and
 * long names are shortened.
 */
export function plain(text: string | null | undefined, length = 40): string {
  const whole = (text ?? '').replaceAll('{', '{\u200b');
  const characters = [...whole];
  return characters.length > length ? `${characters.slice(0, length - 1).join('')}…` : whole;
}

/** Name of a coded value (`line.churned`, `class.flat` …), or the code itself. */
export function codedName(t: Translate, group: string, code: string | null): string {
  return code === null ? '–' : t.dynamic(`${group}.${code}`, {}, code);
}

type MoneyAxis =
  | 'axis.revenue'
  | 'axis.change'
  | 'axis.value12'
  | 'axis.expected'
  | 'axis.actual'
  | 'axis.stake'
  | 'axis.price'
  | 'axis.wallet'
  | 'axis.expectedRevenue';

/** Name of a money axis, with the reporting currency where the exhibit knows it. */
export function moneyAxisName(exhibit: Exhibit, t: Translate, key: MoneyAxis): string {
  const currency = exhibit.evidence.currency?.reporting;
  if (currency === undefined) return t(key);
  return t(`${key}In` satisfies MessageKey, { currency });
}

export function baseOption(theme: ChartTheme): Pick<ChartOption, 'textStyle' | 'animation'> {
  return {
    textStyle: { fontFamily: theme.fontFamily, color: theme.text, fontSize: 12 },
    animation: false,
  };
}

/** A tooltip drawn on the canvas (never HTML): lines of text from the formatter. */
export function tooltip(
  theme: ChartTheme,
  lines: (item: Formatted) => readonly string[],
  trigger: 'item' | 'axis' = 'item',
): OptionPart {
  return {
    trigger,
    renderMode: 'richText',
    confine: true,
    backgroundColor: theme.surface,
    borderColor: theme.line,
    borderWidth: 1,
    padding: [6, 8],
    textStyle: { color: theme.text, fontSize: 12, fontFamily: theme.fontFamily },
    formatter: (items: Formatted | Formatted[]) => {
      const first = Array.isArray(items) ? items[0] : items;
      return first ? lines(first).join('\n') : '';
    },
  };
}

/** A name beside a point, readable above other points. */
export function pointLabel(theme: ChartTheme): OptionPart {
  // Without its own opacity a label takes that of its point, and cannot be read over others.
  return {
    color: theme.text,
    opacity: 1,
    fontSize: 11,
    backgroundColor: `${theme.surface}d9`,
    padding: [1, 2],
  };
}

/** Room for axis labels is taken inside the box, so that nothing is cut off. */
export function grid(overrides: OptionPart = {}): OptionPart {
  return {
    left: 8,
    right: 16,
    top: 8,
    bottom: 8,
    outerBoundsMode: 'same',
    outerBoundsContain: 'all',
    ...overrides,
  };
}

export function legend(theme: ChartTheme, names: readonly string[]): OptionPart {
  return {
    data: [...names],
    top: 0,
    right: 8,
    type: 'scroll',
    itemWidth: 14,
    itemHeight: 10,
    textStyle: { color: theme.muted, fontSize: 12 },
    inactiveColor: theme.line,
    pageTextStyle: { color: theme.muted },
    pageIconColor: theme.muted,
  };
}

/** A remark at the foot of a chart, such as what could not be drawn. Leave room below the grid. */
export function footnote(theme: ChartTheme, text: string): OptionPart {
  return {
    text,
    left: 8,
    bottom: 0,
    padding: 0,
    textStyle: { color: theme.muted, fontSize: 11, fontWeight: 'normal', fontFamily: theme.fontFamily },
  };
}

const axisName = { fontSize: 12, lineHeight: 16 };

export function valueAxis(
  theme: ChartTheme,
  name: string,
  label: (value: number) => string,
  overrides: OptionPart = {},
): OptionPart {
  return {
    type: 'value',
    name,
    nameLocation: 'end',
    nameTextStyle: { ...axisName, color: theme.muted, align: 'left' },
    axisLabel: { color: theme.muted, fontSize: 12, formatter: label, hideOverlap: true },
    axisLine: { show: false },
    axisTick: { show: false },
    splitLine: { lineStyle: { color: theme.grid } },
    ...overrides,
  };
}

/** A value axis along the bottom: its name is centred below. */
export function valueAxisBelow(
  theme: ChartTheme,
  name: string,
  label: (value: number) => string,
  overrides: OptionPart = {},
): OptionPart {
  return valueAxis(theme, name, label, {
    ...below(theme),
    axisLine: { show: true, lineStyle: { color: theme.line } },
    ...overrides,
  });
}

function below(theme: ChartTheme): OptionPart {
  return {
    nameLocation: 'middle',
    nameGap: 8,
    nameTextStyle: { ...axisName, color: theme.muted, align: 'center', padding: [4, 0, 0, 0] },
  };
}

export function categoryAxis(
  theme: ChartTheme,
  name: string,
  labels: readonly string[],
  overrides: OptionPart = {},
): OptionPart {
  return {
    type: 'category',
    name,
    data: [...labels],
    ...below(theme),
    axisLabel: { color: theme.muted, fontSize: 12, hideOverlap: true },
    axisLine: { lineStyle: { color: theme.line } },
    axisTick: { show: false },
    ...overrides,
  };
}

const wholeUnits: ReadonlySet<Unit> = new Set(['money', 'count', 'units', 'days']);

/** The label of an axis mark; none between whole numbers of a unit that is told in whole numbers, where two would be alike. */
export function markLabel(format: Format, value: number, unit: Unit): string {
  return wholeUnits.has(unit) && !Number.isInteger(value) && Math.abs(value) < 1000
    ? ''
    : format.short(value, unit);
}

export function shortLabel(format: Format, unit: Unit): (value: number) => string {
  return (value) => markLabel(format, value, unit);
}

/** Percent without decimals, for axes whose values are shares. */
export function percentLabel(format: Format): (value: number) => string {
  return (value) => format.value(value, 'ratio').replace(/[.,]0(?=\s*%)/, '');
}

/** Strokes over a bar whose period the data does not cover to its end. */
export function hatch(theme: ChartTheme): OptionPart {
  return {
    symbol: 'rect',
    dashArrayX: [1, 0],
    dashArrayY: [2, 4],
    rotation: -0.7853981633974483,
    color: theme.surface,
  };
}

/** Two `#rrggbb` colours mixed; `share` 0 is the first, 1 the second. */
export function mixColours(first: string, second: string, share: number): string {
  const parts = [1, 3, 5].map((at) => {
    const a = Number.parseInt(first.slice(at, at + 2), 16);
    const b = Number.parseInt(second.slice(at, at + 2), 16);
    return Math.round(a + (b - a) * share)
      .toString(16)
      .padStart(2, '0');
  });
  return `#${parts.join('')}`;
}

/** Whether an element is drawn in full strength under the present selection. */
export function isSelected(view: ChartView | undefined, key: string | null): boolean {
  const selected = view?.selected ?? [];
  return selected.length === 0 || (key !== null && selected.includes(key));
}

export function faded(view: ChartView | undefined, key: string | null): OptionPart {
  return isSelected(view, key) ? {} : { opacity: 0.3 };
}

/** ▲ and ▼ say the direction where colour alone would. */
export function signedAmount(format: Format, amount: number, unit: Unit): string {
  const text = format.change(amount, unit);
  return text.startsWith('+') ? `▲ ${text}` : text.startsWith('−') ? `▼ ${text}` : text;
}

/** NaN cannot be drawn and is not JSON; the drawing library reads `-` as missing. */
export function drawable(value: number | undefined): number | '-' {
  return value !== undefined && Number.isFinite(value) ? value : '-';
}

/** The exhibit's row behind a drawn element. */
export function rowOf(item: Formatted): number {
  return (item.data as { ref?: { row: number } } | undefined)?.ref?.row ?? item.dataIndex ?? 0;
}

/** Colour of the heat ramp at a share from 0 to 1. */
export function rampColour(theme: ChartTheme, share: number): string {
  const at = Math.max(0, Math.min(1, share)) * (theme.ramp.length - 1);
  const low = Math.floor(at);
  return mixColours(theme.ramp[low]!, theme.ramp[Math.min(low + 1, theme.ramp.length - 1)]!, at - low);
}

/** Relative luminance of `#rrggbb` (WCAG 2.2). */
function luminance(colour: string): number {
  const [red, green, blue] = [1, 3, 5].map((at) => {
    const part = Number.parseInt(colour.slice(at, at + 2), 16) / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red! + 0.7152 * green! + 0.0722 * blue!;
}

/** The text colour with the higher contrast on a ground. */
export function readableOn(theme: ChartTheme, ground: string): string {
  const contrast = (colour: string) => {
    const [low, high] = [luminance(colour), luminance(ground)].sort((a, b) => a - b);
    return (high! + 0.05) / (low! + 0.05);
  };
  return contrast(theme.text) >= contrast(theme.surface) ? theme.text : theme.surface;
}
