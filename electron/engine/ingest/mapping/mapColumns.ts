import type { Mapping } from '../../../../shared/contract/ingest.ts';
import {
  attributeName,
  type FieldSpec,
  findField,
  kindFields,
  ratings,
  reservedNames,
  type TableKind,
} from '../../../../shared/domain/fields.ts';
import { ExpectedError } from '../../../../shared/errors/errors.ts';
import type { ColumnProfile } from '../detect/columns.ts';
import { isDocumentNumber } from '../detect/fillDocuments.ts';
import { namesDocumentType } from '../values/returnWords.ts';
import {
  denominator,
  hasHeader,
  isFrench,
  isTaxRate,
  namedBeside,
  nameEnding,
  namesDay,
  pairedCurrency,
} from './beside.ts';
import { type Elsewhere, nameGroups, nameRows } from './labelColumns.ts';
import { headerMatch } from './synonyms.ts';
import { dropOrderTotals, dropVagueKeys } from './vagueColumns.ts';

export interface MappedColumns {
  /** Field → header. */
  mapping: Mapping;
  /** Header → how sure its field is, 0–1. */
  confidence: Map<string, number>;
}

const least = 0.3;

const nowhere: Elsewhere = { taken: new Set(), fields: [] };

/** Which column is which field of this kind? Words of the header, weighed by what the column holds. */
export function mapColumns(
  kind: TableKind,
  profiles: ColumnProfile[],
  { taken, fields, context = '' }: Elsewhere = nowhere,
): MappedColumns {
  const pairs: { field: FieldSpec; profile: ColumnProfile; score: number }[] = [];
  for (const field of kindFields[kind]) {
    if (fields.includes(field.name)) continue;
    for (const profile of profiles) {
      if (taken.has(profile.header)) continue;
      const named = nameMatch(profile, field.name, kind, profiles);
      const score = named * contentFit(field, profile) * (profile.told ?? 1);
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
  dropVagueKeys(profiles, mapping, confidence);
  dropOrderTotals(profiles, mapping, confidence);
  settleKeys(kind, mapping);
  nameRequired(kind, profiles, mapping, confidence, { taken, fields });
  nameGroups(kind, profiles, mapping, confidence);
  nameRows(kind, profiles, mapping, confidence, { taken, fields, context });
  nameDates(kind, profiles, mapping, confidence, { taken, fields });
  if (kind === 'market' && fields.length > 0) nameFigures(profiles, mapping, confidence, { taken, fields });
  addAttributes(kind, profiles, mapping, confidence, taken);
  return { mapping: inFieldOrder(kind, mapping), confidence };
}

/** The type of a document is not its number. The identifier names the account (or product) itself where the kind has no field of its own for it. */
function nameMatch(
  { header, sample, filled }: ColumnProfile,
  field: string,
  kind: TableKind,
  profiles: ColumnProfile[],
): number {
  if (kind === 'sales' && /^name$/i.test(header.trim()) && filled > 0 && sample.every(isDocumentNumber))
    return field === 'order' ? 0.9 : 0;
  if (field === 'price' && isTaxRate(header, profiles)) return 0;
  if (field === 'order' && (namesDocumentType(header) || namesDay(header))) return 0;
  if (field === 'sku' && /^\W*ref(?:erence)?\W*$/i.test(header) && !isFrench(profiles)) return 0;
  if (kind === 'sales' && field === 'revenue' && /^(?:gross|net)$/i.test(header.trim()))
    return /^gross/i.test(header.trim()) === profiles.some((one) => /^fees?$/i.test(one.header.trim()))
      ? 0.93
      : 0.85;
  if (kind === 'rates' && pairedCurrency(profiles)) {
    if (/^currency$/i.test(header.trim())) return field === 'to' ? 0.95 : 0;
    if (denominator.test(header.trim())) return field === 'from' ? 0.95 : 0;
  }
  const named = namedBeside(header, profiles);
  const own = headerMatch(header, field, kind) * (named && nameFields.has(field) ? 0.8 : 1);
  const identified = field === 'account_id' ? 'account' : field === 'sku' ? 'product' : null;
  if (identified && named) return Math.max(own, 0.85 * headerMatch(header, identified, kind));
  if (nameFields.has(field)) {
    const bare = header.replace(nameEnding, '');
    if (bare !== header && hasHeader(bare, profiles))
      return Math.max(own, headerMatch(bare, field, kind), headerMatch(bare, `${field}_id`, kind));
  }
  const id = field === 'account' ? 'account_id' : field === 'product' ? 'sku' : null;
  return id === null || findField(kind, id) ? own : Math.max(own, 0.95 * headerMatch(header, id, kind));
}

const nameFields: ReadonlySet<string> = new Set(['account', 'product']);

/** How well the values fit the field: 1 where they do, near 0 where they cannot. */
function contentFit(field: FieldSpec, profile: ColumnProfile): number {
  if (profile.filled === 0) return 0.6;
  if (ratings.has(field.name) && profile.rated >= 0.9) return 1;
  if (field.type === 'number')
    return profile.numeric >= 0.9 && !profile.leadingZeros ? 1 : profile.numeric * 0.4;
  if (field.type === 'date') {
    if (profile.type === 'date') return profile.nulls > profile.filled ? 0.85 : 1;
    return profile.dated >= 0.9 || profile.serial ? 0.9 : profile.dated * 0.4;
  }
  if (field.type === 'key') {
    const padded = profile.sample.some((value) => /^0\d/.test(value));
    return profile.type === 'date' || (profile.type === 'number' && !padded) ? 0.3 : 1;
  }
  return profile.type === 'date' || profile.type === 'number' ? 0.4 : 1;
}

/** A single identifier is the account (or product) itself; stock that lies at sites of no account is that of the sites. */
function settleKeys(kind: TableKind, mapping: Mapping): void {
  const account = mapping.account;
  const accountId = mapping.account_id;
  if (account === undefined && accountId !== undefined && findField(kind, 'account')) {
    mapping.account = accountId;
    delete mapping.account_id;
  }
  if (kind === 'activities' && mapping.date === undefined && mapping.opened !== undefined) {
    mapping.date = mapping.opened;
    delete mapping.opened;
  }
  if (kind === 'stock' && mapping.account === undefined && mapping.site !== undefined) {
    mapping.account = mapping.site;
    delete mapping.site;
  }
  if (kind === 'sales' && mapping.revenue === undefined && turnedOver.test(mapping.gmv ?? '')) {
    mapping.revenue = mapping.gmv!;
    delete mapping.gmv;
  }
  const sku = mapping.sku;
  if (mapping.product === undefined && sku !== undefined && findField(kind, 'product')) {
    mapping.product = sku;
    delete mapping.sku;
  }
}

/** The amount of a transaction, which is what was sold where no other amount is told. */
const turnedOver = /^(?:gross (?:sales|amount)|交易(?:总?额|金额|流水)|流水(?:金额)?)/i;

const leastReadable = 0.3;

/** A required field takes the column of its very name though much of it cannot be read: those cells go to quarantine. */
function nameRequired(
  kind: TableKind,
  profiles: ColumnProfile[],
  mapping: Mapping,
  confidence: Map<string, number>,
  { taken, fields }: Elsewhere,
): void {
  const open = missingFields(kind, mapping, fields).map((name) => name.split(' ')[0]!);
  for (const name of open) {
    const field = findField(kind, name);
    const named = profiles.find(
      ({ header, numeric, dated }) =>
        !taken.has(header) &&
        !confidence.has(header) &&
        headerMatch(header, name, kind) >= 0.9 &&
        (field?.type === 'date' ? dated : numeric) >= leastReadable,
    );
    if (!named || field?.type === 'key') continue;
    mapping[name] = named.header;
    confidence.set(named.header, least);
  }
}

/** The one column of dates is the date of a kind that needs one, whatever its header. */
function nameDates(
  kind: TableKind,
  profiles: ColumnProfile[],
  mapping: Mapping,
  confidence: Map<string, number>,
  { taken, fields }: Elsewhere,
): void {
  if (!findField(kind, 'date') || mapping.date !== undefined || fields.includes('date')) return;
  const [only, ...others] = profiles.filter(({ header, type }) => type === 'date' && !taken.has(header));
  if (!only || others.length > 0 || confidence.has(only.header)) return;
  mapping.date = only.header;
  confidence.set(only.header, 0.4);
}

/** The one text column of wide market figures says what each row is of, whatever its header. */
function nameFigures(
  profiles: ColumnProfile[],
  mapping: Mapping,
  confidence: Map<string, number>,
  { taken, fields }: Elsewhere,
): void {
  const open = ['category', 'region'].find((field) => !fields.includes(field));
  if (!open || mapping.category !== undefined || mapping.region !== undefined) return;
  const texts = profiles.filter(
    ({ header, type, groups }) => type === 'text' && !groups && !taken.has(header) && !confidence.has(header),
  );
  const [only] = texts;
  if (!only || texts.length > 1) return;
  mapping[open] = only.header;
  confidence.set(only.header, 0.4);
}

/** Columns that are no field are kept under their own names: all of a list, the texts of sales. */
function addAttributes(
  kind: TableKind,
  profiles: ColumnProfile[],
  mapping: Mapping,
  confidence: Map<string, number>,
  taken: ReadonlySet<string>,
): void {
  if (kind !== 'accounts' && kind !== 'products' && kind !== 'sales') return;
  for (const profile of profiles) {
    const { header, type } = profile;
    if (confidence.has(header) || taken.has(header) || profile.filled === 0) continue;
    if (kind === 'sales' && type !== 'text' && type !== 'boolean') continue;
    const name = attributeName(kind, header);
    if (mapping[name] !== undefined) continue;
    mapping[name] = header;
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

/** Required fields that the mapping (and what a wide table provides) leaves open, as a user reads them. */
export function missingFields(kind: TableKind, mapped: Mapping, provided: readonly string[] = []): string[] {
  const mapping = { ...mapped, ...Object.fromEntries(provided.map((field) => [field, field])) };
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
  elsewhere: Elsewhere = nowhere,
): Mapping {
  const complete = (mapping: Mapping) => requireComplete(kind, mapping, profiles, file, elsewhere.fields);
  if (!explicit) return complete(mapColumns(kind, profiles, elsewhere).mapping);
  const headers = profiles.map((profile) => profile.header);
  const mapping: Mapping = {};
  for (const [field, header] of Object.entries(explicit)) {
    const found =
      headers.find((name) => name === header) ?? headers.find((name) => name.trim() === header.trim());
    if (found === undefined) throw unknownHeader(file, field, header, headers);
    if (reservedNames.has(field)) throw reservedName(file, field, header);
    mapping[field] = found;
  }
  if (missingFields(kind, mapping, elsewhere.fields).length > 0)
    fillRequired(kind, profiles, mapping, elsewhere);
  return complete(mapping);
}

function fillRequired(
  kind: TableKind,
  profiles: ColumnProfile[],
  mapping: Mapping,
  { taken, fields }: Elsewhere,
): void {
  const used = new Set([...Object.values(mapping), ...taken]);
  const detected = mapColumns(kind, profiles, { taken: used, fields }).mapping;
  const open = (name: string) => mapping[name] === undefined && !fields.includes(name);
  const wanted = requiredGroups(kind).filter((group) => group.every(open));
  if (kind === 'sales' && open('revenue')) {
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
  provided: readonly string[],
): Mapping {
  const missing = missingFields(kind, mapping, provided);
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
