import { createHash } from 'node:crypto';
import type { ImportRules, Mapping, ReadOptions, Unpivot } from '../../../../shared/contract/ingest.ts';
import { importRules, readOptions } from '../../../../shared/contract/ingest.ts';
import { type TableKind, tableKinds } from '../../../../shared/domain/fields.ts';
import type { DetectedTable } from '../tableReader.ts';
import { parsePeriodHeader } from '../values/periodHeader.ts';
import { normalizeHeader } from './synonyms.ts';

/** How a file of some shape was imported, for the next one. */
export interface RememberedMapping {
  kind: TableKind;
  mapping: Mapping;
  /** Field of the figures of periods across; null = they stay as they are, empty = there were none. */
  figures: string | null;
  rules: ImportRules;
  read: ReadOptions;
  /** The file it was learnt from, and when (ISO). */
  file: string;
  at: string;
}

/** Finds what is remembered for a shape. */
export type Recall = (shape: string) => RememberedMapping | null;

/**
 * What files with the same columns have in common: their headers without case, spaces and punctuation, in order. Runs
 * of periods count as one, so that next month's report is of the same shape.
 */
export function shapeOf(table: DetectedTable): string {
  const names: string[] = [];
  for (const { header } of table.profiles) {
    const period = parsePeriodHeader(header);
    const name = period ? `period:${normalizeHeader(period.measure)}` : normalizeHeader(header) || header;
    if (name !== names.at(-1)) names.push(name);
  }
  return createHash('sha256').update(names.join('\u0001')).digest('hex').slice(0, 32);
}

export function memoryKey(shape: string): string {
  return `mapping:${shape}`;
}

/** Of the way a file was read, what holds for the next file too: neither its sheet, its part nor its year. */
export function lasting({ sheet: _, range: __, year: ___, part: ____, ...read }: ReadOptions): ReadOptions {
  return read;
}

/** What was written by `rememberedText`; null where it cannot be understood any more. */
export function parseRemembered(text: string | null): RememberedMapping | null {
  if (text === null) return null;
  try {
    const found = JSON.parse(text) as RememberedMapping;
    if (!tableKinds.includes(found.kind) || typeof found.mapping !== 'object') return null;
    return { ...found, rules: importRules.parse(found.rules), read: readOptions.parse(found.read) };
  } catch {
    return null;
  }
}

/** The remembered mapping with the headers of this file; fields whose column is not there are left open. */
export function mappingFor(remembered: RememberedMapping, table: DetectedTable): Mapping {
  const headers = table.profiles.map(({ header }) => header);
  const byName = new Map(headers.map((header) => [normalizeHeader(header), header]));
  const mapping: Mapping = {};
  for (const [field, header] of Object.entries(remembered.mapping)) {
    const found = headers.includes(header) ? header : byName.get(normalizeHeader(header));
    if (found !== undefined) mapping[field] = found;
  }
  return mapping;
}

/** What is remembered of periods across, laid over what was detected: undefined = as detected. */
export function unpivotFrom(
  remembered: RememberedMapping,
  detected: Unpivot | null,
): Unpivot | null | undefined {
  if (remembered.figures === null) return null;
  if (!detected || detected.fields || remembered.figures === '') return undefined;
  return { ...detected, value: remembered.figures };
}

/** The options of a file: what the user says now before what is remembered. */
export function readWith(remembered: RememberedMapping | null, read: ReadOptions | undefined): ReadOptions {
  if (!remembered) return read ?? {};
  const { read: before } = remembered;
  return {
    ...before,
    ...read,
    ...(before.dateOrder ? { dateOrder: { ...before.dateOrder, ...read?.dateOrder } } : {}),
    ...(before.decimal ? { decimal: { ...before.decimal, ...read?.decimal } } : {}),
    ...(before.scale ? { scale: { ...before.scale, ...read?.scale } } : {}),
  };
}
