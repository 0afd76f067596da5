import { create } from 'zustand';
import type {
  ImportResult,
  ImportRules,
  Mapping,
  ModeRequest,
  Preview,
  ReadOptions,
  Unpivot,
} from '../../../shared/contract/ingest.ts';
import type { RuleCount } from '../../../shared/contract/workspace.ts';
import { acrossFields } from '../../../shared/domain/acrossFields.ts';
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
  returns: 'detect',
  scenario: 'detect',
  hierarchy: 'all',
  headerCurrency: 'take',
};

/** The rules that apply to rows of a kind, in the order they are shown. */
export function rulesOf(kind: TableKind | null): Exclude<keyof ImportRules, 'cancellationPrefix'>[] {
  if (kind === 'sales')
    return [
      ...(['scenario', 'headerCurrency', 'missingAccount', 'cancellation', 'returns'] as const),
      ...(['zeroPrice', 'duplicate', 'totalRow'] as const),
    ];
  if (kind === 'market') return ['hierarchy', 'totalRow', 'duplicate'];
  if (kind === 'plans') return ['scenario', 'totalRow', 'duplicate'];
  if (kind === 'stock') return ['totalRow', 'duplicate'];
  return kind === null || kind === 'accounts' || kind === 'products' ? [] : ['duplicate'];
}

/** A run that was taken back so that its rules can be changed. What it counted stands as long as the file is read alike. */
export interface FormerRun extends Pick<ImportDraft, 'kind' | 'read' | 'edits' | 'rules'> {
  batch: number;
  counts: RuleCount[];
}

/** What the import does to earlier rows of its kind. Fields that are left out are decided from the file. */
export type ModeDraft = ModeRequest;

/** One import on its way: the file, what the user overrode, and how far it is. Survives going to another page. */
export interface ImportDraft {
  file: GrantedFile | null;
  step: Step;
  kind: TableKind | null;
  read: ReadOptions;
  /** What becomes of periods across, where the user chose otherwise than detected; null = they stay as they are. */
  unpivot: Unpivot | null | undefined;
  /** `ignore`: what is remembered of such files is not used. */
  memory: 'ignore' | undefined;
  /** Column header → field, where the user chose otherwise than detected; null = left out. */
  edits: Record<string, string | null>;
  rules: ImportRules;
  mode: ModeDraft;
  /** What to do with a file that is known; null = not decided. */
  known: 'again' | 'instead' | null;
  result: ImportResult | null;
  former: FormerRun | null;
}

const empty: ImportDraft = {
  file: null,
  step: 'read',
  kind: null,
  read: {},
  unpivot: undefined,
  memory: undefined,
  edits: {},
  rules: defaultRules,
  mode: { mode: 'append' },
  known: null,
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
  useImportDraft.setState(({ read }) => ({ read: { ...read, ...patch }, unpivot: undefined, edits: {} }));
}

/** Sets how the values of one column (or the years of all) are read; the columns themselves stay. */
export function changeColumnFormat(
  header: string,
  patch: Pick<ReadOptions, 'year' | 'fiscalStart' | 'dateSystem' | 'scenario' | 'rateBase' | 'rateFor'> & {
    dateOrder?: 'ymd' | 'dmy' | 'mdy';
    decimal?: '.' | ',';
  },
): void {
  const { dateOrder: _, decimal: __, ...across } = patch;
  useImportDraft.setState(({ read }) => ({
    read: {
      ...read,
      ...(patch.dateOrder ? { dateOrder: { ...read.dateOrder, [header]: patch.dateOrder } } : {}),
      ...(patch.decimal ? { decimal: { ...read.decimal, [header]: patch.decimal } } : {}),
      ...across,
    },
    ...(Object.keys(across).length === 0 ? {} : { unpivot: undefined }),
  }));
}

/** Sets the power of ten by which the values of some columns count. */
export function changeScale(headers: readonly string[], power: number): void {
  useImportDraft.setState(({ read }) => ({
    read: {
      ...read,
      scale: { ...read.scale, ...Object.fromEntries(headers.map((header) => [header, power])) },
    },
  }));
}

/** The rules as chosen; until one is changed, those remembered of such a file. */
export function rulesInForce(
  { rules }: Pick<ImportDraft, 'rules'>,
  preview: Pick<Preview, 'rules'>,
): ImportRules {
  return rules === defaultRules ? (preview.rules ?? defaultRules) : rules;
}

/** Fields that the cells of periods across fill. */
export function fieldsAcross({ unpivot }: Pick<Preview, 'unpivot'>): string[] {
  return unpivot ? acrossFields(unpivot) : [];
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

/** Whether the file is known and would be added to what is there, which has to be decided first. */
export function isUndecided({ mode, known }: Pick<ImportDraft, 'mode' | 'known'>, preview: Preview): boolean {
  return preview.importedBefore !== null && mode.mode === 'append' && known === null;
}

/** The draft as the engine takes it; null while the kind is not known. */
export function toImportInput(draft: ImportDraft, preview: Preview) {
  const { file, kind, edits, read, mode, known, unpivot, memory } = draft;
  const chosen = kind ?? preview.kind;
  if (!file || !chosen) return null;
  const knownBatch = known === 'instead' && mode.mode === 'append' ? preview.importedBefore : null;
  return {
    file: file.handle,
    kind: chosen,
    mapping: toMapping(fieldByHeader(preview, edits)),
    rules: rulesInForce(draft, preview),
    read,
    ...(unpivot === undefined ? {} : { unpivot }),
    ...(memory === undefined ? {} : { memory }),
    ...mode,
    ...(known === 'again' ? { again: true } : {}),
    ...(knownBatch === null ? {} : { instead: knownBatch }),
  };
}
