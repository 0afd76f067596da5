import {
  type ImportRules,
  importRules,
  type Mapping,
  type PreviewWarning,
  type ReadOptions,
  type Unpivot,
} from '../../../shared/contract/ingest.ts';
import { attributeName, type TableKind } from '../../../shared/domain/fields.ts';
import type { NewBatch, StoredColumn } from '../workspace/types.ts';
import { numbersOf } from './batch/arrangedColumn.ts';
import { assemble } from './batch/assemble.ts';
import type { Collected } from './batch/collected.ts';
import type { ImportPlan } from './batch/importPlan.ts';
import { findHierarchies } from './batch/marketHierarchy.ts';
import { findOwnReturns } from './batch/ownReturns.ts';
import { planReading, type Reading } from './batch/planReading.ts';
import { settleReturns } from './batch/returnRows.ts';
import { type Spill, type SpillFile, spillInto } from './batch/spillFile.ts';
import { Sum, sum } from './batch/sum.ts';
import { tableOfFile } from './detect/parts.ts';
import { detectTable } from './detectTable.ts';
import { headerCurrency } from './mapping/headerCurrency.ts';
import { missingFields, resolveMapping } from './mapping/mapColumns.ts';
import { lasting, mappingFor, type RememberedMapping } from './mapping/memory.ts';
import { refuseHijra } from './mapping/otherCalendars.ts';
import { findScenario } from './mapping/scenarioColumn.ts';
import { contextOf, findWide, settleRemembered, settleWide } from './mapping/settleWide.ts';
import { headerOnly, type IngestContext } from './previewFile.ts';
import { type RowsRequest, readRows } from './readRows.ts';
import { sourceTotals } from './repair/sourceTotals.ts';
import { hashWhile } from './source/hashSource.ts';
import { openSource } from './source/openSource.ts';
import {
  hierarchyWarnings,
  ownReturnsWarning,
  rememberedWarning,
  returnWarnings,
  scenarioWarnings,
  settledWarnings,
  structureWarnings,
  wideWarnings,
} from './tableWarnings.ts';
import { detectionWarnings, headerCurrencyWarnings, readWarnings } from './warnings.ts';

export interface ReadBatchRequest {
  kind: TableKind;
  /** The file's name as the user knows it, where the path does not say it. */
  name?: string | undefined;
  mapping?: Mapping | undefined;
  /** Which columns become rows; as detected unless told, null = none. */
  unpivot?: Unpivot | null | undefined;
  rules?: ImportRules | undefined;
  read?: ReadOptions | undefined;
  /** A column of this name with the name of the file in every row. */
  fileColumn?: string | undefined;
}

export interface ReadBatch {
  batch: NewBatch;
  /** What files of the same columns have in common, and what to remember for them. */
  shape: string;
  learnt: Omit<RememberedMapping, 'at'>;
  warnings: PreviewWarning[];
  /** Gives back the room on the disk that columns of the batch take; their values cannot be read afterwards. */
  release(): void;
}

/**
 * Reads a file into the columns of a batch. Every data record is accepted, quarantined with its reason, or blank:
 * `rows` is their sum. Absent trailing cells count as empty; surplus cells that hold anything, NUL bytes, a quote
 * that never closes, and a required date or number that is missing or not understood put the record into quarantine.
 * A value that is not understood where none is required counts as missing and is warned of. What does not fit into
 * memory is put aside where the context says. Throws what `previewFile` does, `mappingIncomplete`, `unknownField`, `io`,
 * and CancelledError.
 */
export async function readBatch(
  path: string,
  request: ReadBatchRequest,
  context: IngestContext = {},
): Promise<ReadBatch> {
  const spills: SpillFile[] = [];
  const release = () => {
    for (const file of spills.splice(0)) file.close();
  };
  const spillFor = (columns: number) => {
    const spill = spillInto(context.spillFolder, columns);
    if (spill) spills.push(spill.file);
    return spill;
  };
  try {
    return { ...(await readBatchWith(path, request, context, spillFor)), release };
  } catch (error) {
    release();
    throw error;
  }
}

