import { z } from 'zod';
import { binBounds, binLabels } from '../../../shared/charts/exploreLabels.ts';
import { exploreTable } from '../../../shared/charts/exploreTable.ts';
import {
  type ChartData,
  type ExploreAnswer,
  type ExploreChart,
  type ExploreFilter,
  type ExploreView,
  exploreView,
} from '../../../shared/contract/explore.ts';
import { isoDate } from '../../../shared/domain/calendar.ts';
import { type Cube, emptyReading, measureReading } from '../../../shared/domain/cube.ts';
import type { Axis } from '../../../shared/domain/cubeAxis.ts';
import { filterOfRuns, readBrush, runsOfFilter } from '../../../shared/domain/cubeBrush.ts';
import { ExpectedError } from '../../../shared/errors/errors.ts';
import { createFormat } from '../../../shared/i18n/format.ts';
import { arrowToTable } from '../../engine/exhibit/arrow.ts';
import { positional } from '../arguments.ts';
import { type Command, type CommandContext, openNamed } from '../command.ts';
import { type Json, jsonRows, printTable, warningLines } from '../output.ts';
import { toldBy } from '../request.ts';
import { readJson } from './ingest.ts';

/** `qd explore WS JSON|@FILE [--check]`: the charts of a view as they stand, and whether cubes say the same. */
export const explore: Command = async (context) => {
  const { args, engine, t, locale } = context;
  const given = parseView(positional(args, 2, 'The view'));
  const view = { ...given, slice: { ...given.slice, ...toldBy(args, given.slice) } };
  await openNamed(context, positional(args, 1, 'The workspace'), true);
  const answer = await engine.call('explore.charts', { view });
  const format = createFormat(locale);
  const check = args.flag('check') ? await checkCubes(context, view, answer) : null;
  const charts = view.charts.map((chart, index): Json => chartJson(chart, answer.charts[index]!));
  const texts = view.charts.map((chart, index) => {
    const data = answer.charts[index]!;
    const table = data.table ? arrowToTable(data.table.arrow) : exploreTable(chart, data, format, t);
    return `${chart.id} (${chart.kind})\n${printTable(table, t)}`;
  });
  const json = {
    rows: answer.rows,
    accounts: answer.accounts,
    first: answer.first,
    last: answer.last,
    currency: answer.currency as unknown as Json,
    warnings: answer.warnings as unknown as Json,
    charts,
    ...(check ? { check: check.json } : {}),
  };
  const warnings = warningLines(answer.warnings, t);
  const text = [...texts, ...warnings, ...(check ? [check.text] : [])].join('\n\n');
  return { json, text, ...(check?.differs ? { exitCode: 3 } : {}) };

  function chartJson(chart: ExploreChart, data: ChartData): Json {
    const base = { id: chart.id, kind: chart.kind, rows: data.rows };
    if (data.table) return { ...base, table: jsonRows(arrowToTable(data.table.arrow)) };
    const measures = chart.kind === 'scatter' ? [chart.measure, chart.measureY] : [chart.measure];
    return {
      ...base,
      axes: data.axes.map((axis) => axisJson(axis, binLabels(axis, format, t))),
      ...(data.members ? { members: { keys: data.members.keys, of: data.members.of } } : {}),
      all: valuesJson(data.all, measures),
      now: valuesJson(data.now, measures),
    };
  }
};

function parseView(text: string): ExploreView {
  let raw: unknown;
  try {
    raw = text.startsWith('@') ? readJson(text.slice(1)) : JSON.parse(text);
  } catch (cause) {
    if (cause instanceof ExpectedError) throw cause;
    throw new ExpectedError('usage', `Not JSON: ${(cause as Error).message}`, {}, cause);
  }
  const parsed = z.preprocess((given) => withDefaults(given), exploreView).safeParse(raw);
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0];
  throw new ExpectedError('usage', `view: ${issue?.path.join('.')}: ${issue?.message}`);
}

/** What a page decides and a command line need not say. */
function withDefaults(given: unknown): unknown {
  if (typeof given !== 'object' || given === null) return given;
  const { charts, ...rest } = given as { charts?: unknown };
  const list = Array.isArray(charts)
    ? charts.map((chart, index) => ({
        id: `c${index + 1}`,
        span: 4,
        ...(chart?.kind === 'time' ? { look: 'line' } : {}),
        ...chart,
      }))
    : charts;
  return { slice: { where: [], basis: 'net' }, filters: {}, ...rest, charts: list };
}

function number(value: number): number | null {
  return Number.isFinite(value) ? value : null;
}

