import type { Exhibit } from '../../../shared/domain/exhibit.ts';
import type { Table } from '../../../shared/domain/table.ts';
import { ExpectedError } from '../../../shared/errors/errors.ts';
import { createFormat } from '../../../shared/i18n/format.ts';
import type { Locale } from '../../../shared/i18n/messages.ts';
import { createTranslate } from '../../../shared/i18n/translate.ts';
import { changeSentences } from './changeSentences.ts';
import { writeChartSheet } from './chartSheet.ts';
import { planOf } from './charts/chartPlans.ts';
import { writeCsv } from './csv.ts';
import { writeEvidenceSheet } from './evidenceSheet.ts';
import { evidenceLine, type FileWords, headersOf, tableInWords, titleOf } from './exhibitWords.ts';
import type { Written } from './exportTable.ts';
import { type FileSink, writeWhole } from './fileSink.ts';
import { formulasOf, totalsOf } from './liveFormulas.ts';
import { typefaceOf } from './numberFormats.ts';
import { ofAccounts, withReasons } from './riskWords.ts';
import { rowsPerSheet, writeTableSheets } from './tableSheet.ts';
import { createWorkbook } from './xlsx/workbookWriter.ts';

/** Instead of the name of a table: all of them in one workbook. */
const allTables = 'all';

function tableOf(exhibit: Exhibit, name: string): Table {
  const table = Object.hasOwn(exhibit.tables, name) ? exhibit.tables[name] : undefined;
  if (table) return table;
  throw new ExpectedError('notFound', `The answer has no table ${name}`, {
    hint: `Its tables are ${Object.keys(exhibit.tables).join(', ')}`,
    params: { table: name },
  });
}

function tableForPeople(exhibit: Exhibit, name: string, words: FileWords): Table {
  const codes = tableOf(exhibit, name);
  const table = tableInWords(codes, words.t);
  const { question } = exhibit.ask;
  if (question === 'risk' && name === 'risk') return withReasons(exhibit, table, words.t);
  if ((question === 'risk' && name === 'reasons') || (question === 'health' && name === 'moved'))
    return ofAccounts(exhibit, name, table, words.t);
  if (question !== 'summary' || name !== 'changes') return table;
  const columns = table.columns.filter((column) => column.name !== 'kind');
  return {
    columns: [...columns, changeSentences(codes, words, exhibit.evidence.currency?.reporting)],
    n: table.n,
  };
}

async function writeWorkbook(
  sink: FileSink,
  exhibit: Exhibit,
  name: string,
  locale: Locale,
  words: FileWords,
): Promise<void> {
  const { t } = words;
  const codes = tableOf(exhibit, name);
  const table = tableForPeople(exhibit, name, words);
  const subject = subjectOf(exhibit);
  const asked = titleOf(exhibit, name, t);
  const title = subject === null ? asked : `${subject} · ${asked}`;
  const line = evidenceLine(exhibit.evidence, words);
  const headers = headersOf(exhibit, table, t);
  const workbook = await createWorkbook(sink, { title, font: typefaceOf(locale) });
  const tableSheet = t('file.sheet.table');
  await writeChartSheet(workbook, {
    exhibit,
    name,
    codes,
    table,
    headers,
    title,
    line,
    locale,
    tableSheet,
    words,
  });
  const sheets = Math.max(1, Math.ceil(table.n / rowsPerSheet()));
  const tableLine = sheets > 1 ? `${line} · ${t('file.sheets', { n: sheets })}` : line;
  const parts = await writeTableSheets(
    workbook,
    table,
    {
      name: tableSheet,
      title,
      line: tableLine,
      headers,
      totals: totalsOf(exhibit.ask.question, name),
      formulaAt: formulasOf(exhibit.ask.question, name, table),
      footer: title,
    },
    t,
  );
  const first = parts[0]!;
  if (table.n > 0 && table.columns.length > 0) {
    workbook.define('Data', first.sheet, {
      firstColumn: 0,
      firstRow: first.firstRow - 1,
      lastColumn: table.columns.length - 1,
      lastRow: first.lastRow,
    });
  }
  await writeEvidenceSheet(workbook, exhibit, title, words);
  await workbook.finish();
}

