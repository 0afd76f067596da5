import type { ReadOptions } from '../../../../shared/contract/ingest.ts';
import { CancelledError, ExpectedError } from '../../../../shared/errors/errors.ts';
import { openJson } from '../json/openJson.ts';
import type { Source } from '../source/openSource.ts';
import type { ReadContext } from '../tableReader.ts';
import { openXlsx } from '../xlsx/openSheet.ts';
import type { OpenedTable, OpenTable } from './openedTable.ts';
import { openInProcess, openInWorker } from './openInWorker.ts';

const openers: Partial<Record<Source['format'], OpenTable>> = {
  xlsx: openXlsx,
  xlsb: openInWorker,
  xls: openInWorker,
  ods: openInWorker,
  parquet: openInWorker,
  arrow: openInWorker,
  sqlite: openInProcess,
  json: openJson,
};

/** The table of a file that is no text. Throws `unsupportedFormat` and what the reader of its format does. */
export async function openTable(
  source: Source,
  options: ReadOptions,
  context: ReadContext = {},
): Promise<OpenedTable> {
  if (context.signal?.aborted) throw new CancelledError();
  const open = openers[source.format];
  if (open) return open(source, options, context);
  throw new ExpectedError('unsupportedFormat', `${source.name} is encrypted with a password`, {
    file: source.name,
    hint: 'Open it in a spreadsheet program, take the password away and save it again.',
  });
}
