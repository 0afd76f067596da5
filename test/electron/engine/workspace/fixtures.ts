import { mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { missingDay, type NewBatch, type StoredColumn } from '../../../../electron/engine/workspace/types.ts';
import { ExpectedError } from '../../../../shared/errors/errors.ts';

/** A small generator of numbers in [0, 1), the same for the same seed (mulberry32). */
export function seeded(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

/** Sales as an import leaves them: sorted by account, some rows without, prices with cents, order numbers, names. */
export function salesBatch(seed: number, rows: number): NewBatch {
  const random = seeded(seed);
  const accounts = Math.max(3, Math.round(rows / 120));
  const products = 200;
  const account = new Int32Array(rows);
  const product = new Int32Array(rows);
  const order = new Int32Array(rows);
  const date = new Int32Array(rows);
  const quantity = new Float64Array(rows);
  const price = new Float64Array(rows);
  const rate = new Float64Array(rows);
  const record = new Float64Array(rows);
  for (let i = 0; i < rows; i++) {
    account[i] = random() < 0.1 ? accounts : Math.floor(random() * accounts);
    product[i] = Math.floor(random() * products);
    order[i] = Math.floor(i / 12);
    date[i] = random() < 0.01 ? missingDay : 14610 + Math.floor(random() * 700);
    quantity[i] = Math.floor(random() * 40) - 2;
    price[i] = random() < 0.02 ? Number.NaN : Math.round(random() * 9999) / 100;
    rate[i] = random();
    record[i] = 1 + Math.floor(random() * rows);
  }
  account.sort();
  for (let i = 0; i < rows; i++) if (account[i] === accounts) account[i] = -1;
  const keys = Array.from({ length: accounts }, (_, i) => `C${seed}-${i}`);
  const columns: StoredColumn[] = [
    {
      name: 'account',
      type: 'code',
      values: account,
      dictionary: keys,
      labels: keys.map((key, i) => (i % 3 === 0 ? null : `客户 ${key} “Ltd”`)),
    },
    {
      name: 'product',
      type: 'code',
      values: product,
      dictionary: Array.from({ length: products }, (_, i) => `SKU${i}`),
    },
    {
      name: 'order',
      type: 'code',
      values: order,
      dictionary: Array.from({ length: Math.ceil(rows / 12) }, (_, i) => `${536_365 + i}`),
    },
    { name: 'date', type: 'day', values: date },
    { name: 'quantity', type: 'number', values: quantity },
    { name: 'price', type: 'number', values: price },
    { name: 'rate', type: 'number', values: rate },
    { name: 'record', type: 'number', values: record },
  ];
  const quarantine = Array.from({ length: 50 }, (_, i) => ({
    line: i + 2,
    record: i + 1,
    column: i % 2 === 0 ? 'date' : null,
    reason: i % 5 === 0 ? 'notADate' : 'notANumber',
    value: `värde ${i}`,
    text: `${i};"a";b`,
  }));
  return {
    kind: 'sales',
    source: `sales-${seed}.csv`,
    hash: seed.toString(16).padStart(64, '0'),
    rows: rows + quarantine.length + 3,
    accepted: rows,
    blank: 3,
    columns,
    quarantine,
    controlTotals: { quantity: quantity.reduce((sum, value) => sum + value, 0) },
    mapping: { account: 'CustomerID', date: 'InvoiceDate' },
    rules: [{ rule: 'cancellation', action: 'keep', count: 7 }],
  };
}

/** A folder for one test, gone when `dispose` is called. */
export function temporaryFolder(): { path: string; file(name: string): string; dispose(): void } {
  const path = realpathSync(mkdtempSync(join(tmpdir(), 'quarterdeck-')));
  return {
    path,
    file: (name) => join(path, name),
    dispose: () => rmSync(path, { recursive: true, force: true }),
  };
}

/** The code of the expected failure; anything else fails the test. */
export function codeOf(work: () => unknown): string {
  try {
    work();
  } catch (error) {
    if (error instanceof ExpectedError) return error.code;
    throw error;
  }
  return 'none';
}

export async function codeOfAsync(work: () => Promise<unknown>): Promise<string> {
  try {
    await work();
  } catch (error) {
    if (error instanceof ExpectedError) return error.code;
    throw error;
  }
  return 'none';
}
