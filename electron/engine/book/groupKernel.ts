import { valueCount } from './codedColumn.ts';
import { accountsWithReturns, hasMissing, orderSpread } from './columnFacts.ts';
import type { GroupRequest } from './groupRequest.ts';
import type { GroupDimension } from './groups.ts';
import { listLength } from './kernelRows.ts';
import type { KernelShape } from './kernelShape.ts';
import { kernelSource, outputNames, scratchOf } from './kernelSource.ts';
import { type CodesToNarrow, narrowColumns, narrowOf, wholeOf } from './narrowColumns.ts';
import type { KernelArray, KernelJob } from './parallel/kernelJob.ts';
import { cutParts, partCount } from './parallel/parts.ts';
import { preparePresence, presenceField, presenceOf } from './presence.ts';
import { productColumn } from './rowFrame.ts';
import { sharedFloat64 } from './shared.ts';
import { hasMissingDays, type SlicePlan } from './slicePlan.ts';
import type { Steps } from './steps.ts';
import type { Book } from './types.ts';
import type { WholeMemory } from './wholeSums.ts';

/** Most cells whose sums are kept once per part, and most that are written once because each is one account's. */
const mostCells = 2 ** 21;
const mostDirectCells = 2 ** 24;
/** Most bits that one thread marks pairs in (32 MB), and most for pairs with orders, which are many. */
const mostBits = 2 ** 28;
const mostOrderBits = 2 ** 24;
const mostStamps = 2 ** 22;

const single = new WeakMap<GroupDimension, boolean>();

/** Whether no two accounts share a value of the dimension. */
function isOnePerAccount(dimension: GroupDimension): boolean {
  if (dimension.by !== 'account' || dimension.values.length < dimension.codes.length) return false;
  const known = single.get(dimension);
  if (known !== undefined) return known;
  const seen = new Uint8Array(dimension.values.length);
  let found = true;
  for (const code of dimension.codes) {
    if (seen[code] === 1) found = false;
    seen[code] = 1;
  }
  single.set(dimension, found);
  return found;
}

/**
 * The shape of the kernel that answers this, or null where the groups are too many to be given a slot each: they must
 * then be numbered as met.
 */
export function kernelShape(
  book: Book,
  plan: SlicePlan,
  dimensions: GroupDimension[],
  request: GroupRequest,
): KernelShape | null {
  const cells = dimensions.reduce((product, { values }) => product * values.length, 1);
  const direct = dimensions.some(isOnePerAccount);
  if (cells > (direct ? mostDirectCells : mostCells)) return null;
  const rest = dimensions.reduce((all, { by, values }) => (by === 'account' ? all : all * values.length), 1);
  const ofRows = dimensions.some(({ by }) => by !== 'account');
  const gather = !ofRows ? 'account' : direct || request.active >= 0 ? 'scratch' : 'rows';
  const field = presenceField(book, plan, dimensions, request);
  const counts = countShape(book, cells, rest, direct, request);
  if (!counts) return null;
  return {
    cells,
    dimensions: withStrides(dimensions, cells, rest),
    firstDay: book.firstDay ?? 0,
    missingDay: hasMissingDays(book) ? (book.lastDay ?? -1) - (book.firstDay ?? 0) + 1 : null,
    accounts: book.accounts.count,
    tests: {
      accounts: plan.accounts !== null,
      products: plan.products !== null,
      days: plan.days !== null,
      codes: plan.codes.length,
      numbers: plan.numbers.map(({ bounds }) => [bounds.in ? bounds.in.size : -1, bounds.not.size]),
    },
    narrow: rowCodes(book, plan, dimensions, request).flatMap(({ name, codes }) =>
      narrowOf(codes) ? [name] : [],
    ),
    sums: request.sums.map(sumShape),
    active: request.active,
    mayStop: request.activityAlone && gather === 'account' && !field,
    presence: field && { words: Math.ceil(field.values / 32), tested: field.pass !== null },
    ...counts,
    gather,
    rest,
    restDense: rest <= (4 * book.n) / Math.max(1, book.accounts.count),
    direct,
  };
}

/** Words of bits that are read in the time of a row. */
const wordsPerRow = 4;

/** Rows that a kernel reads at most, or what takes their place. */
export function rowsRead(
  book: Book,
  plan: SlicePlan,
  dimensions: GroupDimension[],
  request: GroupRequest,
  { gather }: KernelShape,
): number {
  const field = presenceField(book, plan, dimensions, request);
  if (!field) return book.n;
  const { words, mixedRows } = presenceOf(field, request.sums[request.active]!)!;
  const each = gather === 'account' ? words / wordsPerRow : field.values;
  return each * plan.buckets + mixedRows;
}

