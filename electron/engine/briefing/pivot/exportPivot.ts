import type { PivotHead } from '../../../../shared/domain/pivot.ts';
import { type Column, makeTable, numberColumn, textColumn } from '../../../../shared/domain/table.ts';
import { createFormat } from '../../../../shared/i18n/format.ts';
import type { Locale } from '../../../../shared/i18n/messages.ts';
import { createTranslate } from '../../../../shared/i18n/translate.ts';
import { rowHeads } from '../../book/pivot/page.ts';
import type { Pivot } from '../../book/pivot/pivot.ts';
import { writeCsvHead, writeCsvRows } from '../csv.ts';
import { writeEvidenceSheet } from '../evidenceSheet.ts';
import { evidenceLine, type FileWords } from '../exhibitWords.ts';
import type { Written } from '../exportTable.ts';
import { type FileSink, writeWhole } from '../fileSink.ts';
import { typefaceOf } from '../numberFormats.ts';
import { createWorkbook } from '../xlsx/workbookWriter.ts';
import { writePivotSheet } from './pivotSheet.ts';
import { fieldWords, measureWords, pivotEvidence, pivotTitle, stepWords } from './pivotWords.ts';

async function writeWorkbook(
  sink: FileSink,
  pivot: Pivot,
  asOf: number,
  locale: Locale,
  words: FileWords,
): Promise<void> {
  const { t } = words;
  const title = pivotTitle(pivot, t);
  const evidence = await pivotEvidence(pivot, asOf, t);
  const workbook = await createWorkbook(sink, { title, font: typefaceOf(locale) });
  const line = evidenceLine(evidence, words);
  await writePivotSheet(workbook, pivot, { name: t('explore.tab.pivot'), title, line, locale }, words);
  await writeEvidenceSheet(workbook, { evidence, values: {} }, title, words);
  await workbook.finish();
}

/** Rows turned into text at once. */
const csvBlock = 2_000;

function columnTitle(head: PivotHead, measure: string, { t }: FileWords): string {
  const labels = head.path.map((step) => stepWords(step, t));
  if (head.path.length === 0) return [t('pivot.grandTotal'), measure].join(t('pivot.fields.separator'));
  return [...labels, ...(head.total ? [t('pivot.total')] : []), measure].join(t('pivot.fields.separator'));
}

/** A column per row field with its labels repeated, then a column per figure. */
async function writePivotCsv(sink: FileSink, pivot: Pivot, words: FileWords): Promise<void> {
  const { t } = words;
  const { rows } = pivot.spec;
  const places = Array.from({ length: pivot.columns.length }, (_, column) =>
    pivot.measures.map((measure, index) => ({ column, measure: index, words: measureWords(measure, t) })),
  ).flat();
  const labels = rows.length > 0 ? rows.map(({ field }) => fieldWords(field, t)) : [t('pivot.total')];
  await writeCsvHead(sink, [
    ...labels,
    ...places.map((place) => columnTitle(pivot.columnHead(place.column), place.words, words)),
  ]);
  for (let offset = 0; offset < pivot.rows.length; offset += csvBlock) {
    const heads = rowHeads(pivot, { offset, limit: csvBlock });
    const labelAt = ({ path, total }: PivotHead, level: number) => {
      if (level < path.length) return stepWords(path[level]!, t);
      return level === 0 && (total || path.length === 0) ? t('pivot.grandTotal') : null;
    };
    const columns: Column[] = [
      ...labels.map((label, level) =>
        textColumn(
          label,
          heads.map((head) => labelAt(head, level)),
        ),
      ),
      ...places.map(({ column, measure }, index) =>
        numberColumn(
          String(index),
          'none',
          heads.map((_, row) => pivot.figure(offset + row, column, measure)),
        ),
      ),
    ];
    await writeCsvRows(sink, makeTable(columns));
  }
}

/**
 * Writes a pivot to a file as it is laid out, whole or not at all. A workbook has it with outline, merged headers,
 * live totals and shares, and a sheet of evidence; CSV has labels in columns of their own. Throws `cellTooLarge` for
 * more columns than a sheet holds, `diskFull`, `readOnly`, `io`.
 */
export async function exportPivot(
  pivot: Pivot,
  asOf: number,
  format: 'xlsx' | 'csv',
  locale: Locale,
  path: string,
  signal?: AbortSignal,
): Promise<Written> {
  const words = { t: createTranslate(locale), format: createFormat(locale) };
  const bytes = await writeWhole(path, signal, (sink) =>
    format === 'xlsx' ? writeWorkbook(sink, pivot, asOf, locale, words) : writePivotCsv(sink, pivot, words),
  );
  return { bytes, rows: pivot.rows.length };
}
