import type { ReadOptions } from '../../../../shared/contract/ingest.ts';
import { csvReader } from '../csv/csvReader.ts';
import { scanThreads, warmScanThreads } from '../csv/scanPool.ts';
import type { Source } from '../source/openSource.ts';
import type { DetectedTable, ReadContext, ScannedChunk, TableReader, WantedColumns } from '../tableReader.ts';
import { openTable } from './openTable.ts';

/**
 * Formats that are no text: their table is handed on as delimited text, so that types, mapping, rules and quarantine
 * are the same for all. Rows are counted as the file counts them.
 */
export const convertedReader: TableReader = {
  accepts: ({ format }) => format !== 'csv' && format !== 'archive',
  detect,
  read,
};

async function detect(
  source: Source,
  options: ReadOptions,
  context: ReadContext = {},
): Promise<DetectedTable> {
  warmScanThreads(scanThreads(source.bytes, true));
  const opened = await openTable(source, options, context);
  const text: Source = {
    ...source,
    compression: 'zip',
    format: 'csv',
    text: (taps) => opened.text(taps),
    ...(opened.sheet === undefined ? {} : { sheet: opened.sheet }),
  };
  const table = await csvReader.detect(text, {
    ...options,
    encoding: 'utf-8',
    delimiter: ',',
    quote: '"',
    ...(opened.named && options.headerRow === undefined ? { headerRow: 0 } : {}),
  });
  const { format, sheets, sheet, sheetInfo, warnings, firstRow } = opened;
  return {
    ...table,
    layout: {
      ...table.layout,
      format,
      bom: false,
      lineEnding: 'none',
      ...(sheets ? { sheets } : {}),
      ...(sheet === undefined ? {} : { sheet }),
      ...(sheetInfo ? { sheetInfo } : {}),
    },
    warnings,
    converted: { text, firstRow },
  };
}

async function* read(
  source: Source,
  table: DetectedTable,
  wanted: WantedColumns,
  context: ReadContext,
): AsyncGenerator<ScannedChunk> {
  const { converted } = table;
  if (!converted) throw new Error('This table was detected by another reader');
  const above = table.rewrite?.kind === 'part' ? table.rewrite.records[0] : 0;
  context.onSkipped?.(converted.firstRow + above + table.skip - 1);
  const { signal, onRaw } = context;
  for await (const chunk of csvReader.read({ ...converted.text, name: source.name }, table, wanted, {
    signal,
    onRaw,
  }))
    yield countRows(chunk);
}

/** Lines of text are no lines of the file: a record is a row there, however many line ends its cells hold. */
function countRows(chunk: ScannedChunk): ScannedChunk {
  const { result } = chunk;
  for (const reject of result.rejects) {
    reject.line = reject.record;
    if (reject.reason === 'tooFewCells') reject.reason = 'missingValue';
  }
  return {
    ...chunk,
    result: { ...result, line: result.record.slice(), lines: result.records, shortRows: 0 },
  };
}
