import fc from 'fast-check';
import { expect, test } from 'vitest';
import { answerCharts } from '../../electron/engine/book/explore/answerCharts.ts';
import { answerCubes } from '../../electron/engine/book/explore/answerCubes.ts';
import { loadBook } from '../../electron/engine/book/loadBook.ts';
import { runQuery } from '../../electron/engine/book/query.ts';
import type { Book } from '../../electron/engine/book/types.ts';
import { query } from '../../shared/contract/analyse.ts';
import type {
  ChartData,
  ExploreAnswer,
  ExploreChart,
  ExploreFilter,
  ExploreView,
  WireCube,
} from '../../shared/contract/explore.ts';
import { type Cube, emptyReading, measureReading } from '../../shared/domain/cube.ts';
import {
  type Axis,
  binCount,
  brushCount,
  drawnBins,
  rangeFilter,
  textFilter,
} from '../../shared/domain/cubeAxis.ts';
import { type Brush, filterOfRuns, readBrush } from '../../shared/domain/cubeBrush.ts';
import { conditionOf } from '../../shared/domain/cubeFilter.ts';
import { gridCell } from '../../shared/domain/cubeGrid.ts';
import type { Condition } from '../../shared/domain/slice.ts';
import { numbers } from '../../shared/domain/table.ts';
import {
  codes,
  memoryWorkspace,
  newBatch,
  type SaleRow,
  salesBatch,
} from '../electron/engine/book/memoryWorkspace.ts';
import { seed } from './seed.ts';

const accounts = ['a', 'b', 'c', 'd', 'e', 'f'];

const amount = fc.oneof(
  { weight: 6, arbitrary: fc.integer({ min: -20_000, max: 90_000 }).map((cents) => cents / 100) },
  { weight: 2, arbitrary: fc.constantFrom(0, 0.1, 0.3, 1, 10, 100, -0.3) },
  { weight: 1, arbitrary: fc.constant(Number.NaN) },
  { weight: 1, arbitrary: fc.constantFrom(1e7, -3e6, 123_456_789.5, 1 / 3, 1e-7) },
);

const row = fc.record({
  account: fc.option(fc.constantFrom(...accounts), { freq: 8 }),
  day: fc.integer({ min: 18_900, max: 19_300 }),
  revenue: amount,
  quantity: fc.oneof(
    { weight: 5, arbitrary: fc.integer({ min: -3, max: 12 }) },
    { weight: 1, arbitrary: fc.constant(Number.NaN) },
  ),
  price: fc.integer({ min: 0, max: 5 }),
  product: fc.option(fc.constantFrom('p', 'q', 'r', 's'), { freq: 5 }),
  order: fc.constantFrom(...Array.from({ length: 30 }, (_, order) => `o${order}`)),
  market: fc.option(fc.constantFrom('UK', 'FR', 'DE', 'IT', 'ES', 'PL', 'CN'), { freq: 6 }),
});

/** Accounts with a text, a number and a date, each missing for some. */
const accountList = newBatch(
  'accounts',
  [
    codes('account', accounts.slice(0, 5)),
    codes('segment', ['big', 'small', null, 'big', 'mid']),
    { name: 'size', type: 'number', values: Float64Array.of(1, 250, 3.5, Number.NaN, -7) },
    { name: 'since', type: 'day', values: Int32Array.of(10_000, 12_000, 10_400, 10_001, 15_000) },
  ],
  5,
);

const measure = fc.constantFrom(
  'revenue',
  'lines',
  'quantity',
  'price',
  'orders',
  'active_accounts' as const,
);
const anyAxis = fc.oneof(
  fc.record({
    field: fc.constant('day'),
    grain: fc.constantFrom('day', 'week', 'month', 'quarter' as const),
  }),
  fc.record({ field: fc.constantFrom('revenue', 'quantity', 'size'), bins: fc.integer({ min: 2, max: 30 }) }),
  fc.record({ field: fc.constant('revenue'), scale: fc.constant('log' as const) }),
  fc.record({
    field: fc.constantFrom('market', 'product', 'segment', 'order', 'account'),
    top: fc.integer({ min: 1, max: 6 }),
  }),
  fc.record({ field: fc.constant('since') }),
);
const kindOf: Record<string, 'time' | 'histogram'> = {
  day: 'time',
  since: 'time',
  revenue: 'histogram',
  quantity: 'histogram',
  size: 'histogram',
};
const chart = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.tuple(anyAxis, measure).map(([x, name]) => {
      const kind = kindOf[x.field] ?? 'bars';
      const own = kind === 'time' ? { look: 'line' as const } : {};
      return { kind, x, measure: name, span: 4, ...own } as unknown as ExploreChart;
    }),
  },
  {
    weight: 1,
    arbitrary: fc
      .tuple(anyAxis, anyAxis, measure)
      .map(([x, y, name]) => ({ kind: 'heat', x, y, measure: name, span: 4 }) as unknown as ExploreChart),
  },
  {
    weight: 1,
    arbitrary: fc
      .tuple(measure, measure, fc.constantFrom('account', 'product'))
      .map(
        ([x, y, of]) =>
          ({ kind: 'scatter', of, measure: x, measureY: y, span: 4 }) as unknown as ExploreChart,
      ),
  },
);

