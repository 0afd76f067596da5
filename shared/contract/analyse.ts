import { z } from 'zod';
import type { ReportedIn } from '../domain/currency.ts';
import type { Evidence, Warning } from '../domain/exhibit.ts';
import { questions } from '../domain/exhibit.ts';
import { read } from './method.ts';
import { fileHandle } from './workspace.ts';

const text = z.string().max(2000);
const bound = z.union([z.number(), text]);

export const condition = z.strictObject({
  field: z.string().min(1).max(200),
  in: z.array(text).max(100_000).optional(),
  not: z.array(text).max(100_000).optional(),
  contains: text.optional(),
  matches: text.optional(),
  from: bound.optional(),
  to: bound.optional(),
});

/** What amounts are told in; see `Slice`. */
export const told = {
  currency: z.string().trim().min(1).max(20).optional(),
  ratesOf: z.string().max(60).optional(),
};

export const slice = z.strictObject({
  where: z.array(condition).max(100),
  basis: z.enum(['net', 'gross', 'all']),
  ...told,
});

export const ask = z.strictObject({
  question: z.enum(questions),
  slice,
  asOf: z.string().max(30).optional(),
  from: z.string().max(60).optional(),
  to: z.string().max(60).optional(),
  options: z.record(z.string().max(60), z.union([z.string(), z.number(), z.boolean(), z.array(z.string())])),
});

/** A grouped query over the sales rows; the JSON of `qd query`. */
export const query = z.strictObject({
  measures: z.array(z.string()).min(1).max(20),
  by: z.array(z.string()).max(4).default([]),
  where: z.array(condition).max(100).default([]),
  basis: z.enum(['net', 'gross', 'all']).default('net'),
  ...told,
  from: z.string().max(60).optional(),
  to: z.string().max(60).optional(),
  orderBy: z.string().optional(),
  descending: z.boolean().optional(),
  limit: z.int().min(1).optional(),
});
export type Query = z.infer<typeof query>;

/** A table as it crosses the wire: Arrow IPC stream; units travel as field metadata. */
export interface WireTable {
  arrow: Uint8Array;
}

/** In which currency the amounts of an answer are; null where the sales name none. */
export interface Reported {
  currency: ReportedIn | null;
  warnings: Warning[];
}

export interface WireExhibit {
  ask: z.infer<typeof ask>;
  values: Record<string, number | string | null>;
  tables: Record<string, WireTable>;
  evidence: Evidence;
}

export interface FieldInfo {
  name: string;
  of: 'sales' | 'account' | 'product' | 'time';
  type: 'text' | 'number' | 'date';
  /** Distinct values (text) with rows each, most first, at most 500; `distinct` counts all. */
  values: { value: string; rows: number }[];
  distinct: number;
  /** Nearly every member or row has a value of its own (numbers, free text): nothing to filter by. */
  unique?: boolean;
}

export const analyseContract = {
  'book.fields': read<FieldInfo[]>()(z.strictObject({})),
  'book.query': read<WireTable & { n: number; total: Record<string, number | null> } & Reported>()(query),
  /** The fact rows behind a number, in source order, a page at a time. */
  'book.rows': read<WireTable & { total: number }>()(
    z.strictObject({
      slice,
      from: z.string().max(60).optional(),
      to: z.string().max(60).optional(),
      offset: z.int().min(0),
      limit: z.int().min(1).max(10_000),
    }),
  ),
  'analyse.run': read<WireExhibit>()(ask),
  /** Writes one table of an exhibit (all rows) with its evidence, or its native chart, to a file. */
  'export.exhibit': read<{ bytes: number; rows: number }>()(
    z.strictObject({
      ask,
      table: z.string().max(60),
      format: z.enum(['xlsx', 'csv']),
      locale: z.enum(['en', 'zh-CN']),
      file: fileHandle,
    }),
  ),
};
