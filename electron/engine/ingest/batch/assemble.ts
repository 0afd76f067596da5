import type { TableKind } from '../../../../shared/domain/fields.ts';
import { missingDay, type StoredColumn } from '../../workspace/types.ts';
import type { Collected } from './collect.ts';
import type { ImportPlan } from './importPlan.ts';
import { type Coded, compact, composeKey, type KeyColumn, withoutDecimals } from './keys.ts';

export interface Assembled {
  columns: StoredColumn[];
  accepted: number;
  controlTotals: Record<string, number>;
  /** Key fields whose identifiers lost a `.0`. */
  keysWithoutDecimals: string[];
}

type Values = Int32Array | Float64Array;

/**
 * The columns of a batch from the pieces of a file: keys composed, revenue worked out, repeated accounts merged into
 * their first row (the last value that is not empty wins), sales in order of account.
 */
export function assemble(kind: TableKind, plan: ImportPlan, collected: Collected): Assembled {
  const order = kind === 'accounts' || kind === 'products' ? mergeRepeats(plan, collected) : null;
  const take = <Kind extends Values>(values: Kind): Kind => (order ? gather(values, order) : values);
  const keysWithoutDecimals: string[] = [];
  const coded = (field: string): Coded | null => {
    const slot = plan.slots.get(field);
    if (slot === undefined) return null;
    const { values } = collected.dictionaries[slot]!;
    const whole = isKey(field) ? withoutDecimals(values) : null;
    if (whole) keysWithoutDecimals.push(field);
    return { codes: take(joinPieces(collected, slot) as Int32Array), values: whole ?? values };
  };
  const columns: StoredColumn[] = [];
  const account = composeKey(coded('account_id'), coded('account'));
  if (account) columns.push(codeColumn('account', account));
  const product = composeKey(coded('sku'), coded('product'));
  if (product) columns.push(codeColumn('product', product));
  for (const [field, slot] of plan.slots) {
    if (isKey(field)) continue;
    const { type } = plan.wanted.columns[slot]!;
    if (type === 'code') columns.push(codeColumn(field, compact(coded(field)!)));
    else if (type === 'number')
      columns.push({ name: field, type, values: take(joinPieces(collected, slot) as Float64Array) });
    else columns.push({ name: field, type, values: take(joinPieces(collected, slot) as Int32Array) });
  }
  columns.push({
    name: 'record',
    type: 'number',
    values: Float64Array.from(take(join(collected.record, collected.rows))),
  });
  if (kind === 'sales') addRevenue(columns);
  const sorted = kind === 'sales' && account ? sortByAccount(columns, account) : columns;
  return {
    columns: sorted,
    accepted: order?.length ?? collected.rows,
    controlTotals: totals(sorted),
    keysWithoutDecimals,
  };
}

function isKey(field: string): boolean {
  return field === 'account' || field === 'account_id' || field === 'product' || field === 'sku';
}

function codeColumn(name: string, { codes, dictionary, labels }: KeyColumn): StoredColumn {
  return { name, type: 'code', values: codes, dictionary, ...(labels ? { labels } : {}) };
}

/** One slot's pieces as one column; the pieces are let go. */
function joinPieces(collected: Collected, slot: number): Values {
  const joined = join(collected.pieces[slot]!, collected.rows);
  collected.pieces[slot] = [joined];
  return joined;
}

function join(pieces: Int32Array[], rows: number): Int32Array;
function join(pieces: Values[], rows: number): Values;
function join(pieces: Values[], rows: number): Values {
  if (pieces.length === 1) return pieces[0]!;
  const joined = pieces[0] instanceof Float64Array ? new Float64Array(rows) : new Int32Array(rows);
  let at = 0;
  for (const piece of pieces) {
    joined.set(piece, at);
    at += piece.length;
  }
  return joined;
}

function gather<Kind extends Values>(values: Kind, order: Int32Array): Kind {
  return (values instanceof Float64Array ? gatherNumbers(values, order) : gatherCodes(values, order)) as Kind;
}

function gatherNumbers(values: Float64Array, order: Int32Array): Float64Array {
  const out = new Float64Array(order.length);
  for (let row = 0; row < order.length; row++) out[row] = values[order[row]!]!;
  return out;
}

function gatherCodes(values: Int32Array, order: Int32Array): Int32Array {
  const out = new Int32Array(order.length);
  for (let row = 0; row < order.length; row++) out[row] = values[order[row]!]!;
  return out;
}

/** Carries values of repeated rows into the first row of their key; returns the rows that stay. */
function mergeRepeats(plan: ImportPlan, collected: Collected): Int32Array | null {
  if (collected.repeats.length === 0) return null;
  plan.wanted.columns.forEach(({ type }, slot) => {
    const values = joinPieces(collected, slot);
    for (const { row, first } of collected.repeats) {
      const value = values[row]!;
      const missing = type === 'number' ? Number.isNaN(value) : value === (type === 'code' ? -1 : missingDay);
      if (!missing) values[first] = value;
    }
    collected.pieces[slot] = [values];
  });
  const repeated = new Set(collected.repeats.map(({ row }) => row));
  return Int32Array.from({ length: collected.rows }, (_, row) => row).filter((row) => !repeated.has(row));
}

/** Revenue is quantity × price where the file has no revenue of its own. */
function addRevenue(columns: StoredColumn[]): void {
  if (columns.some((column) => column.name === 'revenue')) return;
  const quantity = columns.find((column) => column.name === 'quantity')!.values;
  const price = columns.find((column) => column.name === 'price')!.values;
  const values = new Float64Array(quantity.length);
  for (let row = 0; row < values.length; row++) values[row] = quantity[row]! * price[row]!;
  columns.push({ name: 'revenue', type: 'number', values });
}

/** Counting sort, stable: each account's rows stay in file order, rows without account come last. */
function sortByAccount(columns: StoredColumn[], account: KeyColumn): StoredColumn[] {
  const accounts = account.dictionary.length;
  const next = new Int32Array(accounts + 1);
  const { codes } = account;
  for (let row = 0; row < codes.length; row++) {
    const code = codes[row]!;
    if (code >= 0) next[code + 1]! += 1;
  }
  for (let code = 1; code <= accounts; code++) next[code]! += next[code - 1]!;
  const order = new Int32Array(codes.length);
  for (let row = 0; row < codes.length; row++) {
    const bucket = codes[row]! < 0 ? accounts : codes[row]!;
    order[next[bucket]!] = row;
    next[bucket]! += 1;
  }
  return columns.map(
    (column) => ({ ...column, values: gather<Values>(column.values, order) }) as StoredColumn,
  );
}

function totals(columns: StoredColumn[]): Record<string, number> {
  const sums: Record<string, number> = {};
  for (const column of columns) {
    if (column.type === 'number' && column.name !== 'record') sums[column.name] = sum(column.values);
  }
  return sums;
}

/** Sum of the values present, compensated for rounding (Neumaier 1974). */
export function sum(values: Float64Array): number {
  let total = 0;
  let lost = 0;
  for (let row = 0; row < values.length; row++) {
    const value = values[row]!;
    if (Number.isNaN(value)) continue;
    const next = total + value;
    lost += Math.abs(total) >= Math.abs(value) ? total - next + value : value - next + total;
    total = next;
  }
  return total + lost;
}
