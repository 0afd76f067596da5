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
  let cells: string[] = [];
  const nextDelimiter = createFinder(text, delimiter);
  const nextFeed = createFinder(text, '\n');
  const nextReturn = createFinder(text, '\r');
  let at = 0;
  while (at < text.length && records.length < limit) {
    let cell = '';
    if (quote !== '' && text[at] === quote) {
      at++;
      for (;;) {
        const close = text.indexOf(quote, at);
        if (close < 0) return { records, complete: false };
        cell += text.slice(at, close);
        at = close + 1;
        if (text[at] !== quote) break;
        cell += quote;
        at++;
      }
    }
    const start = at;
    at = Math.min(nextDelimiter(start), nextFeed(start), nextReturn(start));
    cells.push(cell + text.slice(start, at));
    if (text[at] === delimiter) {
      at++;
      if (at < text.length) continue;
      cells.push('');
    } else if (text[at] === '\r' && text[at + 1] === '\n') at += 2;
    else at++;
    records.push(cells);
    cells = [];
  }
  return { records, complete: true };
}

/** Where a character next occurs, from places that only rise on; the end of the text where it does not. */
function createFinder(text: string, character: string): (from: number) => number {
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
