import type { Repair } from '../../../../shared/contract/repair.ts';
import { makeTable, type Table, textColumn } from '../../../../shared/domain/table.ts';
import { ExpectedError } from '../../../../shared/errors/errors.ts';
import type { Workspace } from '../../workspace/types.ts';
import { readTextTable } from '../readColumns.ts';
import { openRepair } from './repairable.ts';

const guides = ['line', 'record', 'column', 'reason', 'value'] as const;

/** Names of the columns beside those of the source; a source that has such a name makes ours longer. */
function guideNames(headers: readonly string[]): string[] {
  return guides.map((guide) => {
    let name = `quarantine_${guide}`;
    while (headers.includes(name)) name = `_${name}`;
    return name;
  });
}

/**
 * The quarantined rows of a batch to be corrected elsewhere: the columns of the source, then where each row stood and
 * why it was kept out, in words. Rows too long to be kept whole are left out.
 */
export function repairTable(workspace: Workspace, batch: number, inWords: (reason: string) => string): Table {
  const { headers, rows } = openRepair(workspace, batch);
  const whole = rows.filter(({ original }) => original !== null);
  const surplus = whole.reduce((most, { original }) => Math.max(most, original!.length - headers.length), 0);
  const names = [...headers, ...Array.from({ length: surplus }, (_, at) => `surplus ${at + 1}`)];
  const said = whole.map(({ row, entries }) => [
    String(row.line),
    String(row.record),
    entries.flatMap(({ column }) => column ?? []).join(', '),
    [...new Set(entries.map(({ reason }) => reason))].map(inWords).join('; '),
    row.value,
  ]);
  return makeTable([
    ...names.map((name, at) =>
      textColumn(
        name,
        whole.map(({ original }) => original![at] ?? ''),
      ),
    ),
    ...guideNames(headers).map((name, at) =>
      textColumn(
        name,
        said.map((texts) => texts[at]!),
      ),
    ),
  ]);
}

/** What a spreadsheet was kept from taking for a formula when the file was written. */
const guarded = /^'[=+\-@\t\r\n＝＋－＠]/;

/**
 * The changes that a corrected file makes. Rows that the file no longer has stay as they are. Throws what reading a file
 * throws, `badInput` where the column with the records is missing, a record is no number or stands there twice.
 */
export async function readRepairFile(
  workspace: Workspace,
  batch: number,
  path: string,
  signal?: AbortSignal,
): Promise<Pick<Repair, 'rows'>> {
  const { headers, rows } = openRepair(workspace, batch);
  const table = await readTextTable(path, signal);
  const recordName = guideNames(headers)[1]!;
  const recordAt = table.headers.indexOf(recordName);
  if (recordAt < 0) throw missingColumn(table.file, recordName);
  const absent = headers.find((header) => !table.headers.includes(header));
  if (absent !== undefined) throw missingColumn(table.file, absent);
  const surplus = table.headers.flatMap((name, at) => (/^surplus \d+$/.test(name) ? [at] : []));
  const places = [...headers.map((header) => table.headers.indexOf(header)), ...surplus];
  const original = new Map(rows.map(({ row, original: cells }) => [row.record, cells]));
  const seen = new Set<number>();
  const changed = table.rows.map((cells, at) => {
    const record = Number(cells[recordAt]);
    if (!Number.isSafeInteger(record) || record < 1 || seen.has(record)) {
      throw badRecord(table.file, recordName, cells[recordAt] ?? '', at + 2);
    }
    seen.add(record);
    const before = original.get(record) ?? [];
    return {
      record,
      cells: trimmed(
        places.map((place, column) => given(cells[place] ?? '', before?.[column] ?? '')),
        headers.length,
      ),
    };
  });
  return { rows: changed };
}

/** A cell as the user left it: one that only lost its guard or its margins is as it was. */
function given(cell: string, before: string): string {
  if (cell === before || cell.trim() === before.trim() || cell === `'${before}`) return before;
  return guarded.test(cell) ? cell.slice(1) : cell;
}

/** Without empty surplus cells, which only other rows of the file have. */
function trimmed(cells: string[], width: number): string[] {
  let length = cells.length;
  while (length > width && cells[length - 1] === '') length--;
  return cells.slice(0, length);
}

function missingColumn(file: string, column: string): ExpectedError {
  return new ExpectedError('badInput', `${file} has no column "${column}"`, {
    file,
    column,
    hint: 'Repair the file that the quarantine was saved to: its columns must stay, their order may change.',
  });
}

function badRecord(file: string, column: string, value: string, row: number): ExpectedError {
  return new ExpectedError('badInput', `${file}, row ${row}: "${value}" is no record of the quarantine`, {
    file,
    row,
    column,
    hint: 'Each row keeps the record number that it was saved with.',
  });
}
