import { reservedNames, type TableKind } from '../../../../shared/domain/fields.ts';
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
type ValuesKind = typeof Int32Array | typeof Float64Array;

/**
 * The columns of a batch from the pieces of a file: keys composed, revenue worked out, repeated accounts merged into
 * their first row (the last value that is not empty wins), sales in order of account.
 */
export function assemble(kind: TableKind, plan: ImportPlan, collected: Collected): Assembled {
  const order = kind === 'accounts' || kind === 'products' ? mergeRepeats(plan, collected) : null;
  const keysWithoutDecimals: string[] = [];
  const coded = (field: string): Coded | null => {
    const slot = plan.slots.get(field);
    if (slot === undefined) return null;
    const { values } = collected.dictionaries[slot]!;
    const whole = isKey(field) ? withoutDecimals(values) : null;
    if (whole) keysWithoutDecimals.push(field);
    const codes = joinPieces(collected, slot) as Int32Array;
    return { codes: order ? gather(codes, order) : codes, values: whole ?? values };
  };
  const account = composeKey(coded('account_id'), coded('account'));
  const places = kind === 'sales' && account ? placesByAccount(account) : null;
  const arrange = (pieces: Values[], Kind: ValuesKind): Values => {
    if (places) return scatter(pieces, Kind, places);
    const joined = joinInto(pieces, Kind, collected.rows);
    return order ? gather(joined, order) : joined;
  };
  const lastField = new Map([...plan.slots].map(([field, slot]) => [slot, field]));
  const columns: StoredColumn[] = [];
  const addCodes = (name: string, { codes, dictionary, labels }: KeyColumn) => {
    const values = places ? (scatter([codes], Int32Array, places) as Int32Array) : codes;
    columns.push({ name, type: 'code', values, dictionary, ...(labels ? { labels } : {}) });
  };
  if (account) addCodes('account', account);
  const product = composeKey(coded('sku'), coded('product'));
  if (product) addCodes('product', product);
  for (const [field, slot] of plan.slots) {
    if (places && isKey(field) && lastField.get(slot) === field) release(collected.pieces[slot]!.splice(0));
  }
  for (const [field, slot] of plan.slots) {
    if (isKey(field)) continue;
    const { type } = plan.wanted.columns[slot]!;
    const pieces = collected.pieces[slot]!;
    if (type === 'code') addCodes(field, compact(coded(field)!));
    else if (type === 'number') {
      const values = arrange(pieces, Float64Array) as Float64Array;
      columns.push({ name: field, type, values });
    } else {
      const values = arrange(pieces, Int32Array) as Int32Array;
      columns.push({ name: field, type, values });
    }
    if (places && lastField.get(slot) === field) release(collected.pieces[slot]!.splice(0));
  }
  const records = arrange(collected.record, Float64Array) as Float64Array;
  if (places) release(collected.record.splice(0));
  columns.push({ name: 'record', type: 'number', values: records });
  if (kind === 'sales') addRevenue(columns);
  return {
    columns,
    accepted: order?.length ?? collected.rows,
    controlTotals: totals(columns),
    keysWithoutDecimals,
  };
}

function isKey(field: string): boolean {
  return field === 'account' || field === 'account_id' || field === 'product' || field === 'sku';
}

/** One slot's pieces as one column; the pieces are let go. */
function joinPieces(collected: Collected, slot: number): Values {
  const pieces = collected.pieces[slot]!;
  const isNumber = pieces[0] instanceof Float64Array;
  const joined = joinInto(pieces, isNumber ? Float64Array : Int32Array, collected.rows);
  collected.pieces[slot] = [joined];
  if (joined !== pieces[0]) release(pieces);
  return joined;
}

function joinInto(pieces: Values[], Kind: ValuesKind, rows: number): Values {
  if (pieces.length === 1 && pieces[0] instanceof Kind) return pieces[0];
  const joined = new Kind(rows);
  let at = 0;
  for (const piece of pieces) {
    joined.set(piece, at);
    at += piece.length;
  }
  return joined;
}

/** Rows copied at a time to where they are read fastest. */
const copiedRows = 1 << 14;

/** The rows of all pieces, each where `places` says: written in order of the file, an account's rows side by side. */
function scatter(pieces: Values[], Kind: ValuesKind, places: Int32Array): Values {
  const target = new Kind(places.length);
  const near = new Kind(copiedRows);
  let row = 0;
  for (const piece of pieces) {
    for (let from = 0; from < piece.length; from += copiedRows) {
      const part = piece.subarray(from, from + copiedRows);
      near.set(part);
      const there = places.subarray(row, row + part.length);
      if (target instanceof Int32Array) scatterCodes(near as Int32Array, there, target);
      else scatterNumbers(near as Float64Array, there, target);
      row += part.length;
    }
  }
  return target;
}

/** Gives the memory back at once: the collector of garbage may take its time. */
function release(pieces: Values[]): void {
  for (const { buffer } of pieces) if (buffer instanceof ArrayBuffer && !buffer.detached) buffer.transfer(0);
}

function scatterCodes(values: Int32Array, places: Int32Array, target: Int32Array): void {
  for (let row = 0; row < places.length; row++) target[places[row]!] = values[row]!;
}

function scatterNumbers(values: Float64Array, places: Int32Array, target: Float64Array): void {
  for (let row = 0; row < places.length; row++) target[places[row]!] = values[row]!;
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

/**
 * Where each row goes by a counting sort, stable: each account's rows stay in file order, rows without account come
 * last.
 */
function placesByAccount({ codes, dictionary }: KeyColumn): Int32Array {
  const accounts = dictionary.length;
  const next = new Int32Array(accounts + 1);
  for (let row = 0; row < codes.length; row++) {
    const code = codes[row]!;
    if (code >= 0) next[code + 1]! += 1;
  }
  for (let code = 1; code <= accounts; code++) next[code]! += next[code - 1]!;
  const places = new Int32Array(codes.length);
  for (let row = 0; row < codes.length; row++) {
    const bucket = codes[row]! < 0 ? accounts : codes[row]!;
    places[row] = next[bucket]!;
    next[bucket]! += 1;
  }
  return places;
}

function totals(columns: StoredColumn[]): Record<string, number> {
  const sums: Record<string, number> = {};
  for (const column of columns) {
    if (column.type === 'number' && !reservedNames.has(column.name)) sums[column.name] = sum(column.values);
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
