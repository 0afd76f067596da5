import type { Data, Utf8 } from 'apache-arrow';
import type { Database } from 'better-sqlite3';
import type { QuarantinedRow } from '../../../shared/contract/workspace.ts';
import { expandOnThread } from '../book/parallel/kernelThreads.ts';
import { decodeBlocks } from './blockDecode.ts';
import { decompress } from './compression.ts';
import type { ColumnEntry, SegmentEntry } from './description.ts';
import { sha256Hex } from './digest.ts';
import { decodeNumbers, decodeTextBytes, decodeTexts } from './segmentCodec.ts';
import { isUnreadable } from './storageError.ts';
import { createTextStore } from './textStore.ts';
import { type ColumnNames, missingDay, type StoredColumn, type TextStore } from './types.ts';

/** Texts of more bytes than this, order numbers mostly, are seldom asked for: they are read when they are. */
const largeTexts = 2 ** 20;

/** Why a segment cannot be used, in words that complete "… cannot be read: ". */
export class SegmentError extends Error {
  override readonly name = 'SegmentError';
}

/** Runs what reads later than the column it belongs to, and says in the user's terms what failed. */
export type Guard = <Result>(read: () => Result) => Result;

/** Reads segments. Every one is checked against its hash before anything looks into it; throws SegmentError. */
export interface Segments {
  column(entry: ColumnEntry, rows: number, guard: Guard): StoredColumn;
  /** What the codes of a column stand for. */
  names(entry: ColumnEntry): ColumnNames;
  /** As stored, not yet proven. */
  bytes(entry: SegmentEntry): Buffer;
  numbers(entry: SegmentEntry, target: Int32Array | Float64Array, offset: number, missing: number): void;
  texts(entry: SegmentEntry): (string | null)[];
  /** Expands and decodes the segments when a text is asked for. Proves them now; large ones are read and proven then, too. */
  store(entries: SegmentEntry[], guard: Guard): TextStore & { all(): string[] };
  quarantine(entry: SegmentEntry): QuarantinedRow[];
}

export function createSegments(db: Database): Segments {
  const select = db.prepare<[number], Buffer>('SELECT data FROM segment WHERE id = ?').pluck();

  function load(entry: SegmentEntry): Buffer {
    try {
      const data = select.get(entry.id);
      if (data) return data;
    } catch (error) {
      if (isUnreadable(error)) throw new SegmentError('its pages are damaged', { cause: error });
      throw error;
    }
    throw new SegmentError('it is missing');
  }

  function read<Result>(entry: SegmentEntry, decode: (bytes: Buffer) => Result): Result {
    return expand(entry, proven(entry), decode);
  }

  function proven(entry: SegmentEntry): Buffer {
    const data = load(entry);
    if (sha256Hex(data) !== entry.hash) throw new SegmentError('its bytes are not what was saved');
    return data;
  }

  function expand<Result>(entry: SegmentEntry, data: Buffer, decode: (bytes: Buffer) => Result): Result {
    try {
      return decode(entry.packing === 'blocks' ? data : decompress(data, entry.bytes));
    } catch (error) {
      throw new SegmentError('its bytes cannot be decoded', { cause: error });
    }
  }

  function expectRows(entry: SegmentEntry, rows: number): void {
    if (rows !== entry.rows) throw new SegmentError(`it holds ${rows} rows, not ${entry.rows}`);
  }

  function textsOf(entry: SegmentEntry, data: Buffer): Data<Utf8> {
    const texts = expand(entry, data, decodeTextBytes);
    expectRows(entry, texts.length);
    return texts;
  }

  /** Null where they are damaged: reading them in the usual way says what is wrong. */
  async function largeTextsOf(entry: SegmentEntry): Promise<Data<Utf8> | null> {
    try {
      const { hash, bytes } = entry;
      const texts = decodeTextBytes(await expandOnThread(load(entry), { hash, bytes }));
      expectRows(entry, texts.length);
      return texts;
    } catch {
      return null;
    }
  }

  const segments: Segments = {
    bytes: load,
    numbers(entry, target, offset, missing) {
      expectRows(
        entry,
        read(entry, (bytes) =>
          (entry.packing === 'blocks' ? decodeBlocks : decodeNumbers)(bytes, target, offset, missing),
        ),
      );
    },
    texts(entry) {
      const texts = read(entry, decodeTexts);
      expectRows(entry, texts.length);
      return texts;
    },
    store(entries, guard) {
      const compressed = entries.map((entry) => (entry.bytes > largeTexts ? null : proven(entry)));
      return createTextStore(
        entries,
        (part) => {
          const entry = entries[part]!;
          const known = compressed[part];
          return known ? textsOf(entry, known) : guard(() => textsOf(entry, proven(entry)));
        },
        async (part) => (compressed[part] ? null : largeTextsOf(entries[part]!)),
      );
    },
    quarantine(entry) {
      const rows = read(entry, (bytes) => JSON.parse(bytes.toString('utf8')) as QuarantinedRow[]);
      expectRows(entry, rows.length);
      return rows;
    },
    names: ({ dictionary, labels }) => ({
      dictionary: (dictionary ?? []).flatMap((part) => segments.texts(part) as string[]),
      ...(labels ? { labels: labels.flatMap((part) => segments.texts(part)) } : {}),
    }),
    column: (entry, rows, guard) => readColumn(segments, entry, rows, guard),
  };
  return segments;
}

function readColumn(segments: Segments, entry: ColumnEntry, rows: number, guard: Guard): StoredColumn {
  const values = fill(segments, entry, emptyValues(entry, rows), missingValue(entry));
  return columnOf(segments, entry, values, guard);
}

/** Room for the values of a column. */
export function emptyValues({ type }: ColumnEntry, rows: number): Int32Array | Float64Array {
  if (type === 'number') return new Float64Array(new SharedArrayBuffer(rows * 8));
  return new Int32Array(new SharedArrayBuffer(rows * 4));
}

/** What stands for a missing value of the column. */
export function missingValue({ type }: ColumnEntry): number {
  if (type === 'number') return Number.NaN;
  return type === 'day' ? missingDay : -1;
}

/** A column from its decoded values and the texts of its dictionary. */
export function columnOf(
  segments: Segments,
  entry: ColumnEntry,
  values: Int32Array | Float64Array,
  guard: Guard,
): StoredColumn {
  const { name, type } = entry;
  if (values instanceof Float64Array) return { name, type: 'number', values };
  if (type === 'day') return { name, type, values };
  const texts = segments.store(entry.dictionary ?? [], guard);
  let dictionary: string[] | null = null;
  const labels = entry.labels?.flatMap((part) => segments.texts(part));
  const column: StoredColumn = {
    name,
    type: 'code',
    values,
    get dictionary() {
      dictionary ??= texts.all();
      return dictionary;
    },
    ...(labels ? { labels } : {}),
  };
  // Another view of the dictionary, not part of what the column says: comparing or copying it leaves it out.
  return Object.defineProperty(column, 'texts', { value: texts });
}

function fill<Values extends Int32Array | Float64Array>(
  segments: Segments,
  column: ColumnEntry,
  values: Values,
  missing: number,
): Values {
  let offset = 0;
  for (const entry of column.values) {
    segments.numbers(entry, values, offset, missing);
    offset += entry.rows;
  }
  if (offset !== values.length) throw new SegmentError(`it holds ${offset} rows, not ${values.length}`);
  return values;
}
