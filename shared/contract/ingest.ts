import { z } from 'zod';
import { type TableKind, tableKinds } from '../domain/fields.ts';
import type { ErrorCode } from '../errors/errors.ts';
import { read, write } from './method.ts';
import { type BatchMode, fileHandle, type RuleCount, type WorkspaceInfo } from './workspace.ts';

export type DetectedType = 'text' | 'number' | 'integer' | 'date' | 'boolean' | 'empty';

export interface PreviewColumn {
  /** Name in the file; made unique (`Name (2)`) where the file repeats it. */
  header: string;
  type: DetectedType;
  /** Field of the kind it is taken for, or null: kept out of the book unless the user maps it. */
  field: string | null;
  /** 0–1, of `field`; 0 where field is null. */
  confidence: number;
  /** Empty cells among the records sampled. */
  nulls: number;
  /** First distinct values, as written. */
  sample: string[];
  /** For dates that can be read in several orders of their parts: the order; for numbers: the decimal mark. */
  dateOrder?: 'ymd' | 'dmy' | 'mdy';
  decimal?: '.' | ',';
  /** Power of ten that the unit in the header stands for, where it is not 0. */
  scale?: number;
  /** Of dateOrder or decimal. */
  formatConfidence?: number;
}

export interface PreviewWarning {
  code: string;
  message: string;
  row?: number;
  /** What fills the translated sentence `preview.<code>`. */
  params?: Record<string, string | number>;
}

/** Import rules a user sees and edits, with the rows each would meet (counted exactly at import). */
export const importRules = z.strictObject({
  /** Rows whose account is empty. `keep`: counted only where a question includes rows without account. */
  missingAccount: z.enum(['keep', 'quarantine']).default('keep'),
  /** Orders that start with the prefix are cancellations or credit notes. `keep`: as returns. */
  cancellation: z.enum(['keep', 'quarantine']).default('keep'),
  cancellationPrefix: z.string().max(20).default('C'),
  /** Rows whose price or revenue is zero (or price negative). */
  zeroPrice: z.enum(['keep', 'quarantine']).default('keep'),
  /** Second and later copies of a row that is the same in every column. */
  duplicate: z.enum(['keep', 'quarantine']).default('keep'),
  /** Rows whose name says total (`Total`, `合计`) and whose figures are the sum of rows above. */
  totalRow: z.enum(['keep', 'quarantine']).default('quarantine'),
  /**
   * Rows that a column marks as returns (`Y`, `Credit note`, `退货`). `subtract`: their amounts count below zero however they
   * are written; `quarantine`: they are left out, as is right where a mark is on the sale that came back and no second row takes
   * it back; `keep`: as written; `detect`: subtract where nearly all of them are above zero.
   */
  returns: z.enum(['detect', 'subtract', 'quarantine', 'keep']).default('detect'),
  /**
   * Rows of a column that tells actuals from plans. `detect`: sales take actuals, plans take the plan, else budget, else
   * forecast; `all`: every row; else the value (or `actual`, `plan`, `budget`, `forecast`) whose rows are taken.
   */
  scenario: z.string().min(1).max(100).default('detect'),
  /** Market figures that list totals beside their parts: which of the two count. */
  hierarchy: z.enum(['all', 'totals', 'leaves']).default('all'),
  /** Sales whose rows name no currency: whether they are in the one that the headers of their amounts name. */
  headerCurrency: z.enum(['take', 'ignore']).default('take'),
});
export type ImportRules = z.infer<typeof importRules>;

