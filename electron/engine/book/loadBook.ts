import type { TableKind } from '../../../shared/domain/fields.ts';
import { CancelledError } from '../../../shared/errors/errors.ts';
import type { StoredColumn, Workspace } from '../workspace/types.ts';
import { type BookMemory, createBookMemory } from './bookMemory.ts';
import { ColumnCache, columnBudget } from './columnCache.ts';
import { type Coverage, findCoverage } from './coverage.ts';
import { type Fold, fold } from './fold.ts';
import { type CodeColumn, type FoldBatch, hasColumn } from './foldBatch.ts';
import { forgetDimensions } from './groups.ts';
import { forgetColumns } from './parallel/kernelThreads.ts';
import { mergeRuns, type SalesBatch, type SalesRuns } from './salesRuns.ts';
import { sharedFloat64, sharedInt32 } from './shared.ts';
import { runSteps, runStepsBeside, type StepContext, type Steps } from './steps.ts';
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
): Promise<LoadedBook> {
  return runStepsBeside(bookSteps(workspace, memory), context);
}

function* bookSteps(workspace: Workspace, memory: BookMemory): Steps<LoadedBook> {
  const { revision } = workspace;
  const found = yield* fold(memory.active(), workspace.edits(), memory.masks);
  const sales = found.batches.filter((batch) => batch.kind === 'sales' && !isMasked(found, batch));
  yield { columns: sales.map((batch) => ({ batch, names: ['account', 'date'] })) };
  return new LoadedBook(revision, found, sales, memory);
}

export class LoadedBook implements Book {
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
  /** The rows of the only batch stand as they are stored: its columns serve without a copy. */
  readonly #inPlace: boolean;
  readonly #cache: ColumnCache;
  readonly #loading = new Map<string, Promise<void>>();

