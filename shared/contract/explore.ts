import { z } from 'zod';
import type { Axis, AxisFilter } from '../domain/cubeAxis.ts';
import { type MeasureName, measureNames } from '../domain/measures.ts';
import { type Reported, slice, type WireTable } from './analyse.ts';
import { read } from './method.ts';
import { fileHandle } from './workspace.ts';

const measure = z.enum(measureNames as [MeasureName, ...MeasureName[]]);
const field = z.string().min(1).max(200);
const text = z.string().max(2000);

/** A field cut into bins; which options apply depends on what the field holds. */
export const axisSpec = z.strictObject({
  field,
  /** Dates: the periods; default: as fine as fits. */
  grain: z.enum(['day', 'week', 'month', 'quarter', 'half', 'year']).optional(),
  /** Texts: the values with most of the measure; the rest is drawn together. */
  top: z.int().min(1).max(60).optional(),
  /** Numbers: about so many bins. */
  bins: z.int().min(2).max(60).optional(),
  /** Numbers: `log` cuts at 1, 2, 5, 10 …; default linear. */
  scale: z.enum(['linear', 'log']).optional(),
});

const common = {
  id: z.string().min(1).max(40),
  /** Columns of twelve that the chart takes. */
  span: z.int().min(3).max(12),
  tall: z.boolean().optional(),
};

/** One chart of the page. */
export const exploreChart = z.discriminatedUnion('kind', [
  z.strictObject({
    ...common,
    kind: z.literal('time'),
    x: axisSpec,
    measure,
    look: z.enum(['line', 'area', 'bars']),
  }),
  z.strictObject({ ...common, kind: z.literal('bars'), x: axisSpec, measure }),
  /** All values of a field in their order, top tier first, each with its share. */
  z.strictObject({ ...common, kind: z.literal('tiers'), x: axisSpec, measure }),
  z.strictObject({ ...common, kind: z.literal('histogram'), x: axisSpec, measure }),
  z.strictObject({ ...common, kind: z.literal('heat'), x: axisSpec, y: axisSpec, measure }),
  z.strictObject({
    ...common,
    kind: z.literal('scatter'),
    of: z.enum(['account', 'product']),
    measure,
    measureY: measure,
    /** Both scales logarithmic, where all values are above zero. */
    log: z.boolean().optional(),
  }),
  z.strictObject({ ...common, kind: z.literal('table'), measure }),
]);

const bound = z.number().nullable();
const axisFilter = z.union([
  z.strictObject({ from: bound, below: bound }),
  z.strictObject({ in: z.array(text).max(100_000) }),
  z.strictObject({ not: z.array(text).max(100_000) }),
]);

/** What is selected in a chart: on its axis, on both, or (scatter) accounts or products by key. */
export const exploreFilter = z.union([
  z.strictObject({ x: axisFilter.optional(), y: axisFilter.optional() }),
  z.strictObject({ members: z.array(text).max(100_000) }),
]);

/** Charts, what is selected in them, and the slice and days that all of them start from. */
export const exploreView = z.strictObject({
  slice,
  /** Periods as text; the first day of the one to the last day of the other. */
  from: z.string().max(60).optional(),
  to: z.string().max(60).optional(),
  charts: z.array(exploreChart).max(12),
  filters: z.record(z.string().max(40), exploreFilter),
});

export type AxisSpec = z.infer<typeof axisSpec>;
export type ExploreChart = z.infer<typeof exploreChart>;
export type ChartKind = ExploreChart['kind'];
export type ExploreFilter =
  | { x?: AxisFilter | undefined; y?: AxisFilter | undefined }
  | { members: string[] };
export type ExploreView = z.infer<typeof exploreView>;

/** Values of a chart, one per cell; cells of two axes run through the second axis first. NaN = no rows. */
export interface ChartValues {
  lines: Float64Array;
  /** One for each measure of the chart (a scatter has two). */
  values: Float64Array[];
}

/** The accounts or products that a scatter draws. */
export interface ScatterMembers {
  keys: string[];
  names: string[];
  /** How many there are in all: the largest by the first measure are drawn. */
  of: number;
}

export interface ChartData {
  id: string;
  axes: Axis[];
  members?: ScatterMembers;
  cells: number;
  /** Under the slice alone. */
  all: ChartValues;
  /** Under the slice and what is selected in the other charts. */
  now: ChartValues;
  /** Rows of a table chart, under everything that is selected. */
  table?: WireTable;
  /** Rows that the chart counts: under the slice, and under what is selected in the other charts. */
  rows: { all: number; now: number };
}

export interface ExploreAnswer extends Reported {
  charts: ChartData[];
  /** Rows under the slice alone, and under everything that is selected. */
  rows: { all: number; now: number };
  accounts: number;
  /** The days that are looked at, ISO. */
  first: string;
  last: string;
}

/** A cube as it crosses the wire; see shared/domain/cube.ts. */
export interface WireCube {
  id: string;
  cells: number;
  active: number[];
  lines: Int32Array;
  sums: { column: string; high: Float64Array; low: Float32Array }[];
}

export interface CubesAnswer {
  cubes: WireCube[];
  /** Charts that no cube can answer for: their measure cannot be summed, or the cube would be too large. */
  asked: string[];
  /** A scatter as the active chart: the grid that the members lie in, first axis first. */
  grid?: { x: Float64Array; y: Float64Array };
}

export const exploreContract = {
  /** Every chart (or only those named) as it stands. */
  'explore.charts': read<ExploreAnswer>()(
    z.strictObject({ view: exploreView, only: z.array(z.string().max(40)).max(12).optional() }),
  ),
  /** What a brush on one chart needs to move all the others. */
  'explore.cubes': read<CubesAnswer>()(z.strictObject({ view: exploreView, active: z.string().max(40) })),
  /** The rows of one chart as a file. */
  'explore.export': read<{ bytes: number; rows: number }>()(
    z.strictObject({
      view: exploreView,
      chart: z.string().max(40),
      title: z.string().max(200),
      format: z.enum(['xlsx', 'csv']),
      locale: z.enum(['en', 'zh-CN']),
      file: fileHandle,
    }),
  ),
};
