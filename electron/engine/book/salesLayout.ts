import type { Runs, TextStore } from '../workspace/types.ts';
import { type Coverage, type DayCounts, findCoverage } from './coverage.ts';
import type { Fold } from './fold.ts';
import { type CodeColumn, type FoldBatch, hasColumn } from './foldBatch.ts';
import { byteCount, madeStore, packedTexts, storeOf, textCount } from './packedTexts.ts';
import type { SalesRuns } from './salesRuns.ts';
import { sharedFloat64, sharedInt32 } from './shared.ts';
import { inParts, pass, type Steps, task } from './steps.ts';
import { createTextsOf, roomFor } from './textTable.ts';
import type { CodedColumn } from './types.ts';

/** Where the rows of the sales batches stand in the book. */
export interface SalesLayout {
  fold: Fold;
  /** The batches with rows in force. */
  sales: FoldBatch[];
  runs: SalesRuns;
  /** The rows of the only batch stand as they are stored: its columns serve without a copy. */
  inPlace: boolean;
  day: Int32Array;
  coverage: Coverage | null;
}

/** Puts the rows in force of all sales batches into one order, and finds their days. */
export function* layOutSales(fold: Fold): Steps<SalesLayout> {
  const sales = fold.batches.filter((batch) => batch.kind === 'sales' && !isMasked(fold, batch));
  yield* findStretchesOf(sales);
  const batches = sales.map((batch) => ({
    stretches: batch.stretches()!,
    accountOf: fold.accountOf.get(batch.id)!,
    masked: fold.masks.get(batch.id) ?? null,
  }));
  const runs = yield* pass('mergeRuns', rowsOf(sales), batches, fold.accounts.count);
  const inPlace = sales.length === 1 && isIdentity(runs.start, runs.target);
  const placed = { fold, sales, runs, inPlace };
  const day = yield* dayColumn(placed);
  const parts = yield { tasks: inParts(runs.n, (from, to) => task('countDays', runs.n, day, from, to)) };
  const coverage = findCoverage(parts as (DayCounts | null)[], runs.n);
  return { ...placed, day, coverage };
}

function* findStretchesOf(sales: FoldBatch[]): Steps<void> {
  const unknown = sales.filter((batch) => !batch.stretches());
  const runs = (yield {
    runs: unknown.map((batch) => ({ batch, name: 'account' })),
    columns: unknown.map((batch) => ({ batch, names: ['date'] })),
  }) as (Runs | null)[];
  const unread = unknown.filter((_, index) => !runs[index]);
  yield { columns: unread.map((batch) => ({ batch, names: ['account'] })) };
  const tasks = unknown.map((batch, index) => {
    const known = runs[index];
    if (known) return task('stretchesOf', known.values.length, batch.id, known);
    const { values } = batch.read('account') as CodeColumn;
    return task('findStretches', batch.rows, batch.id, values, batch.rows);
  });
  const found = yield { tasks };
  for (const [index, batch] of unknown.entries()) {
    batch.keepStretches(found[index] as NonNullable<ReturnType<FoldBatch['stretches']>>);
  }
}

function rowsOf(sales: FoldBatch[]): number {
  return sales.reduce((sum, { rows }) => sum + rows, 0);
}

/** Whether no row of the batch is in force. */
export function isMasked({ masks }: Fold, batch: FoldBatch): boolean {
  return masks.has(batch.id) && !masks.get(batch.id)!.includes(0);
}

type Placed = Pick<SalesLayout, 'fold' | 'sales' | 'runs' | 'inPlace'>;

function* dayColumn({ sales, runs, inPlace }: Placed): Steps<Int32Array> {
  yield { columns: sales.map((batch) => ({ batch, names: ['date'] })) };
  const sources = sales.map((batch) => {
    const column = batch.read('date');
    if (column.type !== 'day') throw new Error('The date column of a sales batch holds no days');
    return column.values;
  });
  if (inPlace) return sources[0]!;
  return yield* placed(sharedInt32(runs.n), sources, runs);
}

