import { isoDate, isoMonth } from '../../../shared/domain/calendar.ts';
import type { Column, Table } from '../../../shared/domain/table.ts';
import type { FileSink } from './fileSink.ts';

const chunkSize = 256 * 1024;

/** What a spreadsheet would take for a formula (OWASP, CSV Injection), with the full-width forms it also reads. */
const formulaStart = /^[=+\-@\t\r\n＝＋－＠]/;

/** A text cell: quoted where RFC 4180 asks for it; a text that looks like a formula gets an apostrophe before it. */
function csvText(text: string): string {
  const isFormula = formulaStart.test(text);
  const safe = isFormula ? `'${text}` : text;
  return isFormula || /[",\r\n]|^\s|\s$/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

function cellText(column: Column, row: number): string {
  if (column.type === 'text') {
    const value = column.values[row];
    return value === null || value === undefined ? '' : csvText(value);
  }
  const value = column.values[row]!;
  if (Number.isNaN(value)) return '';
  if (column.type === 'date') return isoDate(value);
  if (column.type === 'month') return isoMonth(value);
  if (column.type === 'boolean') return value === 0 ? 'false' : 'true';
  return String(value);
}

/** The byte order mark and the header line. */
export async function writeCsvHead(sink: FileSink, headers: readonly string[]): Promise<void> {
  await sink.write(Buffer.from(`\ufeff${headers.map(csvText).join(',')}\r\n`));
}

/** The lines of a table, below those already written. */
export async function writeCsvRows(sink: FileSink, table: Table): Promise<void> {
  let buffer = '';
  for (let row = 0; row < table.n; row++) {
    let separator = '';
    for (const column of table.columns) {
      buffer += separator + cellText(column, row);
      separator = ',';
    }
    buffer += '\r\n';
    if (buffer.length >= chunkSize) {
      await sink.write(Buffer.from(buffer));
      buffer = '';
    }
  }
  await sink.write(Buffer.from(buffer));
}

/** RFC 4180 in UTF-8 with a byte order mark, numbers in full precision, dates in ISO 8601, missing values empty. */
export async function writeCsv(sink: FileSink, table: Table, headers: readonly string[]): Promise<void> {
  await writeCsvHead(sink, headers);
  await writeCsvRows(sink, table);
}
