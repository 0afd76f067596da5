import type * as XLSX from 'xlsx';
import type { CellRange } from '../xlsx/cellRange.ts';

/** A sheet as the library gives it with `dense`: rows of cells, sparse. */
export type DenseSheet = XLSX.WorkSheet & { '!data'?: (XLSX.CellObject | undefined)[][] };

export interface SheetDescription {
  used: CellRange | null;
  merges: CellRange[];
  hiddenRows: ReadonlySet<number>;
  hiddenColumns: ReadonlySet<number>;
  errors: number;
  tableRows: number;
}

export function isFilled(cell: XLSX.CellObject | undefined): cell is XLSX.CellObject {
  return cell !== undefined && cell.t !== 'z' && cell.v !== undefined && cell.v !== '';
}

/** Where a sheet holds something, and what of it is hidden or merged. Rows and columns are counted from 1. */
export function describeSheet(sheet: DenseSheet): SheetDescription {
  const found = { top: 0, left: 1 << 20, bottom: 0, right: 0 };
  let errors = 0;
  let tableRows = 0;
  const hiddenRows = new Set<number>();
  for (const [at, cells] of (sheet['!data'] ?? []).entries()) {
    let filled = 0;
    for (const [column, cell] of (cells ?? []).entries()) {
      if (!isFilled(cell)) continue;
      filled++;
      if (cell.t === 'e') errors++;
      found.left = Math.min(found.left, column + 1);
      found.right = Math.max(found.right, column + 1);
    }
    if (filled === 0) continue;
    if (filled > 1) tableRows++;
    if (sheet['!rows']?.[at]?.hidden) hiddenRows.add(at + 1);
    found.top ||= at + 1;
    found.bottom = at + 1;
  }
  return {
    used: found.top === 0 ? null : found,
    merges: (sheet['!merges'] ?? []).map(({ s, e }) => ({
      top: s.r + 1,
      left: s.c + 1,
      bottom: e.r + 1,
      right: e.c + 1,
    })),
    hiddenRows,
    hiddenColumns: new Set((sheet['!cols'] ?? []).flatMap((column, at) => (column?.hidden ? [at + 1] : []))),
    errors,
    tableRows,
  };
}