/** A number column of the rows; NaN where a batch lacks it. */
export function* numberColumn({ sales, runs, inPlace }: SalesLayout, name: string): Steps<Float64Array> {
  const owners = sales.filter((batch) => hasColumn(batch, name, 'number'));
  yield { columns: owners.map((batch) => ({ batch, names: [name] })) };
  const sources = sales.map((batch) =>
    owners.includes(batch) ? (batch.read(name).values as Float64Array) : null,
  );
  if (inPlace) return sources[0]!;
  const target = sharedFloat64(runs.n);
  if (owners.length < sales.length) target.fill(Number.NaN);
  return yield* placed(target, sources, runs);
}

/** The product of each row, -1 where there is none. */
export function* productColumn({ fold, sales, runs, inPlace }: SalesLayout): Steps<Int32Array> {
  const owners = sales.filter((batch) => hasColumn(batch, 'product', 'code'));
  yield { columns: owners.map((batch) => ({ batch, names: ['product'] })) };
  const sources = sales.map((batch) =>
    owners.includes(batch) ? (batch.read('product') as CodeColumn).values : null,
  );
  const maps = sales.map(({ id }) => fold.productOf.get(id) ?? null);
  if (inPlace && isIdentity(maps[0]!)) return sources[0]!;
  return yield* placedCodes(sources, maps, runs);
}

/** A text column of the rows: codes of one dictionary over all batches, without texts that no row has. */
export function* textColumn(layout: SalesLayout, name: string): Steps<CodedColumn> {
  const { fold, sales, runs, inPlace } = layout;
  const owners = sales.filter((batch) => hasColumn(batch, name, 'code'));
  yield { columns: owners.map((batch) => ({ batch, names: [name] })) };
  const columns = sales.map((batch) => (owners.includes(batch) ? (batch.read(name) as CodeColumn) : null));
  const sources = columns.map((column) => column?.values ?? null);
  const [only] = columns.filter((column) => column !== null);
  const isMaskedPart = owners.some(({ id }) => fold.masks.has(id));
  if (owners.length === 1 && !isMaskedPart) {
    if (inPlace) return lazilyDecoded(only!.values, only!);
    return lazilyDecoded(yield* placed(sharedInt32(runs.n).fill(-1), sources, runs), only!);
  }
  const united = yield* uniteTexts(columns);
  const codes = yield* placedCodes(sources, united.maps, runs);
  const kept = isMaskedPart ? yield* onlyUsed(codes, united.texts.length) : null;
  return withTexts(codes, kept ? picked(united.texts, kept) : united.texts);
}

/**
 * One dictionary of the texts of all columns, and what each column's codes are in it. The texts of a column differ, so the
 * longest dictionary is taken as it is: only the others go into a table, in which its texts are looked up.
 */
function* uniteTexts(
  columns: (CodeColumn | null)[],
): Steps<{ texts: TextStore; maps: (Int32Array | null)[] }> {
  yield { texts: columns.map((column) => column?.texts) };
  const packed = columns.map((column) => (column ? packedTexts(column) : []));
  const longest = packed.reduce(
    (best, texts, at) => (textCount(texts) > textCount(packed[best]!) ? at : best),
    0,
  );
  const others = packed.filter((_, at) => at !== longest).flat();
  const table = roomFor(null, textCount(others), byteCount(others));
  const maps: (Int32Array | null)[] = [];
  for (const [at, column] of columns.entries()) {
    const texts = packed[at]!;
    maps.push(column && at !== longest ? yield* pass('addTexts', textCount(texts), table, texts) : null);
  }
  const whole = packed[longest]!;
  const tasks = whole.map((texts) => task('findTexts', textCount([texts]), table, [texts]));
  const found = (yield { tasks }) as Int32Array[];
  const length = textCount(whole);
  const numbered = numberAfter(found, length, table.count[0]!);
  for (const [at, map] of maps.entries()) if (map) maps[at] = composed(map, numbered.numbers);
  maps[longest] = identity(length);
  return { texts: joinedTexts(storeOf(whole), createTextsOf(table), numbered.fresh), maps };
}

