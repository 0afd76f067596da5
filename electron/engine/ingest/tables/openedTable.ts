import type { PreviewWarning, ReadOptions, SheetInfo } from '../../../../shared/contract/ingest.ts';
import { CancelledError, ExpectedError } from '../../../../shared/errors/errors.ts';
import type { ReadTaps, Source } from '../source/openSource.ts';
import type { ReadContext } from '../tableReader.ts';

/** A table of a file that is no text: the sheet that was chosen, and its records as delimited text. */
export interface OpenedTable {
  format: string;
  sheets?: string[];
  sheet?: string;
  sheetInfo?: SheetInfo[];
  warnings: PreviewWarning[];
  /** What the file itself counts the first record as: the row of a sheet; 0 for names above the first record. */
  firstRow: number;
  /** The format itself names its columns: the first record is the header. */
  named: boolean;
  text(taps: ReadTaps): AsyncIterable<Uint8Array>;
}

/** `context` cancels, and is told of the bytes that are looked over. */
export type OpenTable = (source: Source, options: ReadOptions, context: ReadContext) => Promise<OpenedTable>;

/** The blocks, until it is cancelled. */
export async function* cancellable(
  blocks: AsyncIterable<Uint8Array>,
  { signal }: ReadContext,
): AsyncGenerator<Uint8Array> {
  for await (const block of blocks) {
    if (signal?.aborted) throw new CancelledError();
    yield block;
  }
}

export function tableWarning(
  code: string,
  message: string,
  params: Record<string, string | number> = {},
): PreviewWarning {
  return { code, message, params };
}

/** Throws `notFound`, naming what there is. */
function noSuchSheet(file: string, wanted: string, names: string[]): ExpectedError {
  return new ExpectedError('notFound', `${file} has no sheet or table "${wanted}"`, {
    file,
    hint: `There are: ${names.slice(0, 20).join(', ')}${names.length > 20 ? ', …' : ''}`,
    params: { sheet: wanted },
  });
}

/** The place of the sheet of that name, written exactly or else in other letters; throws where there is none. */
export function findSheet(file: string, wanted: string, names: string[]): number {
  const exact = names.indexOf(wanted);
  if (exact >= 0) return exact;
  const folded = names.findIndex((name) => name.trim().toLowerCase() === wanted.trim().toLowerCase());
  if (folded >= 0) return folded;
  throw noSuchSheet(file, wanted, names);
}
