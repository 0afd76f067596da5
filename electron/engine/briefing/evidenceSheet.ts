import type { Evidence, Exhibit } from '../../../shared/domain/exhibit.ts';
import { currencyWords } from '../../../shared/i18n/currencyWords.ts';
import { parameterWords, spanWords } from '../../../shared/i18n/parameterWords.ts';
import type { Translate } from '../../../shared/i18n/translate.ts';
import { codedWords, conditionWords, evidenceLine, type FileWords } from './exhibitWords.ts';
import { figureUnit } from './figures.ts';
import { lookId, looks, numberLook } from './look.ts';
import { unitFormat } from './numberFormats.ts';
import type { SheetWriter } from './xlsx/sheetWriter.ts';
import type { WorkbookWriter } from './xlsx/workbookWriter.ts';

/** What a sheet of evidence speaks of. */
export type Evidenced = Pick<Exhibit, 'evidence' | 'values'>;

const textWidth = 92;

function heightFor(text: string): number {
  const lines = text
    .split('\n')
    .reduce((sum, line) => sum + Math.max(1, Math.ceil(lineWidth(line) / textWidth)), 0);
  return 15 * lines;
}

function lineWidth(line: string): number {
  let width = 0;
  for (const character of line) width += character > '\u2e7f' ? 2 : 1;
  return width;
}

function periodText(period: Evidence['from']): string | null {
  return period ? spanWords(period) : null;
}

/** What the answer rests on, as label and text. */
function evidenceItems(exhibit: Evidenced, title: string, words: FileWords): [string, string][] {
  const { t } = words;
  const { evidence } = exhibit;
  const filters = evidence.slice.where.map((condition) => conditionWords(condition, t)).join(' · ');
  const formula = t.dynamic(`method.${evidence.method}.formula`, {}, '');
  const warnings = evidence.warnings.map(({ code, params }) => codedWords('warning', code, params, t));
  const items: [string, string | null][] = [
    [t('file.question'), title],
    [t('explain.method'), t.dynamic(`method.${evidence.method}`, {}, evidence.method)],
    [t('explain.formula'), formula],
    [t('explain.source'), evidence.source],
    [t('file.period.from'), periodText(evidence.from)],
    [t('file.period.to'), periodText(evidence.to)],
    [t('slice.asOf'), evidence.asOf],
    [t('slice.basis'), t(`basis.${evidence.slice.basis}.long`)],
    [t('currency.reportedIn'), evidence.currency ? currencyWords(evidence.currency, t).join('\n') : null],
    [t('explain.filters'), filters === '' ? t('explain.noFilters') : filters],
    [t('explain.data'), evidenceNumbers(exhibit, words)],
    [t('explain.parameters'), parameterWords(evidence, t).join('\n')],
    [t('explain.warnings'), warnings.join('\n')],
  ];
  return items.filter((item): item is [string, string] => item[1] !== null && item[1] !== '');
}

function evidenceNumbers({ evidence }: Evidenced, { t, format }: FileWords): string {
  const rows = format.value(evidence.rowsIn, 'count');
  return t('evidence.n', { rows, accounts: format.value(evidence.accounts, 'count') });
}

function writeFigures(
  sheet: SheetWriter,
  workbook: WorkbookWriter,
  exhibit: Evidenced,
  { t }: FileWords,
): void {
  const { styles } = workbook;
  const entries = Object.entries(exhibit.values);
  if (entries.length === 0) return;
  sheet.skipRows(1);
  sheet.startRow(18);
  for (const [column, key] of (['file.figure', 'file.definition', 'file.value'] as const).entries()) {
    sheet.text(column, t(key), lookId(styles, column === 2 ? 'headerNumber' : 'header'));
  }
  sheet.endRow();
  for (const [name, value] of entries) {
    const definition = t.dynamic(`definition.${name}`, {}, '');
    sheet.startRow(Math.max(15, heightFor(definition)));
    sheet.text(0, t.dynamic(`figure.${name}`, {}, name), lookId(styles, 'paragraph'));
    sheet.text(1, definition, lookId(styles, 'paragraph'));
    if (typeof value === 'number') {
      const look = { ...numberLook(unitFormat(figureUnit(name))), vertical: 'top' } as const;
      sheet.number(2, value, styles.id(look));
    } else sheet.text(2, value ?? '–', styles.id({ ...looks.paragraph, align: 'right' }));
    sheet.endRow();
  }
}

function beginSheet(workbook: WorkbookWriter, t: Translate): SheetWriter {
  const sheet = workbook.beginSheet(workbook.sheetName(t('file.sheet.evidence')), {
    widths: [30, textWidth, 18],
    gridLines: false,
  });
  sheet.startRow(21);
  sheet.text(0, t('file.sheet.evidence'), lookId(workbook.styles, 'title'));
  sheet.endRow();
  return sheet;
}

function writeItems(
  sheet: SheetWriter,
  workbook: WorkbookWriter,
  items: readonly (readonly [string, string])[],
): void {
  sheet.skipRows(1);
  for (const [label, text] of items) {
    sheet.startRow(heightFor(text));
    sheet.text(0, label, lookId(workbook.styles, 'label'));
    sheet.text(1, text, lookId(workbook.styles, 'paragraph'));
    sheet.endRow();
  }
}

function writeMaker(sheet: SheetWriter, workbook: WorkbookWriter, t: Translate): void {
  sheet.skipRows(1);
  sheet.startRow();
  sheet.text(0, t('file.madeBy'), lookId(workbook.styles, 'subtitle'));
  sheet.endRow();
}

/** Evidence of a table that is no exhibit: how it came about, label by label. */
export async function writeNotesSheet(
  workbook: WorkbookWriter,
  notes: readonly (readonly [string, string])[],
  t: Translate,
): Promise<void> {
  const sheet = beginSheet(workbook, t);
  writeItems(sheet, workbook, notes);
  writeMaker(sheet, workbook, t);
  await workbook.finishSheet();
}

/** Why the numbers can be believed: method, source, periods, filters, parameters, cautions, and what each figure is. */
export async function writeEvidenceSheet(
  workbook: WorkbookWriter,
  exhibit: Evidenced,
  title: string,
  words: FileWords,
): Promise<void> {
  const { t } = words;
  const sheet = beginSheet(workbook, t);
  sheet.startRow();
  sheet.text(0, evidenceLine(exhibit.evidence, words), lookId(workbook.styles, 'subtitle'));
  sheet.endRow();
  writeItems(sheet, workbook, evidenceItems(exhibit, title, words));
  writeFigures(sheet, workbook, exhibit, words);
  writeMaker(sheet, workbook, t);
  await workbook.finishSheet();
}
