/** How a delimited text is written. `quote` is empty where cells are never quoted. */
export interface Dialect {
  delimiter: string;
  quote: string;
}

export const cellLimit = 32 << 20;

/**
 * Reads delimited text into cells. A quote opens a quoted cell only as its first character; inside, a doubled quote is
 * one quote; text after the closing quote belongs to the cell. LF, CR and CRLF end a record. Every reader of this
 * folder keeps to these rules. `complete` is false where the text ends inside quotes.
 */
export function parseRecords(
  text: string,
  dialect: Dialect,
  limit = Number.POSITIVE_INFINITY,
): { records: string[][]; complete: boolean } {
  const { delimiter, quote } = dialect;
  const records: string[][] = [];
  const nextFeed = createFinder(text, '\n');
  const nextReturn = createFinder(text, '\r');
  const nextQuote = createFinder(text, quote);
  const places = { nextDelimiter: createFinder(text, delimiter), nextFeed, nextReturn };
  let at = 0;
  while (at < text.length && records.length < limit) {
    const end = Math.min(nextFeed(at), nextReturn(at));
    if (nextQuote(at) >= end) {
      records.push(delimiter.length === 1 ? text.slice(at, end).split(delimiter) : [text.slice(at, end)]);
      at = end + (text.startsWith('\r\n', end) ? 2 : 1);
      continue;
    }
    const read = quotedRecord(text, at, dialect, places);
    if (!read) return { records, complete: false };
    records.push(read.cells);
    at = read.end;
  }
  return { records, complete: true };
}

type Finder = (from: number) => number;

/** Reads a record cell by cell, and tells where the next one begins; null where it ends inside quotes. */
function quotedRecord(
  text: string,
  from: number,
  { delimiter, quote }: Dialect,
  places: Record<'nextDelimiter' | 'nextFeed' | 'nextReturn', Finder>,
): { cells: string[]; end: number } | null {
  const cells: string[] = [];
  for (let at = from; ; at++) {
    let cell = '';
    if (quote !== '' && text[at] === quote) {
      const read = quotedText(text, at, quote);
      if (!read) return null;
      cell = read.cell;
      at = read.end;
    }
    const start = at;
    at = Math.min(places.nextDelimiter(start), places.nextFeed(start), places.nextReturn(start));
    cells.push(cell + text.slice(start, at));
    if (text[at] !== delimiter) return { cells, end: at + (text.startsWith('\r\n', at) ? 2 : 1) };
    if (at + 1 >= text.length) {
      cells.push('');
      return { cells, end: at + 1 };
    }
  }
}

/** The text between quotes, and where it goes on after them; null where they never close. */
function quotedText(text: string, open: number, quote: string): { cell: string; end: number } | null {
  let cell = '';
  for (let at = open + 1; ; at++) {
    const close = text.indexOf(quote, at);
    if (close < 0) return null;
    cell += text.slice(at, close);
    at = close + 1;
    if (text[at] !== quote) return { cell, end: at };
    cell += quote;
  }
}

/** Where a character next occurs, from places that only rise on; the end of the text where it does not. */
function createFinder(text: string, character: string): Finder {
  let found = character.length === 1 ? -1 : text.length;
  return (from) => {
    if (found >= from) return found;
    const next = text.indexOf(character, from);
    found = next < 0 ? text.length : next;
    return found;
  };
}

export function isBlank(cells: string[]): boolean {
  return cells.every((cell) => cell === '');
}
