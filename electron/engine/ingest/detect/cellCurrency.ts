import { currencyCode } from '../../../../shared/domain/currency.ts';
import { headerMatch } from '../mapping/synonyms.ts';
import { namedCurrency } from '../values/currencies.ts';

/** Amounts whose cells name their currency, not all the same one: it becomes a column of its own, behind the others. */
export interface CellCurrency {
  column: number;
  name: string;
}

const before = /^[-+(]?\s*([^\d\s.,()+-]{1,6})\s*[-(]?\s*[\d.,]/u;
const behind = /\d\s*([^\d\s.,()+%‰-]{1,6})\s*[-)]?$/u;
const otherSigns: Record<string, string> = {
  '￥': '¥',
  円: 'JPY',
  원: 'KRW',
  '₩': 'KRW',
  '₹': 'INR',
  R$: 'BRL',
};
const leastShare = 0.9;

/** What stands beside the figure of a cell. */
function markOf(text: string): string | undefined {
  return (before.exec(text.trim()) ?? behind.exec(text.trim()))?.[1];
}

/** The currency that a cell names beside its figure, as a code where there is one; empty where it names none. */
export function currencyOf(text: string): string {
  const mark = markOf(text);
  if (mark === undefined) return '';
  const word = otherSigns[mark] ?? mark;
  const named = namedCurrency(word);
  if (named) return named;
  const code = currencyCode(word);
  return code !== word.toUpperCase() || /\p{Sc}/u.test(code) ? code : '';
}

/** The first column of amounts in several currencies; null where there is none, or a column names the currency. */
export function detectCellCurrency(
  headers: readonly string[],
  rows: readonly string[][],
): CellCurrency | null {
  if (headers.some((header) => headerMatch(header, 'currency', 'sales') >= 0.6)) return null;
  const column = headers.findIndex(
    (_, at) => mayBeMixed(rows, at) && isMixed(rows.map((cells) => (cells[at] ?? '').trim())),
  );
  if (column < 0) return null;
  const base = /\p{Script=Han}/u.test(headers[column]!) ? '币种' : 'Currency';
  let name = base;
  for (let copy = 2; headers.includes(name); copy++) name = `${base} (${copy})`;
  return { column, name };
}

const looked = 20;

/** Whether the first cells of a column name currencies, so that the others are worth looking at. */
function mayBeMixed(rows: readonly string[][], column: number): boolean {
  const first = rows.slice(0, looked).filter((cells) => (cells[column] ?? '').trim() !== '');
  const marked = first.filter((cells) => markOf(cells[column]!) !== undefined);
  if (first.length === 0 || marked.length < first.length * 0.5) return first.length === 0;
  return marked.filter((cells) => currencyOf(cells[column]!) !== '').length >= first.length * 0.5;
}

function isMixed(values: string[]): boolean {
  const filled = values.filter((value) => /\d/.test(value));
  if (filled.length < 2) return false;
  const codes = new Set<string>();
  let named = 0;
  for (const value of filled) {
    const code = currencyOf(value);
    if (code === '') continue;
    named++;
    codes.add(code);
  }
  return codes.size > 1 && named >= values.filter((value) => value !== '').length * leastShare;
}