  constructor(revision: number, fold: Fold, sales: FoldBatch[], memory: BookMemory) {
    this.revision = revision;
    this.#cache = new ColumnCache(columnBudget(), () => {
      forgetDimensions(this);
      forgetColumns();
    });
    this.#memory = memory;
    this.#fold = fold;
    this.accounts = fold.accounts;
    this.products = fold.products;
    this.#sales = sales;
    this.#runs = mergeRuns(
      this.#sales.map((batch) => salesBatch(fold, batch)),
      fold.accounts.count,
    );
    this.#inPlace = this.#sales.length === 1 && isIdentity(this.#runs.start, this.#runs.target);
    this.coverage = findCoverage(this.day());
    this.firstDay = this.coverage?.first ?? null;
    this.lastDay = this.coverage?.last ?? null;
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

  product(): Int32Array | null {
    if (!this.#sales.some((batch) => hasColumn(batch, 'product', 'code'))) return null;
    return this.#once('product', () => {
      const [only] = this.#sales;
      if (this.#inPlace && isIdentity(this.#fold.productOf.get(only!.id)!)) {
        return (only!.read('product') as CodeColumn).values;
      }
      const values = sharedInt32(this.n).fill(-1);
      this.#sales.forEach((batch, index) => {
        const map = this.#fold.productOf.get(batch.id);
        if (map) this.#placeCodes(values, index, (batch.read('product') as CodeColumn).values, map);
      });
      return values;
    });
  }

  day(): Int32Array {
    return this.#once('day', () => {
      const [only] = this.#sales;
      if (only && this.#inPlace) return only.read('date').values as Int32Array;
      const values = sharedInt32(this.n);
      this.#sales.forEach((batch, index) => {
        const column = batch.read('date');
        if (column.type !== 'day') throw new Error('The date column of a sales batch holds no days');
        this.#place(values, index, column.values);
      });
      return values;
    });
  }

  number(name: string): Float64Array | null {
    return this.#once(`number:${name}`, () => {
      if (!this.#has(name, 'number')) return null;
      if (this.#inPlace) return this.#sales[0]!.read(name).values as Float64Array;
      const values = sharedFloat64(this.n).fill(Number.NaN);
      this.#sales.forEach((batch, index) => {
        if (!hasColumn(batch, name, 'number')) return;
        this.#place(values, index, batch.read(name).values as Float64Array);
      });
      return values;
    });
  }

  text(name: string): CodedColumn | null {
    return this.#once(`text:${name}`, () => {
      if (!this.#has(name, 'code')) return null;
      const owners = this.#sales.flatMap((batch, index) =>
        hasColumn(batch, name, 'code')
          ? [{ index, batch: batch.id, column: batch.read(name) as CodeColumn }]
          : [],
      );
      const [only] = owners;
      if (only && owners.length === 1 && !this.#fold.masks.has(only.batch)) {
        if (this.#inPlace) return lazilyDecoded(only.column.values, only.column);
        const placed = sharedInt32(this.n).fill(-1);
        this.#place(placed, only.index, only.column.values);
        return lazilyDecoded(placed, only.column);
      }
      const codes = sharedInt32(this.n).fill(-1);
      const indexOf = new Map<string, number>();
      for (const { index, column } of owners) {
        const map = Int32Array.from(column.dictionary, (text) => {
          const known = indexOf.get(text);
          if (known !== undefined) return known;
          indexOf.set(text, indexOf.size);
          return indexOf.size - 1;
        });
        this.#placeCodes(codes, index, column.values, map);
      }
      const coded = { codes, values: [...indexOf.keys()] };
      return owners.some(({ batch }) => this.#fold.masks.has(batch)) ? onlyUsed(coded) : coded;
    });
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
    for (const batch of this.#sales) await batch.prefetch(names);
    for (const name of names) {
      if (name === 'product') this.product();
      else if (this.#has(name, 'number')) this.number(name);
      else if (this.#has(name, 'code')) this.text(name);
    }
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
      this.#fold.batches
        .filter((batch) => batch.kind === kind && !isMasked(this.#fold, batch))
        .map((batch) => {
          const mask = this.#fold.masks.get(batch.id);
          const columns = batch.columns.map(({ name }) => batch.read(name));
          return mask ? columns.map((column) => unmasked(column, mask)) : columns;
        }),
    );
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

  #once<Value>(key: string, make: () => Value): Value {
    if (this.#cache.has(key)) return this.#cache.get(key, make, bytesOf, always.has(key));
    const value = this.#cache.get(key, make, bytesOf, always.has(key));
    this.#memory.shrink(this.#cache.bytes);
    return value;
  }

  #has(name: string, type: StoredColumn['type']): boolean {
    return !structural.has(name) && this.#sales.some((batch) => hasColumn(batch, name, type));
  }

  #place(target: Int32Array | Float64Array, batch: number, source: Int32Array | Float64Array): void {
    const { start, length, target: positions, batch: owner } = this.#runs;
    for (let run = 0; run < start.length; run++) {
      if (owner[run] !== batch) continue;
      target.set(source.subarray(start[run]!, start[run]! + length[run]!), positions[run]!);
    }
  }

  #placeCodes(target: Int32Array, batch: number, source: Int32Array, map: Int32Array): void {
    const { start, length, target: positions, batch: owner } = this.#runs;
    for (let run = 0; run < start.length; run++) {
      if (owner[run] !== batch) continue;
      let to = positions[run]!;
      const end = start[run]! + length[run]!;
      for (let from = start[run]!; from < end; from++, to++) {
        const code = source[from]!;
        target[to] = code < 0 ? -1 : map[code]!;
      }
    }
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

/** Whether every value is its own position, or that of another list. */
function isIdentity(values: Int32Array, other?: Int32Array): boolean {
  for (let at = 0; at < values.length; at++) if (values[at] !== (other ? other[at] : at)) return false;
  return true;
}

/** A column whose texts stay bytes until somebody asks for all of them. */
function lazilyDecoded(codes: Int32Array, column: CodeColumn): CodedColumn {
  if (!column.texts) return { codes, values: column.dictionary };
  return {
    codes,
    texts: column.texts,
    get values() {
      return column.dictionary;
    },
  };
}

/** Whether no row of the batch is in force. */
function isMasked({ masks }: Fold, batch: FoldBatch): boolean {
  return masks.has(batch.id) && !masks.get(batch.id)!.includes(0);
}

function salesBatch({ masks, accountOf }: Fold, batch: FoldBatch): SalesBatch {
  return {
    stretches: batch.stretches(),
    accountOf: accountOf.get(batch.id)!,
    masked: masks.get(batch.id) ?? null,
  };
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

/** Without the values that no row has. */
function onlyUsed({ codes, values }: CodedColumn): CodedColumn {
  const map = new Int32Array(values.length).fill(-1);
  const used: string[] = [];
  for (let row = 0; row < codes.length; row++) {
    const code = codes[row]!;
    if (code < 0) continue;
    if (map[code]! < 0) map[code] = used.push(values[code]!) - 1;
    codes[row] = map[code]!;
  }
  return { codes, values: used };
}
