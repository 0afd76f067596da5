import type { TableKind } from '../../../shared/domain/fields.ts';
import { CancelledError } from '../../../shared/errors/errors.ts';
import type { StoredColumn, Workspace } from '../workspace/types.ts';
import { type BookMemory, createBookMemory } from './bookMemory.ts';
import { ColumnCache, columnBudget } from './columnCache.ts';
import type { Coverage } from './coverage.ts';
import { type Fold, fold } from './fold.ts';
import { type FoldBatch, hasColumn } from './foldBatch.ts';
import { forgetDimensions } from './groups.ts';
import { forgetColumns } from './parallel/kernelThreads.ts';
import {
  isMasked,
  layOutSales,
  numberColumn,
  productColumn,
  type SalesLayout,
  textColumn,
} from './salesLayout.ts';
import type { SalesRuns } from './salesRuns.ts';
import { sharedFloat64, sharedInt32 } from './shared.ts';
import { breath, runSteps, runStepsBeside, type StepContext, type Steps } from './steps.ts';
import type { Book, CodedColumn, Dimension } from './types.ts';

/** Columns that the book keeps for itself; all others of a sales batch are measures or text attributes. */
const structural = new Set(['account', 'product', 'date', 'record']);

const numberFields = ['revenue', 'quantity', 'price', 'cost', 'gmv'];

/**
 * What is in force in this workspace? Folds the active batches and edits, in order, into dimensions and account-sorted
 * sales columns. Reads the account and product columns at once, every other column when first asked for.
 * Throws `damaged` where a stored column fails its hash.
 */
export function loadBook(workspace: Workspace, memory: BookMemory = createBookMemory(workspace)): Book {
  return runSteps(bookSteps(workspace, memory));
}

/** The same beside other work: on all threads where there is much to do. Throws CancelledError. */
export function loadBookBeside(
  workspace: Workspace,
  memory: BookMemory,
  context: StepContext,
): Promise<Book> {
  return runStepsBeside(bookSteps(workspace, memory), context);
}

function* bookSteps(workspace: Workspace, memory: BookMemory): Steps<LoadedBook> {
  const { revision } = workspace;
  const found = yield* fold(memory.active(), workspace.edits(), memory.masks);
  return new LoadedBook(revision, yield* layOutSales(found), memory);
}

class LoadedBook implements Book {
  readonly revision: number;
  readonly accounts: Dimension;
  readonly products: Dimension;
  readonly firstDay: number | null;
  readonly lastDay: number | null;
  readonly coverage: Coverage | null;
  readonly #fold: Fold;
  readonly #memory: BookMemory;
  readonly #sales: FoldBatch[];
  readonly #runs: SalesRuns;
  readonly #layout: SalesLayout;
  readonly #cache: ColumnCache;
  readonly #loading = new Map<string, Promise<void>>();

