import { isKnownHeader } from '../mapping/synonyms.ts';
import { parseNumber } from '../values/parseNumber.ts';
import { namesTotal } from '../values/totalWords.ts';
import { profileColumn } from './columns.ts';

/** A ledger with a column for each side, and on which of them its sales stand: the amount of a row is that side less the other. */
export interface Ledger {
  debit: number;
  credit: number;
  side: 'credit' | 'debit';
  decimal: '.' | ',';
  /** Of the column of amounts, which stands behind the others. */
  name: string;
}

/** What tells the side: titles, types of documents; nothing does; the user says it. */
export type LedgerReason = 'documents' | 'titles' | 'open' | 'asked';

export interface FoundLedger extends Ledger {
  confidence: number;
  why: LedgerReason;
  taken: boolean;
}

const sure: Record<LedgerReason, number> = { asked: 1, documents: 0.93, titles: 0.88, open: 0.5 };
const bracketed = /[([（【][^)\]）】]*[)\]）】]/gu;
const debitName =
  /^(?:debit|debits|dr|debit amount|debit amt|amount debit|amount dr|soll|sollbetrag|soll betrag|débit|montant débit|debe|dare|debito|débito|借方|借方金额|借方发生额|借方本币|借方本币金额|本期借方|本期借方发生额|借方金額|借)$/u;
const creditName =
  /^(?:credit|credits|cr|credit amount|credit amt|amount credit|amount cr|haben|habenbetrag|haben betrag|crédit|montant crédit|haber|avere|credito|crédito|贷方|贷方金额|贷方发生额|贷方本币|贷方本币金额|本期贷方|本期贷方发生额|貸方|貸方金額|貸方金额|贷)$/u;
const saleDocument =
  /^(?:(?:gst |tax |sales |customer )?invoices?|sales?|sales? (?:voucher|invoice|order)|inv|rechnung|ausgangsrechnung|facture|factura|fattura|销售|销售发票|发票|销售出库|销售收入|应收单|确认收入|売上)$/iu;
const salesTitle =
  /\bsales?\b|\brevenues?\b|turnover|\bincome\b|umsatz|erlös|\bventes?\b|\bventas?\b|vendite|销售|收入|营收|売上/iu;
const receivableTitle =
  /receivables?|\bdebtors?\b|debitoren|customer (?:ledger|account|statement)|statement of account|sundry debtors|应收|往来/iu;
/** Rows of a ledger that are no sales: balances, what is carried over, sums of months, payments, closing entries. */
const noSale =
  /^(?:(?:opening|closing|beginning|ending) balance|balance (?:b|c)\/?[fd]|(?:brought|carried) (?:forward|down)|b\/?f|c\/?f|(?:bank |cash |customer )?(?:receipts?|payments?)|contra|zahlung(?:seingang)?|anfangsbestand|endbestand|saldovortrag|règlement|paiement|pago|期初余额|期末余额|年初余额|上年结转|上月结转|承前页|过次页|本[日月季年期](?:合计|累计|小计|发生额)|当前合计|当前累计|(?:银行|现金)?(?:收|付)款(?:单|凭证)?|(?:期间损益)?结转.*|.*结转(?:本年利润|损益|收入))$/iu;

const leastOneSided = 0.9;
const fewestDocuments = 2;

/** Is this a ledger whose sides are columns, and of which side are its sales? Null where it is none, or another column has the amounts. */
export function detectLedger(
  headers: readonly string[],
  rows: readonly string[][],
  titles: readonly string[],
  chosen: 'credit' | 'debit' | 'off' | undefined,
): FoundLedger | null {
  const names = headers.map((header) => plain(header));
  const [debit, credit] = [only(names, debitName), only(names, creditName)];
  if (debit < 0 || credit < 0 || rows.length === 0) return null;
  if (headers.some((header, at) => at !== debit && at !== credit && hasAmounts(header))) return null;
  const decimal = decimalOf(rows, [debit, credit]);
  const sides = rows.map((cells) =>
    cells.some((cell) => isNoSale(cell.trim())) ? 'none' : sideOf(cells, debit, credit, decimal),
  );
  const told = sides.filter((side) => side !== 'none');
  if (told.length === 0 || told.filter((side) => side !== 'both').length < told.length * leastOneSided)
    return null;
  const found = decide(rows, sides, titles);
  const side = chosen === 'credit' || chosen === 'debit' ? chosen : found.side;
  const why = chosen === undefined ? found.why : 'asked';
  const taken = chosen === undefined ? sure[why] > sure.open : chosen !== 'off';
  const [first, second] = side === 'credit' ? [credit, debit] : [debit, credit];
  const bare = (column: number) => headers[column]!.replace(bracketed, '').trim();
  const word = /\p{Script=Han}/u.test(headers[credit]!) ? '金额' : 'Amount';
  const name = `${word} (${bare(first)} − ${bare(second)})`;
  return { debit, credit, side, decimal, name, confidence: sure[why], why, taken };
}

