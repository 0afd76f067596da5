import { z } from 'zod';
import {
  mostPivotColumnFields,
  mostPivotMeasures,
  mostPivotRowFields,
  type PivotHead,
  type PivotUnit,
  showAs,
} from '../domain/pivot.ts';
import type { Condition } from '../domain/slice.ts';
import { condition, type Reported, told, type WireTable } from './analyse.ts';
import { read } from './method.ts';
import { fileHandle } from './workspace.ts';

const step = z.union([z.string().max(2000), z.null(), z.literal(true)]);
const path = z.array(step).max(mostPivotRowFields);

const field = z.strictObject({
  field: z.string().min(1).max(200),
  top: z.int().min(1).max(10_000).optional(),
  by: z.string().max(60).optional(),
});

const sort = z.strictObject({
  by: z.enum(['label', 'value']),
  measure: z.int().min(0).max(mostPivotMeasures).optional(),
  at: path.optional(),
  descending: z.boolean().default(false),
});

const expansion = z.strictObject({
  depth: z.int().min(0).max(mostPivotRowFields),
  except: z.array(path).max(20_000),
});

const byLabel = { by: 'label', descending: false } as const;

/** The JSON of `qd pivot`. */
export const pivotSpec = z.strictObject({
  rows: z.array(field).max(mostPivotRowFields).default([]),
  columns: z.array(field).max(mostPivotColumnFields).default([]),
  measures: z
    .array(z.strictObject({ measure: z.string().max(60), as: z.enum(showAs).default('value') }))
    .min(1)
    .max(mostPivotMeasures),
  where: z.array(condition).max(100).default([]),
  basis: z.enum(['net', 'gross', 'all']).default('net'),
  ...told,
  from: z.string().max(60).optional(),
  to: z.string().max(60).optional(),
  rowSort: sort.default(byLabel),
  columnSort: sort.default(byLabel),
  /** All groups are open unless the spec says otherwise. */
  rowsOpen: expansion.default({ depth: mostPivotRowFields, except: [] }),
  columnsOpen: expansion.default({ depth: mostPivotRowFields, except: [] }),
  totals: z
    .strictObject({
      rows: z.boolean().default(true),
      columns: z.boolean().default(true),
      grandRow: z.boolean().default(true),
      grandColumn: z.boolean().default(true),
    })
    .default({ rows: true, columns: true, grandRow: true, grandColumn: true }),
  heat: z.boolean().default(false),
});

const window = z.strictObject({ offset: z.int().min(0), limit: z.int().min(0).max(10_000) });

const locale = z.enum(['en', 'zh-CN']);

/** A window of a pivot: all its columns, some of its rows, and the figures where they cross. */
export interface PivotPage extends WireTable, Reported {
  /** Laid-out rows in all. */
  rows: number;
  heads: PivotHead[];
  columns: PivotHead[];
  measures: PivotUnit[];
  /** Sales rows counted. */
  rowsIn: number;
  /** Groups of rows and of columns on every level, outermost first: what opening all would show. */
  rowGroups: number[];
  columnGroups: number[];
}

export const pivotContract = {
  /**
   * One figure per table column, named `<column>.<measure>`: the columns of the window from its offset on, each
   * with every measure; one table row per head. A missing figure is NaN.
   */
  'pivot.page': read<PivotPage>()(z.strictObject({ spec: pivotSpec, rows: window, columns: window, locale })),
  /** The conditions that the rows behind a cell meet, beside those of the spec; null where none can say it. */
  'pivot.conditions': read<{ where: Condition[] | null }>()(
    z.strictObject({ spec: pivotSpec, row: z.int().min(0), column: z.int().min(0), locale }),
  ),
  /** Writes the pivot as it is laid out. */
  'pivot.export': read<{ bytes: number; rows: number }>()(
    z.strictObject({ spec: pivotSpec, format: z.enum(['xlsx', 'csv']), locale, file: fileHandle }),
  ),
};
