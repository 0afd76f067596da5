import type { Mapping } from '../../../../shared/contract/ingest.ts';
import { type FieldSpec, findField, kindFields, type TableKind } from '../../../../shared/domain/fields.ts';
import { ExpectedError } from '../../../../shared/errors/errors.ts';
import type { ColumnProfile } from '../detect/columns.ts';
import { headerMatch } from './synonyms.ts';

export interface MappedColumns {
  /** Field → header. */
  mapping: Mapping;
  /** Header → how sure its field is, 0–1. */
  confidence: Map<string, number>;
}

const least = 0.3;
/** Kinds whose other columns are kept as attributes of the account or product. */
const keepsAttributes = new Set<TableKind>(['accounts', 'products']);
const reserved = new Set(['record', 'labels']);

/** Which column is which field of this kind? Words of the header, weighed by what the column holds. */
export function mapColumns(
  kind: TableKind,
  profiles: ColumnProfile[],
  taken: Set<string> = new Set(),
): MappedColumns {
  const pairs: { field: FieldSpec; profile: ColumnProfile; score: number }[] = [];
  for (const field of kindFields[kind]) {
    for (const profile of profiles) {
      if (taken.has(profile.header)) continue;
      const score = headerMatch(profile.header, field.name, kind) * contentFit(field, profile);
      if (score >= least) pairs.push({ field, profile, score });
    }
  }
  pairs.sort((a, b) => b.score - a.score);
  const mapping: Mapping = {};
  const confidence = new Map<string, number>();
  for (const { field, profile, score } of pairs) {
    if (mapping[field.name] !== undefined || confidence.has(profile.header)) continue;
    mapping[field.name] = profile.header;
    confidence.set(profile.header, Math.round(score * 100) / 100);
  }
  settleKeys(kind, mapping);
  if (keepsAttributes.has(kind)) addAttributes(kind, profiles, mapping, confidence, taken);
  return { mapping: inFieldOrder(kind, mapping), confidence };
}

/** How well the values fit the field: 1 where they do, near 0 where they cannot. */
function contentFit(field: FieldSpec, profile: ColumnProfile): number {
  if (profile.filled === 0) return 0.6;
  if (field.type === 'number')
    return profile.numeric >= 0.9 && !profile.leadingZeros ? 1 : profile.numeric * 0.4;
  if (field.type === 'date') {
    if (profile.type === 'date') return 1;
    return profile.dated >= 0.9 || profile.serial ? 0.9 : profile.dated * 0.4;
  }
  if (field.type === 'key') return profile.type === 'date' || profile.type === 'number' ? 0.3 : 1;
  return profile.type === 'date' || profile.type === 'number' ? 0.4 : 1;
}

/** A single identifier is the account (or product) itself. */
function settleKeys(kind: TableKind, mapping: Mapping): void {
  const account = mapping.account;
  const accountId = mapping.account_id;
  if (account === undefined && accountId !== undefined && findField(kind, 'account')) {
    mapping.account = accountId;
    delete mapping.account_id;
  }
  const sku = mapping.sku;
  if (mapping.product === undefined && sku !== undefined && findField(kind, 'product')) {
    mapping.product = sku;
    delete mapping.sku;
  }
}

function addAttributes(
  kind: TableKind,
  profiles: ColumnProfile[],
  mapping: Mapping,
  confidence: Map<string, number>,
  taken: Set<string>,
): void {
  for (const profile of profiles) {
    const { header } = profile;
    if (confidence.has(header) || taken.has(header) || profile.filled === 0) continue;
    if (mapping[header] !== undefined || findField(kind, header) || reserved.has(header)) continue;
    mapping[header] = header;
    confidence.set(header, 0.5);
  }
}

function inFieldOrder(kind: TableKind, mapping: Mapping): Mapping {
  const ordered: Mapping = {};
  for (const { name } of kindFields[kind]) if (mapping[name] !== undefined) ordered[name] = mapping[name];
  for (const [name, header] of Object.entries(mapping)) ordered[name] = header;
  return ordered;
}

