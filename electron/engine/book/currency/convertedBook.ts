import type { TableKind } from '../../../../shared/domain/fields.ts';
import { CancelledError } from '../../../../shared/errors/errors.ts';
import type { StoredColumn } from '../../workspace/types.ts';
import { ColumnCache, columnBudget } from '../columnCache.ts';
import type { Coverage } from '../coverage.ts';
import { forgetDimensions } from '../groups.ts';
import { forgetColumns } from '../parallel/kernelThreads.ts';
import { sharedFloat64 } from '../shared.ts';
import { inParts, runSteps, runStepsBeside, type Steps, task } from '../steps.ts';
import type { Book, CodedColumn, Conversion, Dimension } from '../types.ts';

/** Columns of the sales rows that are in the currency of the row. */
export const moneyColumns: ReadonlySet<string> = new Set(['revenue', 'price', 'cost', 'gmv']);

/** A book whose amounts are told in one currency; everything else is as in the book that it is made of. */
export class ConvertedBook implements Book {
  readonly conversion: Conversion;
  readonly #original: Book;
  #holes: Int32Array | null;
  readonly #cache = new ColumnCache(columnBudget(), () => {
    forgetDimensions(this);
    forgetColumns();
  });

  /** `isWhole`: every row has a currency and a rate, which need not be found out again. */
  constructor(conversion: Omit<Conversion, 'holes'>, isWhole: boolean) {
    this.#original = conversion.original;
    this.#holes = isWhole ? new Int32Array(0) : null;
    this.conversion = {
      ...conversion,
      holes: () => {
        this.#holes ??= runSteps(this.#findHoles());
        return this.#holes;
      },
    };
  }

  get revision(): number {
    return this.#original.revision;
  }
  get n(): number {
    return this.#original.n;
  }
  get accounts(): Dimension {
    return this.#original.accounts;
  }
  get products(): Dimension {
    return this.#original.products;
  }
  get offsets(): Int32Array {
    return this.#original.offsets;
  }
  get firstDay(): number | null {
    return this.#original.firstDay;
  }
  get lastDay(): number | null {
    return this.#original.lastDay;
  }
  get coverage(): Coverage | null {
    return this.#original.coverage;
  }
  get hasProducts(): boolean {
    return this.#original.hasProducts;
  }
  account(): Int32Array {
    return this.#original.account();
  }
  product(): Int32Array | null {
    return this.#original.product();
  }
  day(): Int32Array {
    return this.#original.day();
  }
  text(name: string): CodedColumn | null {
    return this.#original.text(name);
  }
  salesColumns(): { name: string; type: 'number' | 'text' }[] {
    return this.#original.salesColumns();
  }
  facts(kind: TableKind): StoredColumn[][] {
    return this.#original.facts(kind);
  }
  prefetchFacts(kind: TableKind, signal?: AbortSignal): Promise<void> {
    return this.#original.prefetchFacts(kind, signal);
  }
  source(row: number): { batch: number; record: number } {
    return this.#original.source(row);
  }
  prefetchSources(signal?: AbortSignal): Promise<void> {
    return this.#original.prefetchSources(signal);
  }

  number(name: string): Float64Array | null {
    const values = this.#original.number(name);
    if (!values || !moneyColumns.has(name)) return values;
    return this.#keep(name, () => runSteps(this.#convert(values)));
  }

  async prefetch(names: string[], signal?: AbortSignal): Promise<void> {
    await this.#original.prefetch(['currency', ...names], signal);
    this.#holes ??= await runStepsBeside(this.#findHoles(), { signal });
    for (const name of new Set(names)) {
      const values = moneyColumns.has(name) && !this.#cache.has(name) ? this.#original.number(name) : null;
      if (!values) continue;
      const converted = await runStepsBeside(this.#convert(values), { signal });
      this.#keep(name, () => converted);
    }
    if (signal?.aborted) throw new CancelledError();
  }

  *#convert(values: Float64Array): Steps<Float64Array> {
    const { n } = this;
    const { table } = this.conversion;
    const { codes } = this.text('currency')!;
    const target = sharedFloat64(n);
    const day = this.day();
    yield {
      tasks: inParts(n, (from, to) => task('convertRows', n, target, values, codes, day, table, from, to)),
    };
    return target;
  }

  *#findHoles(): Steps<Int32Array> {
    const { n } = this;
    const { table } = this.conversion;
    const { codes } = this.text('currency')!;
    const day = this.day();
    const found = (yield {
      tasks: inParts(n, (from, to) => task('findHoles', n, codes, day, table, from, to)),
    }) as Int32Array[];
    const rows = new Int32Array(found.reduce((sum, part) => sum + part.length, 0));
    let at = 0;
    for (const part of found) {
      rows.set(part, at);
      at += part.length;
    }
    return rows;
  }

  #keep(name: string, make: () => Float64Array): Float64Array {
    return this.#cache.get(name, make, (column) => column.byteLength, name === 'revenue');
  }
}