/** How distinct orders and products are told apart; null where there are too many pairs for any way. */
function countShape(
  book: Book,
  cells: number,
  rest: number,
  direct: boolean,
  request: GroupRequest,
): Pick<KernelShape, 'orders' | 'products' | 'words' | 'productCodes'> | null {
  const productCodes = book.products.count + 1;
  const words = (codes: number) => Math.ceil(codes / 32);
  let products: KernelShape['products'] = 'no';
  if (request.products) {
    const stamps = direct && rest * productCodes <= mostStamps;
    if (!stamps && cells * words(productCodes) * 32 > mostBits) return null;
    products = stamps ? 'stamps' : 'bits';
  }
  if (!request.orders) return { orders: 'no', products, words: words(productCodes), productCodes };
  const orderCodes = valueCount(book.text('order')!) + 1;
  if (products !== 'bits' && cells * words(orderCodes) * 32 <= mostOrderBits) {
    return { orders: 'bits', products, words: words(orderCodes), productCodes };
  }
  if (cells * orderCodes > Number.MAX_SAFE_INTEGER) return null;
  return { orders: 'pairs', products, words: words(productCodes), productCodes };
}

function withStrides(dimensions: GroupDimension[], cells: number, rest: number): KernelShape['dimensions'] {
  let stride = cells;
  let restStride = rest;
  return dimensions.map((dimension, index) => {
    stride /= dimension.values.length;
    if (dimension.by !== 'account') restStride /= dimension.values.length;
    return { by: dimension.ranked ? 'text' : dimension.by, index, stride, restStride };
  });
}

/** The pass over the rows that fills the outputs of a shape, cut into parts by the shape alone. */
export function kernelJob(
  book: Book,
  plan: SlicePlan,
  dimensions: GroupDimension[],
  request: GroupRequest,
  shape: KernelShape,
  parts = partCount(shape.direct ? 1 : shape.cells * outputNames(shape).length),
): KernelJob {
  const slots = shape.direct ? shape.cells : shape.cells * parts;
  const outputs = Object.fromEntries(outputNames(shape).map((name) => [name, sharedFloat64(slots)]));
  return {
    source: kernelSource(shape),
    columns: columnsOf(book, plan, dimensions, request, shape),
    sums: sumsOf(request),
    tables: tablesOf(plan, shape),
    scratch: scratchOf(shape, longestRun(book)),
    outputs: { ...outputs, totals: sharedFloat64(2 * parts) },
    bounds: cutParts(book.offsets, plan.buckets, parts),
  };
}

/** A column of the rows that a kernel looks up in a table. */
type RowCodes = CodesToNarrow & { name: string };

function rowCodes(
  book: Book,
  plan: SlicePlan,
  dimensions: GroupDimension[],
  request: GroupRequest,
): RowCodes[] {
  const uses = (kind: GroupDimension['by']) => dimensions.some(({ by }) => by === kind);
  const firstDay = book.firstDay ?? 0;
  const days = (book.lastDay ?? -1) - firstDay + 1;
  const asked = dimensions.flatMap(({ by, ranked, codes, values }, index): RowCodes[] => {
    if (ranked)
      return [{ name: `r${index}`, codes: ranked.codes, shift: 1, missing: 0, size: ranked.rank.length }];
    return by === 'row' ? [{ name: `c${index}`, codes, shift: 0, missing: 0, size: values.length }] : [];
  });
  const tested = plan.codes.map(({ codes, pass }, index): RowCodes => {
    return { name: `codes${index}`, codes, shift: 1, missing: 0, size: pass.length };
  });
  const day = { name: 'day', codes: book.day(), shift: -firstDay, missing: days, size: days + 1 };
  const products = book.products.count + 1;
  const product = { name: 'product', codes: productColumn(book), shift: 1, missing: 0, size: products };
  return [
    ...(plan.days || uses('day') ? [day] : []),
    ...(plan.products || uses('product') || request.products ? [product] : []),
    ...asked,
    ...tested,
  ];
}

/** Prepares what a kernel will read, where an earlier one has not. */
export function* prepareKernel(
  book: Book,
  plan: SlicePlan,
  dimensions: GroupDimension[],
  request: GroupRequest,
): Steps<void> {
  yield* narrowColumns(rowCodes(book, plan, dimensions, request), request.sums);
  const field = presenceField(book, plan, dimensions, request);
  const revenue = request.sums[request.active]!;
  if (field && !presenceOf(field, revenue)) yield* preparePresence(book, field, revenue);
}

