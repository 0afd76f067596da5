import type { Mapping, ReadOptions, Unpivot } from '../../../../shared/contract/ingest.ts';
import { acrossFields } from '../../../../shared/domain/acrossFields.ts';
import type { TableKind } from '../../../../shared/domain/fields.ts';
import type { DetectedTable } from '../tableReader.ts';
import type { Elsewhere } from './labelColumns.ts';
import { type RememberedMapping, unpivotFrom } from './memory.ts';
import { detectNames, type NamesAcross } from './namesAcross.ts';
import { detectRatesDown } from './ratesDown.ts';
import type { ScenariosAcross } from './scenariosAcross.ts';
import { detectRates, type WideRates } from './wideRates.ts';
import { detectWide, scenariosOf, unpivotFor, type WideTable } from './wideTable.ts';

const noPeriods = {
  measures: new Map<string, string>(),
  totals: [],
  repeated: [],
  year: null,
  yearColumn: null,
  yearless: false,
  fiscalStart: null,
  scenario: null,
  context: '',
};

/** Columns of rates, or told apart by names, as a table that is wide. */
function ratesTable(rates: WideRates): WideTable {
  return { ...noPeriods, headers: rates.headers, confidence: rates.confidence, rates };
}

function namesTable(names: NamesAcross): WideTable {
  const { headers, totals, confidence, context } = names;
  return { ...noPeriods, headers, totals, confidence, context, names };
}

/** Words of titles and the file's name, which may say what is measured and of whom. */
export function contextOf({ titles = [] }: Pick<DetectedTable, 'titles'>, file: string): string {
  return [...titles, file].join(' ').replace(/[_.-]+/g, ' ');
}

/** What becomes of periods across. */
export interface SettledWide extends Elsewhere {
  unpivot: Unpivot | null;
  /** Columns of totals that are left out. */
  totals: string[];
  /** Columns of a period that another column has already. */
  repeated: string[];
  /** Columns of periods whose measure is no field of the kind. */
  unmeasured: string[];
  /** Scenarios that the columns tell apart. */
  scenarios: ScenariosAcross | null;
  confidence: number;
  /** Columns of exchange rates whose other currency nothing tells. */
  lacksBase: boolean;
}

/** The wide table in a file, as far as its headers tell; null where there is none. */
export function findWide(
  table: DetectedTable,
  file: string,
  { year, fiscalStart, scenario, rateBase, rateFor }: ReadOptions,
): WideTable | null {
  const titles = table.titles ?? [];
  const rates = detectRates(table.profiles, [...titles, file], { rateBase, rateFor });
  if (rates) return ratesTable(rates);
  const down = detectRatesDown(table, [...titles, file], { rateBase, rateFor });
  if (down) return ratesTable(down);
  const periods = detectWide(table.profiles, { titles, file, year, fiscalStart, scenario });
  if (periods) return periods;
  const names = detectNames(table, contextOf(table, file));
  return names && namesTable(names);
}

const notWide: SettledWide = {
  unpivot: null,
  taken: new Set(),
  fields: [],
  totals: [],
  repeated: [],
  unmeasured: [],
  scenarios: null,
  confidence: 0,
  lacksBase: false,
};

/**
 * Whether periods across become rows: as the user says (`null`: they stay), else as detected unless the user's own
 * mapping uses those columns or maps the fields they would fill.
 */
export function settleWide(
  kind: TableKind,
  wide: WideTable | null,
  requested: Unpivot | null | undefined,
  mapping: Mapping | undefined,
  context = '',
): SettledWide {
  if (requested === null) return { ...notWide, context };
  const unpivot = requested ?? (wide && !claims(kind, wide, mapping) ? unpivotFor(kind, wide) : null);
  if (!unpivot) return { ...notWide, context, lacksBase: kind === 'rates' && wide?.rates?.pairs === null };
  const totals = (wide?.totals ?? []).filter((header) => !unpivot.headers.includes(header));
  const repeated = (wide?.repeated ?? []).filter((header) => !unpivot.headers.includes(header));
  const others = (wide?.headers ?? []).filter((header) => !unpivot.headers.includes(header));
  const used = new Set(Object.values(mapping ?? {}));
  const beside = [unpivot.yearColumn, unpivot.pairColumn].filter((header) => header !== undefined);
  const taken = new Set(
    [...unpivot.headers, ...totals, ...repeated, ...others, ...beside].filter((header) => !used.has(header)),
  );
  const fields = acrossFields(unpivot);
  const scenarios = wide && !wide.names ? scenariosOf(kind, wide) : null;
  const unmeasured = others.filter(
    (header) => !used.has(header) && (scenarios?.takes(wide?.measures.get(header) ?? '') ?? true),
  );
  return {
    unpivot,
    taken,
    fields,
    context: wide?.context || context,
    totals,
    repeated,
    unmeasured,
    scenarios,
    lacksBase: false,
    confidence: requested ? 1 : (wide?.confidence ?? 1),
  };
}

function claims(kind: TableKind, wide: WideTable, mapping: Mapping | undefined): boolean {
  if (!mapping) return false;
  const would = unpivotFor(kind, wide);
  const fields = new Set(would ? acrossFields(would) : []);
  const headers = new Set(wide.headers);
  return Object.entries(mapping).some(([field, header]) => fields.has(field) || headers.has(header));
}

/** `settleWide` with what is remembered of such a file, where the user says nothing. */
export function settleRemembered(
  kind: TableKind,
  wide: WideTable | null,
  requested: Unpivot | null | undefined,
  remembered: RememberedMapping | null,
  context = '',
): SettledWide {
  if (requested !== undefined || !remembered) return settleWide(kind, wide, requested, undefined, context);
  const detected = settleWide(kind, wide, undefined, undefined);
  return settleWide(kind, wide, unpivotFrom(remembered, detected.unpivot), undefined, context);
}