const charts = fc
  .array(chart, { minLength: 2, maxLength: 4 })
  .map((list) => list.map((one, index): ExploreChart => ({ ...one, id: `c${index}` })));

const scene = fc.record({
  batches: fc.array(fc.array(row, { minLength: 1, maxLength: 70 }), { minLength: 1, maxLength: 2 }),
  charts,
  basis: fc.constantFrom('net', 'gross', 'all' as const),
  where: fc.constantFrom<Condition[]>(
    [],
    [{ field: 'market', not: ['UK'] }],
    [{ field: 'revenue', from: -50 }],
  ),
  span: fc.constantFrom({}, { from: '2022-01', to: '2022-06' }),
  /** What is selected in every chart but the last, as places between 0 and 1; null = nothing. */
  picks: fc.array(
    fc.option(
      fc.tuple(fc.double({ min: 0, max: 1, noNaN: true }), fc.double({ min: 0, max: 1, noNaN: true })),
    ),
    {
      minLength: 4,
      maxLength: 4,
    },
  ),
});

const signal = new AbortController().signal;

function bookOf(batches: readonly object[][]): Book {
  return loadBook(memoryWorkspace([accountList, ...batches.map((rows) => salesBatch(rows as SaleRow[]))]));
}

/** A span of bins from two places between 0 and 1: never empty. */
function binsAt(bins: number, [a, b]: readonly [number, number]): [number, number] {
  const low = Math.min(Math.floor(Math.min(a, b) * bins), bins - 1);
  return [low, Math.max(low + 1, Math.ceil(Math.max(a, b) * bins))];
}

interface Choice {
  filter: ExploreFilter;
  brush: Brush;
}

function choiceOf(
  data: ChartData,
  grid: { x: Float64Array; y: Float64Array } | undefined,
  pick: [number, number],
): Choice {
  if (data.members) {
    const { x, y } = grid!;
    const spans = [binsAt(x.length - 1, pick), binsAt(y.length - 1, pick)] as const;
    const inside = (cell: number, [low, high]: [number, number]) => cell >= low && cell < high;
    const members = data.members.keys.filter(
      (_, point) =>
        inside(gridCell(x, data.now.values[0]![point]!), spans[0]) &&
        inside(gridCell(y, data.now.values[1]![point]!), spans[1]),
    );
    return { filter: { members }, brush: [[spans[0]], [spans[1]]] };
  }
  const brush = data.axes.map((axis) => [binsAt(brushCount(axis), pick)]);
  const [x, y] = data.axes.map((axis, index) => filterOfRuns(axis, brush[index]!));
  return { filter: { ...(x ? { x } : {}), ...(y ? { y } : {}) }, brush };
}

/** Selections in the charts before the last, made from their axes. */
function viewOf(base: ExploreView, answer: ExploreAnswer, picks: ([number, number] | null)[]): ExploreView {
  const filters: ExploreView['filters'] = {};
  answer.charts.slice(0, -1).forEach((data, index) => {
    const pick = picks[index];
    if (!pick || data.members || data.cells === 0) return;
    filters[data.id] = choiceOf(data, undefined, pick).filter as never;
  });
  return { ...base, filters };
}

function close(found: number, expected: number, scale: number): void {
  if (Number.isNaN(expected) || Number.isNaN(found)) expect(found).toEqual(expected);
  else expect(Math.abs(found - expected)).toBeLessThanOrEqual(1e-9 * Math.max(Math.abs(expected), scale));
}

function fieldOf(axis: Axis) {
  const type = axis.kind === 'time' ? 'date' : axis.kind;
  return { name: axis.field, type, decimals: null } as const;
}

/** The condition that holds for one bin alone; null where conditions cannot name it (missing numbers and dates). */
function binCondition(axis: Axis, bin: number): Condition | null {
  if (axis.kind === 'text') {
    const filter = textFilter(axis, [bin]);
    return filter ? conditionOf(fieldOf(axis), filter) : { field: axis.field, not: [] };
  }
  const drawn = drawnBins(axis);
  const parts = Array.from(drawn.subarray(0, -1).keys()).filter((part) => drawn[part] === bin);
  if (parts.length === 0) return null;
  const filter = rangeFilter(axis, parts[0]!, parts.at(-1)! + 1);
  return conditionOf(fieldOf(axis), filter ?? { from: null, below: null });
}

