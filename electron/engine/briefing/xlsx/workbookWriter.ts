import type { FileSink } from '../fileSink.ts';
import { type Chart, chartXml } from './chartXml.ts';
import { type Anchor, drawingXml } from './drawingXml.ts';
import { quoteSheet, type Range, sheetName, sheetReference } from './references.ts';
import { createSharedStrings, type SharedStrings } from './sharedStrings.ts';
import { createSheetWriter, type SheetEnd, type SheetLayout, type SheetWriter } from './sheetWriter.ts';
import { createStyles, type Styles } from './styles.ts';
import { escapeXml } from './xmlText.ts';
import { createZip, type ZipWriter } from './zipWriter.ts';

export interface PlacedChart {
  chart: Chart;
  anchor: Anchor;
  /** Said to people who cannot see it. */
  description: string;
}

export interface WorkbookOptions {
  title: string;
  /** Typeface of all cells. */
  font: string;
  /** zlib level; 1 is more than twice as fast as 6 for a file a tenth larger. */
  level?: number;
}

export interface SheetFinish extends Omit<SheetEnd, 'drawing'> {
  charts?: readonly PlacedChart[];
  /** Rows repeated on every printed page, first and last. */
  printTitles?: readonly [number, number];
}

export interface WorkbookWriter {
  readonly styles: Styles;
  readonly shared: SharedStrings;
  /** The name a sheet would get: allowed and not taken. */
  sheetName(wanted: string): string;
  /** Begins a sheet; the one before it must be finished. */
  beginSheet(name: string, layout: SheetLayout): SheetWriter;
  finishSheet(finish?: SheetFinish): Promise<void>;
  /** A name for a range, usable in formulas. */
  define(name: string, sheet: string, range: Range): void;
  finish(): Promise<void>;
}

const xmlHead = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const officeRelations = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const packageRelations = 'http://schemas.openxmlformats.org/package/2006/relationships';
const spreadsheetTypes = 'application/vnd.openxmlformats-officedocument.spreadsheetml';

function relationsXml(relations: readonly { type: string; target: string }[]): string {
  const items = relations.map(
    ({ type, target }, index) => `<Relationship Id="rId${index + 1}" Type="${type}" Target="${target}"/>`,
  );
  return `${xmlHead}<Relationships xmlns="${packageRelations}">${items.join('')}</Relationships>`;
}

const rootRelations = relationsXml([
  { type: `${officeRelations}/officeDocument`, target: 'xl/workbook.xml' },
  {
    type: 'http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties',
    target: 'docProps/core.xml',
  },
  { type: `${officeRelations}/extended-properties`, target: 'docProps/app.xml' },
]);

/** No names of people or machines, no times: the file says what it is and nothing else. */
function coreXml(title: string): string {
  return `${xmlHead}<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>${escapeXml(title)}</dc:title><dc:creator>Quarterdeck</dc:creator></cp:coreProperties>`;
}

const appXml = `${xmlHead}<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties"><Application>Quarterdeck</Application></Properties>`;

interface Parts {
  sheets: string[];
  drawings: number;
  charts: number;
  definitions: string[];
}

function contentTypesXml(parts: Parts): string {
  const override = (name: string, type: string) => `<Override PartName="${name}" ContentType="${type}"/>`;
  const drawing = 'application/vnd.openxmlformats-officedocument.drawing+xml';
  const chart = 'application/vnd.openxmlformats-officedocument.drawingml.chart+xml';
  const count = (length: number, name: (number: number) => string, type: string) =>
    Array.from({ length }, (_, index) => override(name(index + 1), type));
  return [
    `${xmlHead}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">`,
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>',
    '<Default Extension="xml" ContentType="application/xml"/>',
    override('/xl/workbook.xml', `${spreadsheetTypes}.sheet.main+xml`),
    override('/xl/styles.xml', `${spreadsheetTypes}.styles+xml`),
    override('/xl/sharedStrings.xml', `${spreadsheetTypes}.sharedStrings+xml`),
    override('/docProps/core.xml', 'application/vnd.openxmlformats-package.core-properties+xml'),
    override('/docProps/app.xml', 'application/vnd.openxmlformats-officedocument.extended-properties+xml'),
    ...count(
      parts.sheets.length,
      (number) => `/xl/worksheets/sheet${number}.xml`,
      `${spreadsheetTypes}.worksheet+xml`,
    ),
    ...count(parts.drawings, (number) => `/xl/drawings/drawing${number}.xml`, drawing),
    ...count(parts.charts, (number) => `/xl/charts/chart${number}.xml`, chart),
    '</Types>',
  ].join('');
}

