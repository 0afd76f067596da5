import { heatShade, heatShades, type PivotHead } from '../../../../shared/domain/pivot.ts';
import type { Locale } from '../../../../shared/i18n/messages.ts';
import { rowHeads } from '../../book/pivot/page.ts';
import type { Pivot } from '../../book/pivot/pivot.ts';
import { displayWidth } from '../columnWidths.ts';
import type { FileWords } from '../exhibitWords.ts';
import { fileTheme, lookId, looks, rgb } from '../look.ts';
import { unitFormat } from '../numberFormats.ts';
import type { Range } from '../xlsx/references.ts';
import type { SheetWriter } from '../xlsx/sheetWriter.ts';
import type { CellStyle } from '../xlsx/styles.ts';
import type { WorkbookWriter } from '../xlsx/workbookWriter.ts';
import { type PivotFormula, pivotFormulas } from './pivotFormulas.ts';
import { fieldWords, measureWords, stepWords } from './pivotWords.ts';

/** Title, line and an empty row stand above the headers. */
const topRows = 3;
/** Excel groups rows and columns seven levels deep. */
const mostOutline = 7;
const totalFill = 'F4F7F7';

interface SheetOptions {
  name: string;
  title: string;
  line: string;
  locale: Locale;
}

function labelOf(head: PivotHead, words: FileWords): string {
  const { t } = words;
  if (head.path.length === 0) return t('pivot.grandTotal');
  const label = stepWords(head.path.at(-1)!, t);
  return head.partial ? `${label} *` : label;
}

/** What the header of `column` says at a depth, and whether it goes on from the column before. */
function headerAt(heads: PivotHead[], column: number, depth: number, words: FileWords) {
  const { path, total, partial } = heads[column]!;
  const before = heads[column - 1];
  const shares = (other: PivotHead) =>
    other.path.length > depth && path.slice(0, depth + 1).every((step, index) => other.path[index] === step);
  if (depth < path.length) {
    const label = stepWords(path[depth]!, words.t);
    const isMarked = partial && depth === path.length - 1;
    return { text: isMarked ? `${label} *` : label, goesOn: before !== undefined && shares(before) };
  }
  const isLabel = total && depth === path.length;
  const text = path.length === 0 ? words.t('pivot.grandTotal') : words.t('pivot.total');
  return { text: isLabel ? text : '', goesOn: false };
}

function writeHeaders(
  sheet: SheetWriter,
  workbook: WorkbookWriter,
  pivot: Pivot,
  heads: PivotHead[],
  words: FileWords,
): Range[] {
  const { t } = words;
  const { spec } = pivot;
  const width = pivot.measures.length;
  const merged: Range[] = [];
  const style = lookId(workbook.styles, 'header');
  const centred = workbook.styles.id({ ...looks.header, align: 'center' });
  for (let depth = 0; depth < spec.columns.length; depth++) {
    sheet.startRow(18);
    sheet.text(0, fieldWords(spec.columns[depth]!.field, t), style);
    let start = 0;
    for (let column = 0; column < heads.length; column++) {
      const { text, goesOn } = headerAt(heads, column, depth, words);
      for (let measure = 0; measure < width; measure++) {
        const at = 1 + column * width + measure;
        if (!goesOn && measure === 0 && text !== '') sheet.text(at, text, centred);
        else sheet.blank(at, centred);
      }
      if (!goesOn) start = column;
      const next = column + 1 < heads.length && headerAt(heads, column + 1, depth, words).goesOn;
      const last = (column + 1) * width;
      if (!next && last > 1 + start * width) {
        merged.push({
          firstColumn: 1 + start * width,
          firstRow: sheet.row(),
          lastColumn: last,
          lastRow: sheet.row(),
        });
      }
    }
    sheet.endRow();
  }
  sheet.startRow(30);
  sheet.text(0, spec.rows.map(({ field }) => fieldWords(field, t)).join(t('pivot.fields.separator')), style);
  const right = lookId(workbook.styles, 'headerNumber');
  for (let column = 0; column < heads.length; column++) {
    pivot.measures.forEach((measure, index) => {
      sheet.text(1 + column * width + index, measureWords(measure, t), right);
    });
  }
  sheet.endRow();
  return merged;
}

/** Styles of figures by measure, whether they are totals, and shade. */
function figureStyles(workbook: WorkbookWriter, pivot: Pivot, locale: Locale) {
  const ramp = fileTheme(locale).ramp.map(rgb);
  return pivot.measures.map(({ unit, low, high }) => {
    const base: CellStyle = { format: unitFormat(unit), align: 'right' };
    const plain = workbook.styles.id(base);
    const total = workbook.styles.id({ ...base, bold: true, fill: totalFill });
    const shades = Array.from({ length: heatShades }, (_, shade) =>
      workbook.styles.id({
        ...base,
        fill: ramp[shade]!,
        ...(shade >= heatShades - 2 ? { colour: 'FFFFFF' } : {}),
      }),
    );
    return (value: number, isTotal: boolean) => {
      const shade = pivot.spec.heat && !isTotal ? heatShade(value, low, high) : null;
      return shade === null ? (isTotal ? total : plain) : shades[shade]!;
    };
  });
}

