import { ExpectedError } from '../../../shared/errors/errors.ts';
import { findMissing, findOrderSpread } from './columnFacts.ts';
import { kernelJob, kernelShape, prepareKernel, rowsRead } from './groupKernel.ts';
import type { GroupRequest } from './groupRequest.ts';
import type { GroupDimension } from './groups.ts';
import { type GroupTallies, mergeParts } from './groupTallies.ts';
import { cellCount } from './kernels.ts';
import {
  type CountedName,
  type MeasuredGroups,
  measuredTotals,
  nonEmpty,
  type Parts,
  valuesOf,
  type Wanted,
  wantedOf,
} from './measureParts.ts';
import { measureNumbered } from './numberedGroups.ts';
import { kernelThreads, parallelRows, runKernel } from './parallel/kernelThreads.ts';
import { markRows } from './selection.ts';
import type { SlicePlan } from './slicePlan.ts';
import { breath, runSteps, runStepsBeside, type Steps } from './steps.ts';
import type { Book } from './types.ts';
import { isAllValued, sumColumn, valuedOrders } from './valuedRows.ts';

/** On how many threads, in how many parts, until when. Neither of the first two changes a count; sums only in the last digit. */
export interface GroupRun {
  /** 0 = the calling thread. */
  threads?: number;
  parts?: number;
  /** False = `rows` need not be right, which lets some kernels stop early. */
  countRows?: boolean;
  signal?: AbortSignal | undefined;
}

/**
 * Measures of every group of the rows inside the slice. Large books are read by all cores at once, small ones on the
 * calling thread. Throws `badRequest` for more combinations than can be numbered; rejects with CancelledError.
 */
export async function measureGroups(
  book: Book,
  plan: SlicePlan,
  dimensions: GroupDimension[],
  names: readonly CountedName[],
  run: GroupRun = {},
): Promise<MeasuredGroups> {
  const revenue = book.number('revenue');
  if (revenue && book.n >= parallelRows) await runStepsBeside(findMissing(revenue), { signal: run.signal });
  const wanted = wantedOf(names, isAllValued(book));
  if (!wanted.counts.includes('orders') || !wanted.counts.includes('valued_orders'))
    return measureOnce(book, plan, dimensions, names, run);
  const apart: CountedName[] = names.filter((name) => name === 'order_value' || name === 'valued_orders');
  const others = names.filter((name) => !apart.includes(name));
  const groups = await measureOnce(book, plan, dimensions, others, run);
  const { values, total } = await measureOnce(book, plan, dimensions, apart, run);
  return {
    ...groups,
    values: new Map([...groups.values, ...values]),
    total: new Map([...groups.total, ...total]),
  };
}

/** One pass over the rows: it counts the orders of all rows or of those whose revenue is there, not both. */
async function measureOnce(
  book: Book,
  plan: SlicePlan,
  dimensions: GroupDimension[],
  names: readonly CountedName[],
  run: GroupRun,
): Promise<MeasuredGroups> {
  const cells = cellCount(dimensions);
  if (!Number.isSafeInteger(cells)) {
    throw new ExpectedError(
      'badRequest',
      'These fields have too many combinations of values to group by at once',
    );
  }
  const wanted = wantedOf(names, isAllValued(book));
  const orders = wanted.counts.find((name) => name === 'orders' || name === 'valued_orders');
  const active = wanted.counts.includes('active_accounts');
  const request: GroupRequest = {
    sums: wanted.sums.map((name) => sumColumn(book, name)),
    active: active ? wanted.sums.indexOf('revenue') : -1,
    activityAlone: run.countRows === false && names.every((name) => name === 'active_accounts'),
    orders:
      orders === undefined ? null : orders === 'orders' ? book.text('order')!.codes : valuedOrders(book),
    products: wanted.counts.includes('products'),
  };
  const threadsFor = (rows: number) => run.threads ?? (rows < parallelRows ? 0 : kernelThreads());
  const steps = prepareKernel(book, plan, dimensions, request);
  const runHereOrBeside = (made: Steps<void>) =>
    threadsFor(book.n) === 0 ? runSteps(made) : runStepsBeside(made, { signal: run.signal });
  await runHereOrBeside(steps);
  const shape = kernelShape(book, plan, dimensions, request);
  if (!shape) return measureNumbered(book, markRows(book, plan), dimensions, names);
  if (shape.orders === 'pairs') await runHereOrBeside(findOrderSpread(book));
  const job = kernelJob(book, plan, dimensions, request, shape, run.parts);
  const threads = threadsFor(rowsRead(book, plan, dimensions, request, shape));
  const states = await runKernel(job, threads, run.signal);
  const put = putTogether(wanted, names, mergeParts(shape, job, states));
  return threads === 0 ? runSteps(put) : runStepsBeside(put, { signal: run.signal });
}

function* putTogether(
  wanted: Wanted,
  names: readonly CountedName[],
  merging: Steps<GroupTallies>,
): Steps<MeasuredGroups> {
  const tallies = yield* merging;
  const found = nonEmpty(tallies.lines);
  yield breath;
  const parts = partsOf(wanted, tallies);
  const values: MeasuredGroups['values'] = new Map();
  for (const name of names) {
    values.set(name, valuesOf(name, parts, found));
    yield breath;
  }
  const total = totalsOf(wanted, tallies, names);
  return { cells: new Float64Array(found), values, total, rows: tallies.total.lines };
}

function partsOf(wanted: Wanted, tallies: GroupTallies): Parts {
  const parts: Parts = new Map([['lines', tallies.lines]]);
  wanted.sums.forEach((name, index) => {
    parts.set(name, tallies.sums[index]!);
  });
  if (tallies.active) parts.set('active_accounts', tallies.active);
  if (tallies.orders) for (const name of ['orders', 'valued_orders']) parts.set(name, tallies.orders);
  if (tallies.products) parts.set('products', tallies.products);
  return parts;
}

function totalsOf(
  wanted: Wanted,
  { total }: GroupTallies,
  names: readonly CountedName[],
): Map<CountedName, number | null> {
  const whole: Parts = new Map([
    ['lines', Float64Array.of(total.lines)],
    ['active_accounts', Float64Array.of(total.active)],
    ['orders', Float64Array.of(total.orders)],
    ['valued_orders', Float64Array.of(total.orders)],
    ['products', Float64Array.of(total.products)],
  ]);
  wanted.sums.forEach((name, index) => {
    whole.set(name, Float64Array.of(total.sums[index]!));
  });
  return measuredTotals(whole, names);
}