/** What the user may override of what was detected. */
export const readOptions = z.strictObject({
  /** Sheet of a workbook, table of a database, path of a list inside a JSON document. */
  sheet: z.string().max(300).optional(),
  /** Cells of the sheet, as `B3:H200`. */
  range: z.string().max(30).optional(),
  /** Whether hidden rows and columns of a sheet are left out. */
  hidden: z.enum(['read', 'skip']).optional(),
  encoding: z.string().max(40).optional(),
  delimiter: z.string().length(1).optional(),
  quote: z.string().max(1).optional(),
  /** Record (counted from 0) that holds the header; -1 = no header. */
  headerRow: z.int().min(-1).max(1000).optional(),
  /** Records that the header takes, `headerRow` being the last of them; their cells are joined column by column. */
  headerRows: z.int().min(1).max(10).optional(),
  /** Records above a table without header that are titles, as detected unless told. */
  titleRows: z.int().min(0).max(1000).optional(),
  /** Whether notes below the data are left out (as detected unless told) or read as records. */
  footer: z.enum(['skip', 'read']).optional(),
  /** Year of dates that name none (`5月`). */
  year: z.int().min(1900).max(2199).optional(),
  /** What day bare serials of spreadsheets count from, as detected unless told. */
  dateSystem: z.union([z.literal(1900), z.literal(1904)]).optional(),
  /** First month of years of business (`FY25`, `2024/25`). */
  fiscalStart: z.int().min(1).max(12).optional(),
  /** Of columns that tell scenarios apart (`Jan Actual`, `Jan Budget`): the word, or `actual`, `plan` …, whose columns are taken. */
  scenario: z.string().min(1).max(100).optional(),
  /** Of a ledger with a column for each side: on which its sales stand, or that no amounts are worked out; as detected unless told. */
  ledger: z.enum(['credit', 'debit', 'off']).optional(),
  /** Which of several tables of the file or sheet, counted from 0: those side by side, or one below the other. */
  part: z.int().min(0).max(99).optional(),
  /** Columns whose empty cells take the label above, as detected unless told; none where the list is empty. */
  fill: z.array(z.string().min(1).max(200)).max(50).optional(),
  /** The other currency of columns of exchange rates that name one each, as a code. */
  rateBase: z.string().min(2).max(10).optional(),
  /**
   * What a figure counts: the `other` currency, that of the column or the second of a pair (1 EUR = x USD), or the `base`
   * (1 USD = x EUR).
   */
  rateFor: z.enum(['other', 'base']).optional(),
  /** Per column header; `scale` is the power of ten by which the values count. */
  dateOrder: z.record(z.string(), z.enum(['ymd', 'dmy', 'mdy'])).optional(),
  decimal: z.record(z.string(), z.enum(['.', ','])).optional(),
  scale: z.record(z.string(), z.int().min(-2).max(12)).optional(),
});
export type ReadOptions = z.infer<typeof readOptions>;

/** Field → header. A text column mapped to a name that is no field of the kind becomes an attribute of that name. */
export const mapping = z.record(z.string().min(1).max(200), z.string().min(1));
export type Mapping = z.infer<typeof mapping>;

/**
 * Columns whose headers are periods (months across): each cell becomes a row of one date and one value. `date` and
 * `value` are the fields that the header and the cell are taken for. Columns of exchange rates become rows alike; their
 * date is a column of its own, and `pairs` says what their figures mean.
 */
export const unpivot = z.strictObject({
  headers: z.array(z.string().min(1)).min(1).max(2000),
  date: z.string().min(1).max(200),
  value: z.string().min(1).max(200),
  /** Header → field, where the columns hold several measures. */
  fields: z.record(z.string(), z.string().min(1).max(200)).optional(),
  /** Header → one of `from` is so many of `to`, where a figure is for so many `units`. */
  pairs: z
    .record(
      z.string(),
      z.strictObject({
        from: z.string().min(1).max(10),
        to: z.string().min(1).max(10),
        units: z.number().positive(),
      }),
    )
    .optional(),
  /** Column whose cells are the keys of `pairs`, where rates stand below each other; `headers` is then that of the figures. */
  pairColumn: z.string().min(1).optional(),
  /**
   * Header → field → what the column says of its rows, where columns are told apart by names (categories, customers, series)
   * and not by periods; the date is then a column of its own.
   */
  names: z.record(z.string(), z.record(z.string().min(1).max(200), z.string().max(500))).optional(),
  /** Year of headers that name none, or the column that holds it. */
  year: z.int().min(1900).max(2199).optional(),
  yearColumn: z.string().min(1).optional(),
  /** First month of years of business. */
  fiscalStart: z.int().min(1).max(12).optional(),
  /** The word of the scenario whose columns are taken, of several: figures of the year before count one year earlier. */
  scenario: z.string().max(100).optional(),
});
export type Unpivot = z.infer<typeof unpivot>;

