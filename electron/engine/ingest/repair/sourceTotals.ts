import type { Mapping } from '../../../../shared/contract/ingest.ts';
import type { QuarantinedRow } from '../../../../shared/contract/workspace.ts';
import { sum } from '../batch/assemble.ts';
import type { ColumnProfile } from '../detect/columns.ts';
import { parseNumber } from '../values/parseNumber.ts';
import { cellsOf } from './quarantinedCells.ts';

export interface SourceTotals {
  sourceTotals: Record<string, number>;
  quarantinedTotals: Record<string, number>;
}

interface Columns {
  mapping: Mapping;
  profiles: readonly ColumnProfile[];
}

/**
 * What do the number fields of a file add up to, over all its data rows and over those in quarantine? Quarantined cells
 * that are no numbers count as missing. `read` holds the sums of the rows that were read into columns. A row that
 * repeats an account or product of a list was read although it is shown in quarantine, and counts once.
 */
export function sourceTotals(
  columns: Columns,
  quarantine: readonly QuarantinedRow[],
  written: { delimiter: string; quote: string },
  read: Record<string, number>,
): SourceTotals {
  const kept: Record<string, number> = {};
  const unread: Record<string, number> = {};
  const rows = quarantine.map((row) => ({ row, cells: cellsOf(row, written, columns.profiles.length) }));
  for (const field of Object.keys(read)) {
    const numberOf = fieldReader(columns, field);
    const values = Float64Array.from(rows, ({ cells }) => (cells ? numberOf(cells) : Number.NaN));
    kept[field] = sum(values);
    unread[field] = sum(values.filter((_, at) => rows[at]!.row.reason !== 'repeatedKey'));
  }
  const whole = Object.entries(read).map(([field, total]) => [field, total + unread[field]!] as const);
  return { sourceTotals: Object.fromEntries(whole), quarantinedTotals: kept };
}

function fieldReader({ mapping, profiles }: Columns, field: string): (cells: string[]) => number {
  const index = profiles.findIndex(({ header }) => header === mapping[field]);
  const profile = profiles[index];
  if (profile) return (cells) => parseNumber(cells[index] ?? '', profile.number) ?? Number.NaN;
  if (field !== 'revenue' || !mapping.quantity || !mapping.price) return () => Number.NaN;
  const quantity = fieldReader({ mapping, profiles }, 'quantity');
  const price = fieldReader({ mapping, profiles }, 'price');
  return (cells) => quantity(cells) * price(cells);
}
