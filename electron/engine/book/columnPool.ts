import type { StoredColumn } from '../workspace/types.ts';

/** Decoded columns of batches, kept while there is room: those used least recently go first. */
export interface ColumnPool {
  has(key: string): boolean;
  get(key: string, make: () => StoredColumn): StoredColumn;
  /** Lets columns go until they take no more bytes than this. */
  shrink(most: number): void;
}

export function createColumnPool(): ColumnPool {
  const columns = new Map<string, StoredColumn>();
  return {
    has: (key) => columns.has(key),
    get(key, make) {
      const column = columns.get(key) ?? make();
      columns.delete(key);
      columns.set(key, column);
      return column;
    },
    shrink(most) {
      let bytes = 0;
      for (const { values } of columns.values()) bytes += values.byteLength;
      for (const [key, { values }] of columns) {
        if (bytes <= most) return;
        columns.delete(key);
        bytes -= values.byteLength;
      }
    },
  };
}
