import type { PreviewWarning } from '../../../../shared/contract/ingest.ts';
import type { CellRange } from '../xlsx/cellRange.ts';
import { tableWarning } from './openedTable.ts';

/** What a sheet holds that a user would not see in the imported table. */
export interface SheetOddities {
  sheet: string;
  /** Other visible sheets that hold something. */
  others: number;
  hiddenSheets: number;
  hiddenRows: number;
  hiddenColumns: number;
  skipsHidden: boolean;
  merges: number;
  uncalculated: number;
  firstUncalculated: string;
  errors: number;
  from1904: boolean;
}

/** Merged ranges that matter: a title over the whole table does not. */
export function countMerges(merges: CellRange[], used: CellRange): number {
  return merges.filter(
    ({ top, bottom, left, right }) => top !== bottom || left > used.left || right < used.right,
  ).length;
}

/** What to look at before a sheet is imported, worst first. */
export function sheetWarnings(found: SheetOddities): PreviewWarning[] {
  const warnings: PreviewWarning[] = [];
  const add = (code: string, message: string, params: Record<string, string | number>) =>
    void warnings.push(tableWarning(code, message, params));
  const { sheet, others, hiddenRows, hiddenColumns, merges, uncalculated, errors } = found;
  if (uncalculated > 0) {
    const first = found.firstUncalculated;
    add(
      'formulasWithoutValues',
      `${uncalculated} formulas have no saved result and count as empty, the first in ${first}: open the workbook in a spreadsheet program and save it.`,
      { count: uncalculated, first },
    );
  }
  if (errors > 0)
    add('errorCells', `${errors} cells hold an error such as #N/A or #REF!.`, { count: errors });
  if (others > 0) {
    add('sheetChosen', `Sheet "${sheet}" is read; ${others} other sheets hold something too.`, {
      sheet,
      count: others,
    });
  }
  if (hiddenRows > 0) {
    const done = found.skipsHidden ? 'left out' : 'read like the others';
    add(found.skipsHidden ? 'hiddenRowsSkipped' : 'hiddenRows', `${hiddenRows} hidden rows are ${done}.`, {
      count: hiddenRows,
    });
  }
  if (hiddenColumns > 0) {
    const done = found.skipsHidden ? 'left out' : 'read like the others';
    add(
      found.skipsHidden ? 'hiddenColumnsSkipped' : 'hiddenColumns',
      `${hiddenColumns} hidden columns are ${done}.`,
      { count: hiddenColumns },
    );
  }
  if (found.hiddenSheets > 0) {
    add('hiddenSheets', `${found.hiddenSheets} sheets are hidden; they can be chosen all the same.`, {
      count: found.hiddenSheets,
    });
  }
  if (merges > 0) {
    add(
      'mergedCells',
      `${merges} merged ranges: names of columns hold over the whole range, texts below for each of its rows, numbers only where they stand.`,
      { count: merges },
    );
  }
  if (found.from1904) add('dates1904', 'Dates are counted from 1904, as this workbook says.', {});
  return warnings;
}
