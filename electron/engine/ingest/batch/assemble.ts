import { reservedNames, type TableKind } from '../../../../shared/domain/fields.ts';
import { collectGarbage } from '../../background/memory.ts';
import { missingDay, type StoredColumn } from '../../workspace/types.ts';
import { Scratch } from '../csv/kernel/scratch.ts';
import { type Arranger, createArranger } from '../csv/scanPool.ts';
import type { Arranged } from './arrange.ts';
import { arrangedColumn, codeColumn, numbersOf, orderedValues } from './arrangedColumn.ts';
import { listedTexts, packedTexts } from './codeTexts.ts';
import type { Collected } from './collected.ts';
import type { ImportPlan } from './importPlan.ts';
import { type Coded, compact, composeKey, type KeyColumn, withoutDecimals } from './keys.ts';
import { PackedColumn } from './packedColumn.ts';
import type { Values } from './packedPart.ts';
import type { Spill } from './spillFile.ts';
import { Sum } from './sum.ts';

export interface Assembled {
  columns: StoredColumn[];
  accepted: number;
  controlTotals: Record<string, number>;
  /** Key fields whose identifiers lost a `.0`. */
  keysWithoutDecimals: string[];
}

/** A column under its name, and its sum. */
type Named = [StoredColumn, number];

/**
 * The columns of a batch from those of a file, which are let go: keys composed, revenue worked out, repeated accounts
 * merged into their first row (the last value that is not empty wins), sales in order of account. What does not fit into
 * memory is put aside and stays there as long as the columns are in use.
 */
export async function assemble(
  kind: TableKind,
  plan: ImportPlan,
  collected: Collected,
  spill: Spill | null = null,
): Promise<Assembled> {
  const isList = kind === 'accounts' || kind === 'products';
  const { columns, record, rows } =
    isList && collected.repeats.length > 0 ? mergeRepeats(plan, collected) : collected;
  const keysWithoutDecimals: string[] = [];
  const coded = (field: string): Coded | null => {
    const slot = plan.slots.get(field);
    if (slot === undefined) return null;
    const dictionary = collected.dictionaries[slot]!;
    if (!isKey(field)) return { codes: columns[slot]!, texts: packedTexts(dictionary.packed()) };
    const whole = withoutDecimals(dictionary.values);
    if (whole) keysWithoutDecimals.push(field);
    return { codes: columns[slot]!, texts: listedTexts(whole ?? dictionary.values) };
  };
  const keys = new Map<string, KeyColumn>();
  const settle = settler(plan, columns, keys);
  const account = composeKey(coded('account_id'), coded('account'));
  if (account) keys.set('account', account);
  settle('account_id', 'account');
  const product = composeKey(coded('sku'), coded('product'));
  if (product) keys.set('product', product);
  settle('sku', 'product');
  for (const [field, slot] of plan.slots) {
    if (isKey(field) || plan.wanted.columns[slot]!.type !== 'code') continue;
    keys.set(field, compact(coded(field)!));
    settle(field);
  }
  letGo(collected.dictionaries);
  const arranger = createArranger(kind === 'sales' && account ? placesByAccount(account) : null);
  try {
    const figures = arrangeFigures(plan, columns, arranger, spill);
    const recordColumn = arranger.arrange(record);
    const used = new Set([...keys.values()].map(({ codes }) => codes));
    const codes = new Map(
      [...used].map((column) => [
        column,
        arranger.arrange(column).then((arranged) => orderedValues(arranged, spill)),
      ]),
    );
    const texts = async (name: string): Promise<Named> => {
      const { codes: inFile, texts, labels } = keys.get(name)!;
      const values = await codes.get(inFile)!;
      return [codeColumn({ name, values, texts, ...(labels ? { labels } : {}) }), 0];
    };
    const fields = [...plan.slots].filter(([field]) => !isKey(field));
    const named = await Promise.all([
      ...[...keys.keys()].filter(isKey).map(texts),
      ...fields.map(([field, slot]) => (figures.get(slot) ?? texts)(field)),
      numbered('record', 'number', recordColumn, spill),
    ]);
    if (kind === 'sales') addRevenue(named, rows);
    return {
      columns: named.map(([column]) => column),
      accepted: rows,
      controlTotals: totals(named),
      keysWithoutDecimals,
    };
  } finally {
    arranger.close();
  }
}

/** Dictionaries of more bytes than this are not left to be collected some time. */
const largeBytes = 64 << 20;

/** Their memory goes before columns are put in order, which takes as much. */
function letGo(dictionaries: Collected['dictionaries']): void {
  const isLarge = dictionaries.some((dictionary) => dictionary && dictionary.heldBytes > largeBytes);
  dictionaries.length = 0;
  if (isLarge) collectGarbage();
}

