import { importRules } from '../../../shared/contract/ingest.ts';
import { ExpectedError } from '../../../shared/errors/errors.ts';
import { Collector } from './batch/collect.ts';
import type { Collected } from './batch/collected.ts';
import type { ImportPlan } from './batch/importPlan.ts';
import { dialectOf } from './batch/planReading.ts';
import { StructureRows } from './batch/structureRows.ts';
import type { ScanColumn } from './csv/scanPlan.ts';
import type { ColumnProfile } from './detect/columns.ts';
import type { IngestContext } from './previewFile.ts';
import { findReader } from './reader.ts';
import { openSource, type Source } from './source/openSource.ts';
import type { DetectedTable } from './tableReader.ts';

export interface WantedColumn {
  header: string;
  /** `any`: numbers where every sampled value is one and none begins with a zero too many, else text. */
  as: 'text' | 'number' | 'any';
}

type ResolvedColumn = WantedColumn & { as: 'text' | 'number' };

/** Columns of equal length, in the order asked for. Missing: code -1, NaN. */
export type ReadColumn =
  | { header: string; as: 'text'; codes: Int32Array; dictionary: string[] }
  | { header: string; as: 'number'; values: Float64Array };

/**
 * Reads some columns of any delimited file as they are, without a table kind: what a model is fitted on. A header that is
 * repeated among the rows, with the title above it, is no row.
 * Throws what `previewFile` does; `unknownField` for a header that is not there; `badInput` naming the first record
 * that cannot be read, because a model must not be fitted on part of its data unawares.
 */
export async function readColumns(
  path: string,
  wanted: WantedColumn[],
  context: IngestContext = {},
): Promise<ReadColumn[]> {
  const source = await openSource(path);
  const table = await findReader(source).detect(source, {});
  const resolved = wanted.map((column) => resolve(column, table.profiles, source.name));
  const { found, plan } = await collectColumns(source, table, resolved, context.signal);
  const bad = found.unreadable.findIndex(({ count }) => count > 0);
  if (bad >= 0) throw await unreadableError(source, table, plan.headers[bad]!, found.unreadable[bad]!);
  return resolved.map((column): ReadColumn => {
    const slot = plan.slots.get(column.header)!;
    const values = found.columns[slot]!.all();
    if (column.as === 'number') return { ...column, as: 'number', values: values as Float64Array };
    return {
      ...column,
      as: 'text',
      codes: values as Int32Array,
      dictionary: found.dictionaries[slot]!.values,
    };
  });
}

/** Reads the column once more, as text, to say where its first unreadable value stands. */
async function unreadableError(
  source: Source,
  table: DetectedTable,
  header: string,
  { count, first }: { count: number; first: string | null },
): Promise<ExpectedError> {
  const { found } = await collectColumns(source, table, [{ header, as: 'text' }], undefined);
  const code = found.dictionaries[0]!.values.findIndex((value) => value.trim() === (first ?? '').trim());
  const row = found.columns[0]!.all().indexOf(code);
  const what = `${count} values of "${header}" are no numbers, the first is "${first}"`;
  return new ExpectedError('badInput', what, {
    file: source.name,
    column: header,
    ...(row < 0 ? {} : { row: row + 1 }),
    hint: 'Rows are counted from the first below the header',
  });
}

const noData: ReadonlySet<string> = new Set(['repeatedHeader', 'titleRow', 'groupRow']);

async function collectColumns(
  source: Source,
  table: DetectedTable,
  wanted: ResolvedColumn[],
  signal: AbortSignal | undefined,
): Promise<{ found: Collected; plan: ImportPlan }> {
  const plan = planColumns(wanted, table.profiles, source.name);
  const collector = new Collector('market', plan, importRules.parse({}));
  const structure = new StructureRows({
    wanted: plan.wanted,
    headerCells: table.headerRow < 0 ? [] : (table.headerCells ?? []),
    nameSlots: [],
    sumSlots: [],
    totals: 'keep',
    dialect: dialectOf(table),
  });
  const onSkipped = (lines: number) => collector.startAt(lines);
  const chunks = findReader(source).read(source, table, plan.wanted, { signal, onSkipped });
  for await (const chunk of chunks) collector.add(structure.pass(chunk));
  const found = collector.finish();
  const bad = found.quarantine.find(({ reason }) => !noData.has(reason));
  if (!bad) return { found, plan };
  throw new ExpectedError('badInput', `${found.quarantine.length} records of ${source.name} cannot be read`, {
    file: source.name,
    row: bad.line,
    ...(bad.column ? { column: bad.column } : {}),
    hint: `The first is in line ${bad.line}: ${bad.reason} ${bad.value}`.trim(),
  });
}

function resolve({ header, as }: WantedColumn, profiles: ColumnProfile[], file: string): ResolvedColumn {
  const profile = profiles[indexOf(header, profiles, file)]!;
  if (as !== 'any') return { header, as };
  return { header, as: profile.numeric === 1 && !profile.leadingZeros ? 'number' : 'text' };
}

function indexOf(header: string, profiles: ColumnProfile[], file: string): number {
  const index = profiles.findIndex((profile) => profile.header === header);
  if (index >= 0) return index;
  throw new ExpectedError('unknownField', `${file} has no column "${header}"`, {
    file,
    column: header,
    hint: `Columns: ${profiles.map((profile) => profile.header).join(', ')}`,
    params: { field: header },
  });
}

function planColumns(wanted: ResolvedColumn[], profiles: ColumnProfile[], file: string): ImportPlan {
  const columns = wanted.map(({ header, as }) => {
    const index = indexOf(header, profiles, file);
    const column: ScanColumn =
      as === 'text' ? { index, type: 'code' } : { index, type: 'number', format: profiles[index]!.number };
    return { header, column };
  });
  const unique = [...new Map(columns.map((one) => [one.column.index, one])).values()];
  unique.sort((a, b) => a.column.index - b.column.index);
  return {
    wanted: {
      width: profiles.length,
      columns: unique.map(({ column }) => column),
      required: [],
      hash: false,
    },
    slots: new Map(unique.map(({ header }, slot) => [header, slot])),
    headers: unique.map(({ header }) => header),
  };
}

/** A small table as it is written: headers and rows of text, nothing detected beyond encoding and delimiter. */
export interface TextTable {
  file: string;
  headers: string[];
  rows: string[][];
}

/**
 * Reads a table whose first record is its header. Throws what `readColumns` does.
 */
export async function readTextTable(path: string, signal?: AbortSignal): Promise<TextTable> {
  const source = await openSource(path);
  const reader = findReader(source);
  const table = await reader.detect(source, { headerRow: 0 });
  const headers = table.profiles.map(({ header }) => header);
  const wanted = headers.map((header) => ({ header, as: 'text' as const }));
  const { found } = await collectColumns(source, table, wanted, signal);
  const columns = found.columns.map((column) => column.all());
  const text = (column: number, row: number) => {
    const code = columns[column]![row]!;
    return code < 0 ? '' : found.dictionaries[column]!.values[code]!;
  };
  const rows = Array.from({ length: found.rows }, (_, row) => headers.map((_, column) => text(column, row)));
  return { file: source.name, headers, rows };
}
