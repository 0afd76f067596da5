import type { Check, QualityData } from '../types.ts';
import { foundRows, RowList } from './found.ts';

/**
 * Second and later sales rows that are the same as an earlier one of their account in every column, whichever batch they
 * came in. Rows are found by hash and compared cell by cell.
 */
export const duplicateLines: Check = (data) => {
  if (data.n === 0) return null;
  const found = new RowList();
  for (let account = 0; account <= data.accountCount; account++) {
    findRepeats(data, data.offsets[account]!, data.offsets[account + 1]!, found);
  }
  return foundRows(found, data.n);
};

function findRepeats({ columns, day }: QualityData, from: number, to: number, found: RowList): void {
  if (to - from < 2) return;
  let size = 8;
  while (size < (to - from) * 2) size *= 2;
  const slots = new Int32Array(size).fill(-1);
  const cells = [day, ...columns];
  for (let row = from; row < to; row++) {
    let slot = hashRow(cells, row) & (size - 1);
    while (slots[slot]! >= 0 && !isSame(cells, slots[slot]!, row)) slot = (slot + 1) & (size - 1);
    if (slots[slot]! >= 0) found.add(row);
    else slots[slot] = row;
  }
}

function isSame(cells: (Int32Array | Float64Array)[], a: number, b: number): boolean {
  for (const column of cells) if (!Object.is(column[a], column[b])) return false;
  return true;
}

const bits = new Float64Array(1);
const halves = new Int32Array(bits.buffer);

function hashRow(cells: (Int32Array | Float64Array)[], row: number): number {
  let hash = 0x811c9dc5;
  for (const column of cells) {
    if (column instanceof Int32Array) hash = Math.imul(hash ^ column[row]!, 0x85ebca6b);
    else {
      bits[0] = column[row]!;
      hash = Math.imul(hash ^ halves[0]!, 0x85ebca6b);
      hash = Math.imul(hash ^ (hash >>> 15) ^ halves[1]!, 0xc2b2ae35);
    }
    hash ^= hash >>> 13;
  }
  return hash ^ (hash >>> 16);
}