function plain(header: string): string {
  const bare = header.normalize('NFKC').toLowerCase().replace(bracketed, ' ');
  return bare.replace(/[\s._:-]+/g, ' ').trim();
}

function only(names: readonly string[], pattern: RegExp): number {
  const found = names.flatMap((name, at) => (pattern.test(name) ? [at] : []));
  return found.length === 1 ? found[0]! : -1;
}

/** Whether a column has amounts by its name: then no other has to be worked out. */
function hasAmounts(header: string): boolean {
  return (
    /^(?:(?:net |total |sales )?amount|revenue|sales|turnover|net sales|umsatz|betrag|montant|importe|金额|销售额|收入|销售收入|销售金额)$/u.test(
      plain(header),
    ) && isKnownHeader(header)
  );
}

function decimalOf(rows: readonly string[][], columns: number[]): '.' | ',' {
  const values = columns.flatMap((column) => rows.map((cells) => cells[column] ?? ''));
  return profileColumn('', values).number.decimal;
}

type Side = 'credit' | 'debit' | 'both' | 'none';

function sideOf(cells: readonly string[], debit: number, credit: number, decimal: '.' | ','): Side {
  const filled = (column: number) => {
    const value = parseNumber((cells[column] ?? '').trim(), { decimal, scale: 0 });
    return value !== null && value !== 0 && !Number.isNaN(value);
  };
  if (filled(debit)) return filled(credit) ? 'both' : 'debit';
  return filled(credit) ? 'credit' : 'none';
}

/** On which side invoices stand, else what titles say, else where most rows are. */
function decide(
  rows: readonly string[][],
  sides: readonly Side[],
  titles: readonly string[],
): { side: 'credit' | 'debit'; why: LedgerReason } {
  const count = (side: Side, among: readonly Side[]) => among.filter((one) => one === side).length;
  const invoiced = sides.filter((_, row) => rows[row]!.some((cell) => saleDocument.test(cell.trim())));
  const [credits, debits] = [count('credit', invoiced), count('debit', invoiced)];
  const most = Math.max(credits, debits);
  if (most >= fewestDocuments && most >= (credits + debits) * 0.9)
    return { side: credits > debits ? 'credit' : 'debit', why: 'documents' };
  const said = titles.join(' ').replace(/[_-]+/g, ' ');
  if (receivableTitle.test(said)) return { side: 'debit', why: 'titles' };
  if (salesTitle.test(said)) return { side: 'credit', why: 'titles' };
  return { side: count('debit', sides) > count('credit', sides) ? 'debit' : 'credit', why: 'open' };
}

/**
 * The amount of a row as a cell: its own side less the other. Empty where it has none or is no sale (a balance, a payment, the sum of a
 * month, a closing entry); a figure that cannot be read stays as it is written.
 */
export function ledgerAmount(
  cells: readonly string[],
  { debit, credit, side, decimal }: Ledger,
  textOf: (cell: string) => string = (cell) => cell.trim(),
): string {
  const texts = [debit, credit].map((column) => textOf(cells[column] ?? ''));
  const values = texts.map((text) => {
    const value = parseNumber(text, { decimal, scale: 0 });
    return Number.isNaN(value) ? 0 : value;
  });
  if (
    texts.every((text) => text === '') ||
    cells.some((cell, at) => at !== debit && at !== credit && isNoSale(textOf(cell)))
  )
    return '';
  const bad = values.indexOf(null);
  if (bad >= 0) return texts[bad]!;
  const [debits, credits] = values as [number, number];
  const digits = Math.max(...texts.map((text) => decimals(text, decimal)));
  const amount = (side === 'credit' ? credits - debits : debits - credits).toFixed(digits);
  return decimal === ',' ? amount.replace('.', ',') : amount;
}

function isNoSale(text: string): boolean {
  return text !== '' && text.length < 40 && (noSale.test(text.normalize('NFKC').trim()) || namesTotal(text));
}

const mostDecimals = 8;

function decimals(text: string, mark: '.' | ','): number {
  const at = text.lastIndexOf(mark);
  return at < 0 ? 0 : Math.min(mostDecimals, /^\d*/.exec(text.slice(at + 1))![0].length);
}