function workbookXml(parts: Parts): string {
  const sheets = parts.sheets.map(
    (name, index) => `<sheet name="${escapeXml(name)}" sheetId="${index + 1}" r:id="rId${index + 1}"/>`,
  );
  const definitions = parts.definitions.length
    ? `<definedNames>${[...parts.definitions].sort().join('')}</definedNames>`
    : '';
  return `${xmlHead}<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="${officeRelations}"><bookViews><workbookView/></bookViews><sheets>${sheets.join('')}</sheets>${definitions}<calcPr calcId="191029"/></workbook>`;
}

function workbookRelations(parts: Parts): string {
  return relationsXml([
    ...parts.sheets.map((_, index) => ({
      type: `${officeRelations}/worksheet`,
      target: `worksheets/sheet${index + 1}.xml`,
    })),
    { type: `${officeRelations}/styles`, target: 'styles.xml' },
    { type: `${officeRelations}/sharedStrings`, target: 'sharedStrings.xml' },
  ]);
}

async function addCharts(zip: ZipWriter, parts: Parts, charts: readonly PlacedChart[]): Promise<void> {
  const first = parts.charts + 1;
  for (const { chart } of charts) await zip.add(`xl/charts/chart${++parts.charts}.xml`, chartXml(chart));
  const drawing = ++parts.drawings;
  await zip.add(`xl/drawings/drawing${drawing}.xml`, drawingXml(charts));
  const targets = charts.map((_, index) => ({
    type: `${officeRelations}/chart`,
    target: `../charts/chart${first + index}.xml`,
  }));
  await zip.add(`xl/drawings/_rels/drawing${drawing}.xml.rels`, relationsXml(targets));
  await zip.add(
    `xl/worksheets/_rels/sheet${parts.sheets.length}.xml.rels`,
    relationsXml([{ type: `${officeRelations}/drawing`, target: `../drawings/drawing${drawing}.xml` }]),
  );
}

/** A range that Excel itself gives meaning to, on the sheet begun last. */
function builtIn(name: string, parts: Parts, reference: string, hidden = false): string {
  const attributes = `name="_xlnm.${name}" localSheetId="${parts.sheets.length - 1}"${hidden ? ' hidden="1"' : ''}`;
  return `<definedName ${attributes}>${escapeXml(reference)}</definedName>`;
}

/**
 * Writes a workbook (ECMA-376 transitional) sheet by sheet and row by row; what is kept in memory does not grow
 * with the rows.
 */
export async function createWorkbook(sink: FileSink, options: WorkbookOptions): Promise<WorkbookWriter> {
  const zip = createZip(sink, options.level ?? 1);
  const styles = createStyles(options.font);
  const shared = createSharedStrings();
  const parts: Parts = { sheets: [], drawings: 0, charts: 0, definitions: [] };
  let current: SheetWriter | null = null;
  await zip.add('_rels/.rels', rootRelations);
  await zip.add('docProps/core.xml', coreXml(options.title));
  await zip.add('docProps/app.xml', appXml);

  const taken = () => new Set(parts.sheets.map((name) => name.toLowerCase()));
  return {
    styles,
    shared,
    sheetName: (wanted) => sheetName(wanted, taken()),
    beginSheet(name, layout) {
      parts.sheets.push(name);
      const entry = zip.begin(`xl/worksheets/sheet${parts.sheets.length}.xml`);
      current = createSheetWriter(name, layout, entry, shared, parts.sheets.length === 1);
      return current;
    },
    async finishSheet({ charts = [], printTitles, ...end } = {}) {
      if (!current) throw new Error('No sheet has been begun');
      const { name } = current;
      await current.end({ ...end, drawing: charts.length > 0 ? 'rId1' : undefined });
      if (charts.length > 0) await addCharts(zip, parts, charts);
      if (end.filter)
        parts.definitions.push(builtIn('_FilterDatabase', parts, sheetReference(name, end.filter), true));
      if (printTitles) {
        const rows = `${quoteSheet(name)}!$${printTitles[0]}:$${printTitles[1]}`;
        parts.definitions.push(builtIn('Print_Titles', parts, rows));
      }
      current = null;
    },
    define(name, sheet, range) {
      parts.definitions.push(
        `<definedName name="${escapeXml(name)}">${escapeXml(sheetReference(sheet, range))}</definedName>`,
      );
    },
    async finish() {
      await zip.add('xl/workbook.xml', workbookXml(parts));
      await zip.add('xl/_rels/workbook.xml.rels', workbookRelations(parts));
      await zip.add('xl/styles.xml', styles.xml());
      await zip.add('xl/sharedStrings.xml', shared.xml());
      await zip.add('[Content_Types].xml', contentTypesXml(parts));
      await zip.finish();
    },
  };
}