/** Groups of fields of which one each must be mapped. */
export function requiredGroups(kind: TableKind): string[][] {
  const groups = kindFields[kind]
    .filter((field) => field.required)
    .map(({ name }) => {
      if (name === 'account') return ['account', 'account_id'];
      return name === 'product' ? ['product', 'sku'] : [name];
    });
  return groups;
}

/** Required fields that the mapping leaves open, as a user reads them. */
export function missingFields(kind: TableKind, mapping: Mapping): string[] {
  const missing = requiredGroups(kind)
    .filter((group) => group.every((name) => mapping[name] === undefined))
    .map((group) => group[0]!);
  if (kind === 'sales' && mapping.revenue === undefined) {
    if (mapping.quantity === undefined || mapping.price === undefined)
      missing.push('revenue (or quantity and price)');
  }
  return missing;
}

/**
 * The mapping to import by. What the user maps is taken as it stands; required fields left open are filled from the
 * columns not used. Throws `unknownField` for a header the file does not have, `mappingIncomplete` for open fields.
 */
export function resolveMapping(
  kind: TableKind,
  profiles: ColumnProfile[],
  explicit: Mapping | undefined,
  file: string,
): Mapping {
  if (!explicit) return requireComplete(kind, mapColumns(kind, profiles).mapping, profiles, file);
  const headers = profiles.map((profile) => profile.header);
  const mapping: Mapping = {};
  for (const [field, header] of Object.entries(explicit)) {
    const found =
      headers.find((name) => name === header) ?? headers.find((name) => name.trim() === header.trim());
    if (found === undefined) throw unknownHeader(file, field, header, headers);
    if (reserved.has(field)) throw reservedName(file, field, header);
    mapping[field] = found;
  }
  if (missingFields(kind, mapping).length > 0) fillRequired(kind, profiles, mapping);
  return requireComplete(kind, mapping, profiles, file);
}

function fillRequired(kind: TableKind, profiles: ColumnProfile[], mapping: Mapping): void {
  const detected = mapColumns(kind, profiles, new Set(Object.values(mapping))).mapping;
  const wanted = requiredGroups(kind).filter((group) => group.every((name) => mapping[name] === undefined));
  if (kind === 'sales' && mapping.revenue === undefined) {
    const parts = ['quantity', 'price'].filter((name) => mapping[name] === undefined);
    if (parts.length > 0) wanted.push(detected.revenue === undefined ? parts : ['revenue']);
  }
  for (const name of wanted.flat()) {
    const header = detected[name];
    if (header !== undefined && mapping[name] === undefined) mapping[name] = header;
  }
}

function requireComplete(
  kind: TableKind,
  mapping: Mapping,
  profiles: ColumnProfile[],
  file: string,
): Mapping {
  const missing = missingFields(kind, mapping);
  if (missing.length === 0) return mapping;
  throw new ExpectedError(
    'mappingIncomplete',
    `${kind} need ${missing.join(', ')}: no column of ${file} is mapped to it`,
    {
      file,
      hint: `Map each missing field to one of: ${profiles.map((profile) => profile.header).join(', ')}`,
      params: { kind, missing: missing.join(', ') },
    },
  );
}

function unknownHeader(file: string, field: string, header: string, headers: string[]): ExpectedError {
  return new ExpectedError(
    'unknownField',
    `${field} is mapped to "${header}", which is no column of ${file}`,
    {
      file,
      column: header,
      hint: `Its columns are: ${headers.join(', ')}`,
      params: { field },
    },
  );
}

function reservedName(file: string, field: string, header: string): ExpectedError {
  return new ExpectedError('unknownField', `"${field}" cannot be the name of an attribute`, {
    file,
    column: header,
    hint: 'Give the attribute another name.',
    params: { field },
  });
}
