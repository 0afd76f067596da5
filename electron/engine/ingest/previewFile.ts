import { createHash } from 'node:crypto';
import {
  importRules,
  type Mapping,
  type Preview,
  type PreviewColumn,
  type PreviewWarning,
  type ReadOptions,
  type Unpivot,
} from '../../../shared/contract/ingest.ts';
import type { Progress } from '../../../shared/contract/method.ts';
import { findField, type TableKind } from '../../../shared/domain/fields.ts';
import { ExpectedError } from '../../../shared/errors/errors.ts';
import { numberFormat } from './batch/importPlan.ts';
import { findHierarchies } from './batch/marketHierarchy.ts';
import { findOwnReturns } from './batch/ownReturns.ts';
import { planReading, type ReadingRequest } from './batch/planReading.ts';
import { judgeSample } from './batch/returnRows.ts';
import type { ColumnProfile } from './detect/columns.ts';
import { detectTable } from './detectTable.ts';
import { detectKind } from './mapping/detectKind.ts';
import { headerCurrency } from './mapping/headerCurrency.ts';
import { type MappedColumns, mapColumns, missingFields } from './mapping/mapColumns.ts';
import { mappingFor, type Recall, type RememberedMapping } from './mapping/memory.ts';
import { findScenario } from './mapping/scenarioColumn.ts';
import { contextOf, findWide, type SettledWide, settleRemembered } from './mapping/settleWide.ts';
import { findReader } from './reader.ts';
import { readRows } from './readRows.ts';
import { hashRest } from './source/hashSource.ts';
import { openSource, type Source } from './source/openSource.ts';
import type { DetectedTable } from './tableReader.ts';
import {
  hierarchyWarnings,
  lacksYear,
  ownReturnsWarning,
  returnWarnings,
  rowsWarnings,
  sampleWarnings,
  scenarioWarnings,
  settledWarnings,
} from './tableWarnings.ts';
import { detectionWarnings, headerCurrencyWarnings } from './warnings.ts';

export interface PreviewRequest {
  /** The file's name as the user knows it, where the path does not say it. */
  name?: string | undefined;
  kind?: TableKind | undefined;
  /** Which columns become rows; as detected unless told, null = none. */
  unpivot?: Unpivot | null | undefined;
  read?: ReadOptions | undefined;
}

export interface IngestContext {
  /** What is remembered of files of a shape; nothing unless given. */
  recall?: Recall | undefined;
  signal?: AbortSignal | undefined;
  progress?: ((progress: Progress) => void) | undefined;
  /** Folder of a disk on which a large import may put aside, unreadable to others, what does not have to stay in memory. */
  spillFolder?: string | undefined;
}

const shownRecords = 20;

/**
 * What is in this file, and how would it be imported? Reads it once as a whole, to count its records and to hash it.
 * Throws `notFound`, `emptyFile`, `notText`, `unsupportedFormat`, `cellTooLarge`, `io`.
 * `records` counts data records that are not blank; where there are none, a warning says so. `importedBefore` is null: this knows no workspace.
 */
