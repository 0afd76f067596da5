import { create } from 'zustand';
import type {
  ImportResult,
  ImportRules,
  Mapping,
  Preview,
  ReadOptions,
} from '../../../shared/contract/ingest.ts';
import type { RuleCount } from '../../../shared/contract/workspace.ts';
import { kindFields, type TableKind } from '../../../shared/domain/fields.ts';
import type { GrantedFile } from '../../app/host.ts';

export const steps = ['read', 'map', 'rules', 'run'] as const;
export type Step = (typeof steps)[number];

export const defaultRules: ImportRules = {
  missingAccount: 'keep',
  cancellation: 'keep',
  cancellationPrefix: 'C',
  zeroPrice: 'keep',
  duplicate: 'keep',
  totalRow: 'quarantine',
  hierarchy: 'all',
};

/** The rules that apply to rows of a kind, in the order they are shown. */
export function rulesOf(kind: TableKind | null): Exclude<keyof ImportRules, 'cancellationPrefix'>[] {
  if (kind === 'sales') return ['missingAccount', 'cancellation', 'zeroPrice', 'duplicate', 'totalRow'];
  if (kind === 'market') return ['hierarchy', 'totalRow', 'duplicate'];
  if (kind === 'plans' || kind === 'stock') return ['totalRow', 'duplicate'];
  return [];
}

/** A run that was taken back so that its rules can be changed. What it counted stands as long as the file is read alike. */
export interface FormerRun extends Pick<ImportDraft, 'kind' | 'read' | 'edits' | 'rules'> {
  batch: number;
  counts: RuleCount[];
}

/** One import on its way: the file, what the user overrode, and how far it is. Survives going to another page. */
export interface ImportDraft {
  file: GrantedFile | null;
  step: Step;
  kind: TableKind | null;
  read: ReadOptions;
  /** Column header → field, where the user chose otherwise than detected; null = left out. */
  edits: Record<string, string | null>;
  rules: ImportRules;
  result: ImportResult | null;
  former: FormerRun | null;
}

const empty: ImportDraft = {
  file: null,
  step: 'read',
  kind: null,
  read: {},
  edits: {},
  rules: defaultRules,
  result: null,
  former: null,
};

export const useImportDraft = create<ImportDraft>()(() => empty);

export function changeDraft(patch: Partial<ImportDraft>): void {
  useImportDraft.setState(patch);
}

export function beginDraft(file: GrantedFile | null): void {
  useImportDraft.setState({ ...empty, file });
}

/** Back from the result to the rules, with what the run counted. Its batch must have been taken back. */
export function changeRules({ batch, rules: counts }: ImportResult): void {
  useImportDraft.setState(({ kind, read, edits, rules }) => ({
    step: 'rules',
    result: null,
    former: { kind, read, edits, rules, batch, counts },
  }));
}

/** Rows that each rule met in the former run; null where none tells for the draft as it is now. */
export function knownCounts(draft: ImportDraft): Map<string, number> | null {
  const { former } = draft;
  if (!former) return null;
  if (former.kind !== draft.kind || former.read !== draft.read || former.edits !== draft.edits) return null;
  const counts = new Map(former.counts.map(({ rule, count }) => [rule, count]));
  if (former.rules.cancellationPrefix !== draft.rules.cancellationPrefix) counts.delete('cancellation');
  return counts;
}

/** Reads the file another way. What was detected under the old way, such as columns, no longer stands. */
export function changeRead(patch: ReadOptions): void {
  useImportDraft.setState(({ read }) => ({ read: { ...read, ...patch }, edits: {} }));
}

/** Sets a date order or decimal mark of one column; the columns themselves stay. */
export function changeColumnFormat(
  header: string,
  patch: { dateOrder?: 'ymd' | 'dmy' | 'mdy'; decimal?: '.' | ',' },
): void {
  useImportDraft.setState(({ read }) => ({
    read: {
      ...read,
      ...(patch.dateOrder ? { dateOrder: { ...read.dateOrder, [header]: patch.dateOrder } } : {}),
      ...(patch.decimal ? { decimal: { ...read.decimal, [header]: patch.decimal } } : {}),
    },
  }));
}

/** Column header → field, as detected and then as edited. A field goes to one column: the one edited last. */
export function fieldByHeader(preview: Preview, edits: ImportDraft['edits']): Record<string, string | null> {
  const fields: Record<string, string | null> = {};
  for (const { header } of preview.columns) fields[header] = null;
  for (const [field, header] of Object.entries(preview.mapping)) fields[header] = field;
  for (const [header, field] of Object.entries(edits)) {
    if (!(header in fields)) continue;
    if (field) {
      for (const other of Object.keys(fields)) if (fields[other] === field) fields[other] = null;
    }
    fields[header] = field;
  }
  return fields;
}

/** Field → header, as the engine takes it. */
export function toMapping(fields: Record<string, string | null>): Mapping {
  const mapping: Mapping = {};
  for (const [header, field] of Object.entries(fields)) if (field) mapping[field] = header;
  return mapping;
}

/**
 * What the mapping still lacks, as groups of fields of which one is enough. An account or a product is also known
 * by its id; revenue also from quantity and price.
 */
export function missingFields(kind: TableKind, mapped: readonly string[]): string[][] {
  const has = (name: string) => mapped.includes(name);
  const missing: string[][] = [];
  for (const { name, required } of kindFields[kind]) {
    if (!required || has(name)) continue;
    if (name === 'account') {
      if (!has('account_id')) missing.push(['account', 'account_id']);
    } else if (name === 'product') {
      if (!has('sku')) missing.push(['product', 'sku']);
    } else missing.push([name]);
  }
  if (kind === 'sales' && !has('revenue') && !(has('quantity') && has('price'))) {
    missing.push(['revenue', 'quantityAndPrice']);
  }
  return missing;
}
