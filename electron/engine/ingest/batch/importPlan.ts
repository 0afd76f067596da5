import type { Mapping } from '../../../../shared/contract/ingest.ts';
import { findField, ratings, type TableKind, tableKinds } from '../../../../shared/domain/fields.ts';
import { ExpectedError } from '../../../../shared/errors/errors.ts';
import type { ScanColumn } from '../csv/scanPlan.ts';
import type { ColumnProfile } from '../detect/columns.ts';
import { requiredGroups } from '../mapping/mapColumns.ts';
import type { WantedColumns } from '../tableReader.ts';
import type { NumberFormat } from '../values/parseNumber.ts';

export interface ImportPlan {
  wanted: WantedColumns;
  /** Field or attribute → its place among the columns that are read. */
  slots: Map<string, number>;
  /** Per slot: the column's header. */
  headers: string[];
}

/** Fields of sums of money, to which the unit in a title applies. */
export const moneyFields: ReadonlySet<string> = new Set([
  'revenue',
  'cost',
  'gmv',
  'target',
  'value',
  'wallet',
]);

/** Which columns to read as what, for this kind and mapping. */
export function planImport(
  kind: TableKind,
  mapping: Mapping,
  profiles: ColumnProfile[],
  file: string,
): ImportPlan {
  const byIndex = new Map<number, { column: ScanColumn; fields: string[]; header: string }>();
  const places = new Map(profiles.map(({ header }, index) => [header, index]));
  for (const [field, header] of Object.entries(mapping)) {
    const index = places.get(header) ?? -1;
    const column = scanColumn(kind, field, index, profiles[index]!);
    const known = byIndex.get(index);
    if (!known) byIndex.set(index, { column, fields: [field], header });
    else if (known.column.type === column.type) known.fields.push(field);
    else throw mappedTwice(file, header, known.fields[0]!, field);
  }
  const used = [...byIndex.values()].sort((a, b) => a.column.index - b.column.index);
  const slots = new Map(used.flatMap(({ fields }, slot) => fields.map((field) => [field, slot] as const)));
  return {
    wanted: {
      width: profiles.length,
      columns: used.map(({ column }) => column),
      required: requiredSlots(kind, slots),
      hash: kind !== 'accounts' && kind !== 'products',
    },
    slots,
    headers: used.map(({ header }) => header),
  };
}

function scanColumn(kind: TableKind, field: string, index: number, profile: ColumnProfile): ScanColumn {
  const spec = findField(kind, field);
  const type = spec ? spec.type : attributeType(kind, profile);
  if (type === 'number') return { index, type: 'number', format: numberFormat(field, profile) };
  if (type === 'date') {
    const format = { order: profile.dateOrder, serial: profile.serial, ...profile.writing };
    return { index, type: 'day', format: profile.year ? { ...format, year: profile.year } : format };
  }
  return { index, type: 'code' };
}

const isField = (name: string) => tableKinds.some((kind) => findField(kind, name) !== undefined);
const hundredth = -2;

/**
 * How a column is read for a field: in the unit that its name gives, though figures of a market and attributes stay in it, sums
 * of money in the unit that a title gives, attributes in percent as ratios.
 */
export function numberFormat(
  field: string,
  { number, namedScale, titleScale, percent, numeric, rated }: ColumnProfile,
): NumberFormat {
  if (ratings.has(field) && numeric < 1 && rated > numeric) return { ...number, rating: true };
  if (percent && !isField(field)) return { ...number, scale: hundredth };
  if (namedScale !== undefined && field !== 'value' && isField(field))
    return { ...number, scale: namedScale };
  return number.scale === 0 && titleScale && moneyFields.has(field)
    ? { ...number, scale: titleScale }
    : number;
}

/** A column that is no field of the kind. Dates are kept as such for accounts and products; with facts they are text. */
function attributeType(kind: TableKind, profile: ColumnProfile): 'text' | 'number' | 'date' {
  if (profile.type === 'number' || profile.type === 'integer') return 'number';
  return profile.type === 'date' && (kind === 'accounts' || kind === 'products') ? 'date' : 'text';
}

/** Rows of sales without account are a rule of their own; everything else that is required must be there. */
function requiredSlots(kind: TableKind, slots: Map<string, number>): number[][] {
  const groups = requiredGroups(kind).filter((group) => kind !== 'sales' || group[0] !== 'account');
  if (kind === 'sales') groups.push(...(slots.has('revenue') ? [['revenue']] : [['quantity'], ['price']]));
  return groups
    .map((group) => group.flatMap((name) => slots.get(name) ?? []))
    .filter((group) => group.length > 0);
}

function mappedTwice(file: string, header: string, first: string, second: string): ExpectedError {
  return new ExpectedError('badInput', `${header} cannot be both ${first} and ${second}`, {
    file,
    column: header,
    hint: 'Map each column to one field, or to fields of the same type.',
  });
}
