import type { Table } from '../../shared/domain/table.ts';

/** Single order lines are small: their money is shown to the cent. */
export function exactMoney(table: Table): Table {
  const columns = table.columns.map((column) =>
    column.type !== 'text' && column.unit === 'money' ? { ...column, unit: 'price' as const } : column,
  );
  return { ...table, columns };
}
