import type { ReadOptions } from '../../../../shared/contract/ingest.ts';
import { ExpectedError } from '../../../../shared/errors/errors.ts';
import type { Source } from '../source/openSource.ts';
import { openXlsx } from '../xlsx/openSheet.ts';
import type { OpenedTable, OpenTable } from './openedTable.ts';

const openers: Partial<Record<Source['format'], OpenTable>> = {
  xlsx: openXlsx,
};

/** The table of a file that is no text. Throws `unsupportedFormat` and what the reader of its format does. */
export async function openTable(source: Source, options: ReadOptions): Promise<OpenedTable> {
  const open = openers[source.format];
  if (open) return open(source, options);
  throw new ExpectedError('unsupportedFormat', `${source.name} is encrypted with a password`, {
    file: source.name,
    hint: 'Open it in a spreadsheet program, take the password away and save it again.',
  });
}
