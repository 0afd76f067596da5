import { type MeasureName, measures } from '../../../shared/domain/measures.ts';
import type { Table } from '../../../shared/domain/table.ts';
import type { Locale } from '../../../shared/i18n/messages.ts';
import { createTranslate } from '../../../shared/i18n/translate.ts';
import { tableToArrowFile } from '../exhibit/arrow.ts';
import { writeCsv } from './csv.ts';
import { writeNotesSheet } from './evidenceSheet.ts';
import { headerOf } from './exhibitWords.ts';
import { type FileSink, writeWhole } from './fileSink.ts';
import { typefaceOf } from './numberFormats.ts';
import { rowsPerSheet, writeTableSheets } from './tableSheet.ts';
import { createWorkbook } from './xlsx/workbookWriter.ts';

export type TableFormat = 'xlsx' | 'csv' | 'arrow';

export interface ExportTableOptions {
  /** Language of a workbook's headers; default `en`. CSV and Arrow keep the columns' own names, for programs. */
  locale?: Locale;
  /** Title sentence of a workbook. */
  title?: string;
  /** The columns' names as they are, not in words. */
  ownNames?: boolean;
  signal?: AbortSignal | undefined;
  /** What the sheet of evidence says, label by label; without it a workbook has none. */
  notes?: readonly (readonly [string, string])[];
}

export interface Written {
  bytes: number;
  rows: number;
}

function additiveColumns(table: Table): Set<string> {
  const names = table.columns.map((column) => column.name);
  return new Set(names.filter((name) => measures[name as MeasureName]?.additive === true));
}

async function writeWorkbook(sink: FileSink, table: Table, options: ExportTableOptions): Promise<void> {
  const locale = options.locale ?? 'en';
  const t = createTranslate(locale);
  const title = options.title ?? t('file.sheet.table');
  const workbook = await createWorkbook(sink, { title, font: typefaceOf(locale) });
  const sheets = Math.max(1, Math.ceil(table.n / rowsPerSheet()));
  const line = [t('file.rows', { n: table.n }), ...(sheets > 1 ? [t('file.sheets', { n: sheets })] : [])];
  const name = t('file.sheet.table');
  const headers = table.columns.map(({ name: own }) => (options.ownNames ? own : headerOf(t, own)));
  const totals = additiveColumns(table);
  await writeTableSheets(workbook, table, { name, title, line: line.join(' · '), headers, totals }, t);
  if (options.notes) await writeNotesSheet(workbook, options.notes, t);
  await workbook.finish();
}

/**
 * Writes a table to a file, whole or not at all. A workbook has localised headers, formats by unit and totals of the
 * additive measures; rows beyond a sheet's limit go on in further sheets, and the sheet says so. CSV and Arrow are
 * for programs: own column names, full precision. Throws `diskFull`, `readOnly`, `io`, `cellTooLarge`.
 */
export async function exportTable(
  table: Table,
  format: TableFormat,
  path: string,
  options: ExportTableOptions = {},
): Promise<Written> {
  const bytes = await writeWhole(path, options.signal, async (sink) => {
    if (format === 'arrow') return sink.write(tableToArrowFile(table));
    if (format === 'csv')
      return writeCsv(
        sink,
        table,
        table.columns.map((column) => column.name),
      );
    return writeWorkbook(sink, table, options);
  });
  return { bytes, rows: table.n };
}
