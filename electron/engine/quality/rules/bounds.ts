import { makeTable, numberColumn, textColumn } from '../../../../shared/domain/table.ts';
import { missingDay, type StoredColumn } from '../../workspace/types.ts';
import type { Check, Finding } from '../types.ts';

/** Answers to “would you recommend us?” that are no whole number from 0 to 10. */
export const feedbackRange: Check = ({ facts }) =>
  outside(facts.feedback, 'nps', (value) => value < 0 || value > 10 || !Number.isInteger(value));

/** Stock on hand below zero. */
export const negativeStock: Check = ({ facts }) => outside(facts.stock, 'inventory', (value) => value < 0);

function outside(batches: StoredColumn[][], field: string, test: (value: number) => boolean): Finding | null {
  const found: { account: string | null; day: number; value: number }[] = [];
  let looked = 0;
  for (const columns of batches) {
    const find = (name: string) => columns.find((column) => column.name === name);
    const [values, account, date] = [find(field), find('account'), find('date')];
    if (values?.type !== 'number') continue;
    values.values.forEach((value, row) => {
      if (Number.isNaN(value)) return;
      looked++;
      if (!test(value)) return;
      found.push({
        account: account?.type === 'code' ? (account.dictionary[account.values[row]!] ?? null) : null,
        day: date?.values[row] ?? missingDay,
        value,
      });
    });
  }
  if (looked === 0) return null;
  const list = makeTable([
    textColumn(
      'account',
      found.map(({ account }) => account),
    ),
    numberColumn(
      'date',
      'none',
      found.map(({ day }) => (day === missingDay ? Number.NaN : day)),
      'date',
    ),
    numberColumn(
      field,
      'none',
      found.map(({ value }) => value),
    ),
  ]);
  return { count: found.length, of: looked, unit: 'rows', list, touched: null };
}
