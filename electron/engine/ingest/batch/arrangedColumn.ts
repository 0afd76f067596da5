import type { StoredColumn } from '../../workspace/types.ts';
import type { WholeNumbers } from '../../workspace/wholeNumbers.ts';
import { scratchRows } from '../csv/kernel/scratch.ts';
import type { ColumnType } from '../csv/scanPlan.ts';
import type { CodeTexts } from './codeTexts.ts';
import { missingOf } from './packedColumn.ts';
import { unpackPart, type Values } from './packedPart.ts';

/** A column of a batch. One of whole numbers stays packed: its values are written out when somebody asks, and not kept. */
export function arrangedColumn(
  name: string,
  type: 'number' | 'day',
  values: WholeNumbers | Float64Array,
): StoredColumn {
  return withValues({ name, type } as StoredColumn, values);
}

/** A column of codes, in order. */
export interface CodedValues {
  name: string;
  values: WholeNumbers | Float64Array;
  texts: CodeTexts;
  labels?: (string | null)[];
}

export function codeColumn({ name, values, texts, labels }: CodedValues): StoredColumn {
  const column = { name, type: 'code', ...(labels ? { labels } : {}) } as StoredColumn;
  Object.defineProperties(column, {
    dictionary: { get: () => texts.all(), enumerable: true },
    texts: { value: texts },
  });
  return withValues(column, values);
}

function withValues(column: StoredColumn, values: WholeNumbers | Float64Array): StoredColumn {
  if (values instanceof Float64Array) return Object.assign(column, { values });
  let kept: WeakRef<Values> | null = null;
  const expand = () => {
    const known = kept?.deref() ?? expanded(column.type, values);
    kept = new WeakRef(known);
    return known;
  };
  return Object.defineProperties(column, {
    values: { get: expand, enumerable: true },
    whole: { value: values },
  });
}

function expanded(type: ColumnType, whole: WholeNumbers): Values {
  const rows = whole.stored.length;
  const all = type === 'number' ? new Float64Array(rows) : new Int32Array(rows);
  for (let from = 0; from < rows; from += scratchRows) expandPiece(type, whole, from, all.subarray(from));
  return all;
}

/** Values from a row on, as many as are worked on together, at the start of `near`. */
function expandPiece(type: ColumnType, whole: WholeNumbers, from: number, near: Values): Values {
  const { stored, base, scale, gap } = whole;
  const width = stored.BYTES_PER_ELEMENT as 1 | 2 | 4;
  const rows = Math.min(scratchRows, stored.length - from);
  const part = { at: stored.byteOffset + from * width, rows, width, scale, base, gap, range: 0 };
  return unpackPart(part, stored.buffer as ArrayBuffer, missingOf(type), near);
}

/** The numbers of a column piece by piece, each good until the next one is asked for. */
export function* numbersOf(column: StoredColumn): Generator<Float64Array, undefined> {
  const { whole } = column;
  const near = whole ? new Float64Array(scratchRows) : (column.values as Float64Array);
  const rows = whole ? whole.stored.length : near.length;
  for (let from = 0; from < rows; from += scratchRows)
    yield whole
      ? (expandPiece('number', whole, from, near) as Float64Array)
      : near.subarray(from, from + scratchRows);
}