/** What is known of a sheet (table, list) before it is read; null where finding out would mean reading it all. */
export interface SheetInfo {
  name: string;
  hidden: boolean;
  /** Cells in use, as `A1:H200`. */
  range: string | null;
  rows: number | null;
  columns: number | null;
}

export interface Preview {
  format: string;
  encoding: string;
  encodingConfidence: number;
  bom: boolean;
  delimiter: string;
  delimiterConfidence: number;
  quote: string;
  lineEnding: 'LF' | 'CRLF' | 'CR' | 'mixed' | 'none';
  /** Names of the sheets (tables, lists) of the file, where it has such; `sheet` is the one that was looked at. */
  sheets?: string[];
  sheet?: string;
  sheetInfo?: SheetInfo[];
  /** Record (counted from 0) that holds the header; -1 = none. */
  headerRow: number;
  headerConfidence: number;
  /** Records that the header takes; more than one where cells above and below each other make one name. */
  headerRows: number;
  /** Records above a table without header that are titles and are passed over. */
  titleRows: number;
  /** Records below the data (footnotes, a second table) that are not read; told in a warning with their text. */
  footerRows: number;
  /** Tables of the file or sheet, by title or column names, where it has several; `part` is the one that was looked at. */
  parts: string[];
  part: number;
  /** Columns whose labels stand on the first row of a group only, if there are such; `columns` are those that are filled. */
  fill: { columns: string[]; found: string[]; confidence: number } | null;
  /** A ledger with columns of debits and credits, and from which of them the amounts are worked out; null = they are not. */
  ledger: { debit: string; credit: string; side: 'credit' | 'debit' | null; confidence: number } | null;
  /** The column that tells actuals from plans, its values, and those that are taken; null = all are. */
  scenario: { column: string; values: string[]; taken: string[] | null; confidence: number } | null;
  /** Scenarios that columns of periods tell apart, as written, and the one that is taken; null = columns that name none. */
  scenariosAcross: { values: string[]; taken: string | null; confidence: number } | null;
  /** Months across, if the file is wide. */
  unpivot: Unpivot | null;
  /** 0–1; 0 without. */
  unpivotConfidence: number;
  /** Data records below the header, of the whole file. */
  records: number;
  columns: PreviewColumn[];
  kind: TableKind | null;
  mapping: Mapping;
  /** First records below the header, as written. */
  sample: string[][];
  warnings: PreviewWarning[];
  bytes: number;
  hash: string;
  /** The batch that imported this very file before, if any. */
  importedBefore: number | null;
  /** What files with the same columns have in common, for `ingest.forget`. */
  shape: string;
  /** The file of the same columns whose mapping, rules and reading were taken over, and when it was imported (ISO). */
  remembered: { file: string; at: string } | null;
  /** How the file was read: the options asked for and those remembered. */
  read: ReadOptions;
  /** Rules that are remembered with it. */
  rules: ImportRules | null;
}

/** One file of a set: a file the user chose, or one within an archive that was chosen. */
export interface SetFile {
  /** Handle, and what to give as `read.sheet` with it. */
  file: string;
  sheet: string | null;
  name: string;
  hash: string;
  format: string;
  records: number;
  bytes: number;
  /** Column of the set → column of this file, where they match. */
  headers: Record<string, string>;
  /** Columns of the set that it has not, and of its own that the leading file has not. */
  lacks: string[];
  extra: string[];
  /** Why it is left out; null where it fits. */
  problem: { code: ErrorCode | 'otherColumns'; message: string; hint: string } | null;
  /** The batch in use that holds this very table, if any. */
  importedBefore: number | null;
}

/** Files with the same columns, or nearly. The preview is of the one that leads, with the columns and records of all. */
export interface FileSet {
  preview: Preview;
  files: SetFile[];
}

export interface ImportResult {
  batch: number;
  kind: TableKind;
  /** Data records = accepted + quarantined + blank. */
  rows: number;
  accepted: number;
  quarantined: number;
  blank: number;
  created: { accounts: number; products: number };
  /** Sum of each number field over the accepted rows, over all data rows as read, and over the quarantined. */
  controlTotals: Record<string, number>;
  sourceTotals: Record<string, number>;
  quarantinedTotals: Record<string, number>;
  mode: BatchMode;
  rules: RuleCount[];
  seconds: number;
  warnings: PreviewWarning[];
  info: WorkspaceInfo;
}