function axisJson(axis: Axis, labels: string[]): Json {
  const bins = { field: axis.field, kind: axis.kind, labels };
  if (axis.kind === 'text')
    return { ...bins, values: axis.values, others: axis.others, missing: axis.missing };
  if (axis.kind === 'time') {
    return { ...bins, grain: axis.grain, edges: Array.from(axis.edges, isoDate), missing: axis.missing };
  }
  const { from, below } = binBounds(axis);
  return {
    ...bins,
    scale: axis.scale,
    from: from.map(number),
    below: below.map(number),
    missing: axis.missing,
  };
}

function valuesJson({ lines, values }: ChartData['now'], measures: string[]): Json {
  const named = measures.map((name, index) => [name, Array.from(values[index]!, number)] as const);
  return { lines: Array.from(lines), ...Object.fromEntries(named) };
}

interface Check {
  json: Json;
  text: string;
  differs: boolean;
}

interface Compared {
  active: string;
  passive: string;
  cells: number;
  /** Largest difference of a count of rows, and of a measure relative to its value. */
  lines: number;
  relative: number;
}

/** The view with its selections moved to the nearest places where a brush may stop. */
function snapped(view: ExploreView, answer: ExploreAnswer): ExploreView {
  const filters: ExploreView['filters'] = {};
  for (const [id, given] of Object.entries(view.filters)) {
    const filter = given as ExploreFilter;
    const axes = answer.charts.find((data) => data.id === id)?.axes ?? [];
    if ('members' in filter) filters[id] = filter;
    else {
      const [x, y] = axes.map((axis, index) =>
        filterOfRuns(axis, runsOfFilter(axis, index === 0 ? filter.x : filter.y)),
      );
      filters[id] = { x, y };
    }
  }
  return { ...view, filters };
}

/** Reads every chart from the cubes of every chart with a selection on axes, beside what was answered directly. */
async function checkCubes(
  { engine }: CommandContext,
  given: ExploreView,
  before: ExploreAnswer,
): Promise<Check> {
  const view = snapped(given, before);
  const answer = await engine.call('explore.charts', { view });
  const compared: Compared[] = [];
  const asked: { active: string; passives: string[] }[] = [];
  for (const active of view.charts) {
    const filter = view.filters[active.id] as ExploreFilter | undefined;
    const data = answer.charts.find(({ id }) => id === active.id)!;
    if (!filter || 'members' in filter) continue;
    const { [active.id]: _own, ...filters } = view.filters;
    const answered = await engine.call('explore.cubes', { view: { ...view, filters }, active: active.id });
    asked.push({ active: active.id, passives: answered.asked });
    const brush = data.axes.map((axis, index) => runsOfFilter(axis, index === 0 ? filter.x : filter.y));
    for (const { active: reach, ...wire } of answered.cubes) {
      const cube: Cube = { ...wire, active: reach as Cube['active'] };
      const reading = emptyReading(
        cube.cells,
        cube.sums.map(({ column }) => column),
      );
      readBrush(cube, brush, reading);
      const direct = answer.charts.find(({ id }) => id === cube.id);
      const chart = view.charts.find(({ id }) => id === cube.id);
      if (!direct || !chart) {
        const lines = Math.abs(reading.lines[0]! - answer.rows.now);
        compared.push({ active: active.id, passive: 'total', cells: 1, lines, relative: 0 });
        continue;
      }
      const measures = chart.kind === 'scatter' ? [chart.measure, chart.measureY] : [chart.measure];
      const relative = measures.map((name, index) =>
        largestDifference(measureReading(name, reading), direct.now.values[index]!),
      );
      compared.push({
        active: active.id,
        passive: cube.id,
        cells: cube.cells,
        lines: Math.max(...reading.lines.map((lines, cell) => Math.abs(lines - direct.now.lines[cell]!))),
        relative: Math.max(...relative),
      });
    }
  }
  const differs = compared.some(({ lines, relative }) => lines !== 0 || !(relative <= 1e-9));
  const text = compared.map(
    ({ active, passive, cells, lines, relative }) =>
      `${active} → ${passive}: ${cells} cells, rows differ by ${lines}, values by ${relative.toExponential(1)}`,
  );
  return { json: { compared: compared.map((one) => ({ ...one })), asked }, text: text.join('\n'), differs };
}

/** Relative to the value itself, or to a millionth of the chart's largest where it all but cancels out. */
function largestDifference(found: Float64Array, expected: Float64Array): number {
  let most = 0;
  const least = expected.reduce((top, value) => Math.max(top, Math.abs(value) || 0), 0) * 1e-6;
  for (let cell = 0; cell < found.length; cell++) {
    const [a, b] = [found[cell]!, expected[cell]!];
    if (Number.isNaN(a) && Number.isNaN(b)) continue;
    const relative = Math.abs(a - b) / Math.max(Math.abs(b), least, Number.MIN_VALUE);
    if (!(relative <= most)) most = relative;
  }
  return most;
}