/** Whom the answer is about, where it is about one account. */
function subjectOf({ values }: Exhibit): string | null {
  return typeof values.name === 'string' ? values.name : null;
}

/** Every table with rows on a sheet of its own, behind the charts of those that have one. */
async function writeAllTables(
  sink: FileSink,
  exhibit: Exhibit,
  locale: Locale,
  words: FileWords,
): Promise<void> {
  const { t } = words;
  const { question } = exhibit.ask;
  const title = subjectOf(exhibit) ?? t(`question.${question}`);
  const line = evidenceLine(exhibit.evidence, words);
  const workbook = await createWorkbook(sink, { title, font: typefaceOf(locale) });
  const drawn = Object.keys(exhibit.tables).filter((one) => planOf(question, one) !== null);
  for (const name of drawn) {
    const table = tableForPeople(exhibit, name, words);
    const tableSheet = sheetNameOf(name, t);
    await writeChartSheet(workbook, {
      ...{ exhibit, name, table, line, locale, tableSheet, words },
      codes: tableOf(exhibit, name),
      headers: headersOf(exhibit, table, t),
      title: titleIn(title, titleOf(exhibit, name, t)),
      sheetName: t('file.sheet.chartOf', { table: tableSheet }),
    });
  }
  for (const one of Object.keys(exhibit.tables)) {
    if (exhibit.tables[one]!.n === 0) continue;
    const table = tableForPeople(exhibit, one, words);
    const sheet = {
      name: sheetNameOf(one, t),
      title: titleIn(title, titleOf(exhibit, one, t)),
      line,
      headers: headersOf(exhibit, table, t),
      totals: totalsOf(question, one),
      formulaAt: formulasOf(question, one, table),
      footer: title,
    };
    await writeTableSheets(workbook, table, sheet, t);
  }
  await writeEvidenceSheet(workbook, exhibit, title, words);
  await workbook.finish();
}

/** A part of a workbook under the title of the whole; said once where they are the same. */
function titleIn(whole: string, part: string): string {
  return part === whole ? whole : `${whole} · ${part}`;
}

function sheetNameOf(table: string, t: FileWords['t']): string {
  return t.dynamic(`file.sheet.${table}`, {}, table);
}

/**
 * Writes one table of an exhibit to a file, whole or not at all. A workbook has the native chart where the table has
 * one, the table with totals and live formulas, and a sheet of evidence; CSV has the table alone, headers and codes in
 * words. Table `all` of a workbook is every table, each on its sheet. Throws `notFound` for a table the exhibit does not have, `diskFull`, `readOnly`, `io`, `cellTooLarge`.
 */
export async function exportExhibit(
  exhibit: Exhibit,
  tableName: string,
  format: 'xlsx' | 'csv',
  locale: Locale,
  path: string,
  signal?: AbortSignal,
): Promise<Written> {
  const words = { t: createTranslate(locale), format: createFormat(locale) };
  if (tableName === allTables && format === 'xlsx') {
    const rows = Object.values(exhibit.tables).reduce((sum, { n }) => sum + n, 0);
    const all = await writeWhole(path, signal, (sink) => writeAllTables(sink, exhibit, locale, words));
    return { bytes: all, rows };
  }
  const codes = tableOf(exhibit, tableName);
  const bytes = await writeWhole(path, signal, (sink) => {
    if (format === 'xlsx') return writeWorkbook(sink, exhibit, tableName, locale, words);
    const table = tableForPeople(exhibit, tableName, words);
    return writeCsv(sink, table, headersOf(exhibit, table, words.t));
  });
  return { bytes, rows: codes.n };
}