async function numbered(
  name: string,
  type: 'number' | 'day',
  arranging: Promise<Arranged>,
  spill: Spill | null,
): Promise<Named> {
  const arranged = await arranging;
  return [arrangedColumn(name, type, orderedValues(arranged, spill)), arranged.sum];
}

/** Per slot of numbers or days: the column by its name, once other threads have put it in order. */
function arrangeFigures(
  plan: ImportPlan,
  columns: PackedColumn[],
  arranger: Arranger,
  spill: Spill | null,
): Map<number, (name: string) => Promise<Named>> {
  const figures = new Map<number, (name: string) => Promise<Named>>();
  plan.wanted.columns.forEach(({ type }, slot) => {
    if (type === 'code') return;
    const arranged = arranger.arrange(columns[slot]!);
    figures.set(slot, (name) => numbered(name, type, arranged, spill));
  });
  return figures;
}

/**
 * To be told which fields have their keys: lets columns of codes go that became others, once no other field is read from
 * them.
 */
function settler(plan: ImportPlan, columns: PackedColumn[], keys: Map<string, KeyColumn>) {
  const waiting = new Map(plan.slots);
  return (...fields: string[]): void => {
    const slots = fields.flatMap((field) => waiting.get(field) ?? []);
    for (const field of fields) waiting.delete(field);
    const needed = new Set([...keys.values()].map(({ codes }) => codes));
    for (const slot of waiting.values()) needed.add(columns[slot]!);
    for (const slot of slots) if (!needed.has(columns[slot]!)) columns[slot]!.release().bytes.transfer(0);
  };
}

function isKey(field: string): boolean {
  return field === 'account' || field === 'account_id' || field === 'product' || field === 'sku';
}

/** Carries values of repeated rows into the first row of their key; only those stay. */
function mergeRepeats(
  plan: ImportPlan,
  collected: Collected,
): Pick<Collected, 'columns' | 'record' | 'rows'> {
  const repeated = new Set(collected.repeats.map(({ row }) => row));
  const keep = (values: Values, type: PackedColumn['type']) => {
    const kept = new PackedColumn(type);
    kept.append(values.filter((_, row) => !repeated.has(row)));
    return kept;
  };
  const columns = collected.columns.map((column, slot) => {
    const { type } = plan.wanted.columns[slot]!;
    const values = column.all();
    for (const { row, first } of collected.repeats) {
      const value = values[row]!;
      const missing = type === 'number' ? Number.isNaN(value) : value === (type === 'code' ? -1 : missingDay);
      if (!missing) values[first] = value;
    }
    return keep(values, type);
  });
  const record = keep(collected.record.all(), collected.record.type);
  return { columns, record, rows: record.rows };
}

/** Revenue is quantity × price where the file has no revenue of its own. */
function addRevenue(named: Named[], rows: number): void {
  const columnOf = (name: string) => named.find(([column]) => column.name === name)?.[0];
  if (columnOf('revenue')) return;
  const prices = numbersOf(columnOf('price')!);
  const values = new Float64Array(rows);
  const total = new Sum();
  let row = 0;
  for (const quantities of numbersOf(columnOf('quantity')!)) {
    const price = prices.next().value!;
    const first = row;
    for (let at = 0; at < quantities.length; at++) values[row++] = quantities[at]! * price[at]!;
    total.add(values.subarray(first, row));
  }
  named.push([{ name: 'revenue', type: 'number', values }, total.total]);
}

/**
 * Where each row goes by a counting sort, stable: each account's rows stay in file order, rows without account come
 * last.
 */
function placesByAccount({ codes, texts }: KeyColumn): Int32Array {
  const accounts = texts.length;
  const scratch = new Scratch();
  const { heap, first, second } = scratch;
  const counts = heap.allocate((accounts + 1) * 4);
  for (const piece of codes.pieces()) heap.kernels.countCodes(first, scratch.put(first, piece), counts);
  const next = heap.ints(counts, accounts + 1);
  for (let code = 1; code <= accounts; code++) next[code]! += next[code - 1]!;
  const places = new Int32Array(new SharedArrayBuffer(codes.rows * 4));
  let from = 0;
  for (const piece of codes.pieces()) {
    heap.kernels.placesOf(first, scratch.put(first, piece), counts, accounts, second);
    scratch.take(second, places.subarray(from, from + piece.length));
    from += piece.length;
  }
  return places;
}

function totals(named: Named[]): Record<string, number> {
  const numbers = named.filter(([{ name, type }]) => type === 'number' && !reservedNames.has(name));
  return Object.fromEntries(numbers.map(([{ name }, total]) => [name, total]));
}
