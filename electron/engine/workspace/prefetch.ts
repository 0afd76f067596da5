import { decodeOnThread } from '../book/parallel/kernelThreads.ts';
import type { ColumnEntry, SegmentEntry } from './description.ts';
import { inLanes } from './lanes.ts';
import { columnOf, emptyValues, type Guard, missingValue, type Segments } from './segments.ts';
import type { StoredColumn } from './types.ts';

interface Piece {
  column: ColumnEntry;
  entry: SegmentEntry;
  target: Int32Array | Float64Array;
  offset: number;
}

/**
 * Reads columns with all threads: their segments are proven, expanded and decoded into shared memory at once. A column
 * with a damaged segment is left out: reading it in the usual way says what is wrong. Throws CancelledError.
 */
export async function prefetchColumns(
  segments: Segments,
  columns: ColumnEntry[],
  rows: number,
  guardOf: (column: ColumnEntry) => Guard,
  signal?: AbortSignal,
): Promise<StoredColumn[]> {
  const values = columns.map((column) => emptyValues(column, rows));
  const pieces = columns.flatMap((column, index) => piecesOf(column, values[index]!));
  const damaged = new Set<ColumnEntry>();
  await inLanes(
    pieces,
    async (piece) => {
      if (!(await decodes(segments, piece))) damaged.add(piece.column);
    },
    signal,
  );
  return columns.flatMap((column, index) =>
    damaged.has(column) ? [] : [columnOf(segments, column, values[index]!, guardOf(column))],
  );
}

function piecesOf(column: ColumnEntry, target: Piece['target']): Piece[] {
  let offset = 0;
  return column.values.map((entry) => {
    offset += entry.rows;
    return { column, entry, target, offset: offset - entry.rows };
  });
}

async function decodes(segments: Segments, { column, entry, target, offset }: Piece): Promise<boolean> {
  try {
    const data = segments.bytes(entry);
    await decodeOnThread(data, entry, target, offset, missingValue(column));
    return true;
  } catch {
    return false;
  }
}
