import type { ColumnProfile } from '../detect/columns.ts';

const balances =
  /^(?:(?:running |account |closing |available |current )?balance|saldo|kontostand|solde|余额|账户余额|賬戶餘額|残高|잔액)$/u;
const payments =
  /^(?:amount|debits?|credits?|withdrawals?|deposits?|(?:paid|money) (?:in|out)|betrag|umsatz|soll|haben|lastschrift|gutschrift|montant|débit|crédit|importe|cargo|abono|金额|交易金额|借方(?:金额|发生额)?|贷方(?:金额|发生额)?|收入(?:金额)?|支出(?:金额)?)$/u;

/** What rows of sales, invoices and stock name beside their balance. */
const traded =
  /customer(?! ref)|client|invoice|quantity|\b(?:qty|product|item|sku)\b|unit price|kunde(?!nref)|artikel|menge|客户|数量|单价|发票|产品|商品|物料/u;

/**
 * Is this the statement of an account at a bank: days, payments and the balance after each, and nothing that is sold? A
 * balance that is left by goods received and issued is one of stock.
 */
export function isStatement(profiles: readonly ColumnProfile[]): boolean {
  const named = (pattern: RegExp) =>
    profiles.some(({ header, numeric }) => numeric >= 0.7 && pattern.test(plain(header)));
  if (profiles.some(({ header }) => traded.test(plain(header)))) return false;
  return profiles.some(({ type }) => type === 'date') && named(balances) && named(payments);
}

const marks =
  /^(?:d(?:r|ebit)? ?\/ ?c(?:r|redit)?|c(?:r|redit)? ?\/ ?d(?:r|ebit)?|(?:dc|dr cr|debit credit) (?:indicator|ind|flag|mark|code)|shkzg|s ?\/ ?h|soll ?\/ ?haben(?:[ -]?(?:kennzeichen|kennz|kz))?|(?:借贷)?方向|借贷(?:标志|标识|别))$/u;
const sides = /^(?:d|c|dr|cr|debit|credit|s|h|soll|haben|借|贷|借方|贷方)\.?$/iu;

/** The column that marks each row as debit or credit, of which both occur; none where the sides have columns of their own. */
export function findSideMarks(profiles: readonly ColumnProfile[]): ColumnProfile | undefined {
  return profiles.find(
    ({ header, distinct, sample }) =>
      distinct === 2 && marks.test(plain(header)) && sample.every((value) => sides.test(value.trim())),
  );
}

function plain(header: string): string {
  const bare = header.normalize('NFKC').toLowerCase();
  return bare
    .replace(/[([【][^)\]】]*[)\]】]/gu, ' ')
    .replace(/[\s_.]+/g, ' ')
    .trim();
}
