import type { MeasureName } from '../../../shared/domain/measures.ts';
import { ExpectedError } from '../../../shared/errors/errors.ts';
import { type GroupRequest, kernelJob, kernelShape } from './groupKernel.ts';
import type { GroupDimension } from './groups.ts';
import { type GroupTallies, mergeParts } from './groupTallies.ts';
import { cellCount } from './kernels.ts';
import {
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
import type { Book } from './types.ts';

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
  names: readonly MeasureName[],
  run: GroupRun = {},
): Promise<MeasuredGroups> {
  const cells = cellCount(dimensions);
  if (!Number.isSafeInteger(cells)) {
    throw new ExpectedError(
      'badRequest',
      'These fields have too many combinations of values to group by at once',
    );
  }
  const wanted = wantedOf(names);
  const active = wanted.counts.includes('active_accounts');
  const request: GroupRequest = {
    sums: wanted.sums.map((name) => book.number(name)!),
    active: active ? wanted.sums.indexOf('revenue') : -1,
    activityAlone: run.countRows === false && names.every((name) => name === 'active_accounts'),
    orders: wanted.counts.includes('orders'),
    products: wanted.counts.includes('products'),
  };
  const shape = kernelShape(book, plan, dimensions, request);
  if (!shape) return measureNumbered(book, markRows(book, plan), dimensions, names);
  const job = kernelJob(book, plan, dimensions, request, shape, run.parts);
  const threads = run.threads ?? (book.n < parallelRows ? 0 : kernelThreads());
  const tallies = mergeParts(shape, job, await runKernel(job, threads, run.signal));
  const found = nonEmpty(tallies.lines);
  const parts = partsOf(wanted, tallies);
  return {
    cells: new Float64Array(found),
    values: new Map(names.map((name) => [name, valuesOf(name, parts, found)])),
    total: totalsOf(wanted, tallies, names),
    rows: tallies.total.lines,
  };
}

function partsOf(wanted: Wanted, tallies: GroupTallies): Parts {
  const parts: Parts = new Map([['lines', tallies.lines]]);
  wanted.sums.forEach((name, index) => {
    parts.set(name, tallies.sums[index]!);
  });
  if (tallies.active) parts.set('active_accounts', tallies.active);
  if (tallies.orders) parts.set('orders', tallies.orders);
  if (tallies.products) parts.set('products', tallies.products);
  return parts;
}

function totalsOf(
  wanted: Wanted,
  { total }: GroupTallies,
  names: readonly MeasureName[],
): Map<MeasureName, number | null> {
  const whole: Parts = new Map([
    ['lines', Float64Array.of(total.lines)],
    ['active_accounts', Float64Array.of(total.active)],
    ['orders', Float64Array.of(total.orders)],
    ['products', Float64Array.of(total.products)],
  ]);
  wanted.sums.forEach((name, index) => {
    whole.set(name, Float64Array.of(total.sums[index]!));
  });
  return measuredTotals(whole, names);
}
