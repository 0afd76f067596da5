import type { Mapping, Unpivot } from '../../../../shared/contract/ingest.ts';
import type { TableKind } from '../../../../shared/domain/fields.ts';
import type { DetectedTable } from '../tableReader.ts';
import type { Elsewhere } from './mapColumns.ts';
import { type RememberedMapping, unpivotFrom } from './memory.ts';
import { detectWide, unpivotFor, type WideTable } from './wideTable.ts';

/** What becomes of periods across. */
export interface SettledWide extends Elsewhere {
  unpivot: Unpivot | null;
  /** Columns of totals that are left out. */
  totals: string[];
  /** Columns of a period that another column has already. */
  repeated: string[];
  confidence: number;
}

/** The wide table in a file, as far as its headers tell; null where there is none. */
export function findWide(table: DetectedTable, file: string, year: number | undefined): WideTable | null {
  return detectWide(table.profiles, { titles: table.titles ?? [], file, year });
}

const notWide: SettledWide = {
  unpivot: null,
  taken: new Set(),
  fields: [],
  totals: [],
  repeated: [],
  confidence: 0,
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
): SettledWide {
  if (requested === null) return notWide;
  const unpivot = requested ?? (wide && !claims(kind, wide, mapping) ? unpivotFor(kind, wide) : null);
  if (!unpivot) return notWide;
  const totals = (wide?.totals ?? []).filter((header) => !unpivot.headers.includes(header));
  const repeated = (wide?.repeated ?? []).filter((header) => !unpivot.headers.includes(header));
  const others = (wide?.headers ?? []).filter((header) => !unpivot.headers.includes(header));
  const used = new Set(Object.values(mapping ?? {}));
  const year = unpivot.yearColumn === undefined ? [] : [unpivot.yearColumn];
  const taken = new Set(
    [...unpivot.headers, ...totals, ...repeated, ...others, ...year].filter((header) => !used.has(header)),
  );
  const fields = [...new Set([unpivot.date, unpivot.value, ...Object.values(unpivot.fields ?? {})])];
  return { unpivot, taken, fields, totals, repeated, confidence: requested ? 1 : (wide?.confidence ?? 1) };
}

function claims(kind: TableKind, wide: WideTable, mapping: Mapping | undefined): boolean {
  if (!mapping) return false;
  const would = unpivotFor(kind, wide);
  const fields = new Set(would ? [would.date, would.value, ...Object.values(would.fields ?? {})] : []);
  const headers = new Set(wide.headers);
  return Object.entries(mapping).some(([field, header]) => fields.has(field) || headers.has(header));
}

/** `settleWide` with what is remembered of such a file, where the user says nothing. */
export function settleRemembered(
  kind: TableKind,
  wide: WideTable | null,
  requested: Unpivot | null | undefined,
  remembered: RememberedMapping | null,
): SettledWide {
  if (requested !== undefined || !remembered) return settleWide(kind, wide, requested, undefined);
  const detected = settleWide(kind, wide, undefined, undefined);
  return settleWide(kind, wide, unpivotFrom(remembered, detected.unpivot), undefined);
}
