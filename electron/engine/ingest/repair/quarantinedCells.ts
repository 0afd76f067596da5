import type { QuarantinedRow } from '../../../../shared/contract/workspace.ts';
import type { Reading } from '../../workspace/types.ts';
import { parseRecords } from '../csv/dialect.ts';

type Written = Pick<Reading, 'delimiter' | 'quote'>;

/** A record is kept up to this length, and what is longer ends in an ellipsis. */
const cutBytes = 4096;

/**
 * The cells of a quarantined row as they stand in the file, as many as the file has columns; surplus cells stay. Null
 * where the row was too long to be kept whole. What is no text file
 * is kept as text with commas. A quote that never closes is taken for text.
 */
export function cellsOf(
  { text }: QuarantinedRow,
  { delimiter, quote }: Written,
  width: number,
): string[] | null {
  if (text.endsWith('…') && Buffer.byteLength(text) >= cutBytes) return null;
  const dialect = delimiter === '' ? { delimiter: ',', quote: '"' } : { delimiter, quote };
  const { records, complete } = parseRecords(text, dialect);
  const cells = complete && records.length <= 1 ? (records[0] ?? ['']) : text.split(dialect.delimiter);
  while (cells.length < width) cells.push('');
  return cells;
}
