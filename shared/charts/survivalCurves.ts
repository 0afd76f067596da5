import type { Exhibit } from '../domain/exhibit.ts';
import { numbers, type Table, texts } from '../domain/table.ts';
import type { Format } from '../i18n/format.ts';
import type { Translate } from '../i18n/translate.ts';
import type { ChartOption, ChartView, OptionPart } from './option.ts';
import {
  baseOption,
  type Formatted,
  footnote,
  isSelected,
  percentLabel,
  plain,
  tooltip,
  valueAxis,
  valueAxisBelow,
} from './parts.ts';
import { type ChartTheme, categoryColour } from './theme.ts';

/** One group: its name for people, its colour, and its rows of the table `curves`. */
interface Curve {
  key: string | null;
  name: string;
  colour: string;
  rows: number[];
}

const riskRow = 18;
const leftRoom = 152;

/** Height of the chart with a line of followed accounts for every group. */
export function survivalHeight(groups: number): number {
  return 300 + riskRow * groups;
}

/** The groups of the table in its order; `''` has no value, null is Other. */
export function survivalGroups(table: Table, theme: ChartTheme, t: Translate, isGrouped: boolean): Curve[] {
  const rowsOf = new Map<string | null, number[]>();
  texts(table, 'group').forEach((group, row) => {
    const rows = rowsOf.get(group) ?? [];
    rows.push(row);
    rowsOf.set(group, rows);
  });
  return [...rowsOf].map(([key, rows], index) => ({
    key,
    name: groupName(key, t, isGrouped),
    colour: key === null ? theme.other : categoryColour(theme, index),
    rows,
  }));
}

/** A group in words: the only one is all accounts. */
export function groupName(key: string | null, t: Translate, isGrouped: boolean): string {
  if (!isGrouped) return t('series.allAccounts');
  if (key === null) return t('series.other');
  return key === '' ? t('value.empty') : key;
}

/** How long do accounts stay? Steps with their interval, and below how many are still followed. `selected` holds groups. */
export function survivalCurves(
  exhibit: Exhibit,
  theme: ChartTheme,
  format: Format,
  t: Translate,
  view?: ChartView,
): ChartOption {
  const table = exhibit.tables.curves!;
  const { by, lifetime } = exhibit.evidence.parameters;
  const curves = survivalGroups(table, theme, t, by !== undefined);
  const longest = numbers(table, 'months').reduce((most, value) => Math.max(most, value), 0);
  const note = testWords(exhibit, curves.length, format, t);
  const room = riskRow * curves.length;
  const foot = note === null ? 8 : 24;
  const step = stepOf(exhibit.tables.at_risk!);
  const across = { min: 0, max: longest > 0 ? longest : 1, interval: step };
  return {
    ...baseOption(theme),
    ...(note === null ? {} : { title: footnote(theme, note) }),
    grid: [
      { left: leftRoom, right: 24, top: 24, bottom: foot + room + 50 },
      { left: leftRoom, right: 24, height: room, bottom: foot },
    ],
    tooltip: tooltip(theme, (item) => describe(table, curves, format, t, item), 'axis'),
    xAxis: [
      valueAxisBelow(
        theme,
        t(lifetime === 'contract' ? 'axis.monthsSinceContract' : 'axis.monthsSinceStart'),
        (value) => roundMonths(value, longest, format),
        { ...across, splitLine: { show: false }, axisTick: { show: true, lineStyle: { color: theme.line } } },
      ),
      { type: 'value', gridIndex: 1, show: false, ...across, axisPointer: { show: false } },
    ],
    yAxis: [
      valueAxis(theme, t('axis.survival'), percentLabel(format), { min: 0, max: 1 }),
      riskAxis(curves, theme),
    ],
    series: [
      ...curves.flatMap((curve) => curveSeries(curve, table, view)),
      riskSeries(exhibit, curves, theme, format),
    ],
  };
}

/** No label at the very end, where the axis stops between two steps. */
function roundMonths(value: number, longest: number, format: Format): string {
  const isEnd = value === longest && !Number.isInteger(value);
  return isEnd ? '' : format.value(value, 'count');
}

function stepOf(table: Table): number {
  const second = numbers(table, 'months')[1];
  return second !== undefined && second > 0 ? second : 1;
}

