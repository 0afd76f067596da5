import type { Mapping } from '../../../../shared/contract/ingest.ts';
import type { DetectedTable } from '../tableReader.ts';
import { parseNumber } from '../values/parseNumber.ts';
import { marksReturn } from '../values/returnWords.ts';
import { numberFormat } from './importPlan.ts';

/** Marks of returns that stand on the sales that came back, where no other row takes these back. */
export interface OwnReturns {
  column: string;
  /** Marked rows among the first ones. */
  count: number;
  /** 0–1. */
  confidence: number;
}

const fewestMarked = 10;
/** Share of marked rows beside which the sale they would take back may stand by chance. */
const byChance = 0.05;
const seldom = 0.2;

/**
 * Does a mark stand on the sale itself, rather than on a row of its own that takes a sale back? So it does where the marked
 * lines lie within orders whose other lines are sales, and no line of the order is sold twice; or where what they would take
 * back was sold to their accounts nowhere else. Null where rows below zero, too few rows or too few columns leave it open.
 */
export function findOwnReturns(table: DetectedTable, mapping: Mapping): OwnReturns | null {
  const { profiles, sample } = table;
  const indexOf = (...fields: string[]) => {
    const field = fields.find((one) => mapping[one] !== undefined);
    return profiles.findIndex(({ header }) => field !== undefined && header === mapping[field]);
  };
  const judged = ['revenue', 'gmv', 'quantity'].find((field) => mapping[field] !== undefined);
  const [mark, product] = [indexOf('returns'), indexOf('sku', 'product')];
  if (mark < 0 || product < 0 || judged === undefined) return null;
  const [order, account, amount] = [indexOf('order'), indexOf('account_id', 'account'), indexOf(judged)];
  const format = numberFormat(judged, profiles[amount]!);
  const figures = sample.map((cells) => parseNumber(cells[amount] ?? '', format) ?? 0);
  const isMarked = sample.map((cells) => marksReturn(cells[mark] ?? ''));
  const marked = sample.filter((_, row) => isMarked[row] && figures[row]! > 0);
  if (marked.length < fewestMarked || sample.some((_, row) => isMarked[row] && figures[row]! < 0))
    return null;
  const sales = sample.filter((_, row) => !isMarked[row] && figures[row]! > 0);
  const shareBeside = (...columns: number[]) => {
    if (columns.some((column) => column < 0)) return null;
    const key = (cells: string[]) => columns.map((column) => cells[column]?.trim() ?? '').join('\u0000');
    const sold = new Set(sales.map(key));
    return marked.filter((cells) => sold.has(key(cells))).length / marked.length;
  };
  const sameLine = shareBeside(order, product);
  const inOrders = shareBeside(order) ?? 0;
  const toAccount = shareBeside(account, product);
  const within = sameLine !== null && sameLine <= byChance && inOrders >= seldom;
  const nowhereElse = toAccount !== null && toAccount <= seldom && (sameLine ?? 0) <= byChance;
  if (!within && !nowhereElse) return null;
  const taken = Math.round((within ? sameLine! : toAccount!) * marked.length);
  return {
    column: profiles[mark]!.header,
    count: marked.length,
    confidence: (marked.length - taken + 1) / (marked.length + 2),
  };
}
