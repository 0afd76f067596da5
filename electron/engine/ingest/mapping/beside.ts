import type { ColumnProfile } from '../detect/columns.ts';
import { headerMatch } from './synonyms.ts';

/** A rate beside a taxable value is that of the tax, where nothing is counted that it could be the price of. */
export function isTaxRate(header: string, profiles: ColumnProfile[]): boolean {
  if (!/^\W*(?:rate|satz|taux|tasa|税率)\W*$/iu.test(header)) return false;
  const taxed = profiles.some((one) =>
    /\b(?:tax(?:able|es)?|gst|vat|cess|mwst|ust|tva|iva)\b|税/iu.test(one.header),
  );
  return taxed && !profiles.some((one) => headerMatch(one.header, 'quantity', 'sales') >= 0.8);
}

/** `Reference` without its accents names an article in French only; elsewhere it refers to a document. */
export function isFrench(profiles: ColumnProfile[]): boolean {
  return profiles.some(({ header }) =>
    /^(?:d[eé]signation|article|produit|libell[eé]|client|prix|qt[eé]|quantit[eé]|montant)(?:$|[\s_.])/i.test(
      header.trim(),
    ),
  );
}

/** Statistics offices give the rate of CURRENCY in units of it for one of CURRENCY_DENOM. */
export const denominator = /^currency[_ ]denom(?:inator)?$/i;

/** Whether a column names the other currency of all rates. */
export function pairedCurrency(profiles: ColumnProfile[]): boolean {
  return headersOf(profiles).pairsCurrencies;
}

/** `Order date` is the day of an order, whatever it holds. */
export function namesDay(header: string): boolean {
  return /(?:^|[^\p{L}])(?:date|datum|fecha|data|time)$|(?:日期|时间|時間|日付)$/iu.test(header.trim());
}

export const nameEnding =
  /[\s_-]*(?:names?|descriptions?|desc\.?|text|title|bezeichnung|kurztext|nom|nombre|nome|名称|名稱|名)$/iu;

/** Whether another column holds the names of what this one identifies: `Material` beside `Material Description`. */
export function namedBeside(header: string, profiles: ColumnProfile[]): boolean {
  return headersOf(profiles).named.has(header);
}

/** Whether the table has a column of this very name. */
export function hasHeader(header: string, profiles: ColumnProfile[]): boolean {
  return headersOf(profiles).all.has(header);
}

interface Headers {
  all: ReadonlySet<string>;
  /** Names that other columns bear with an ending: `Material` of `Material Description`. */
  named: ReadonlySet<string>;
  pairsCurrencies: boolean;
}

const headers = new WeakMap<ColumnProfile[], Headers>();

/** Worked out once for a table, which may have thousands of columns. */
function headersOf(profiles: ColumnProfile[]): Headers {
  const known = headers.get(profiles);
  if (known) return known;
  const all = profiles.map(({ header }) => header);
  const bare = all.map((header) => header.replace(nameEnding, ''));
  const found = {
    all: new Set(all),
    named: new Set(bare.filter((name, at) => name !== all[at])),
    pairsCurrencies: all.some((header) => denominator.test(header.trim())),
  };
  headers.set(profiles, found);
  return found;
}
