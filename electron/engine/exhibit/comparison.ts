import { ExpectedError } from '../../../shared/errors/errors.ts';
import type { Predictor } from '../analysis/statistics/designMatrix.ts';
import { accountText } from '../book/fields.ts';
import type { Book } from '../book/types.ts';
import { accountAttributeNames } from './accounts.ts';
import type { ExhibitContext } from './context.ts';

/** What makes accounts comparable beside tenure, orders and breadth, where the book knows it. */
const comparedBy = ['market', 'segment', 'industry'];

/** The parts of a list written as one text; a comma within a part stands behind a backslash. */
export function partsOf(text: string): string[] {
  const written = text.match(/(?:\\.|[^\\,])+/gs) ?? [];
  return written.flatMap((part) => part.replace(/\\(.)/gs, '$1').trim() || []);
}

/** Text or numbers of the accounts under this name; null where they have neither. */
export function accountPredictor(book: Book, name: string): Predictor | null {
  const attribute = book.accounts.attributes.get(name);
  if (attribute?.type === 'number') return { name, values: attribute.values };
  const text = accountText(book, name);
  return text && { name, codes: text.codes, levels: text.values };
}

/**
 * What makes accounts comparable: the fields that option `comparedBy` names (any text or number an account has, custom
 * ones too), else market, segment and industry as far as they are known. Throws `unknownField`.
 */
export function comparisonOf({ book, text }: ExhibitContext): Predictor[] {
  const asked = partsOf(text('comparedBy', ''));
  const names = asked.length > 0 ? asked : comparedBy.filter((name) => accountText(book, name) !== null);
  return names.map((name) => {
    const found = accountPredictor(book, name);
    if (found) return found;
    throw new ExpectedError('unknownField', `Accounts have no field "${name}" to be compared by`, {
      hint: `Fields: ${accountAttributeNames(book).join(', ')}`,
      params: { field: name },
    });
  });
}

/** 1 per account that option `leftOut` names: it is nobody's look-alike. Undefined where none is. Throws `notFound`. */
export function leftOutOf({ book, text }: ExhibitContext): Uint8Array | undefined {
  const keys = partsOf(text('leftOut', ''));
  if (keys.length === 0) return undefined;
  const marks = new Uint8Array(book.accounts.count);
  for (const key of keys) {
    const account = book.accounts.indexOf.get(key);
    if (account === undefined) throw new ExpectedError('notFound', `There is no account "${key}"`);
    marks[account] = 1;
  }
  return marks;
}
