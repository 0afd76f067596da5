import { currencyCode } from '../../../../shared/domain/currency.ts';
import { factorAt, makeTable } from '../../book/currency/conversionTable.ts';
import { readQuotes } from '../../book/currency/quotes.ts';
import { daySpan } from '../../book/foldPasses.ts';
import type { Check } from '../types.ts';
import { rowsWhere } from './found.ts';

/**
 * Sales whose amount cannot be told in the reporting currency: without a currency though others have one, or in another
 * one without a rate on or before their day. Does not apply where no row has a currency.
 */
export const currencyHoles: Check = ({ currency, n, day, facts }) => {
  const span = daySpan(day);
  if (!currency || currency.reporting === null || !span) return null;
  const { codes, reporting } = currency;
  const names = currency.values.map(currencyCode);
  const [from, to] = span;
  const { table } = makeTable(readQuotes(facts.rates), names, reporting, { from, to }, []);
  const isHole = (row: number) => codes[row]! < 0 || Number.isNaN(factorAt(table, codes[row]!, day[row]!));
  return { ...rowsWhere(n, n, isHole), params: { currency: reporting } };
};
