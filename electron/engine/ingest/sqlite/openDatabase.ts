import type { ReadOptions } from '../../../../shared/contract/ingest.ts';
import { type ForeignRelation, openForeignDatabase } from '../../workspace/foreignDatabase.ts';
import { emptyFile } from '../source/openSource.ts';
import { writeRecord } from '../tables/cellValue.ts';
import type { ForeignFile, ForeignTable } from '../tables/foreignTable.ts';
import { findSheet, tableWarning } from '../tables/openedTable.ts';
import { RecordWriter } from '../tables/recordWriter.ts';

const rowsPerTurn = 4096;

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
    text: () => tableText(db, relation),
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
  let count = 0;
  for (const row of db.rows(relation)) {
    writeRecord(out, row);
    if (++count % rowsPerTurn === 0) yield* out.take();
  }
  yield* out.take(true);
}