function testWords(exhibit: Exhibit, groups: number, format: Format, t: Translate): string | null {
  const { p } = exhibit.values;
  if (typeof p !== 'number') return null;
  if (p < 1e-4) return t('chart.survival.testSmall', { groups });
  return t('chart.survival.testOnly', { groups, p: format.value(Number(p.toPrecision(2)), 'none') });
}

/** The band is the lower limit unseen and the distance to the upper one stacked on it. */
function curveSeries(
  { key, name, colour, rows }: Curve,
  table: Table,
  view: ChartView | undefined,
): OptionPart[] {
  const [months, survival] = [numbers(table, 'months'), numbers(table, 'survival')];
  const [lower, upper] = [numbers(table, 'survival_lower'), numbers(table, 'survival_upper')];
  const strong = isSelected(view, key);
  const known = (values: Float64Array, row: number) =>
    Number.isFinite(values[row]) ? values[row]! : survival[row]!;
  const band = (values: (row: number) => number, area: OptionPart): OptionPart => ({
    type: 'line',
    name: `${name}\u200b`,
    stack: `band ${key ?? '\u0000'}`,
    step: 'end',
    symbol: 'none',
    silent: true,
    lineStyle: { width: 0, opacity: 0 },
    itemStyle: { color: colour },
    ...area,
    data: rows.map((row) => [months[row], values(row)]),
  });
  return [
    band((row) => known(lower, row), {}),
    band((row) => known(upper, row) - known(lower, row), {
      areaStyle: { color: colour, opacity: strong ? 0.14 : 0.04 },
    }),
    {
      type: 'line',
      name,
      step: 'end',
      symbol: 'circle',
      symbolSize: 6,
      showSymbol: false,
      triggerLineEvent: true,
      lineStyle: { color: colour, width: 2, opacity: strong ? 1 : 0.3 },
      itemStyle: { color: colour },
      data: rows.map((row) => ({ value: [months[row], survival[row]], ref: { table: 'curves', row } })),
    },
  ];
}

function riskAxis(curves: Curve[], theme: ChartTheme): OptionPart {
  return {
    type: 'category',
    gridIndex: 1,
    inverse: true,
    data: curves.map(({ name, colour }) => ({
      value: plain(name, 18),
      textStyle: { color: colour === '#F0E442' ? theme.text : colour },
    })),
    axisLabel: { fontSize: 12, interval: 0, margin: 24, width: leftRoom - 36, overflow: 'truncate' },
    axisLine: { show: false },
    axisTick: { show: false },
    axisPointer: { show: false },
  };
}

/** Accounts still followed, as figures under the round times. */
function riskSeries(exhibit: Exhibit, curves: Curve[], theme: ChartTheme, format: Format): OptionPart {
  const table = exhibit.tables.at_risk!;
  const [months, atRisk, group] = [
    numbers(table, 'months'),
    numbers(table, 'at_risk'),
    texts(table, 'group'),
  ];
  const placeOf = new Map(curves.map(({ key }, place) => [key, place]));
  return {
    type: 'scatter',
    xAxisIndex: 1,
    yAxisIndex: 1,
    symbolSize: 0.01,
    silent: true,
    label: {
      show: true,
      color: theme.muted,
      fontSize: 12,
      formatter: (item: Formatted) => labelOf(item, format),
    },
    data: group.map((key, row) => ({
      value: [months[row], placeOf.get(key) ?? 0, atRisk[row]],
      ref: { table: 'at_risk', row },
    })),
  };
}

function labelOf(item: Formatted, format: Format): string {
  return format.value((item.value as number[])[2] ?? null, 'count');
}

/** What every curve shows at the pointer: its last step before it. */
function describe(table: Table, curves: Curve[], format: Format, t: Translate, item: Formatted): string[] {
  const at = Number((item.value as number[])[0]);
  const months = numbers(table, 'months');
  const column = (name: string, row: number) => format.value(numbers(table, name)[row] ?? null, 'ratio');
  const lines = curves.flatMap(({ name, rows }) => {
    const row = rows.findLast((each) => months[each]! <= at);
    if (row === undefined || months[rows.at(-1)!]! < at) return [];
    const share = `${plain(name, 24)}  ${column('survival', row)}`;
    if (!Number.isFinite(numbers(table, 'survival_lower')[row])) return [share];
    return [`${share}  (${column('survival_lower', row)} – ${column('survival_upper', row)})`];
  });
  return [`${t('column.months')}  ${format.value(at, 'months')}`, ...lines];
}
