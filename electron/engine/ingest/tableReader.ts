import type { Preview, PreviewWarning, ReadOptions } from '../../../shared/contract/ingest.ts';
import type { ChunkResult, ScanPlan } from './csv/scanPlan.ts';
import type { CellCurrency } from './detect/cellCurrency.ts';
import type { ColumnProfile } from './detect/columns.ts';
import type { ChosenFill } from './detect/describeTable.ts';
import type { Footer } from './detect/footer.ts';
import type { FoundLedger } from './detect/ledger.ts';
import type { TextParts } from './detect/parts.ts';
import type { Rewrite } from './detect/rewrite.ts';
import type { SeriesRows } from './detect/seriesRows.ts';
import type { TablePeriod } from './detect/tablePeriod.ts';
import type { Source } from './source/openSource.ts';

/** How the file is written, as a preview shows it. */
export type Layout = Pick<
  Preview,
  | 'format'
  | 'encoding'
  | 'encodingConfidence'
  | 'bom'
  | 'delimiter'
  | 'delimiterConfidence'
  | 'quote'
  | 'lineEnding'
  | 'sheets'
  | 'sheet'
  | 'sheetInfo'
>;

/** A table that was found in a file, before its rows are read. */
export interface DetectedTable {
  layout: Layout;
  headerRow: number;
  headerConfidence: number;
  /** Records that the header takes, 1 unless told; cells of the last of them, as written. */
  headerRows?: number;
  headerCells?: string[];
  /** What stands above the header. */
  titles?: string[];
  /** What stands below the data and is not read. Where the end is open, the first reading of the table finds it. */
  footer?: Footer;
  endOpen?: boolean;
  /** How the text is rewritten before it is cut into cells, if it has to be. */
  rewrite?: Rewrite | null;
  /** Whether characters of a wrong earlier decoding are put right. */
  repaired?: boolean;
  /** Labels that stand on the first row of their group, and the columns that are filled with them. */
  fill?: ChosenFill | null;
  /** Amounts whose cells name their currency. */
  cellCurrency?: CellCurrency | null;
  /** Sides of a ledger, of which amounts are worked out. */
  ledger?: FoundLedger | null;
  /** Records that describe the columns, between the one that names them and the dated ones. */
  series?: SeriesRows | null;
  /** The one period of all rows, which stands behind all other columns. */
  period?: TablePeriod | null;
  /** The tables of the text, where it has several. */
  parts?: TextParts | null;
  /** Records above the first data record. */
  skip: number;
  profiles: ColumnProfile[];
  /** First data records, not blank. */
  sample: string[][];
  /** Whether the sample is all there is. */
  whole: boolean;
  /** What to look at before importing that the file itself says. */
  warnings?: PreviewWarning[];
  /** Where the file is no text: the text it was turned into, and what the file counts its first record as. */
  converted?: { text: Source; firstRow: number };
  /** The file of an archive that the table is in. */
  member?: Source;
}

/** Which columns to read, and as what. */
export type WantedColumns = Omit<ScanPlan, 'delimiter' | 'quote' | 'singleLine'>;

/** Some rows, as columns, in file order; only until the next chunk is asked for. */
export interface ScannedChunk {
  /** Scanner whose codes the result holds. */
  scanner: number;
  result: ChunkResult;
  /** A row of the chunk as the file has it. */
  textOf(row: number): string;
}

export interface ReadContext {
  signal?: AbortSignal | undefined;
  /** Sees the file's own bytes as they are read. */
  onRaw?: ((bytes: Uint8Array) => void) | undefined;
  /** Lines above the first data record, told once. */
  onSkipped?: ((lines: number) => void) | undefined;
}

/** One file format. A new format is one more reader: everything after it is the same. */
export interface TableReader {
  accepts(source: Source): boolean;
  /** `context.onRaw` tells of progress only: bytes may come again, or not at all. */
  detect(source: Source, options: ReadOptions, context?: ReadContext): Promise<DetectedTable>;
  /** Rows to typed columns, in bounded memory. */
  read(
    source: Source,
    table: DetectedTable,
    wanted: WantedColumns,
    context: ReadContext,
  ): AsyncGenerator<ScannedChunk>;
}