async function readBatchWith(
  path: string,
  request: ReadBatchRequest,
  context: IngestContext,
  spillFor: (columns: number) => Spill | null,
): Promise<Omit<ReadBatch, 'release'>> {
  const source = { ...(await openSource(path)), ...(request.name ? { name: request.name } : {}) };
  context.progress?.({ phase: 'detect', done: 0, total: source.bytes });
  const found = await detectTable(source, request, context.recall, context.signal, context.progress);
  const { table, remembered } = found;
  const chosen = request.rules ?? remembered?.rules ?? importRules.parse({});
  const wide = findWide(table, source.name, found.read);
  const words = contextOf(table, source.name);
  const settled = request.mapping
    ? settleWide(request.kind, wide, request.unpivot, request.mapping, words)
    : settleRemembered(request.kind, wide, request.unpivot, remembered, words);
  const asked = request.mapping ?? (remembered ? mappingFor(remembered, table) : undefined);
  const mapping = resolveMapping(request.kind, table.profiles, asked, source.name, settled);
  refuseHijra(request.kind, mapping, table.profiles, source.name);
  const { unpivot } = settled;
  const judges = request.kind === 'sales' && chosen.returns === 'detect';
  const own = judges ? findOwnReturns(table, mapping) : null;
  const rules: ImportRules = own ? { ...chosen, returns: 'quarantine' } : chosen;
  const planned = { kind: request.kind, mapping, unpivot, rules, table, file: source.name };
  const read = { source, table, kind: request.kind, signal: context.signal };
  const market =
    request.kind === 'market' && rules.hierarchy !== 'all'
      ? await rowsLeftOut(planReading(planned), { ...read, rules: keepAll }, rules.hierarchy)
      : null;
  const reading = planReading({ ...planned, leftOut: market ?? undefined });
  const { plan } = reading;
  const fileColumns = plan.wanted.columns.length + 1;
  const spill = spillFor(fileColumns);
  let done = 0;
  const { result: collected, hash } = await hashWhile(source, (onRaw) =>
    readRows({
      ...read,
      rules,
      reading,
      spill,
      onRaw: (bytes) => {
        onRaw(bytes);
        done += bytes.length;
      },
      onRows: (rows) => context.progress?.({ phase: 'read', done, total: source.bytes, rows }),
    }),
  );
  if (collected.records === collected.blank) throw headerOnly(source.name);
  context.progress?.({ phase: 'sort', done, total: source.bytes, rows: collected.records });
  const merged =
    request.kind === 'accounts' || request.kind === 'products' ? readSums(plan, collected) : null;
  const returns = request.kind === 'sales' ? settleReturns(plan, collected, rules.returns) : null;
  const hierarchies =
    request.kind === 'market' && rules.hierarchy === 'all'
      ? findHierarchies(plan, collected).hierarchies
      : [];
  const assembled = await assemble(request.kind, plan, collected, spillFor(fileColumns));
  spill?.file.close();
  const { delimiter, quote } = table.layout;
  const inHeader = headerCurrency(request.kind, mapping, rules);
  const file = fileAttribute(request, assembled.columns, table.member?.name ?? source.name);
  const missing = missingFields(request.kind, mapping, settled.fields);
  const blank = collected.blank + reading.blankCells();
  const warnings = detectionWarnings(table, request.kind, mapping, missing).concat(
    settledWarnings(settled, table),
    hierarchyWarnings(hierarchies),
    readWarnings(plan, collected, assembled.keysWithoutDecimals),
    scenarioWarnings(findScenario(request.kind, table, rules.scenario)),
    structureWarnings(collected.rules),
    headerCurrencyWarnings(inHeader),
    own ? [ownReturnsWarning(own)] : rules.returns === 'detect' ? returnWarnings(returns) : [],
    unpivot ? wideWarnings(unpivot, collected, blank) : [],
  );
  return {
    batch: {
      kind: request.kind,
      source: source.name,
      hash,
      rows: unpivot ? assembled.accepted + collected.quarantine.length + blank : collected.records,
      accepted: assembled.accepted,
      blank,
      columns: withConstants(assembled.columns, { file, currency: inHeader?.currency }, assembled.accepted),
      quarantine: collected.quarantine.sort((a, b) => a.record - b.record),
      controlTotals: assembled.controlTotals,
      ...sourceTotals(
        { mapping, profiles: table.profiles, unpivot },
        collected.quarantine,
        { delimiter, quote },
        {
          sums: merged ?? assembled.controlTotals,
          ofRecords: (field, records) => sumOfRecords(assembled.columns, field, records),
        },
      ),
      mapping,
      rules: collected.rules,
      reading: {
        sheet: tableOfFile(table.layout.sheet, table.parts?.chosen ?? 0),
        delimiter,
        quote,
        profiles: table.profiles.map((profile) => ({ ...profile, sample: [] })),
        rules: { ...rules, returns: returns?.action ?? rules.returns },
        ...(unpivot ? { unpivot } : {}),
        ...(file ? { file } : {}),
        ...(inHeader ? { currency: inHeader.currency } : {}),
      },
    },
    warnings: remembered ? [rememberedWarning(remembered), ...warnings] : warnings,
    shape: found.shape,
    learnt: {
      kind: request.kind,
      mapping,
      figures: wide && !unpivot ? null : (unpivot?.value ?? ''),
      rules: chosen,
      read: lasting(found.read),
      file: source.name,
    },
  };
}

