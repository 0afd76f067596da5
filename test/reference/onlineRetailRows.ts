import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import type { SalesRows } from '../../electron/engine/analysis/types.ts';
import { dayOf } from '../../shared/domain/calendar.ts';
import { referencePath } from '../referenceData.ts';

/** gross: customer known, quantity and price above 0 (the set V). net: customer known. all: every row of the file. */
export type OnlineRetailBasis = 'gross' | 'net' | 'all';

/** The file as sales rows sorted by customer; rows without customer form one more account, at the end. */
export interface OnlineRetail {
  rows(basis: OnlineRetailBasis): SalesRows;
  accountKeys: string[];
  productKeys: string[];
  productNames: string[];
  orderKeys: string[];
}

/** A plain CSV split with quotes, for reference files only (the app has its own reader, tested apart). */
export function splitCsv(text: string): string[][] {
  return text
    .split('\n')
    .filter((line) => line.length > 0)
    .map((line) => (line.includes('"') ? splitQuoted(line) : line.replace(/\r$/, '').split(',')));
}

function splitQuoted(line: string): string[] {
  const fields: string[] = [];
  for (const match of line.replace(/\r$/, '').matchAll(/(?:^|,)(?:"((?:[^"]|"")*)"|([^,]*))/g)) {
    fields.push(match[1] === undefined ? (match[2] ?? '') : match[1].replaceAll('""', '"'));
  }
  return fields;
}

/** The rows of a reference CSV as objects by column name; null when the data is absent. */
export function referenceTable(file: string): Record<string, string>[] | null {
  const path = referencePath(file);
  if (!path) return null;
  const [header, ...lines] = splitCsv(readFileSync(path, 'utf8'));
  return lines.map((line) => Object.fromEntries(header!.map((name, index) => [name, line[index] ?? ''])));
}

class Dictionary {
  readonly keys: string[] = [];
  private readonly codes = new Map<string, number>();
  code(key: string): number {
    const known = this.codes.get(key);
    if (known !== undefined) return known;
    this.codes.set(key, this.keys.length);
    return this.keys.push(key) - 1;
  }
}

let cached: OnlineRetail | null = null;

/** Loads 07_transactions_online_retail once per process; null when the reference data is absent. */
export function loadOnlineRetail(): OnlineRetail | null {
  if (cached) return cached;
  const path = referencePath('07_transactions_online_retail/online_retail.csv.gz');
  if (!path) return null;
  const lines = splitCsv(gunzipSync(readFileSync(path)).toString('utf8'));
  lines.shift();
  const accountKeys = [...new Set(lines.map((line) => line[6]!))].filter((key) => key !== '').sort();
  const accountOf = new Map([...accountKeys, ''].map((key, index) => [key, index]));
  const offsets = new Int32Array(accountKeys.length + 2);
  for (const line of lines) offsets[accountOf.get(line[6]!)! + 1]!++;
  for (let i = 1; i < offsets.length; i++) offsets[i]! += offsets[i - 1]!;
  cached = fill(lines, accountOf, offsets, accountKeys);
  return cached;
}

function fill(
  lines: string[][],
  accountOf: Map<string, number>,
  offsets: Int32Array,
  accountKeys: string[],
): OnlineRetail {
  const n = lines.length;
  const day = new Int32Array(n);
  const revenue = new Float64Array(n);
  const quantity = new Float64Array(n);
  const order = new Int32Array(n);
  const product = new Int32Array(n);
  const gross = new Uint8Array(n);
  const products = new Dictionary();
  const orders = new Dictionary();
  const productNames: string[] = [];
  const next = offsets.slice();
  for (const line of lines) {
    const row = next[accountOf.get(line[6]!)!]!++;
    const units = Number(line[3]);
    const price = Number(line[5]);
    const date = line[4]!;
    day[row] = dayOf(Number(date.slice(0, 4)), Number(date.slice(5, 7)), Number(date.slice(8, 10)));
    revenue[row] = units * price;
    quantity[row] = units;
    order[row] = orders.code(line[0]!);
    product[row] = products.code(line[1]!);
    productNames[product[row]!] ||= line[2]!;
    gross[row] = line[6] !== '' && units > 0 && price > 0 ? 1 : 0;
  }
  const every = new Uint8Array(n).fill(1);
  return {
    accountKeys,
    productKeys: products.keys,
    productNames,
    orderKeys: orders.keys,
    rows(basis) {
      const accounts = basis === 'all' ? accountKeys.length + 1 : accountKeys.length;
      const keep = basis === 'gross' ? gross : every;
      const bounds = offsets.subarray(0, accounts + 1);
      return {
        accounts,
        offsets: bounds,
        keep,
        day,
        revenue,
        quantity,
        order,
        product,
        products: products.keys.length,
      };
    },
  };
}
