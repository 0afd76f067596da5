import { CancelledError, ExpectedError } from '../../../shared/errors/errors.ts';
import { namesService } from '../analysis/cross-sell/serviceWords.ts';
import { valueCount } from '../book/codedColumn.ts';
import { inCurrency, usualCurrency } from '../book/currency/reporting.ts';
import type { Attribute, Book } from '../book/types.ts';
import { marksReturn, namesDocumentType, namesReturn } from '../ingest/values/returnWords.ts';
import type { StoredColumn } from '../workspace/types.ts';
import type { QualityData } from './types.ts';

/** A column of marks or of types has few values. */
const mostMarks = 500;

export interface GatherContext {
  signal: AbortSignal;
  onColumn?: ((done: number, total: number) => void) | undefined;
}

/**
 * Brings every column of the book into memory for the rules, giving way between two columns. Pairs of accounts that are
 * likely the same, today's day, and the reporting currency as it is set are given. Throws CancelledError.
 */
export async function gatherData(
  book: Book,
  likelySame: QualityData['likelySame'],
  today: number,
  setting: string | null,
  { signal, onColumn }: GatherContext,
): Promise<QualityData> {
  const names = book.salesColumns();
  const columns: QualityData['columns'] = [];
  await book.prefetch(['product'], signal);
  for (const [at, { name, type }] of names.entries()) {
    if (signal.aborted) throw new CancelledError();
    await book.prefetch([name], signal);
    const column = type === 'number' ? book.number(name) : book.text(name)?.codes;
    if (column) columns.push(column);
    onColumn?.(at + 1, names.length);
  }
  const product = book.product();
  if (product) columns.push(product);
  const plans = book.facts('plans');
  return {
    n: book.n,
    accountCount: book.accounts.count,
    productCount: book.products.count,
    offsets: book.offsets,
    account: book.account(),
    product,
    day: book.day(),
    revenue: book.number('revenue'),
    money: await moneyOf(book, setting, signal),
    quantity: book.number('quantity'),
    price: book.number('price'),
    currency: currencyOf(book, setting),
    columns,
    accounts: {
      fromFacts: book.accounts.fromFacts,
      owner: codesOf(book.accounts.attributes.get('owner')),
      contractStart: daysOf(book.accounts.attributes.get('contract_start')),
      contractEnd: daysOf(book.accounts.attributes.get('contract_end')),
      names: book.accounts.names,
    },
    products: {
      fromFacts: book.products.fromFacts,
      isService: Uint8Array.from(book.products.names, (name) => (namesService(name) ? 1 : 0)),
    },
    returned: returnedOf(book),
    owners: ownersOf(book),
    facts: {
      feedback: book.facts('feedback').map(plainColumns),
      stock: book.facts('stock').map(plainColumns),
      plans: plans.map(plainColumns),
      rates: book.facts('rates').map(plainColumns),
    },
    planAccounts: plans.map((batch) => planAccounts(book, batch)),
    likelySame,
    today,
  };
}

/** As plain values: what is decoded lazily cannot go to another thread. */
function plainColumns(columns: StoredColumn[]): StoredColumn[] {
  return columns.map((column) => {
    if (column.type !== 'code') return column;
    const { name, type, values, dictionary } = column;
    return { name, type, values, dictionary };
  });
}

/** As it is stored where no rate leads to the currency that is set: rules are about the rows, whatever they amount to. */
async function moneyOf(
  book: Book,
  setting: string | null,
  signal: AbortSignal,
): Promise<Float64Array | null> {
  const told = attempted(() => inCurrency(book, usualCurrency(book, setting))) ?? book;
  await told.prefetch(['revenue'], signal);
  return told.number('revenue');
}

function attempted(make: () => Book): Book | null {
  try {
    return make();
  } catch (error) {
    if (error instanceof ExpectedError) return null;
    throw error;
  }
}

function currencyOf(book: Book, setting: string | null): QualityData['currency'] {
  const column = book.text('currency');
  return column && { codes: column.codes, values: column.values, reporting: usualCurrency(book, setting) };
}

/** The column of returns, else one of document types of which some are returns. */
function returnedOf(book: Book): QualityData['returned'] {
  const types = book.salesColumns().filter(({ name, type }) => type === 'text' && namesDocumentType(name));
  for (const name of ['returns', ...types.map((column) => column.name)]) {
    const column = book.text(name);
    if (!column || valueCount(column) > mostMarks) continue;
    const test = name === 'returns' ? marksReturn : namesReturn;
    const marks = Uint8Array.from(column.values, (value) => (test(value) ? 1 : 0));
    if (marks.includes(1)) return { codes: column.codes, marks };
  }
  return null;
}

function codesOf(attribute: Attribute | undefined): Int32Array | null {
  return attribute?.type === 'text' ? attribute.codes : null;
}

function daysOf(attribute: Attribute | undefined): Int32Array | null {
  return attribute?.type === 'date' ? attribute.values : null;
}

/** Owners of accounts, and those that sales rows name. */
function ownersOf(book: Book): string[] {
  const attribute = book.accounts.attributes.get('owner');
  return [...(attribute?.type === 'text' ? attribute.values : []), ...(book.text('owner')?.values ?? [])];
}

function planAccounts({ accounts }: Book, batch: StoredColumn[]): Int32Array {
  const column = batch.find(({ name }) => name === 'account');
  if (column?.type !== 'code') return new Int32Array(0);
  return Int32Array.from(column.dictionary, (text) => accounts.find(text) ?? -1);
}
