import type { ChartRef } from '../../../shared/charts/option.ts';
import type { Exhibit } from '../../../shared/domain/exhibit.ts';
import { findColumn } from '../../../shared/domain/table.ts';
import type { ChartPoint } from '../../charts/Chart.tsx';

/** The row of the exhibit behind what was clicked; null for what stands for none (a grid line, a sum of the rest). */
export function refOf(point: ChartPoint): ChartRef | null {
  return point.ref && point.ref.row >= 0 ? point.ref : null;
}

/** The text that a column of that row holds, or null. */
export function textAt(exhibit: Exhibit | null, ref: ChartRef | null, column: string): string | null {
  const table = ref && exhibit?.tables[ref.table];
  if (!table) return null;
  const found = findColumn(table, column);
  return found.type === 'text' ? (found.values[ref.row] ?? null) : null;
}

export function numberAt(exhibit: Exhibit | null, ref: ChartRef | null, column: string): number | null {
  const table = ref && exhibit?.tables[ref.table];
  if (!table) return null;
  const found = findColumn(table, column);
  const value = found.type === 'text' ? Number.NaN : (found.values[ref.row] ?? Number.NaN);
  return Number.isFinite(value) ? value : null;
}
