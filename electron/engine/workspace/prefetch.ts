import { decodeOnThread, runsOnThread } from '../book/parallel/kernelThreads.ts';
import { RunList } from './blockRuns.ts';
import type { ColumnEntry, SegmentEntry } from './description.ts';
import { inLanes } from './lanes.ts';
import { columnOf, emptyValues, type Guard, missingValue, type Segments } from './segments.ts';
import type { Runs, StoredColumn } from './types.ts';

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

/** The runs of equal values in a column, found on all threads; null where a segment is damaged. Throws CancelledError. */
export async function readRuns(
  segments: Segments,
  column: ColumnEntry,
  signal?: AbortSignal,
): Promise<Runs | null> {
  const found: (Runs | null)[] = column.values.map(() => null);
  await inLanes(
    [...column.values.entries()],
    async ([at, entry]) => {
      try {
        found[at] = await runsOnThread(segments.bytes(entry), entry, missingValue(column));
      } catch {
        found[at] = null;
      }
    },
    signal,
  );
  const list = new RunList();
  for (const runs of found) {
    if (!runs) return null;
    runs.values.forEach((value, run) => void list.add(value, runs.lengths[run]!));
  }
  return list.runs();
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
