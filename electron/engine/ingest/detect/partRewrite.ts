import { rewriteRecords } from './cutRecord.ts';

/** A text rewritten piece by piece. */
export interface Rewriter {
  push(text: string): string;
  end(): string;
}

/** One of several tables of a text: the records and columns that are its own. */
export interface TextPart {
  delimiter: string;
  quote: string;
  /** First and last column. */
  columns: [number, number];
  /** First record, and the one behind the last; lines above the first. */
  records: [number, number];
  lines: number;
}

/** The text of that table alone. A record of another table is left out where it stands above or below, else its cells are. */
export class PartRewriter implements Rewriter {
  readonly #part: TextPart;
  readonly #before: Rewriter | null;
  #left = '';
  #record = 0;

  constructor(part: TextPart, before: Rewriter | null) {
    this.#part = part;
    this.#before = before;
  }

  push(text: string): string {
    return this.#take(this.#before ? this.#before.push(text) : text, false);
  }

  end(): string {
    return this.#take(this.#before ? this.#before.end() : '', true);
  }

  #take(text: string, last: boolean): string {
    const { columns, records } = this.#part;
    const { out, left } = rewriteRecords(
      this.#left + text,
      this.#part,
      ({ cells, end }) => {
        const at = this.#record++;
        if (at < records[0] || at >= records[1]) return '';
        const own = cells.slice(columns[0], columns[1] + 1);
        return (own.every((cell) => cell.trim() === '') ? '' : own.join(this.#part.delimiter)) + end;
      },
      last,
    );
    this.#left = left;
    return out;
  }
}