export async function previewFile(
  path: string,
  request: PreviewRequest = {},
  within: IngestContext = {},
): Promise<Preview> {
  const source = { ...(await openSource(path)), ...(request.name ? { name: request.name } : {}) };
  const found = await detectTable(source, request, within.recall, within.signal, within.progress);
  const { table, read, shape, remembered } = found;
  const wide = findWide(table, source.name, read);
  const context = contextOf(table, source.name);
  const kind =
    request.kind ?? remembered?.kind ?? detectKind(table.profiles, table.sample.length, wide, context);
  const settled = kind ? settleRemembered(kind, wide, request.unpivot, remembered, context) : null;
  const mapped: MappedColumns =
    kind && settled ? mapAgain(kind, table, settled, remembered) : { mapping: {}, confidence: new Map() };
  const missing = kind ? missingFields(kind, mapped.mapping, settled?.fields) : [];
  const unpivot = settled?.unpivot ?? null;
  const whole =
    kind === 'market' && missing.length === 0 && !lacksYear(unpivot)
      ? await readMarket({ kind, mapping: mapped.mapping, unpivot, table, file: source.name }, source, within)
      : await countRecords(source, table, within);
  const { records, hash } = whole;
  const scenario = kind ? findScenario(kind, table, remembered?.rules.scenario ?? 'detect') : null;
  return {
    ...table.layout,
    headerRow: table.headerRow,
    headerConfidence: round(table.headerConfidence),
    headerRows: table.headerRow < 0 ? 0 : (table.headerRows ?? 1),
    titleRows: table.headerRow < 0 && table.titles?.length ? table.skip : 0,
    footerRows: table.footer?.filled ?? 0,
    parts: table.parts?.names ?? [],
    part: table.parts?.chosen ?? 0,
    fill: previewFill(table),
    ledger: previewLedger(table),
    scenario: scenario && {
      column: scenario.header,
      values: scenario.values,
      taken: scenario.taken,
      confidence: scenario.confidence,
    },
    scenariosAcross: previewScenarios(settled),
    unpivot,
    unpivotConfidence: settled?.confidence ?? 0,
    records,
    columns: previewColumns(table.profiles, kind, mapped, settled),
    kind,
    mapping: mapped.mapping,
    sample: table.sample.slice(0, shownRecords),
    warnings: rowsWarnings(records).concat(
      detectionWarnings(table, kind, mapped.mapping, missing),
      settled ? settledWarnings(settled, table) : [],
      kind ? sampleWarnings(table, kind, mapped.mapping) : [],
      scenarioWarnings(scenario),
      kind
        ? headerCurrencyWarnings(
            headerCurrency(kind, mapped.mapping, remembered?.rules ?? { headerCurrency: 'take' }),
          )
        : [],
      kind === 'sales' ? markWarnings(table, mapped.mapping) : [],
      whole.warnings,
    ),
    bytes: source.bytes,
    hash,
    importedBefore: null,
    shape,
    remembered: remembered && { file: remembered.file, at: remembered.at },
    read,
    rules: remembered?.rules ?? null,
  };
}

/** What becomes of rows that are marked as returns, as far as the first ones tell. */
function markWarnings(table: DetectedTable, mapping: Mapping): PreviewWarning[] {
  const own = findOwnReturns(table, mapping);
  return own ? [ownReturnsWarning(own)] : returnWarnings(judgeSample(table, mapping));
}

/** Labels that stand once a group, by the names of their columns. */
function previewFill({ fill, profiles }: DetectedTable): Preview['fill'] {
  if (!fill) return null;
  const names = (columns: readonly number[]) => columns.map((column) => profiles[column]!.header);
  const { found, columns, groups } = fill;
  return {
    columns: [...names(columns), ...(groups?.taken ? groups.names : [])],
    found: [...names(found?.columns ?? []), ...(groups?.names ?? [])],
    confidence: groups?.confidence ?? found?.confidence ?? 0,
  };
}

/** Sides of a ledger, by the names of their columns. */
function previewLedger({ ledger, profiles }: DetectedTable): Preview['ledger'] {
  if (!ledger) return null;
  const [debit, credit] = [profiles[ledger.debit]!.header, profiles[ledger.credit]!.header];
  return { debit, credit, side: ledger.taken ? ledger.side : null, confidence: ledger.confidence };
}

/** Scenarios across, where there are several to choose from. */
function previewScenarios(settled: SettledWide | null): Preview['scenariosAcross'] {
  if (!settled?.scenarios || settled.scenarios.values.length === 0) return null;
  const { values, taken, confidence } = settled.scenarios;
  return { values, taken, confidence };
}

/** Columns as remembered, where a file of this shape was imported before; else as detected. */
function mapAgain(
  kind: TableKind,
  table: DetectedTable,
  settled: SettledWide,
  remembered: RememberedMapping | null,
): MappedColumns {
  if (!remembered) return mapColumns(kind, table.profiles, settled);
  const mapping = mappingFor(remembered, table);
  return { mapping, confidence: new Map(Object.values(mapping).map((header) => [header, 1])) };
}

