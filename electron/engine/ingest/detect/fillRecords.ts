import type { Dialect } from '../csv/dialect.ts';
import { cellLimit } from '../csv/dialect.ts';
import type { Reject } from '../csv/scanPlan.ts';
import { type CellCurrency, currencyOf } from './cellCurrency.ts';
import { type CutRecord, rewriteRecords } from './cutRecord.ts';
import { GroupLabels } from './groupLabels.ts';
import { asWide, GroupNames, type GroupRows } from './groupRows.ts';
import { type Ledger, ledgerAmount } from './ledger.ts';

/** Columns whose labels are written once a group, rows that hold names of groups, and how many records stand above the data. */
export interface FillPlan {
  columns: number[];
  /** What the header calls them. */
  names: string[];
  groups: GroupRows | null;
  ledger: Ledger | null;
  currency: CellCurrency | null;
  /** The period of all rows. */
  period: { text: string } | null;
  /** Columns of the table as it is written. */
  width: number;
  skip: number;
}

/**
 * `GroupLabels` over blocks of UTF-8: labels that are written once a group stand in every record. Bytes are taken as
 * characters, because delimiter, quote and line ends are ASCII. Blank records stay blank.
 */
export async function* fillBlocks(
  blocks: AsyncIterable<Uint8Array>,
  { columns, names, groups, ledger, currency, period, width, skip }: FillPlan,
  dialect: Dialect,
): AsyncGenerator<Uint8Array> {
  const says = (cell: string) => textOf(cell, dialect.quote);
  const labels = new GroupLabels(columns, names, says);
  const own = groups && new GroupNames(groups, width, (name) => asCell(name, dialect), says);
  const whole = width + (groups?.names.length ?? 0);
  const withAmount = (cells: string[], sides: Ledger) => [
    ...asWide(cells, whole),
    asCell(ledgerAmount(cells, sides, says), dialect),
  ];
  const withCurrency = (cells: string[], { column }: CellCurrency) => [
    ...asWide(cells, whole + (ledger ? 1 : 0)),
    asCell(currencyOf(says(cells[column] ?? '')), dialect),
  ];
  const wide = whole + (ledger ? 1 : 0) + (currency ? 1 : 0);
  let passed = 0;
  const take = (record: CutRecord): string => {
    passed++;
    if (passed <= skip || record.cells.every((cell) => cell === '')) return record.text;
    const { cells, begins } = own ? own.add(record.cells) : { cells: record.cells, begins: false };
    const labelled = begins ? cells : labels.fill(cells);
    const priced = ledger ? withAmount(labelled, ledger) : labelled;
    const valued = currency ? withCurrency(priced, currency) : priced;
    const filled = period ? [...asWide(valued, wide), asCell(period.text, dialect)] : valued;
    if (begins) filled.push(groupMark);
    return filled === record.cells ? record.text : filled.join(dialect.delimiter) + record.end;
  };
  let rest = '';
  for await (const block of blocks) {
    const { out, left } = rewriteRecords(rest + asCharacters(block), dialect, take, false);
    rest = left;
    if (out !== '') yield Buffer.from(out, 'latin1');
    if (rest.length > cellLimit) {
      yield Buffer.from(rest, 'latin1');
      rest = '';
    }
  }
  const { out } = rewriteRecords(rest, dialect, take, true);
  if (out !== '') yield Buffer.from(out, 'latin1');
}

/** A surplus cell, so that no reading takes a row for data that only names a group. */
const groupMark = '\u0001';

/** The records that were refused because they only name a group, said so. */
export function groupRejects(rejects: Reject[]): void {
  for (const reject of rejects) {
    if (!reject.text.endsWith(groupMark)) continue;
    reject.reason = 'groupRow';
    reject.column = -1;
    reject.value = '';
    reject.text = reject.text.slice(0, -2);
  }
}

/** A name as a cell, in bytes taken for characters. */
function asCell(name: string, { delimiter, quote }: Dialect): string {
  const text = Buffer.from(name, 'utf8').toString('latin1');
  if (quote === '' || !(text.includes(delimiter) || text.includes(quote) || /[\r\n]/.test(text))) return text;
  return quote + text.replaceAll(quote, quote + quote) + quote;
}

function asCharacters(block: Uint8Array): string {
  return Buffer.from(block.buffer, block.byteOffset, block.length).toString('latin1');
}

/** What a cell says that is written as bytes taken for characters. */
function textOf(cell: string, quote: string): string {
  if (cell === '') return '';
  const text = Buffer.from(cell, 'latin1').toString('utf8').trim();
  if (quote === '' || text[0] !== quote) return text;
  const close = text.lastIndexOf(quote);
  const inside = close > 0 ? text.slice(1, close) + text.slice(close + 1) : text.slice(1);
  return inside.replaceAll(quote + quote, quote).trim();
}