/** Fewer whole numbers than this are not worth a 32-bit sum of their own. */
const leastTogether = 64;

function sumShape(column: Float64Array): KernelShape['sums'][number] {
  const found = wholeOf(column);
  if (!found) return { missing: hasMissing(column), scale: 0, together: 0 };
  const together = Math.min(listLength, Math.floor((2 ** 31 - 1) / Math.max(1, found.largest)));
  return { missing: false, scale: found.scale, together: together < leastTogether ? 0 : together };
}

function columnsOf(
  book: Book,
  plan: SlicePlan,
  dimensions: GroupDimension[],
  request: GroupRequest,
  shape: KernelShape,
): KernelJob['columns'] {
  const columns: Record<string, KernelArray> = { offsets: book.offsets };
  dimensions.forEach((dimension, index) => {
    if (dimension.ranked) columns[`c${index}`] = dimension.ranked.rank;
    else if (dimension.by !== 'row') columns[`c${index}`] = dimension.codes;
  });
  for (const { name, codes } of rowCodes(book, plan, dimensions, request))
    columns[name] = narrowOf(codes) ?? codes;
  request.sums.forEach((column, index) => {
    columns[`v${index}`] = wholeOf(column)?.values ?? column;
  });
  plan.numbers.forEach(({ values }, index) => {
    columns[`numbers${index}`] = values;
  });
  if (shape.mayStop) columns.returns = accountsWithReturns(book, request.sums[request.active]!);
  const field = presenceField(book, plan, dimensions, request);
  if (field) {
    const { any, paying, mixed } = presenceOf(field, request.sums[request.active]!)!;
    Object.assign(columns, { any, paying, mixed });
  }
  if (shape.orders !== 'no') columns.order = request.orders!;
  if (shape.orders === 'pairs') columns.spread = orderSpread(book);
  return columns;
}

/** The columns of whole numbers as kernels add them up. */
function sumsOf({ sums }: GroupRequest): Record<string, WholeMemory> {
  const found = sums.flatMap((column, index): [string, WholeMemory][] => {
    const whole = wholeOf(column);
    return whole ? [[`w${index}`, { values: whole.values, memory: whole.memory }]] : [];
  });
  return Object.fromEntries(found);
}

function tablesOf(plan: SlicePlan, shape: KernelShape): KernelJob['tables'] {
  const tables: Record<string, KernelArray> = {};
  if (plan.accounts) tables.accountPass = plan.accounts;
  if (shape.presence?.tested) tables.passBits = passBits(plan.products ?? plan.codes[0]!.pass);
  if (plan.products) tables.productPass = plan.products;
  if (plan.days) tables.dayPass = plan.days;
  plan.codes.forEach(({ pass }, index) => {
    tables[`codePass${index}`] = pass;
  });
  plan.numbers.forEach(({ bounds }, index) => {
    tables[`bounds${index}`] = Float64Array.of(bounds.from, bounds.to);
    if (bounds.in) tables[`wanted${index}`] = Float64Array.from(bounds.in).sort();
    if (bounds.not.size > 0) tables[`unwanted${index}`] = Float64Array.from(bounds.not).sort();
  });
  if (shape.gather === 'scratch') tables.restCell = restCells(shape);
  return tables;
}

function passBits(pass: Uint8Array): Int32Array {
  const bits = new Int32Array(Math.ceil(pass.length / 32));
  for (let value = 0; value < pass.length; value++)
    if (pass[value] === 1) bits[value >>> 5]! |= 1 << (value & 31);
  return bits;
}

/** The cell that each of an account's own groups adds to its base. */
function restCells(shape: KernelShape): Int32Array {
  const rows = shape.dimensions.filter(({ by }) => by !== 'account');
  const cells = new Int32Array(shape.rest);
  for (let rest = 0; rest < shape.rest; rest++) {
    let left = rest;
    for (const { stride, restStride } of rows) {
      cells[rest]! += Math.floor(left / restStride) * stride;
      left %= restStride;
    }
  }
  return cells;
}

const longest = new WeakMap<Int32Array, number>();

/** Most rows that one account, or the bucket of rows without account, has. */
function longestRun({ offsets }: Book): number {
  const known = longest.get(offsets);
  if (known !== undefined) return known;
  let most = 0;
  for (let at = 1; at < offsets.length; at++) most = Math.max(most, offsets[at]! - offsets[at - 1]!);
  longest.set(offsets, most);
  return most;
}
