import type { Question } from '../../../shared/domain/exhibit.ts';
import type { Column, Table } from '../../../shared/domain/table.ts';
import { cellReference } from './xlsx/references.ts';

/** Columns whose sum means something, by table; the sheet adds up the rows its filter shows. */
const totals: Partial<Record<`${Question}/${string}`, string>> = {
  'summary/months': 'revenue',
  'trend/trend': 'revenue quantity',
  'trend/groups': 'revenue',
  'movement/accounts': 'from to change',
  'movement-series/periods': 'new reactivated expansion contraction churned other',
  'concentration/curve': 'revenue share',
  'rhythm/rhythm': 'value',
  'rhythm/gaps': 'gaps',
  'survival/curves': 'gone censored',
  'activity/activity': 'expected_orders expected_revenue clv',
  'activity/frequency': 'accounts accounts_expected',
  'activity/holdout': 'accounts orders_made orders_expected orders_naive',
  'price-volume-mix/products': 'revenue_from revenue_to quantity_from quantity_to volume price change',
  'headroom/headroom': 'revenue gap gap_upper',
  'white-space/products': 'revenue',
  'white-space/accounts': 'revenue bought lapsed never expected',
  'white-space/cells': 'expected',
  'rfm/rfm': 'monetary',
  'abc/abc': 'revenue share',
  'opportunities/opportunities': 'value expected',
  'opportunities/kinds': 'opportunities value expected',
  'accounts/accounts': 'revenue revenue_prior change share',
  'account/months': 'revenue',
  'account/products': 'revenue revenue_prior',
  'account/whiteSpace': 'expected',
  'account/opportunities': 'value expected',
  'account/plan': 'target revenue',
  'account/stock': 'received outbound sell_out',
};

export function totalsOf(question: Question, table: string): Set<string> {
  return new Set((totals[`${question}/${table}`] ?? '').split(' ').filter((name) => name !== ''));
}

export type FormulaAt = (column: string, row: number, sheetRow: number) => string | null;

/** Money is compared to a hundredth of its smallest unit: sums in another order differ in the last bits. */
function isSum(parts: number[], total: number): boolean {
  const sum = parts.reduce((all, part) => all + part, 0);
  return Math.abs(sum - total) <= 0.005 + 1e-9 * Math.abs(total);
}

function numbersOf(column: Column | undefined): Float64Array | null {
  return column && column.type !== 'text' ? column.values : null;
}

/** The last line of a bridge is the sum of the lines above it. */
function bridgeFormula(table: Table): FormulaAt | undefined {
  const place = table.columns.findIndex((column) => column.name === 'amount');
  const amounts = numbersOf(table.columns[place]);
  if (!amounts || table.n < 2) return undefined;
  const last = table.n - 1;
  if (!isSum([...amounts.subarray(0, last)], amounts[last]!)) return undefined;
  return (column, row, sheetRow) =>
    column === 'amount' && row === last
      ? `SUM(${cellReference(place, sheetRow - last)}:${cellReference(place, sheetRow - 1)})`
      : null;
}

/** Each period ends with its start plus the lines between. */
function seriesFormula(table: Table): FormulaAt | undefined {
  const first = table.columns.findIndex((column) => column.name === 'start');
  const last = table.columns.findIndex((column) => column.name === 'end');
  const parts = table.columns.slice(first, last).map(numbersOf);
  const ends = numbersOf(table.columns[last]);
  if (first < 0 || last <= first || !ends || parts.some((part) => part === null)) return undefined;
  return (column, row, sheetRow) => {
    if (
      column !== 'end' ||
      !isSum(
        parts.map((part) => part![row]!),
        ends[row]!,
      )
    )
      return null;
    return `SUM(${cellReference(first, sheetRow)}:${cellReference(last - 1, sheetRow)})`;
  };
}

/** `result` = `plus` − `minus`, row by row, where the values agree. */
function differenceFormula(table: Table, result: string, plus: string, minus: string): FormulaAt | undefined {
  const place = (name: string) => table.columns.findIndex((column) => column.name === name);
  const [a, b] = [place(plus), place(minus)];
  const [more, less, all] = [table.columns[a], table.columns[b], table.columns[place(result)]].map(numbersOf);
  if (!more || !less || !all) return undefined;
  return (column, row, sheetRow) => {
    if (column !== result || !isSum([more[row]!, -less[row]!], all[row]!)) return null;
    return `${cellReference(a, sheetRow)}-${cellReference(b, sheetRow)}`;
  };
}

/** The formulas of a table, or none. Each is used only where it gives the very value that was computed. */
export function formulasOf(question: Question, name: string, table: Table): FormulaAt | undefined {
  if (name === 'bridge') return bridgeFormula(table);
  if (question === 'movement-series') return seriesFormula(table);
  if (question === 'movement' && name === 'accounts') return differenceFormula(table, 'change', 'to', 'from');
  if (question === 'price-volume-mix')
    return differenceFormula(table, 'change', 'revenue_to', 'revenue_from');
  if (question === 'accounts') return differenceFormula(table, 'change', 'revenue', 'revenue_prior');
  return undefined;
}
