import type { ReadOptions } from '../../../../shared/contract/ingest.ts';
import { ExpectedError } from '../../../../shared/errors/errors.ts';
import { labelNames } from '../detect/describeTable.ts';
import { detectText } from '../detect/detectText.ts';
import { fillBlocks, groupRejects } from '../detect/fillRecords.ts';
import { withoutNotes } from '../detect/openEnd.ts';
import { rewriteBlocks } from '../detect/rewrite.ts';
import { withoutEnd, withoutStrayControls } from '../detect/strayControls.ts';
import { readSource, type Source } from '../source/openSource.ts';
import { toUtf8 } from '../source/transcode.ts';
import type { DetectedTable, ReadContext, TableReader } from '../tableReader.ts';
import { readRecords } from './readRecords.ts';
import { scanThreads, warmScanThreads } from './scanPool.ts';

/** Delimited text: any delimiter, quote and encoding, plain or packed. */
export const csvReader: TableReader = {
  accepts: () => true,
  detect,
  async *read(source, table, wanted, context) {
    const { delimiter, quote, encoding } = table.layout;
    const chunks = readRecords({
      blocks: readBlocks(source, table, encoding, context.onRaw),
      plan: {
        ...wanted,
        delimiter: asByte(delimiter, source),
        quote: quote === '' ? -1 : asByte(quote, source),
        singleLine: false,
      },
      skip: table.skip,
      file: source.name,
      headers: table.profiles.map((profile) => profile.header),
      threads: threadsFor(source),
      signal: context.signal,
      onSkipped: (lines) => context.onSkipped?.(lines + linesAbove(table)),
    });
    for await (const chunk of chunks) {
      if (table.fill?.groups?.taken) groupRejects(chunk.result.rejects);
      yield chunk;
    }
  },
};

/** Lines above a table that is one of several. */
function linesAbove({ rewrite }: DetectedTable): number {
  return rewrite?.kind === 'part' ? rewrite.lines : 0;
}

/** The text in UTF-8, without what stands below the table. */
function readBlocks(
  source: Source,
  found: DetectedTable,
  encoding: string,
  onRaw: ReadContext['onRaw'],
): AsyncIterable<Uint8Array> {
  const { footer, repaired, rewrite } = found;
  const whole = !(footer && footer.bytes > 0);
  const columns = found.fill?.columns ?? [];
  const groups = found.fill?.groups?.taken ? found.fill.groups : null;
  const ledger = found.ledger?.taken ? found.ledger : null;
  const currency = found.cellCurrency ?? null;
  const period = found.period ?? null;
  const written = columns.length === 0 && !groups && !ledger && !currency && !period;
  const plain = !repaired && !rewrite && written;
  const reuse = encoding === 'utf-8' && whole && plain && !found.endOpen;
  const utf8 = toUtf8(readSource(source, { reuse, ...(onRaw ? { onRaw } : {}) }), encoding);
  const text = rewrite ? rewriteBlocks(utf8, rewrite) : utf8;
  const table = found.endOpen ? withoutNotes(text, found) : whole ? text : withoutEnd(text, footer.bytes);
  const mended = repaired ? withoutStrayControls(table) : table;
  if (written) return mended;
  const names = labelNames(columns, found.headerCells ?? []);
  const added = (groups?.names.length ?? 0) + [ledger, currency, period].filter(Boolean).length;
  const width = found.profiles.length - added;
  return fillBlocks(
    mended,
    { columns, names, groups, ledger, currency, period, width, skip: found.skip },
    found.layout,
  );
}

function threadsFor({ bytes, compression }: Source): number {
  return scanThreads(bytes, compression !== 'none');
}

async function detect(source: Source, options: ReadOptions): Promise<DetectedTable> {
  warmScanThreads(threadsFor(source));
  const text = await detectText(source, options);
  const { encoding, dialect } = text;
  return {
    layout: {
      format: 'csv',
      encoding: encoding.encoding,
      encodingConfidence: encoding.confidence,
      bom: encoding.bom,
      delimiter: dialect.delimiter,
      delimiterConfidence: dialect.confidence,
      quote: dialect.quote,
      lineEnding: dialect.lineEnding,
    },
    headerRow: text.headerRow,
    headerConfidence: text.headerConfidence,
    headerRows: text.headerRows,
    headerCells: text.headerCells,
    titles: text.titles,
    rewrite: text.rewrite,
    footer: text.footer,
    endOpen: text.endOpen,
    repaired: text.repaired,
    fill: text.fill,
    ledger: text.ledger,
    cellCurrency: text.cellCurrency,
    series: text.series,
    period: text.period,
    parts: text.parts,
    skip: Math.max(text.dataRow, dialect.directive ? 1 : 0),
    profiles: text.profiles,
    sample: text.sample,
    whole: text.whole,
  };
}

function asByte(character: string, source: Source): number {
  const code = character.charCodeAt(0);
  if (code < 128 && code !== 10 && code !== 13 && code !== 0) return code;
  throw new ExpectedError('badInput', `"${character}" cannot delimit or quote cells`, {
    file: source.name,
    hint: 'Choose an ASCII character, such as , ; | or tab.',
  });
}
