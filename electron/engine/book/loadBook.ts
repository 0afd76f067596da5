import type { Batch } from '../../../shared/contract/workspace.ts';
import type { TableKind } from '../../../shared/domain/fields.ts';
import type { StoredColumn, Workspace } from '../workspace/types.ts';
import { type Coverage, findCoverage } from './coverage.ts';
import { DimensionBuilder } from './dimension.ts';
import { mergeRuns, type SalesBatch, type SalesRuns } from './salesRuns.ts';
import { sharedFloat64, sharedInt32 } from './shared.ts';
import type { Book, CodedColumn, Dimension } from './types.ts';

type CodeColumn = StoredColumn & { type: 'code' };

/** Columns that the book keeps for itself; all others of a sales batch are measures or text attributes. */
const structural = new Set(['account', 'product', 'date', 'record']);

const numberFields = ['revenue', 'quantity', 'price', 'cost', 'gmv'];

/**
 * What is in force in this workspace? Folds the active batches, in order, into dimensions and account-sorted
 * sales columns. Reads the account and product columns at once, every other column when first asked for.
 * Throws `damaged` where a stored column fails its hash.
 */
export function loadBook(workspace: Workspace): Book {
  const active = workspace.batches().filter((batch) => batch.state === 'active');
  const accounts = new DimensionBuilder();
  const products = new DimensionBuilder();
  for (const batch of active) addListed(workspace, batch, accounts, products);
  const sales = active.filter((batch) => batch.kind === 'sales');
  const salesBatches: SalesBatch[] = sales.map((batch) => {
    const column = workspace.readColumn(batch.id, 'account') as CodeColumn;
    return { batch: batch.id, codes: column.values, accountOf: accounts.addFacts(column) };
  });
  const productMaps = new Map<number, Int32Array>();
  for (const batch of sales) {
    if (!hasColumn(workspace, batch.id, 'product')) continue;
    productMaps.set(batch.id, products.addFacts(workspace.readColumn(batch.id, 'product') as CodeColumn));
  }
  for (const batch of active) addOtherFacts(workspace, batch, accounts, products);
  return new LoadedBook(workspace, accounts.finish(), products.finish(), salesBatches, productMaps);
}

function hasColumn(workspace: Workspace, batch: number, name: string): boolean {
  return workspace.batchColumns(batch).some((column) => column.name === name);
}

function addListed(
  workspace: Workspace,
  batch: Batch,
  accounts: DimensionBuilder,
  products: DimensionBuilder,
): void {
  if (batch.kind !== 'accounts' && batch.kind !== 'products') return;
  const keyName = batch.kind === 'accounts' ? 'account' : 'product';
  const builder = batch.kind === 'accounts' ? accounts : products;
  const key = workspace.readColumn(batch.id, keyName) as CodeColumn;
  const rest = workspace
    .batchColumns(batch.id)
    .filter((column) => column.name !== keyName && column.name !== 'record')
    .map((column) => workspace.readColumn(batch.id, column.name));
  builder.addListed(key, rest);
}

/** An account or product named only by feedback, plans, activities or stock is created too, never dropped. */
function addOtherFacts(
  workspace: Workspace,
  batch: Batch,
  accounts: DimensionBuilder,
  products: DimensionBuilder,
): void {
  if (batch.kind === 'accounts' || batch.kind === 'products' || batch.kind === 'sales') return;
  for (const column of workspace.batchColumns(batch.id)) {
    if (column.type !== 'code') continue;
    if (column.name === 'account') accounts.addFacts(workspace.readColumn(batch.id, 'account') as CodeColumn);
    if (column.name === 'product') products.addFacts(workspace.readColumn(batch.id, 'product') as CodeColumn);
  }
}

class LoadedBook implements Book {
  readonly revision: number;
  readonly accounts: Dimension;
  readonly products: Dimension;
  readonly firstDay: number | null;
  readonly lastDay: number | null;
  readonly coverage: Coverage | null;
  readonly #workspace: Workspace;
  readonly #batches: SalesBatch[];
  readonly #productMaps: Map<number, Int32Array>;
  readonly #runs: SalesRuns;
  readonly #cache = new Map<string, unknown>();

