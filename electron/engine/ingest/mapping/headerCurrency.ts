import type { ImportRules, Mapping } from '../../../../shared/contract/ingest.ts';
import type { TableKind } from '../../../../shared/domain/fields.ts';
import { namedCurrency } from '../values/currencies.ts';

/** The currency that headers of amounts name, for rows that name none. */
export interface HeaderCurrency {
  /** The header that says it. */
  header: string;
  /** ISO 4217. */
  currency: string;
}

/** Fields of amounts: what the rows are worth first. */
const amounts = ['revenue', 'price', 'gmv', 'cost'];

/**
 * Which currency do the amounts of sales have, as their headers say: `Amount (USD)`, `Umsatz EUR`, `销售额（美元）`,
 * `revenue_usd`? Null where a column names the currency of each row, where headers name none or not all the same one, where a
 * sign or word is that of several (`$`, 元), and where the rules leave it.
 */
export function headerCurrency(
  kind: TableKind,
  mapping: Mapping,
  rules: Pick<ImportRules, 'headerCurrency'>,
): HeaderCurrency | null {
  if (kind !== 'sales' || mapping.currency !== undefined || rules.headerCurrency === 'ignore') return null;
  const named = amounts.flatMap((field) => {
    const header = mapping[field];
    const currency = header === undefined ? null : currencyIn(header);
    return currency === null ? [] : [{ header: header!, currency }];
  });
  return new Set(named.map(({ currency }) => currency)).size === 1 ? named[0]! : null;
}

const codes =
  /^(?:USD|EUR|GBP|CNY|RMB|AUD|CAD|JPY|HKD|CHF|INR|BRL|KRW|SGD|TWD|NOK|SEK|DKK|PLN|CZK|HUF|RON|MXN|ZAR|TRY|NZD|THB|MYR|IDR|PHP|VND|AED|SAR|ILS|ARS|CLP|COP)$/;
const chinese =
  /(?:人民币|人民幣|美元|美金|欧元|歐元|日元|日圆|港元|港币|港幣|英镑|英鎊|澳元|加元|新加坡元|瑞士法郎|瑞郎|韩元|韓元|泰铢)/gu;
/** Codes that are English words are taken only where they are written as codes. */
const words = /^(?:try|all|top)$/;

/** The one currency that a header names; null where it names none or several. */
export function currencyIn(header: string): string | null {
  const text = header.normalize('NFKC');
  const found = new Set<string>();
  for (const [name] of text.matchAll(chinese)) found.add(namedCurrency(name)!);
  const snake = /^\S*_\S*$/.test(text) || /^\p{Ll}+\p{Lu}/u.test(text);
  const parts = (snake ? text.replace(/(\p{Ll})(\p{Lu})/gu, '$1_$2') : text).split(/[^\p{L}$€£]+/u);
  for (const part of parts) {
    const code = snake && !words.test(part) ? part.toUpperCase() : part;
    const multiplied = /^[TKM](USD|EUR|GBP|CNY|CHF|SEK|NOK|DKK)$/.exec(code)?.[1] ?? code;
    if (codes.test(multiplied)) found.add(namedCurrency(multiplied)!);
    else if (part === '€' || /^euros?$/i.test(part)) found.add('EUR');
    else if (part === '£') found.add('GBP');
    else if (/^US\$$/i.test(part)) found.add('USD');
  }
  return found.size === 1 ? [...found][0]! : null;
}
