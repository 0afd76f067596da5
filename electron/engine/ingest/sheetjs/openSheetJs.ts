import * as XLSX from 'xlsx';
import type { ReadOptions } from '../../../../shared/contract/ingest.ts';
import { ExpectedError } from '../../../../shared/errors/errors.ts';
import { detectEncoding } from '../detect/encoding.ts';
import { emptyFile } from '../source/openSource.ts';
import { openZip, type ZipArchive } from '../source/zipArchive.ts';
import type { ForeignFile, ForeignTable } from '../tables/foreignTable.ts';
import { findSheet } from '../tables/openedTable.ts';
import { countMerges, sheetWarnings } from '../tables/sheetWarnings.ts';
import { type CellRange, overlap, rangeText, requireRange } from '../xlsx/cellRange.ts';
import { codePageOf, codePages } from './codePages.ts';
import { type DenseSheet, describeSheet, type SheetDescription } from './describeSheet.ts';
import { isMarkup, markupText } from './markup.ts';
import { readableDocument } from './openDocument.ts';
import { writeDenseSheet } from './writeDenseSheet.ts';

XLSX.set_cptable(codePages);

/** These formats are read whole: up to this size on disk, and this size unpacked. */
const fileLimit = 256 << 20;
const unpackedLimit = 1 << 30;

/**
 * Reads XLS, XLSB and ODS workbooks, and the HTML and XML that some programs save as `.xls`, whole. Throws
 * `unsupportedFormat` for encrypted or too large ones, `notFound` for another sheet's name, `emptyFile`, and what the
 * library finds damaged.
 */
export async function openSheetJs(file: ForeignFile, options: ReadOptions): Promise<ForeignTable> {
  const { access, name } = file;
  if (access.size > fileLimit) throw tooLarge(name);
  const bytes = await access.read(0, access.size);
  const zip = bytes.toString('latin1', 0, 2) === 'PK' ? await openZip(access, name) : null;
  if (zip) await checkParts(zip, name);
  const isDocument = zip?.find('content.xml') !== undefined;
  const content = zip && isDocument ? await readableDocument(bytes, zip) : bytes;
  if (!content) throw encryptedParts(name);
  const book = readBook(content, name);
  const names = book.SheetNames.filter((each) => book.Sheets[each]?.['!type'] !== 'chart');
  const found = names.map((each) => describeSheet(book.Sheets[each] as DenseSheet));
  const hidden = names.map((each) => isHidden(book, each));
  const chosen =
    options.sheet === undefined ? firstTable(found, hidden) : findSheet(name, options.sheet, names);
  const description = found[chosen];
  if (!description?.used) throw emptyFile(name);
  const area = options.range
    ? overlap(requireRange(options.range, name), description.used)
    : description.used;
  if (area.bottom < area.top || area.right < area.left) throw emptyFile(`${name} › ${options.range}`);
  const skipsHidden = options.hidden === 'skip';
  const sheet = names[chosen]!;
  const from1904 = Boolean(book.Workbook?.WBProps?.date1904);
  return {
    format: zip ? (isDocument ? 'ods' : 'xlsb') : 'xls',
    sheets: names,
    sheet,
    sheetInfo: names.map((each, at) => sheetInfo(each, hidden[at]!, found[at]!)),
    warnings: sheetWarnings({
      sheet,
      others:
        options.sheet === undefined
          ? found.filter((each, at) => at !== chosen && !hidden[at] && each.used).length
          : 0,
      hiddenSheets: hidden.filter(Boolean).length,
      hiddenRows: description.hiddenRows.size,
      hiddenColumns: within(description.hiddenColumns, area),
      skipsHidden,
      merges: countMerges(description.merges, description.used),
      uncalculated: 0,
      firstUncalculated: '',
      errors: description.errors,
      from1904,
    }),
    firstRow: area.top,
    named: false,
    text: () =>
      writeDenseSheet(book.Sheets[sheet] as DenseSheet, description, { area, from1904, skipsHidden }),
  };
}

function readBook(bytes: Buffer, name: string): XLSX.WorkBook {
  const markup = isMarkup(bytes);
  try {
    return XLSX.read(markup ? markupText(bytes) : bytes, {
      type: markup ? 'string' : 'buffer',
      dense: true,
      cellNF: true,
      cellText: false,
      cellHTML: false,
      cellFormula: false,
      raw: true,
      ...(/^ID;P/.test(bytes.toString('latin1', 0, 4))
        ? { codepage: codePageOf(detectEncoding(bytes).encoding) }
        : {}),
    });
  } catch (cause) {
    if (!/password|encrypt/i.test((cause as Error).message)) throw cause;
    throw new ExpectedError(
      'unsupportedFormat',
      `${name} is encrypted with a password`,
      { file: name, hint: 'Open it in a spreadsheet program, take the password away and save it again.' },
      cause,
    );
  }
}

/** The library unpacks all parts at once: what they unpack to is found out first. */
async function checkParts(zip: ZipArchive, name: string): Promise<void> {
  let unpacked = 0;
  for (const entry of zip.entries) {
    if (entry.encrypted) throw encryptedParts(name);
    for await (const block of zip.open(entry)) {
      unpacked += block.length;
      if (unpacked > unpackedLimit) throw tooLarge(name);
    }
  }
}

function isHidden(book: XLSX.WorkBook, name: string): boolean {
  const at = book.SheetNames.indexOf(name);
  return (book.Workbook?.Sheets?.[at]?.Hidden ?? 0) !== 0;
}

function firstTable(found: SheetDescription[], hidden: boolean[]): number {
  const table = found.findIndex((each, at) => !hidden[at] && each.tableRows > 1);
  if (table >= 0) return table;
  const visible = found.findIndex((each, at) => !hidden[at] && each.used);
  return visible >= 0
    ? visible
    : Math.max(
        0,
        found.findIndex((each) => each.used),
      );
}

function sheetInfo(name: string, hidden: boolean, { used }: SheetDescription) {
  return {
    name,
    hidden,
    range: used ? rangeText(used) : null,
    rows: used ? used.bottom - used.top + 1 : 0,
    columns: used ? used.right - used.left + 1 : 0,
  };
}

function within(columns: ReadonlySet<number>, { left, right }: CellRange): number {
  return [...columns].filter((column) => column >= left && column <= right).length;
}

function tooLarge(name: string): ExpectedError {
  return new ExpectedError('unsupportedFormat', `${name} is too large for its format to be read whole`, {
    file: name,
    hint: 'Save it as .xlsx or .csv, which are read in pieces.',
  });
}

function encryptedParts(name: string): ExpectedError {
  return new ExpectedError('unsupportedFormat', `${name} is encrypted`, {
    file: name,
    hint: 'Open it, take the password away and save it again.',
  });
}
