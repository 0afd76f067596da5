import type { PreviewWarning, ReadOptions, SheetInfo } from '../../../../shared/contract/ingest.ts';
import type { RandomAccess } from '../source/randomAccess.ts';

/** A file that a reader opens in a thread of its own. */
export interface ForeignFile {
  /** Empty where the content had to be unpacked into memory. */
  path: string;
  name: string;
  access: RandomAccess;
}

/** What such a reader finds: the tables of the file, and the one that is read. */
export interface ForeignTable {
  format: string;
  sheets?: string[];
  sheet?: string;
  sheetInfo?: SheetInfo[];
  warnings: PreviewWarning[];
  firstRow: number;
  named: boolean;
  /** The records of the table as delimited text, header first. Read as often as it is asked for. */
  text(): AsyncIterable<Uint8Array>;
}

export type ForeignReader = (file: ForeignFile, options: ReadOptions) => Promise<ForeignTable>;
