import type { ReadOptions } from '../../../../shared/contract/ingest.ts';
import { ExpectedError } from '../../../../shared/errors/errors.ts';
import { type ForeignRelation, openForeignDatabase } from '../../workspace/foreignDatabase.ts';
import { emptyFile } from '../source/openSource.ts';
import { writeRecord } from '../tables/cellValue.ts';
import type { ForeignFile, ForeignTable } from '../tables/foreignTable.ts';
import { findSheet, tableWarning } from '../tables/openedTable.ts';
import { RecordWriter } from '../tables/recordWriter.ts';

/** Text of a table that is more than so many times its file, and so many bytes, is of a view or a file without end. */
const mostTimes = 250;
const mostBytes = 1 << 30;

/**
 * Reads a table or view of an SQLite database: the one asked for, or the largest table. Throws `emptyFile` where there
 * is none, `notFound` for another's name, and what `openForeignDatabase` does.
 */
export async function openDatabase(file: ForeignFile, options: ReadOptions): Promise<ForeignTable> {
  const content = file.path === '' ? await file.access.read(0, file.access.size) : null;
  const db = openForeignDatabase(file.path, file.name, content);
  const { relations } = db;
  if (relations.length === 0) {
    db.close();
    throw emptyFile(file.name);
  }
  const names = relations.map(({ name }) => name);
  const chosen =
    options.sheet === undefined ? largest(relations) : findSheet(file.name, options.sheet, names);
  const relation = relations[chosen]!;
  const others =
    options.sheet === undefined ? relations.filter((each, at) => at !== chosen && each.rows !== 0).length : 0;
  return {
    format: 'sqlite',
    sheets: names,
    sheet: relation.name,
    sheetInfo: relations.map(({ name, rows, columns }) => ({
      name,
      hidden: false,
      range: null,
      rows,
      columns: columns.length,
    })),
    warnings:
      others === 0
        ? []
        : [
            tableWarning('tableChosen', `Table "${relation.name}" is read; there are ${others} others.`, {
              sheet: relation.name,
              count: others,
            }),
          ],
    firstRow: 0,
    named: true,
    text: () => bounded(tableText(db, relation), file, relation.name),
  };
}

function largest(relations: ForeignRelation[]): number {
  let best = 0;
  for (const [at, { rows }] of relations.entries()) if ((rows ?? 0) > (relations[best]!.rows ?? 0)) best = at;
  return best;
}

async function* tableText(
  db: ReturnType<typeof openForeignDatabase>,
  relation: ForeignRelation,
): AsyncGenerator<Uint8Array> {
  const out = new RecordWriter();
  writeRecord(out, relation.columns);
  for (const row of db.rows(relation)) {
    writeRecord(out, row);
    if (out.isReady) yield* out.take();
  }
  yield* out.take(true);
}

/** Throws `unsupportedFormat` where a file gives more than any table does. */
async function* bounded(
  blocks: AsyncIterable<Uint8Array>,
  { name, access }: ForeignFile,
  relation: string,
): AsyncGenerator<Uint8Array> {
  let bytes = 0;
  for await (const block of blocks) {
    bytes += block.length;
    if (bytes > Math.max(mostBytes, access.size * mostTimes)) {
      throw new ExpectedError(
        'unsupportedFormat',
        `"${relation}" of ${name} gives more than ${mostTimes} times the size of the file`,
        { file: name, hint: 'It may have no end. Save the rows you need as CSV and import that.' },
      );
    }
    yield block;
  }
}