const kind = z.enum(tableKinds);

const fieldNames = z.array(z.string().min(1).max(200)).max(20);

/** What an import is to do to earlier rows of its kind, as far as the user says; the rest is decided from the file. */
const modeRequest = {
  mode: z.enum(['append', 'replace', 'upsert']).default('append'),
  /** Of `replace`: the period that is replaced, `2011-05`; else what the file's dates cover. */
  period: z.string().max(60).optional(),
  /** Of `replace`: only rows whose value of these fields occurs in the file. */
  within: fieldNames.optional(),
  /** Of `upsert`: what tells one row from another; else what is usual for the kind. */
  keys: fieldNames.optional(),
};

export interface ModeRequest {
  mode: 'append' | 'replace' | 'upsert';
  period?: string | undefined;
  within?: string[] | undefined;
  keys?: string[] | undefined;
}

/** What a batch would do to what is there, if it were committed. */
export interface ModeEffect {
  /** Rows that it takes out of force, by batch. */
  replaced: { batch: number; source: string; rows: number }[];
  replacedRows: number;
  /** The number field that `total` sums; null for kinds without one. */
  field: string | null;
  /** Rows in force of its kind. */
  before: { rows: number; total: number | null };
  after: { rows: number; total: number | null };
}

/** What an import would do, found out by reading the file and committing nothing. */
export interface ImportCheck {
  kind: TableKind;
  rows: number;
  accepted: number;
  quarantined: number;
  blank: number;
  /** Quarantined rows by reason. */
  reasons: Record<string, number>;
  rules: RuleCount[];
  controlTotals: Record<string, number>;
  sourceTotals: Record<string, number>;
  quarantinedTotals: Record<string, number>;
  mode: BatchMode;
  effect: ModeEffect;
  warnings: PreviewWarning[];
  /** The batch in use that holds this very table of this very file, if any. */
  importedBefore: number | null;
}

/** Whether what is remembered of files with the same columns is used. */
const memory = z.enum(['use', 'ignore']).optional();

const importInput = {
  file: fileHandle,
  kind,
  mapping: mapping.optional(),
  /** As detected unless told; null = nothing is turned. */
  unpivot: unpivot.nullable().optional(),
  rules: importRules.optional(),
  read: readOptions.optional(),
  memory,
  ...modeRequest,
  /** Imports a file that is known already, by appending it once more. */
  again: z.boolean().optional(),
  /** A batch that this one is imported in place of: it is taken back in the same step. */
  instead: z.int().positive().optional(),
  /** Sums that the source system printed, by field: the import is refused where the file's differ by more than a cent. */
  control: z.record(z.string().max(200), z.number()).optional(),
  /** A column of this name with the name of the file in every row. */
  fileColumn: z.string().min(1).max(200).optional(),
};

export const ingestContract = {
  'ingest.preview': read<Preview>()(
    z.strictObject({
      file: fileHandle,
      kind: kind.optional(),
      unpivot: unpivot.nullable().optional(),
      read: readOptions.optional(),
      memory,
    }),
  ),
  /** Several files, or an archive, as one table: which of them fit together, and what their columns are. */
  'ingest.previewSet': read<FileSet>()(
    z.strictObject({
      files: z.array(fileHandle).min(1).max(2000),
      kind: kind.optional(),
      read: readOptions.optional(),
      memory,
    }),
  ),
  /** Text that was pasted, as a file to import. */
  'ingest.paste': write<{ handle: string; name: string }>()(
    z.strictObject({ name: z.string().min(1).max(200), text: z.string().min(1).max(8_000_000) }),
  ),
  /** Forgets how files of a shape were imported. */
  'ingest.forget': write<null>()(z.strictObject({ shape: z.string().max(100) })),
  /** Throws what the import does, except for a file that is known. */
  'ingest.check': read<ImportCheck>()(z.strictObject(importInput)),
  /** Throws `alreadyImported` for a known file that would be appended again, `controlDiffers`. */
  'ingest.import': write<ImportResult>()(z.strictObject(importInput)),
};