/** Numbers of the table's texts: those of the long dictionary where it has them, the next ones where it does not. */
function numberAfter(
  found: Int32Array[],
  length: number,
  count: number,
): { numbers: Int32Array; fresh: Int32Array } {
  const numbers = new Int32Array(count).fill(-1);
  let code = 0;
  for (const part of found) {
    for (let at = 0; at < part.length; at++, code++) if (part[at]! >= 0) numbers[part[at]!] = code;
  }
  const fresh = new Int32Array(count);
  let added = 0;
  for (let text = 0; text < count; text++) {
    if (numbers[text]! >= 0) continue;
    numbers[text] = length + added;
    fresh[added++] = text;
  }
  return { numbers, fresh: fresh.subarray(0, added) };
}

function composed(map: Int32Array, numbers: Int32Array): Int32Array {
  const out = sharedInt32(map.length);
  for (let code = 0; code < map.length; code++) out[code] = numbers[map[code]!]!;
  return out;
}

function identity(length: number): Int32Array {
  const out = sharedInt32(length);
  for (let code = 0; code < length; code++) out[code] = code;
  return out;
}

/** The texts of one store, then some of another. */
function joinedTexts(first: TextStore, second: TextStore, picks: Int32Array): TextStore {
  const at = (index: number) =>
    index < first.length ? first.at(index) : second.at(picks[index - first.length]!);
  return madeStore(first.length + picks.length, at);
}

/** Leaves out the texts that no row has: gives the ones kept, in their order; null where all are. */
function* onlyUsed(codes: Int32Array, texts: number): Steps<Int32Array | null> {
  const used = yield* pass('usedCodes', codes.length, codes, null, texts);
  const { kept, map } = yield* pass('keptCodes', codes.length, used);
  if (kept.length === texts) return null;
  yield { tasks: inParts(codes.length, (from, to) => task('renumber', codes.length, codes, map, from, to)) };
  return kept;
}

function picked(texts: TextStore, kept: Int32Array): TextStore {
  return madeStore(kept.length, (index) => texts.at(kept[index]!));
}

/** A column whose texts stay bytes until somebody asks for all of them. */
function withTexts(codes: Int32Array, texts: TextStore): CodedColumn {
  let values: string[] | null = null;
  return {
    codes,
    texts,
    get values() {
      values ??= Array.from({ length: texts.length }, (_, index) => texts.at(index));
      return values;
    },
  };
}

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

function* placed<Values extends Int32Array | Float64Array>(
  target: Values,
  sources: (Values | null)[],
  runs: SalesRuns,
): Steps<Values> {
  yield { tasks: inRuns(runs, (from, to) => task('placeRows', runs.n, target, sources, runs, from, to)) };
  return target;
}

function* placedCodes(
  sources: (Int32Array | null)[],
  maps: (Int32Array | null)[],
  runs: SalesRuns,
): Steps<Int32Array> {
  const target = sharedInt32(runs.n);
  if (sources.includes(null)) target.fill(-1);
  yield {
    tasks: inRuns(runs, (from, to) => task('placeCodes', runs.n, target, sources, maps, runs, from, to)),
  };
  return target;
}

/** Runs are cut where a part has enough rows for a thread. */
function inRuns({ n, start }: SalesRuns, make: Parameters<typeof inParts>[1]) {
  const parts = Math.max(1, Math.ceil(n / 2 ** 21));
  const each = Math.max(1, Math.ceil(start.length / parts));
  return inParts(start.length, make, each);
}

/** Whether every value is its own position, or that of another list. */
function isIdentity(values: Int32Array, other?: Int32Array): boolean {
  for (let at = 0; at < values.length; at++) if (values[at] !== (other ? other[at] : at)) return false;
  return true;
}
