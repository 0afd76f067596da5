import type { MeasureName } from './measures.ts';
import type { Condition, Slice } from './slice.ts';
import type { Unit } from './table.ts';

/** How a figure of a pivot is shown; the words are `pivot.as.<name>`, the arithmetic is in engine/book/pivot/shown.ts. */
export const showAs = [
  'value',
  'grandPercent',
  'rowPercent',
  'columnPercent',
  'parentRowPercent',
  'parentColumnPercent',
  'difference',
  'change',
  'yearDifference',
  'yearChange',
  'running',
  'rank',
] as const;

export type ShowAs = (typeof showAs)[number];

/** One step of a path: a value of the level's field, null = missing, true = the others beyond the top. */
export type PivotStep = string | null | true;

/** Where a row or a column stands: a value per level from the outermost; the empty path is the total. */
export type PivotPath = PivotStep[];

export interface PivotField {
  field: string;
  /** Only the largest values by `by`; the rest together are one value, "other". Counted over the whole slice. */
  top?: number | undefined;
  by?: string | undefined;
}

export interface PivotMeasure {
  measure: string;
  as: ShowAs;
}

/** By label, or by a measure (its place in the list) where it crosses the other axis at `at`. */
export interface PivotSort {
  by: 'label' | 'value';
  measure?: number | undefined;
  at?: PivotPath | undefined;
  descending: boolean;
}

/** Levels open from the outside, and the groups that are the other way round. */
export interface PivotExpansion {
  depth: number;
  except: PivotPath[];
}

export interface PivotTotals {
  /** Figures of open row groups, beside those of their parts. */
  rows: boolean;
  /** A column after the parts of an open column group. */
  columns: boolean;
  grandRow: boolean;
  grandColumn: boolean;
}

/** A pivot with everything that decides its figures and how they are laid out. Same spec, same book: same pivot. */
export interface PivotSpec {
  rows: PivotField[];
  columns: PivotField[];
  measures: PivotMeasure[];
  where: Condition[];
  basis: Slice['basis'];
  currency?: string | undefined;
  ratesOf?: string | undefined;
  from?: string | undefined;
  to?: string | undefined;
  rowSort: PivotSort;
  columnSort: PivotSort;
  rowsOpen: PivotExpansion;
  columnsOpen: PivotExpansion;
  totals: PivotTotals;
  /** Cells are coloured by size, each measure by itself; totals are not. */
  heat: boolean;
}

export const mostPivotRowFields = 6;
export const mostPivotColumnFields = 4;
export const mostPivotMeasures = 10;
/** Rows and columns that one pivot lays out; more is refused with advice, never cut. */
export const mostPivotRows = 1_000_000;
export const mostPivotColumns = 4_000;

/** Shades that heat has: a cell's is its place between the smallest and the largest. */
export const heatShades = 6;

/** The shade of a value, 0 … heatShades - 1; null where there is none. */
export function heatShade(value: number, low: number, high: number): number | null {
  if (!Number.isFinite(value) || !(high > low)) return null;
  const place = Math.min(1, Math.max(0, (value - low) / (high - low)));
  return Math.min(heatShades - 1, Math.floor(place * heatShades));
}

/** One laid-out row or column. */
export interface PivotHead {
  path: PivotPath;
  /** The figures are those of the whole group, beside its parts; the empty path is the grand total. */
  total: boolean;
  /** Has parts. */
  group: boolean;
  open: boolean;
  /** A period that the data, or the chosen days, do not cover to both ends. */
  partial: boolean;
}

/** What the figures of one measure count. */
export interface PivotUnit extends PivotMeasure {
  unit: Unit;
  /** Smallest and largest shown figure that is no total, where heat is wanted. */
  low: number;
  high: number;
  /** The largest figure of the first and the last row, by its size: what a column must have room for. */
  widest: number;
}

/** The shown figure's unit: a share and a relative change are ratios, a rank is a count. */
export function shownUnit(unit: Unit, as: ShowAs): Unit {
  if (as === 'rank') return 'count';
  return as.endsWith('Percent') || as === 'change' || as === 'yearChange' ? 'ratio' : unit;
}

export function samePath(a: PivotPath, b: PivotPath): boolean {
  return a.length === b.length && a.every((step, index) => step === b[index]);
}

/** Whether the group at `path` shows its parts. */
export function isOpen(expansion: PivotExpansion, path: PivotPath): boolean {
  const byDepth = path.length <= expansion.depth;
  return expansion.except.some((exception) => samePath(exception, path)) ? !byDepth : byDepth;
}

/** The expansion with the group at `path` the other way round. */
export function toggled(expansion: PivotExpansion, path: PivotPath): PivotExpansion {
  const rest = expansion.except.filter((exception) => !samePath(exception, path));
  return {
    depth: expansion.depth,
    except: rest.length < expansion.except.length ? rest : [...expansion.except, path],
  };
}

/** A pivot of these fields and measures as it first looks. */
export function newPivot(
  rows: string[],
  columns: string[],
  measures: MeasureName[],
  slice: Pick<PivotSpec, 'where' | 'basis' | 'currency' | 'ratesOf' | 'from' | 'to'>,
): PivotSpec {
  return {
    rows: rows.map((field) => ({ field })),
    columns: columns.map((field) => ({ field })),
    measures: measures.map((measure) => ({ measure, as: 'value' })),
    ...slice,
    rowSort: { by: 'label', descending: false },
    columnSort: { by: 'label', descending: false },
    rowsOpen: { depth: 0, except: [] },
    columnsOpen: { depth: 0, except: [] },
    totals: { rows: true, columns: true, grandRow: true, grandColumn: true },
    heat: false,
  };
}
