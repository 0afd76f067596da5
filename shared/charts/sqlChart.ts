import { type Column, findColumn, type Table } from '../domain/table.ts';
import type { Format } from '../i18n/format.ts';
import type { ChartOption, OptionPart } from './option.ts';
import {
  baseOption,
  categoryAxis,
  type Formatted,
  grid,
  legend,
  plain,
  shortLabel,
  tooltip,
  valueAxis,
  valueAxisBelow,
} from './parts.ts';
import { type ChartTheme, categoryColour } from './theme.ts';

export interface SqlChartChoice {
  kind: 'line' | 'bar' | 'scatter';
  x: string;
  y: string;
  /** A column whose values become a series each. */
  series: string | null;
}

export const mostSqlPoints = 5_000;
export const mostSqlSeries = 7;

export interface SqlChart {
  option: ChartOption;
  /** Rows or series were left out. */
  cut: boolean;
}

function textAt(column: Column, row: number, format: Format): string {
  if (column.type === 'text') return column.values[row] ?? '–';
  return format.cell(column, row);
}

/** A chart that suits a result: its first text across (a period as a line), its first numbers up; null without numbers. */
export function firstSqlChart(table: Table): SqlChartChoice | null {
  const numbers = table.columns.filter((column) => column.type !== 'text');
  const text = table.columns.filter((column) => column.type === 'text');
  const y = numbers.at(-1);
  if (!y) return null;
  const x = text[0] ?? numbers[0]!;
  if (x.type !== 'text')
    return { kind: numbers.length > 1 ? 'scatter' : 'bar', x: x.name, y: y.name, series: null };
  const isPeriod = x.values.slice(0, 20).every((value) => /^\d{4}(-|$)/.test(value ?? ''));
  return { kind: isPeriod ? 'line' : 'bar', x: x.name, y: numbers[0]!.name, series: text[1]?.name ?? null };
}

/** Rows of a result as lines, bars or points; categories in the order of the rows. */
export function sqlChart(table: Table, choice: SqlChartChoice, theme: ChartTheme, format: Format): SqlChart {
  const rows = Math.min(table.n, mostSqlPoints);
  const [x, y] = [findColumn(table, choice.x), findColumn(table, choice.y)];
  const series = choice.series === null ? null : findColumn(table, choice.series);
  const groups = new Map<string, number[]>();
  let left = table.n > rows;
  for (let row = 0; row < rows; row++) {
    const name = series ? textAt(series, row, format) : choice.y;
    const known = groups.get(name);
    if (known) known.push(row);
    else if (groups.size < mostSqlSeries) groups.set(name, [row]);
    else left = true;
  }
  const isScatter = choice.kind === 'scatter' && x.type !== 'text';
  const labels = isScatter
    ? []
    : [...new Set(Array.from({ length: rows }, (_, row) => textAt(x, row, format)))];
  const parts = [...groups].map(([name, members], index): OptionPart => {
    const colour = series ? categoryColour(theme, index) : theme.accent;
    return {
      type: choice.kind,
      name,
      itemStyle: { color: colour },
      ...(choice.kind === 'line' ? { lineStyle: { color: colour, width: 2 }, symbolSize: 5 } : {}),
      ...(choice.kind === 'scatter' ? { symbolSize: 7 } : {}),
      data: isScatter ? points(x, y, members) : valuesByLabel(x, y, members, labels, format),
    };
  });
  const option: ChartOption = {
    ...baseOption(theme),
    grid: grid({ top: series ? 34 : 24 }),
    ...(series ? { legend: legend(theme, [...groups.keys()]) } : {}),
    tooltip: tooltip(theme, (item) => describe(item, choice, format)),
    xAxis: isScatter
      ? valueAxisBelow(theme, choice.x, shortLabel(format, 'none'), { scale: true })
      : categoryAxis(
          theme,
          choice.x,
          labels.map((label) => plain(label, 24)),
        ),
    yAxis: valueAxis(
      theme,
      choice.y,
      shortLabel(format, 'none'),
      choice.kind === 'bar' ? {} : { scale: true },
    ),
    series: parts,
  };
  return { option, cut: left };
}

function numberAt(column: Column, row: number): number {
  return column.type === 'text' ? Number.NaN : (column.values[row] ?? Number.NaN);
}

function points(x: Column, y: Column, rows: number[]): OptionPart[] {
  return rows.flatMap((row) => {
    const value = [numberAt(x, row), numberAt(y, row)];
    return value.every(Number.isFinite) ? [{ value }] : [];
  });
}

/** Rows that share a label share its place: a series has its last value there. */
function valuesByLabel(
  x: Column,
  y: Column,
  rows: number[],
  labels: string[],
  format: Format,
): (number | string)[] {
  const place = new Map(labels.map((label, index) => [label, index]));
  const values: (number | string)[] = new Array(labels.length).fill('-');
  for (const row of rows) {
    const value = numberAt(y, row);
    if (Number.isFinite(value)) values[place.get(textAt(x, row, format))!] = value;
  }
  return values;
}

function describe(item: Formatted, choice: SqlChartChoice, format: Format): string[] {
  const value = (item.data as { value?: unknown } | null)?.value ?? item.value;
  const [across, up] = Array.isArray(value) ? value : [item.name, value];
  const text = (each: unknown) =>
    typeof each === 'number' ? format.value(each, 'none') : plain(String(each ?? ''));
  return [
    ...(choice.series === null ? [] : [plain(item.seriesName)]),
    `${choice.x}: ${text(across)}`,
    `${choice.y}: ${text(up)}`,
  ];
}
