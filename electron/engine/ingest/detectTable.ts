import type { ReadOptions } from '../../../shared/contract/ingest.ts';
import type { Progress } from '../../../shared/contract/method.ts';
import type { TableKind } from '../../../shared/domain/fields.ts';
import { settleDates } from './detect/settleDates.ts';
import { lasting, type Recall, type RememberedMapping, readWith, shapeOf } from './mapping/memory.ts';
import { findReader } from './reader.ts';
import type { Source } from './source/openSource.ts';
import type { DetectedTable } from './tableReader.ts';

export interface TableRequest {
  kind?: TableKind | undefined;
  read?: ReadOptions | undefined;
}

/** A table as it is to be read, and what is remembered for files of its shape. */
export interface SettledTable {
  table: DetectedTable;
  /** The user's options, completed by those remembered. */
  read: ReadOptions;
  shape: string;
  remembered: RememberedMapping | null;
}

/**
 * What table is in this file? A file of a shape that was imported before is read the way that one was, except where the
 * options say otherwise. A mapping remembered for another kind than the one asked for is none.
 */
export async function detectTable(
  source: Source,
  request: TableRequest,
  recall: Recall | undefined,
  signal: AbortSignal | undefined,
  progress?: (progress: Progress) => void,
): Promise<SettledTable> {
  const reader = findReader(source);
  const asked = request.read ?? {};
  const { sheet, range, part } = asked;
  const plain = {
    ...(sheet === undefined ? {} : { sheet }),
    ...(range === undefined ? {} : { range }),
    ...(part === undefined ? {} : { part }),
  };
  const bare = Object.keys(lasting(asked)).length === 0;
  let done = 0;
  const onRaw = (bytes: Uint8Array) => {
    done = Math.min(source.bytes, done + bytes.length);
    progress?.({ phase: 'detect', done, total: source.bytes });
  };
  let table = await reader.detect(source, bare ? asked : plain, { signal, onRaw });
  const shape = shapeOf(table);
  const found = recall?.(shape) ?? null;
  const remembered = found && (request.kind === undefined || request.kind === found.kind) ? found : null;
  const read = readWith(remembered, asked);
  if (!bare || (remembered && Object.keys(remembered.read).length > 0))
    table = await reader.detect(source, read, { signal, onRaw });
  await settleDates(reader, source, table, read, { signal });
  return { table, read, shape, remembered };
}