function conditionsOf(view: ExploreView, answer: ExploreAnswer, but: string): Condition[] {
  return answer.charts.flatMap(({ id, axes }) => {
    const filter = view.filters[id] as ExploreFilter | undefined;
    if (!filter || id === but || 'members' in filter) return [];
    const pairs = [filter.x, filter.y].flatMap((each, index) =>
      each ? [[axes[index]!, each] as const] : [],
    );
    return pairs.map(([axis, each]) => conditionOf(fieldOf(axis), each));
  });
}

function queryOf(view: ExploreView, where: Condition[], measures: string[]) {
  const { slice, from, to } = view;
  const span = { ...(from ? { from } : {}), ...(to ? { to } : {}) };
  return query.parse({ measures, where: [...slice.where, ...where], basis: slice.basis, ...span });
}

test('every bin of every chart holds what a query with the same conditions counts, and every row is in one bin', async () => {
  await fc.assert(
    fc.asyncProperty(scene, async ({ batches, charts: list, basis, where, span, picks }) => {
      const book = bookOf(batches);
      const base: ExploreView = { slice: { where, basis }, charts: list, filters: {}, ...span };
      const plain = await answerCharts(book, base, undefined, signal);
      const view = viewOf(base, plain, picks);
      const answer = await answerCharts(book, view, undefined, signal);
      for (const data of answer.charts) {
        const own = list.find(({ id }) => id === data.id)!;
        if (own.kind === 'scatter' || own.kind === 'table') continue;
        expect(data.now.lines.reduce((sum, lines) => sum + lines, 0)).toBe(data.rows.now);
        const others = conditionsOf(view, plain, data.id);
        const sizes = data.axes.map(binCount);
        for (let cell = 0; cell < data.cells; cell += 1 + (cell % 3)) {
          const bins = sizes.length === 1 ? [cell] : [Math.floor(cell / sizes[1]!), cell % sizes[1]!];
          const own2 = bins.map((bin, index) => binCondition(data.axes[index]!, bin));
          if (own2.includes(null)) continue;
          const asked = await runQuery(
            book,
            queryOf(view, [...others, ...(own2 as Condition[])], ['lines', own.measure, 'revenue']),
          );
          const lines = asked.table.n === 0 ? 0 : numbers(asked.table, 'lines')[0]!;
          expect(data.now.lines[cell]).toBe(lines);
          const expected =
            lines === 0 ? (own.measure === 'lines' ? 0 : Number.NaN) : numbers(asked.table, own.measure)[0]!;
          close(data.now.values[0]![cell]!, expected, 0.01);
        }
      }
    }),
    { seed: seed(), numRuns: 120 },
  );
});

test('a cube answers any brush as the charts themselves answer for the same selection', async () => {
  let read = 0;
  await fc.assert(
    fc.asyncProperty(scene, async ({ batches, charts: list, basis, where, span, picks }) => {
      const book = bookOf(batches);
      const base: ExploreView = { slice: { where, basis }, charts: list, filters: {}, ...span };
      const plain = await answerCharts(book, base, undefined, signal);
      const view = viewOf(base, plain, picks);
      const before = await answerCharts(book, view, undefined, signal);
      const active = before.charts.at(-1)!;
      if (active.cells === 0) return;
      const { cubes, asked, grid } = await answerCubes(book, view, active.id, signal);
      expect([...cubes.map(({ id }) => id).filter((id) => id !== ''), ...asked].sort()).toEqual(
        list
          .map(({ id }) => id)
          .filter((id) => id !== active.id)
          .sort(),
      );
      const { filter, brush } = choiceOf(active, grid, picks[3] ?? [0.2, 0.7]);
      const filters = { ...view.filters, [active.id]: filter as never };
      const after = await answerCharts(book, { ...view, filters }, undefined, signal);
      for (const wire of cubes) {
        const cube = toCube(wire);
        const reading = emptyReading(
          cube.cells,
          cube.sums.map(({ column }) => column),
        );
        readBrush(cube, brush, reading);
        if (cube.id === '') {
          expect(reading.lines[0]).toBe(after.rows.now);
          continue;
        }
        const data = after.charts.find(({ id }) => id === cube.id)!;
        const own = list.find(({ id }) => id === cube.id)!;
        expect(reading.lines).toEqual(data.now.lines);
        const measures = own.kind === 'scatter' ? [own.measure, own.measureY] : [own.measure];
        measures.forEach((name, index) => {
          const values = measureReading(name, reading);
          for (let cell = 0; cell < cube.cells; cell++)
            close(values[cell]!, data.now.values[index]![cell]!, 1e-6);
        });
        read++;
      }
    }),
    { seed: seed(), numRuns: 250 },
  );
  expect(read).toBeGreaterThan(200);
});

function toCube({ active, ...rest }: WireCube): Cube {
  return { ...rest, active: active as Cube['active'] };
}
