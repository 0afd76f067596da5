import type { ImportRules, Mapping, Unpivot } from '../../../../shared/contract/ingest.ts';
import type { QuarantinedRow, RuleCount } from '../../../../shared/contract/workspace.ts';
import { findField, type TableKind } from '../../../../shared/domain/fields.ts';
import type { Dialect } from '../csv/dialect.ts';
import { findScenario } from '../mapping/scenarioColumn.ts';
import type { DetectedTable, ScannedChunk, WantedColumns } from '../tableReader.ts';
import { ChunkPlace, takeChunkRows, unmarked } from './chunkRows.ts';
import { planDateTexts } from './dateTexts.ts';
import { type ImportPlan, planImport } from './importPlan.ts';
import type { Reshape } from './reshape.ts';
import { ScenarioRows } from './scenarioRows.ts';
import { StructureRows } from './structureRows.ts';
import { planUnpivot } from './unpivotRows.ts';

/** How a file's chunks become chunks of a batch. */
export interface Reading {
  /** What the reader is asked for, and the columns that come out. */
  wanted: WantedColumns;
  plan: ImportPlan;
  /** Lines above the first data record. */
  startAt(line: number): void;
  pass(chunk: ScannedChunk): ScannedChunk;
  /** What was kept out on the way, beyond what the reader and the rules refuse. */
  quarantine(): QuarantinedRow[];
  /** Empty cells of a wide table. */
  blankCells(): number;
  counts(): RuleCount[];
}

export interface ReadingRequest {
  kind: TableKind;
  mapping: Mapping;
  unpivot: Unpivot | null;
  rules: ImportRules;
  table: DetectedTable;
  file: string;
  /** Rows, counted as they come out, that are left out with this rule as their reason. */
  leftOut?: { rule: string; action: string; marks: Uint8Array } | undefined;
}

/** Fields whose value says what a row is about, and fields of figures that add up. */
const nameFields = new Set([
  ...[
    'account',
    'account_id',
    'parent',
    'product',
    'sku',
    'category',
    'family',
    'market',
    'region',
    'province',
    'city',
  ],
  ...['owner', 'team', 'industry', 'segment', 'channel', 'site'],
]);
const sumFields = new Set([
  ...[
    'revenue',
    'quantity',
    'cost',
    'wallet',
    'gmv',
    'target',
    'value',
    'inventory',
    'outbound',
    'sell_out',
    'received',
  ],
]);

/** Plans the reading of a file: repeated headers and totals recognised, dates put together, periods across made rows. */
export function planReading(request: ReadingRequest): Reading {
  const { kind, mapping, unpivot, table, file, leftOut } = request;
  const base = planImport(kind, mapping, table.profiles, file);
  const dialect = dialectOf(table);
  const reshape: Reshape | null = unpivot
    ? planUnpivot(base, unpivot, table.profiles, file, dialect)
    : planDateTexts(base, table.profiles);
  const wanted = reshape?.wanted ?? base.wanted;
  const structure = new StructureRows({
    wanted,
    headerCells: table.headerRow < 0 ? [] : (table.headerCells ?? []),
    ...structureSlots(kind, base, wanted, unpivot, table),
    headSlot: wanted.columns.findIndex(({ index }) => index === table.fill?.found?.heads),
    totals: request.rules.totalRow,
    dialect,
  });
  const filter = leftOut ? new RowFilter(leftOut) : null;
  const column = findScenario(kind, table, request.rules.scenario);
  const scenario = column?.taken ? new ScenarioRows(column, wanted) : null;
  return {
    wanted: scenario?.wanted ?? wanted,
    plan: reshape?.plan ?? base,
    startAt(line) {
      structure.place.line = line;
      if (scenario) scenario.place.line = line;
      reshape?.startAt(line);
      if (filter) filter.place.line = line;
    },
    pass(chunk) {
      const data = structure.pass(scenario ? scenario.pass(chunk) : chunk);
      const turned = reshape ? reshape.pass(data) : data;
      return filter ? filter.pass(turned) : turned;
    },
    quarantine: () => [
      ...(scenario?.quarantine ?? []),
      ...structure.quarantine,
      ...(reshape?.quarantine ?? []),
      ...(filter?.quarantine ?? []),
    ],
    blankCells: () => reshape?.blank ?? 0,
    counts: () => [
      ...(scenario ? [scenario.count()] : []),
      ...structure.counts(),
      ...(filter ? [filter.count()] : []),
    ],
  };
}

/** How the texts of rows are to be read: as the file is written, or in commas where it is no text. */
export function dialectOf({ layout: { delimiter, quote } }: DetectedTable): Dialect {
  return delimiter === '' ? { delimiter: ',', quote: '"' } : { delimiter, quote };
}

function structureSlots(
  kind: TableKind,
  base: ImportPlan,
  wanted: WantedColumns,
  unpivot: Unpivot | null,
  table: DetectedTable,
): { nameSlots: number[]; sumSlots: number[] } {
  const slotOf = (index: number) => wanted.columns.findIndex((column) => column.index === index);
  const listed = kind === 'accounts' || kind === 'products';
  const nameSlots: number[] = [];
  const sumSlots: number[] = [];
  for (const [field, slot] of base.slots) {
    const column = base.wanted.columns[slot]!;
    const names = nameFields.has(field) || table.profiles[column.index]?.groups;
    if (names && column.type === 'code') nameSlots.push(slotOf(column.index));
    const attribute = listed && !findField(kind, field);
    if ((sumFields.has(field) || attribute) && column.type === 'number') sumSlots.push(slotOf(column.index));
  }
  for (const header of unpivot?.headers ?? []) {
    sumSlots.push(slotOf(table.profiles.findIndex((profile) => profile.header === header)));
  }
  return { nameSlots, sumSlots };
}

/** Leaves out rows by where they stand in the order of coming. */
class RowFilter {
  readonly place = new ChunkPlace();
  readonly quarantine: QuarantinedRow[] = [];
  readonly #left: { rule: string; action: string; marks: Uint8Array };
  #row = 0;

  constructor(left: { rule: string; action: string; marks: Uint8Array }) {
    this.#left = left;
  }

  pass(chunk: ScannedChunk): ScannedChunk {
    const { result } = chunk;
    const marks = this.#left.marks.subarray(this.#row, this.#row + result.rows);
    this.#row += result.rows;
    for (let row = 0; row < result.rows; row++) {
      if (marks[row] === 0) continue;
      const reason = this.#left.rule;
      this.quarantine.push({
        ...this.place.of(result, row),
        column: null,
        reason,
        value: '',
        text: chunk.textOf(row),
      });
    }
    this.place.pass(result);
    return takeChunkRows(chunk, unmarked(marks, result.rows));
  }

  count(): RuleCount {
    return { rule: this.#left.rule, action: this.#left.action, count: this.quarantine.length };
  }
}
