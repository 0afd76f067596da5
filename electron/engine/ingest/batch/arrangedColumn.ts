import type { StoredColumn } from '../../workspace/types.ts';
import { expandWhole, type WholeNumbers } from '../../workspace/wholeNumbers.ts';
import type { ColumnType } from '../csv/scanPlan.ts';
import type { CodeTexts } from './codeTexts.ts';
import { missingOf } from './packedColumn.ts';
import type { Values } from './packedPart.ts';

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
  const { length } = whole.stored;
  const all = type === 'number' ? new Float64Array(length) : new Int32Array(length);
  expandWhole(whole, all, missingOf(type));
  return all;
}
