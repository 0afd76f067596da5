import { type Dialect, isBlank, parseRecords } from '../csv/dialect.ts';
import { passRecords } from '../csv/readRecords.ts';
import { countFooter, type Footer } from './footer.ts';

export const noFooter: Footer = { records: 0, filled: 0, bytes: 0, lines: [], secondTable: null };

const shownLines = 5;
const usualRecords = 200;

/**
 * The notes at the end of `tail`, UTF-8 that starts at a line. `records` are the first of the file: a tail whose records
 * are cut otherwise (it may start inside a quoted cell) says nothing.
 */
export function footerOf(tail: Uint8Array, dialect: Dialect, records: string[][]): Footer {
  const found = parseRecords(
    Buffer.from(tail.buffer, tail.byteOffset, tail.length).toString('utf8'),
    dialect,
  );
  if (!found.complete || cellsOf(found.records) !== cellsOf(records)) return noFooter;
  const count = countFooter(found.records);
  return count === 0
    ? noFooter
    : footerFrom(tail, dialect, found.records.length - count, found.records, null);
}

/** The end of `bytes` from the record `first` on. */
export function footerFrom(
  bytes: Uint8Array,
  dialect: Dialect,
  first: number,
  records: string[][],
  secondTable: string | null,
): Footer {
  const delimiter = dialect.delimiter.charCodeAt(0);
  const quote = dialect.quote === '' ? -1 : dialect.quote.charCodeAt(0);
  const { at } = passRecords(bytes, first, { delimiter, quote }, true);
  const rest = records.slice(first);
  const filled = rest.filter((cells) => !isBlank(cells));
  const lines = filled.slice(0, shownLines).map((cells) =>
    cells
      .filter((cell) => cell.trim() !== '')
      .join(' ')
      .trim(),
  );
  return { records: rest.length, filled: filled.length, bytes: bytes.length - at, lines, secondTable };
}

/** The records without those of the footer. */
export function cutFooter(records: string[][], footer: Footer): string[][] {
  return footer.records === 0 ? records : records.slice(0, records.length - footer.records);
}

/** The number of cells that most records have. */
function cellsOf(records: string[][]): number {
  const counts = new Map<number, number>();
  for (const cells of records.slice(-usualRecords))
    counts.set(cells.length, (counts.get(cells.length) ?? 0) + 1);
  let usual = 0;
  let most = 0;
  for (const [length, count] of counts) if (count > most) [usual, most] = [length, count];
  return usual;
}