async function writeRows(
  sheet: SheetWriter,
  workbook: WorkbookWriter,
  pivot: Pivot,
  heads: PivotHead[],
  columnHeads: PivotHead[],
  formula: PivotFormula,
  locale: Locale,
  words: FileWords,
): Promise<void> {
  const { styles } = workbook;
  const styleOf = figureStyles(workbook, pivot, locale);
  const width = pivot.measures.length;
  for (const [row, head] of heads.entries()) {
    const depth = Math.max(0, head.path.length - 1);
    const isTotal = head.total || head.open;
    sheet.startRow(undefined, Math.min(mostOutline, head.path.length === 0 ? 0 : depth));
    const label: CellStyle = { indent: Math.min(15, depth * 2), align: 'left' };
    sheet.text(
      0,
      labelOf(head, words),
      styles.id(isTotal ? { ...label, bold: true, fill: totalFill } : label),
    );
    for (let column = 0; column < columnHeads.length; column++) {
      const isTotalColumn = columnHeads[column]!.total && columnHeads.length > 1;
      for (let measure = 0; measure < width; measure++) {
        const value = pivot.figure(row, column, measure);
        const style = styleOf[measure]!(value, isTotal || isTotalColumn);
        const at = 1 + column * width + measure;
        const live = Number.isNaN(value) ? null : formula(row, column, measure);
        if (live !== null) sheet.formula(at, live, value, style);
        else if (!Number.isNaN(value) || isTotal || isTotalColumn) sheet.number(at, value, style);
      }
    }
    sheet.endRow();
    if (sheet.isFull()) await sheet.flush();
  }
}

/** Room for the widest of a sample of figures, for the labels with their indents, and for the headers' words. */
function widthsOf(pivot: Pivot, heads: PivotHead[], columnHeads: PivotHead[], words: FileWords): number[] {
  const step = Math.max(1, Math.floor(heads.length / 300));
  const sample = heads.map((_, row) => row).filter((row) => row % step === 0 || heads[row]!.total);
  const labels = sample.map((row) => {
    const head = heads[row]!;
    return displayWidth(labelOf(head, words)) * (head.open ? 1.1 : 1) + Math.max(0, head.path.length - 1) * 2;
  });
  const fields = pivot.spec.rows.map(({ field }) => fieldWords(field, words.t)).join(' / ');
  const first = Math.min(
    60,
    Math.max(14, displayWidth(fields) * 0.7 + 2, ...labels.map((label) => label + 2)),
  );
  const rest = columnHeads.flatMap((head, column) =>
    pivot.measures.map((measure, index) => {
      const header = displayWidth(measureWords(measure, words.t)) * 0.62 + 2;
      const above = displayWidth(labelOf(head, words)) / pivot.measures.length + 2;
      const figures = sample.map((row) => {
        const value = pivot.figure(row, column, index);
        return Number.isNaN(value) ? 0 : words.format.value(value, measure.unit).length * 1.15 + 2;
      });
      return Math.ceil(10 * Math.min(40, Math.max(9, header, above, ...figures))) / 10;
    }),
  );
  return [Math.ceil(first * 10) / 10, ...rest];
}

/** Parts of open column groups can be folded away: one level per group around them. */
function columnOutline(heads: PivotHead[], width: number): number[] {
  const levels = heads.flatMap(({ path }) => {
    const level = Math.min(mostOutline, Math.max(0, path.length - 1));
    return new Array<number>(width).fill(level);
  });
  return [0, ...levels];
}

/** Writes the pivot as it is laid out: headers merged over their parts, levels as outline, totals and shares live. */
export async function writePivotSheet(
  workbook: WorkbookWriter,
  pivot: Pivot,
  options: SheetOptions,
  words: FileWords,
): Promise<void> {
  const heads = rowHeads(pivot, { offset: 0, limit: pivot.rows.length });
  const columnHeads = Array.from({ length: pivot.columns.length }, (_, index) => pivot.columnHead(index));
  const headerRows = pivot.spec.columns.length + 1;
  const firstRow = topRows + headerRows + 1;
  const deepest = heads.reduce((most, { path }) => Math.max(most, path.length - 1), 0);
  const sheet = workbook.beginSheet(workbook.sheetName(options.name), {
    widths: widthsOf(pivot, heads, columnHeads, words),
    frozenRows: topRows + headerRows,
    frozenColumns: 1,
    rowOutline: Math.min(mostOutline, deepest),
    columnOutline: columnOutline(columnHeads, pivot.measures.length),
  });
  sheet.startRow(21);
  sheet.text(0, options.title, lookId(workbook.styles, 'title'));
  sheet.endRow();
  sheet.startRow();
  const hasPartial = [...heads, ...columnHeads].some(({ partial }) => partial);
  const note = hasPartial ? ` · * ${words.t('pivot.partial')}` : '';
  sheet.text(0, options.line + note, lookId(workbook.styles, 'subtitle'));
  sheet.endRow();
  sheet.skipRows(1);
  const merged = writeHeaders(sheet, workbook, pivot, columnHeads, words);
  const formula = pivotFormulas(pivot, heads, { firstRow, firstColumn: 1 });
  await writeRows(sheet, workbook, pivot, heads, columnHeads, formula, options.locale, words);
  await workbook.finishSheet({
    merged,
    printTitles: [topRows + 1, topRows + headerRows],
    footer: options.title,
  });
}
