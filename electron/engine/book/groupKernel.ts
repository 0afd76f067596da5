import { valueCount } from './codedColumn.ts';
import { accountsWithReturns, hasMissing, orderSpread } from './columnFacts.ts';
import type { GroupDimension } from './groups.ts';
import { type KernelShape, kernelSource, outputNames, scratchOf } from './kernelSource.ts';
import type { KernelArray, KernelJob } from './parallel/kernelJob.ts';
import { cutParts, partCount } from './parallel/parts.ts';
import { productColumn } from './rowFrame.ts';
import { sharedFloat64 } from './shared.ts';
import { hasMissingDays, type SlicePlan } from './slicePlan.ts';
import type { Book } from './types.ts';

/** What is summed and counted per group. */
export interface GroupRequest {
  sums: Float64Array[];
  /** Index of the sum that must be above zero for an account to be active; -1 = not asked. */
  active: number;
  /** Nothing else is asked, not even rows per group. */
  activityAlone: boolean;
  /** The order code of every row, -1 = not counted; null = orders are not asked. */
  orders: Int32Array | null;
  products: boolean;
}

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
    sums: request.sums.map(hasMissing),
    active: request.active,
    mayStop: request.activityAlone && gather === 'account',
    ...counts,
    gather,
    rest,
    restDense: rest <= (4 * book.n) / Math.max(1, book.accounts.count),
    direct,
  };
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
    tables: tablesOf(plan, shape),
    scratch: scratchOf(shape, longestRun(book)),
    outputs: { ...outputs, totals: sharedFloat64(2 * parts) },
    bounds: cutParts(book.offsets, plan.buckets, parts),
  };
}

function columnsOf(
  book: Book,
  plan: SlicePlan,
  dimensions: GroupDimension[],
  request: GroupRequest,
  shape: KernelShape,
): KernelJob['columns'] {
  const columns: Record<string, KernelArray> = {
    offsets: book.offsets,
    day: book.day(),
    product: productColumn(book),
  };
  dimensions.forEach((dimension, index) => {
    columns[`c${index}`] = dimension.ranked ? dimension.ranked.rank : dimension.codes;
    if (dimension.ranked) columns[`r${index}`] = dimension.ranked.codes;
  });
  request.sums.forEach((column, index) => {
    columns[`v${index}`] = column;
  });
  plan.codes.forEach(({ codes }, index) => {
    columns[`codes${index}`] = codes;
  });
  plan.numbers.forEach(({ values }, index) => {
    columns[`numbers${index}`] = values;
  });
  if (shape.mayStop) columns.returns = accountsWithReturns(book, request.sums[request.active]!);
  if (shape.orders !== 'no') columns.order = request.orders!;
  if (shape.orders === 'pairs') columns.spread = orderSpread(book);
  return columns;
}

function tablesOf(plan: SlicePlan, shape: KernelShape): KernelJob['tables'] {
  const tables: Record<string, KernelArray> = {};
  if (plan.accounts) tables.accountPass = plan.accounts;
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
