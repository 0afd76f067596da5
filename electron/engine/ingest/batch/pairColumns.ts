import type { Unpivot } from '../../../../shared/contract/ingest.ts';
import type { NewValues } from '../csv/scanPlan.ts';

export type Pair = NonNullable<Unpivot['pairs']>[string];

/** What rates across are made of: the two currencies of each column, which no cell holds, and the figure for one unit. */
export class PairColumns {
  readonly #pairs: Pair[];
  readonly #currencies: string[];
  readonly #from: Int32Array;
  readonly #to: Int32Array;
  /** Scanners that were told what the codes mean. */
  readonly #told = new Set<number>();

  constructor(pairs: Pair[]) {
    this.#pairs = pairs;
    this.#currencies = [...new Set(pairs.flatMap(({ from, to }) => [from, to]))];
    this.#from = Int32Array.from(pairs, ({ from }) => this.#currencies.indexOf(from));
    this.#to = Int32Array.from(pairs, ({ to }) => this.#currencies.indexOf(to));
  }

  /** `from`, `to` and `rate` of rows, each of the column `which` says. `figures` are changed. */
  make(scanner: number, which: Int32Array, figures: Float64Array) {
    const from = Int32Array.from(which, (column) => this.#from[column]!);
    const to = Int32Array.from(which, (column) => this.#to[column]!);
    for (let row = 0; row < figures.length; row++)
      figures[row] = figures[row]! / this.#pairs[which[row]!]!.units;
    const fresh = this.#told.has(scanner) ? null : valuesOf(this.#currencies);
    this.#told.add(scanner);
    return { columns: [from, to, figures], values: [fresh, fresh, null] };
  }
}

/** Texts as a scanner hands on what is new in a column. */
export function valuesOf(texts: string[]): NewValues {
  const bytes = texts.map((text) => Buffer.from(text, 'utf8'));
  let end = 0;
  const ends = Uint32Array.from(bytes, ({ length }) => {
    end += length;
    return end;
  });
  return { bytes: new Uint8Array(Buffer.concat(bytes)), ends };
}