const keepAll = importRules.parse({});

/** Which rows of a market table are not to count, by the order in which they come. */
async function rowsLeftOut(
  reading: Reading,
  request: Omit<RowsRequest, 'reading'>,
  keep: 'totals' | 'leaves',
): Promise<{ rule: string; action: string; marks: Uint8Array }> {
  const collected = await readRows({ ...request, reading });
  const marks = findHierarchies(reading.plan, collected).leaveOut(keep);
  return { rule: 'hierarchy', action: keep, marks };
}

/** The attribute that holds the name of the file in every row, where that is asked for and no column of the file is it. */
function fileAttribute(
  { kind, fileColumn }: ReadBatchRequest,
  columns: StoredColumn[],
  value: string,
): { name: string; value: string } | null {
  if (fileColumn === undefined) return null;
  const name = attributeName(kind, fileColumn);
  return columns.some((column) => column.name === name) ? null : { name, value };
}

/** The columns with those that are the same in every row: the name of the file, and the currency that a header names. */
export function withConstants(
  columns: StoredColumn[],
  { file, currency }: Constants,
  rows: number,
): StoredColumn[] {
  const constant = (name: string, value: string): StoredColumn => ({
    name,
    type: 'code',
    values: new Int32Array(rows),
    dictionary: [value],
  });
  return [
    ...columns,
    ...(file ? [constant(file.name, file.value)] : []),
    ...(currency ? [constant('currency', currency)] : []),
  ];
}

interface Constants {
  file?: { name: string; value: string } | null | undefined;
  currency?: string | undefined;
}

/** Sum of a field over the rows of some records. */
function sumOfRecords(columns: StoredColumn[], field: string, records: ReadonlySet<number>): number {
  if (records.size === 0) return 0;
  const own = columns.find(({ name }) => name === 'record');
  const column = columns.find(({ name }) => name === field);
  if (!own || !column) return 0;
  const all = new Sum();
  const numbers = numbersOf(own);
  for (const values of numbersOf(column)) {
    const record = numbers.next().value!;
    all.add(values.map((value, row) => (records.has(record[row]!) ? value : 0)));
  }
  return all.total;
}

/** Sums over all rows of a list, taken before rows that repeat a key are merged into the first. */
function readSums(plan: ImportPlan, { columns }: Collected): Record<string, number> {
  const numeric = [...plan.slots].filter(([, slot]) => plan.wanted.columns[slot]!.type === 'number');
  return Object.fromEntries(
    numeric.map(([field, slot]) => [field, sum(columns[slot]!.all() as Float64Array)]),
  );
}