export function headerOnly(name: string): ExpectedError {
  return new ExpectedError('headerOnly', `${name} has a header but no rows`, {
    file: name,
    hint: 'Export the table again and check that it holds rows.',
  });
}

interface WholeFile {
  records: number;
  hash: string;
  /** What only all rows tell. */
  warnings: PreviewWarning[];
}

async function countRecords(
  source: Source,
  table: DetectedTable,
  context: IngestContext,
): Promise<WholeFile> {
  const { report, onRaw, finish } = follow(source, context);
  const nothing = { width: Math.max(1, table.profiles.length), columns: [], required: [], hash: false };
  let records = 0;
  for await (const { result } of findReader(source).read(source, table, nothing, {
    signal: context.signal,
    onRaw,
  })) {
    records += result.records - result.blank;
    report(records);
  }
  return { records, hash: await finish(), warnings: [] };
}

/** Market figures are read as a whole: only all of them tell totals from parts. */
async function readMarket(
  planned: Omit<ReadingRequest, 'rules'>,
  source: Source,
  context: IngestContext,
): Promise<WholeFile> {
  const rules = importRules.parse({});
  const { report, onRaw, finish } = follow(source, context);
  const reading = planReading({ ...planned, rules });
  const { table, kind } = planned;
  const collected = await readRows({
    source,
    table,
    kind,
    rules,
    reading,
    signal: context.signal,
    onRaw,
    onRows: report,
  });
  const { hierarchies } = findHierarchies(reading.plan, collected);
  return {
    records: collected.records - collected.blank,
    hash: await finish(),
    warnings: hierarchyWarnings(hierarchies),
  };
}

/** Hashes the file's bytes as they are read, and reports how far the reading is. */
function follow(source: Source, context: IngestContext) {
  const digest = createHash('sha256');
  let done = 0;
  return {
    report: (rows: number) => context.progress?.({ phase: 'count', done, total: source.bytes, rows }),
    onRaw(bytes: Uint8Array) {
      digest.update(bytes);
      done += bytes.length;
    },
    finish: () => hashRest(source, digest),
  };
}

function previewColumns(
  profiles: ColumnProfile[],
  kind: TableKind | null,
  mapped: MappedColumns,
  settled: SettledWide | null,
): PreviewColumn[] {
  const fieldOf = new Map(Object.entries(mapped.mapping).map(([field, header]) => [header, field]));
  const unpivot = settled?.unpivot;
  for (const header of unpivot?.headers ?? [])
    fieldOf.set(header, unpivot?.fields?.[header] ?? unpivot!.value);
  const sure = (header: string) =>
    mapped.confidence.get(header) ?? (unpivot?.headers.includes(header) ? settled!.confidence : 0);
  return profiles.map((profile) => {
    const field = fieldOf.get(profile.header) ?? null;
    const spec = kind && field ? findField(kind, field) : undefined;
    const type = spec?.type === 'date' && profile.filled > 0 ? 'date' : profile.type;
    return {
      header: profile.header,
      type,
      field,
      confidence: field === null ? 0 : sure(profile.header),
      nulls: profile.nulls,
      sample: profile.sample,
      ...(type === 'date' && profile.orderMatters
        ? { dateOrder: profile.dateOrder, formatConfidence: round(profile.orderConfidence) }
        : {}),
      ...(type === 'number' || type === 'integer'
        ? {
            decimal: profile.number.decimal,
            formatConfidence: round(profile.decimalConfidence),
            ...scaleOf(profile, field),
          }
        : {}),
    };
  });
}

/** The power of ten that a unit in the header or a title gives. */
function scaleOf(profile: ColumnProfile, field: string | null): { scale?: number } {
  const { scale } = numberFormat(field ?? profile.header, profile);
  return scale === 0 ? {} : { scale };
}

function round(value: number): number {
  return Math.round(value * 100) / 100;
}
