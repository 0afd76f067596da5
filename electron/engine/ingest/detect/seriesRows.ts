import { isBlank } from '../csv/dialect.ts';
import { parseDate } from '../values/parseDate.ts';
import { isMissing, parseNumber } from '../values/parseNumber.ts';
import { shapeOf } from './cellShape.ts';

/**
 * Records above dated ones that describe the columns, one property each, with its name in the first cell: title, unit,
 * frequency, identifier, as statistics offices and central banks publish series.
 */
export interface SeriesRows {
  /** The record whose cells name the columns, and the first dated record. */
  headerRow: number;
  dataRow: number;
  /** First record of them. */
  first: number;
  /** What the properties are called. */
  labels: string[];
  /** Column by number: field → what the records say. */
  says: Record<string, string>[];
}

const fewestDates = 3;
const mostProperties = 40;
const mostTitles = 60;

/** What a property says of a series, by the words of its label. */
const properties: [string, RegExp][] = [
  [
    'unit',
    /^(?:units?(?: of measure(?:ment)?)?|measure unit|einheit|unité|unidad|unidade|unità|eenheid|单位|計量單位|计量单位|単位)$/iu,
  ],
  [
    'region',
    /^(?:region|state|country|area|geograph(?:y|ic area)|geo|province|market|territory|land|bundesland|pays|país|paese|地区|省份|国家|区域|地域)$/iu,
  ],
  [
    'metric',
    /^(?:measure|metric|indicator|concept|data item|kennzahl|indikator|indicateur|indicador|indicatore|指标|指标名称|指標)$/iu,
  ],
  [
    'category',
    /^(?:titles?|descriptions?|long name|series(?: (?:name|title|description))?|names?|items?|products?|categor(?:y|ies)|industr(?:y|ies)|sectors?|titel|bezeichnung|reihe|intitulé|libellé|título|titolo|nombre|名称|品类|行业|产品|标题|系列名称|项目)$/iu,
  ],
];
const identifier =
  /^(?:(?:series|time series)[ _-]?(?:id|code|key|no|number)|mnemonic|code|id|ticker|key|编码|代码|指标代码|id_code)$/iu;

const isDate = (cell: string) => {
  const text = cell.trim();
  if (parseNumber(text, { decimal: '.', scale: 0 }) !== null && !/^(?:19|20)\d{2}$/.test(text)) return false;
  const date = parseDate(text, { order: 'dmy', serial: false });
  return (date !== null && date !== 'missing') || /^(?:19|20)\d{6}$|^(?:19|20)\d{4}$/.test(text);
};

/**
 * Do records of properties stand above dated records of figures? Null where they do not, where there are fewer than three (or
 * two that say what the columns are of), or where no record tells the columns apart.
 */
export function detectSeriesRows(records: string[][]): SeriesRows | null {
  const dataRow = firstDated(records);
  if (dataRow < 2) return null;
  const width = Math.max(...records.slice(dataRow, dataRow + 20).map((cells) => cells.length));
  const rows = propertyRows(records, dataRow, width);
  const labelled = rows.filter((row) => labelOf(records[row]!) !== '');
  const fields = labelled.map((row) => fieldOf(labelOf(records[row]!)));
  const told = fields.filter((field) => field !== null).length;
  if (labelled.length < 2 || (labelled.length < 3 && told < 2)) return null;
  if (told === 0 && !labelled.some((row) => identifier.test(labelOf(records[row]!)))) return null;
  const labels = labelled.map((row) => labelOf(records[row]!));
  if (new Set(labels).size < labels.length) return null;
  const headerRow = namingRow(records, rows, width);
  return headerRow < 0
    ? null
    : { headerRow, dataRow, first: rows[0]!, labels, says: saysOf(records, rows, headerRow, width) };
}

const labelOf = (cells: string[]) =>
  (cells[0] ?? '')
    .replace(/\s+/g, ' ')
    .replace(/\s*[:：]\s*$/, '')
    .trim();

/** The first record of dates and figures that is followed by others of the kind; −1 = none. */
function firstDated(records: string[][]): number {
  const isData = (cells: string[]) =>
    isDate(cells[0] ?? '') &&
    cells.slice(1).every((cell) => cell.trim() === '' || isMissing(cell.trim()) || isFigure(cell));
  for (let row = 0; row < Math.min(records.length - fewestDates + 1, mostTitles); row++) {
    const next = records.slice(row, row + fewestDates);
    if (!next.every((cells) => cells.length > 1 && isData(cells))) continue;
    return next.some((cells) => cells.slice(1).some(isFigure)) ? row : -1;
  }
  return -1;
}

function isFigure(cell: string): boolean {
  const text = cell.trim();
  return (
    parseNumber(text, { decimal: '.', scale: 0 }) !== null ||
    parseNumber(text, { decimal: ',', scale: 0 }) !== null
  );
}

/** Records right above the dated ones that say something of most columns, from the top; blank ones between do no harm. */
function propertyRows(records: string[][], dataRow: number, width: number): number[] {
  const rows: number[] = [];
  for (let row = dataRow - 1; row >= 0 && rows.length < mostProperties; row--) {
    const cells = records[row]!;
    if (isBlank(cells)) continue;
    const filled = cells.slice(1, width).filter((cell) => cell.trim() !== '').length;
    if (filled < Math.max(1, (width - 1) * 0.6)) break;
    const label = labelOf(cells);
    if (label !== '' && (shapeOf(label) !== 'text' || isDate(label))) return [];
    rows.unshift(row);
    if (label === '') break;
  }
  return rows;
}

function fieldOf(label: string): string | null {
  return properties.find(([, words]) => words.test(label))?.[0] ?? null;
}

/** The record that names the columns best: each another, in words; one of titles before one of identifiers. */
function namingRow(records: string[][], rows: number[], width: number): number {
  const rated = rows.map((row) => {
    const cells = records[row]!.slice(1, width).map((cell) => cell.trim());
    const filled = cells.filter((cell) => cell !== '');
    const distinct = new Set(filled).size / Math.max(1, width - 1);
    const words = filled.filter((cell) => shapeOf(cell) === 'text').length / Math.max(1, filled.length);
    const label = labelOf(records[row]!);
    const named = fieldOf(label) === 'category' || label === '' ? 0.3 : identifier.test(label) ? 0.1 : 0;
    return { row, distinct, score: words < 0.8 ? 0 : distinct + named };
  });
  const best = rated.reduce((one, other) => (other.score > one.score ? other : one));
  return best.distinct >= (width > 2 ? 0.3 : 0) && best.score > 0 ? best.row : -1;
}

function saysOf(
  records: string[][],
  rows: number[],
  headerRow: number,
  width: number,
): Record<string, string>[] {
  return Array.from({ length: width }, (_, column) => {
    const says: Record<string, string> = {};
    if (column === 0) return says;
    const cell = (row: number) => (records[row]![column] ?? '').replace(/\s+/g, ' ').trim();
    says.category = cell(headerRow)
      .replace(/\s*;\s*$/, '')
      .replace(/\s*;\s*/g, '; ');
    for (const row of rows) {
      const field = fieldOf(labelOf(records[row]!));
      if (field !== null && field !== 'category' && cell(row) !== '') says[field] = cell(row);
    }
    return says;
  });
}
