import type { QuarantinedRow } from '../../../../shared/contract/workspace.ts';
import { sum } from '../batch/assemble.ts';
import type { ImportPlan } from '../batch/importPlan.ts';
import { parseNumber } from '../values/parseNumber.ts';
import { cellsOf } from './quarantinedCells.ts';

export interface SourceTotals {
  sourceTotals: Record<string, number>;
  quarantinedTotals: Record<string, number>;
}

/**
 * What do the number fields of a file add up to, over all its data rows and over those in quarantine? Quarantined cells
 * that are no numbers count as missing. `read` holds the sums of the rows that were read into columns. A row that
 * repeats an account or product of a list was read although it is shown in quarantine, and counts once.
 */
export function sourceTotals(
  plan: ImportPlan,
  quarantine: readonly QuarantinedRow[],
  written: { delimiter: string; quote: string },
  read: Record<string, number>,
): SourceTotals {
  const kept: Record<string, number> = {};
  const unread: Record<string, number> = {};
  const rows = quarantine.map((row) => ({ row, cells: cellsOf(row, written, plan.wanted.width) }));
  for (const field of Object.keys(read)) {
    const numberOf = fieldReader(plan, field);
    const values = Float64Array.from(rows, ({ cells }) => (cells ? numberOf(cells) : Number.NaN));
    kept[field] = sum(values);
    unread[field] = sum(values.filter((_, at) => rows[at]!.row.reason !== 'repeatedKey'));
  }
  const whole = Object.entries(read).map(([field, total]) => [field, total + unread[field]!] as const);
  return { sourceTotals: Object.fromEntries(whole), quarantinedTotals: kept };
}

function fieldReader(plan: ImportPlan, field: string): (cells: string[]) => number {
  const slot = plan.slots.get(field);
  if (slot === undefined) {
    if (field !== 'revenue' || !plan.slots.has('quantity') || !plan.slots.has('price'))
      return () => Number.NaN;
    const [quantity, price] = [fieldReader(plan, 'quantity'), fieldReader(plan, 'price')];
    return (cells) => quantity(cells) * price(cells);
  }
  const column = plan.wanted.columns[slot]!;
  if (column.type !== 'number') return () => Number.NaN;
  return (cells) => parseNumber(cells[column.index] ?? '', column.format) ?? Number.NaN;
}
