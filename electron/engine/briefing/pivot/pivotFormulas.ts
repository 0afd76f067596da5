import { type MeasureName, measures } from '../../../../shared/domain/measures.ts';
import type { PivotHead, PivotPath, ShowAs } from '../../../../shared/domain/pivot.ts';
import type { Pivot } from '../../book/pivot/pivot.ts';
import { cellReference } from '../xlsx/references.ts';

/** Where a pivot stands in its sheet. */
export interface PivotPlace {
  /** Sheet row (from 1) of the first pivot row, and sheet column (from 0) of the first figure. */
  firstRow: number;
  firstColumn: number;
}

/** The formula of a cell, or null where its figure does not follow from shown cells. */
export type PivotFormula = (row: number, column: number, measure: number) => string | null;

/** A function takes this many arguments in a spreadsheet. */
const mostArguments = 255;

interface Shown {
  heads: PivotHead[];
  /** Place of the row or column that shows the figures of a path. */
  placeOf: Map<string, number>;
}

function keyOf(path: PivotPath): string {
  return JSON.stringify(path);
}

function shownOf(heads: PivotHead[], hasFigures: (index: number) => boolean): Shown {
  const placeOf = new Map<string, number>();
  heads.forEach((head, index) => {
    if (hasFigures(index)) placeOf.set(keyOf(head.path), index);
  });
  return { heads, placeOf };
}

/** Last row below an open group that belongs to it. */
function lastPart(heads: PivotHead[], row: number): number {
  const depth = heads[row]!.path.length;
  let last = row;
  while (last + 1 < heads.length && heads[last + 1]!.path.length > depth) last++;
  return last;
}

const shares: Partial<Record<ShowAs, (row: PivotPath, column: PivotPath) => [PivotPath, PivotPath]>> = {
  grandPercent: () => [[], []],
  rowPercent: (row) => [row, []],
  columnPercent: (_, column) => [[], column],
  parentRowPercent: (row, column) => [row.slice(0, -1), column],
  parentColumnPercent: (row, column) => [row, column.slice(0, -1)],
};

/**
 * Formulas for what can be calculated from cells in sight: totals of amounts as sums of their parts, shares and
 * changes as quotients of values. Distinct counts, prices, ranks and running totals stay values.
 */
export function pivotFormulas(pivot: Pivot, rowHeads: PivotHead[], place: PivotPlace): PivotFormula {
  const { spec } = pivot;
  const rows = shownOf(rowHeads, (row) => !pivot.rows.isBare(row));
  const columnHeads = Array.from({ length: pivot.columns.length }, (_, index) => pivot.columnHead(index));
  const columns = shownOf(columnHeads, () => true);
  const width = spec.measures.length;
  const shownAsValue = spec.measures.map(({ measure }) =>
    spec.measures.findIndex((other) => other.measure === measure && other.as === 'value'),
  );
  const sheetColumn = (column: number, measure: number) => place.firstColumn + column * width + measure;
  const cell = (row: number, column: number, measure: number) =>
    cellReference(sheetColumn(column, measure), place.firstRow + row);

  const groupEnd = new Map<number, number>();
  const parts = columnParts(columnHeads);

  function sumOfParts(row: number, column: number, measure: number): string | null {
    const head = rowHeads[row]!;
    if (head.total && row > 0) return subtotal(0, row - 1, column, measure);
    if (head.open && !head.total) {
      const end = groupEnd.get(row) ?? lastPart(rowHeads, row);
      groupEnd.set(row, end);
      return subtotal(row + 1, end, column, measure);
    }
    const across = parts.get(column);
    if (!across || across.length === 0 || across.length > mostArguments) return null;
    const isRun = width === 1 && across.at(-1)! - across[0]! === across.length - 1;
    const cells = isRun
      ? `${cell(row, across[0]!, measure)}:${cell(row, across.at(-1)!, measure)}`
      : across.map((one) => cell(row, one, measure)).join(',');
    return `SUM(${cells})`;
  }

  /** Subtotals inside the range are left out by the function itself. */
  function subtotal(from: number, to: number, column: number, measure: number): string | null {
    return to < from ? null : `SUBTOTAL(9,${cell(from, column, measure)}:${cell(to, column, measure)})`;
  }

  function shownAt(row: PivotPath, column: PivotPath, measure: number): string | null {
    const [y, x] = [rows.placeOf.get(keyOf(row)), columns.placeOf.get(keyOf(column))];
    return y === undefined || x === undefined ? null : cell(y, x, measure);
  }

  return (row, column, measure) => {
    const { as, measure: name } = spec.measures[measure]!;
    if (as === 'value') {
      return measures[name as MeasureName].additive ? sumOfParts(row, column, measure) : null;
    }
    const value = shownAsValue[measure]!;
    if (value < 0) return null;
    const own = cell(row, column, value);
    const share = shares[as];
    if (share) {
      const whole = shownAt(...share(rowHeads[row]!.path, columnHeads[column]!.path), value);
      return whole && `${own}/${whole}`;
    }
    const base = pivot.baseOf(row, column, as);
    const then = base && shownAt(base.row, base.column, value);
    if (!then) return null;
    return as === 'difference' || as === 'yearDifference' ? `${own}-${then}` : `${own}/${then}-1`;
  };
}

/** For every total column the plain columns in sight that make it up. */
function columnParts(heads: PivotHead[]): Map<number, number[]> {
  const parts = new Map<number, number[]>();
  heads.forEach((head, column) => {
    if (!head.open) return;
    const inside = (path: PivotPath) => head.path.every((step, index) => path[index] === step);
    parts.set(
      column,
      heads.flatMap((other, index) => (other.open || !inside(other.path) ? [] : [index])),
    );
  });
  return parts;
}
