import type { NewBatch, StoredColumn, Workspace } from '../../../../electron/engine/workspace/types.ts';
import type { Edit } from '../../../../shared/contract/edits.ts';
import type { Batch } from '../../../../shared/contract/workspace.ts';

/** A workspace that lives in memory: only what the book reads of it. */
export function memoryWorkspace(
  batches: (NewBatch & { state?: Batch['state'] })[],
  edits: Edit[] = [],
): Workspace {
  const find = (id: number) => batches[id - 1]!;
  const columnOf = (id: number, name: string) => find(id).columns.find((column) => column.name === name)!;
  const workspace: Partial<Workspace> = {
    revision: 1,
    batches: () =>
      batches.map((batch, index) => ({
        ...batch,
        mode: batch.mode ?? { mode: 'append' },
        sheet: null,
        repairOf: batch.repair?.batch ?? null,
        repaired: 0,
        repairable: false,
        id: index + 1,
        importedAt: '2026-01-01T00:00:00Z',
        state: batch.state ?? 'active',
        quarantined: batch.quarantine.length,
      })),
    batchColumns: (id) => find(id).columns.map(({ name, type }) => ({ name, type })),
    edits: () => edits,
    prefetch: async () => undefined,
    runs: async () => null,
    keptMask: () => null,
    readColumn: columnOf,
    readNames(id, name) {
      const { dictionary, labels } = columnOf(id, name) as StoredColumn & { type: 'code' };
      return { dictionary, ...(labels ? { labels } : {}) };
    },
  };
  return workspace as Workspace;
}

export interface SaleRow {
  account: string | null;
  day: number;
  revenue: number;
  quantity?: number;
  price?: number;
  product?: string | null;
  order?: string;
  market?: string;
}

/** Rows as a sales batch, in the order that ingest promises: by account as first met, missing last. */
export function salesBatch(rows: SaleRow[], names: Record<string, string> = {}): NewBatch {
  const accounts = [...new Set(rows.map((row) => row.account).filter((key) => key !== null))];
  const rank = (row: SaleRow) => (row.account === null ? accounts.length : accounts.indexOf(row.account));
  const order = rows.map((_, index) => index).sort((a, b) => rank(rows[a]!) - rank(rows[b]!) || a - b);
  const sorted = order.map((index) => rows[index]!);
  const columns: StoredColumn[] = [
    {
      ...codes(
        'account',
        sorted.map((row) => row.account),
        accounts,
      ),
      labels: accounts.map((key) => names[key] ?? null),
    },
    { name: 'date', type: 'day', values: Int32Array.from(sorted, (row) => row.day) },
    { name: 'revenue', type: 'number', values: Float64Array.from(sorted, (row) => row.revenue) },
    { name: 'record', type: 'number', values: Float64Array.from(order, (index) => index + 1) },
  ];
  for (const name of ['quantity', 'price'] as const) {
    if (rows.some((row) => row[name] !== undefined)) {
      columns.push({
        name,
        type: 'number',
        values: Float64Array.from(sorted, (row) => row[name] ?? Number.NaN),
      });
    }
  }
  for (const name of ['product', 'order', 'market'] as const) {
    if (rows.some((row) => row[name] !== undefined))
      columns.push(
        codes(
          name,
          sorted.map((row) => row[name] ?? null),
        ),
      );
  }
  return newBatch('sales', columns, rows.length);
}

export function newBatch(kind: NewBatch['kind'], columns: StoredColumn[], rows: number): NewBatch {
  return {
    kind,
    source: 'test.csv',
    hash: '00',
    rows,
    accepted: rows,
    blank: 0,
    columns,
    quarantine: [],
    controlTotals: {},
    mapping: {},
    rules: [],
  };
}

export function codes(
  name: string,
  values: (string | null)[],
  known?: string[],
): StoredColumn & { type: 'code' } {
  const dictionary = known ?? [...new Set(values.filter((value) => value !== null))];
  return {
    name,
    type: 'code',
    dictionary,
    values: Int32Array.from(values, (value) => (value === null ? -1 : dictionary.indexOf(value))),
  };
}