  constructor(revision: number, layout: SalesLayout, memory: BookMemory) {
    const { fold: found, sales, runs, coverage } = layout;
    this.revision = revision;
    this.#cache = new ColumnCache(columnBudget(), () => {
      forgetDimensions(this);
      forgetColumns();
    });
    this.#memory = memory;
    this.#layout = layout;
    this.#fold = found;
    this.accounts = found.accounts;
    this.products = found.products;
    this.#sales = sales;
    this.#runs = runs;
    this.coverage = coverage;
    this.firstDay = coverage?.first ?? null;
    this.lastDay = coverage?.last ?? null;
    this.day();
  }

  get n(): number {
    return this.#runs.n;
  }

  get offsets(): Int32Array {
    return this.#runs.offsets;
  }

  account(): Int32Array {
    return this.#once('account', () => {
      const values = sharedInt32(this.n);
      for (let account = 0; account <= this.accounts.count; account++) {
        values.fill(account, this.offsets[account]!, this.offsets[account + 1]!);
      }
      return values;
    });
  }

  get hasProducts(): boolean {
    return this.#sales.some((batch) => hasColumn(batch, 'product', 'code'));
  }

  product(): Int32Array | null {
    return this.#column('product');
  }

  day(): Int32Array {
    return this.#once('day', () => this.#layout.day);
  }

  number(name: string): Float64Array | null {
    return this.#column(`number:${name}`);
  }

  text(name: string): CodedColumn | null {
    return this.#column(`text:${name}`);
  }

  #column<Value>(key: string): Value | null {
    return this.#once(key, () => runSteps(this.#make(key))) as Value | null;
  }

  /** A column under its key; null where no batch has it. */
  *#make(key: string): Steps<unknown> {
    if (key === 'product') return this.hasProducts ? yield* productColumn(this.#layout) : null;
    const [, kind, name] = /^(number|text):(.*)$/s.exec(key)!;
    if (!this.#has(name!, kind === 'number' ? 'number' : 'code')) return null;
    return yield* (kind === 'number' ? numberColumn : textColumn)(this.#layout, name!);
  }

  async prefetch(names: string[], signal?: AbortSignal): Promise<void> {
    const wanted = [...new Set(names)].filter((name) => !this.#isLoaded(name));
    const absent = wanted.filter((name) => !this.#loading.has(name));
    if (absent.length > 0) {
      const loading = this.#prefetch(absent).finally(() => {
        for (const name of absent) this.#loading.delete(name);
      });
      for (const name of absent) this.#loading.set(name, loading);
    }
    await Promise.all(wanted.map((name) => this.#loading.get(name)));
    if (signal?.aborted) throw new CancelledError();
  }

  async #prefetch(names: string[]): Promise<void> {
    for (const name of names) {
      const key = this.#keyOf(name);
      if (key === null) continue;
      const value = await runStepsBeside(this.#make(key), {});
      this.#once(key, () => value);
    }
  }

  #keyOf(name: string): string | null {
    if (name === 'product') return this.hasProducts ? name : null;
    if (this.#has(name, 'number')) return `number:${name}`;
    return this.#has(name, 'code') ? `text:${name}` : null;
  }

  #isLoaded(name: string): boolean {
    return ['', 'number:', 'text:'].some((kind) => this.#cache.has(`${kind}${name}`));
  }

  salesColumns(): { name: string; type: 'number' | 'text' }[] {
    return this.#once('columns', () => {
      const found = new Map<string, 'number' | 'text'>();
      for (const { columns } of this.#sales) {
        for (const column of columns) {
          if (structural.has(column.name) || column.type === 'day') continue;
          found.set(column.name, column.type === 'number' ? 'number' : 'text');
        }
      }
      const order = (name: string) => (numberFields.indexOf(name) + 1 || numberFields.length + 1) - 1;
      return [...found].map(([name, type]) => ({ name, type })).sort((a, b) => order(a.name) - order(b.name));
    });
  }

  facts(kind: TableKind): StoredColumn[][] {
    return this.#once(`facts:${kind}`, () =>
      this.#factBatches(kind).map((batch) => {
        const mask = this.#fold.masks.get(batch.id);
        const columns = batch.columns.map(({ name }) => batch.read(name));
        return mask ? columns.map((column) => unmasked(column, mask)) : columns;
      }),
    );
  }

  async prefetchFacts(kind: TableKind, signal?: AbortSignal): Promise<void> {
    if (this.#cache.has(`facts:${kind}`)) return;
    for (const batch of this.#factBatches(kind)) {
      await batch.prefetch(
        batch.columns.map(({ name }) => name),
        signal,
      );
      await runStepsBeside(readEach(batch), { signal });
    }
  }

  #factBatches(kind: TableKind): FoldBatch[] {
    return this.#fold.batches.filter((batch) => batch.kind === kind && !isMasked(this.#fold, batch));
  }

  source(row: number): { batch: number; record: number } {
    const runs = this.#runs;
    let low = 0;
    let high = runs.target.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (runs.target[middle]! <= row) low = middle;
      else high = middle - 1;
    }
    const batch = this.#sales[runs.batch[low]!]!;
    const local = runs.start[low]! + row - runs.target[low]!;
    const records = this.#once(`records:${batch.id}`, () => batch.read('record').values);
    return { batch: batch.id, record: records[local]! };
  }

  async prefetchSources(signal?: AbortSignal): Promise<void> {
    for (const batch of this.#sales) {
      if (!this.#cache.has(`records:${batch.id}`)) await batch.prefetch(['record'], signal);
    }
  }

  #once<Value>(key: string, make: () => Value): Value {
    if (this.#cache.has(key)) return this.#cache.get(key, make, bytesOf, always.has(key));
    const value = this.#cache.get(key, make, bytesOf, always.has(key));
    this.#memory.shrink(this.#cache.bytes);
    return value;
  }

  #has(name: string, type: StoredColumn['type']): boolean {
    return !structural.has(name) && this.#sales.some((batch) => hasColumn(batch, name, type));
  }
}

/** What nearly every question reads: never let go. */
const always = new Set(['account', 'product', 'day', 'number:revenue', 'number:quantity', 'text:order']);

/** Bytes of a loaded column; what is no column counts as nothing. */
function bytesOf(value: unknown): number {
  if (ArrayBuffer.isView(value)) return value.byteLength;
  const codes = (value as Partial<CodedColumn> | null)?.codes;
  return codes ? codes.byteLength : 0;
}

/** The rows in force of a column, on shared memory like the column itself. */
function unmasked(column: StoredColumn, mask: Uint8Array): StoredColumn {
  let kept = 0;
  for (const masked of mask) kept += 1 - masked;
  const values = column.type === 'number' ? sharedFloat64(kept) : sharedInt32(kept);
  let to = 0;
  for (let row = 0; row < mask.length; row++) if (mask[row] === 0) values[to++] = column.values[row]!;
  return { ...column, values } as StoredColumn;
}

/** Small columns are not read beforehand: one by one, then. */
function* readEach(batch: FoldBatch): Steps<void> {
  for (const { name } of batch.columns) {
    batch.read(name);
    yield breath;
  }
}
