import type { Dialect } from '../csv/dialect.ts';

/** A record as it is written: its cells with their quotes, its line end, and all of it. */
export interface CutRecord {
  cells: string[];
  end: string;
  text: string;
}

/** Text whose records are rewritten one by one; `left` is the beginning of a record whose end is not there yet. */
export function rewriteRecords(
  text: string,
  dialect: Dialect,
  rewrite: (record: CutRecord) => string,
  last: boolean,
): { out: string; left: string } {
  let out = '';
  let at = 0;
  while (at < text.length) {
    const next = cutRecord(text, at, dialect, last);
    if (next === null) break;
    out += rewrite(next);
    at += next.text.length;
  }
  return { out, left: text.slice(at) };
}

/** The record at `from`; null where its end is not there yet. */
function cutRecord(
  text: string,
  from: number,
  { delimiter, quote }: Dialect,
  last: boolean,
): CutRecord | null {
  const cells: string[] = [];
  let start = from;
  let at = from;
  for (;;) {
    if (quote !== '' && text[at] === quote) {
      at = closingQuote(text, at + 1, quote);
      if (at < 0) return last ? { cells: [], end: '', text: text.slice(from) } : null;
    }
    while (at < text.length && text[at] !== delimiter && text[at] !== '\n' && text[at] !== '\r') at++;
    cells.push(text.slice(start, at));
    if (at >= text.length) return last ? { cells, end: '', text: text.slice(from) } : null;
    if (text[at] !== delimiter) break;
    start = ++at;
  }
  if (text[at] === '\r' && at + 1 >= text.length && !last) return null;
  const end = text.startsWith('\r\n', at) ? '\r\n' : text[at]!;
  return { cells, end, text: text.slice(from, at + end.length) };
}

/** The place behind the quote that closes a cell; −1 where none does. */
function closingQuote(text: string, from: number, quote: string): number {
  for (let at = text.indexOf(quote, from); at >= 0; at = text.indexOf(quote, at + 2)) {
    if (text[at + 1] !== quote) return at + 1;
  }
  return -1;
}