  constructor(
    workspace: Workspace,
    accounts: Dimension,
    products: Dimension,
    batches: SalesBatch[],
    productMaps: Map<number, Int32Array>,
  ) {
    this.revision = workspace.revision;
    this.#workspace = workspace;
    this.accounts = accounts;
    this.products = products;
    this.#batches = batches;
    this.#productMaps = productMaps;
    this.#runs = mergeRuns(batches, accounts.count);
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
    if (this.#productMaps.size === 0) return null;
    return this.#once('product', () => {
      const values = sharedInt32(this.n).fill(-1);
      this.#batches.forEach((batch, index) => {
        const map = this.#productMaps.get(batch.batch);
        if (!map) return;
        this.#placeCodes(values, index, (this.#read(batch.batch, 'product') as CodeColumn).values, map);
      });
      return values;
    });
  }

  day(): Int32Array {
    return this.#once('day', () => {
      const values = sharedInt32(this.n);
      this.#batches.forEach((batch, index) => {
        const column = this.#read(batch.batch, 'date');
        if (column.type !== 'day') throw new Error('The date column of a sales batch holds no days');
        this.#place(values, index, column.values);
      });
      return values;
    });
  }

  number(name: string): Float64Array | null {
    return this.#once(`number:${name}`, () => {
      if (!this.#has(name, 'number')) return null;
      const values = sharedFloat64(this.n).fill(Number.NaN);
      this.#batches.forEach((batch, index) => {
        if (!this.#batchHas(batch.batch, name, 'number')) return;
        this.#place(values, index, this.#read(batch.batch, name).values as Float64Array);
      });
      return values;
    });
  }

  text(name: string): CodedColumn | null {
    return this.#once(`text:${name}`, () => {
      if (!this.#has(name, 'code')) return null;
      const codes = sharedInt32(this.n).fill(-1);
      const owners = this.#batches.flatMap(({ batch }, index) =>
        this.#batchHas(batch, name, 'code') ? [{ index, column: this.#read(batch, name) as CodeColumn }] : [],
      );
      const [only] = owners;
      if (only && owners.length === 1) {
        this.#place(codes, only.index, only.column.values);
        return { codes, values: only.column.dictionary };
      }
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
      return { codes, values: [...indexOf.keys()] };
    });
  }

  salesColumns(): { name: string; type: 'number' | 'text' }[] {
    return this.#once('columns', () => {
      const found = new Map<string, 'number' | 'text'>();
      for (const { batch } of this.#batches) {
        for (const column of this.#workspace.batchColumns(batch)) {
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
      this.#workspace
        .batches()
        .filter((batch) => batch.state === 'active' && batch.kind === kind)
        .map(({ id }) =>
          this.#workspace.batchColumns(id).map((column) => this.#workspace.readColumn(id, column.name)),
        ),
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
    const batch = this.#batches[runs.batch[low]!]!.batch;
    const local = runs.start[low]! + row - runs.target[low]!;
    const records = this.#once(`records:${batch}`, () => this.#read(batch, 'record').values);
    return { batch, record: records[local]! };
  }

  #once<Value>(key: string, make: () => Value): Value {
    if (!this.#cache.has(key)) this.#cache.set(key, make());
    return this.#cache.get(key) as Value;
  }

  #read(batch: number, name: string): StoredColumn {
    return this.#workspace.readColumn(batch, name);
  }

  #batchHas(batch: number, name: string, type: StoredColumn['type']): boolean {
    return this.#workspace.batchColumns(batch).some((column) => column.name === name && column.type === type);
  }

  #has(name: string, type: StoredColumn['type']): boolean {
    return !structural.has(name) && this.#batches.some(({ batch }) => this.#batchHas(batch, name, type));
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
