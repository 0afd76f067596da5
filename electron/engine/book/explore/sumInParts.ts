import { CancelledError } from '../../../../shared/errors/errors.ts';
import { mostThreads, runInBackground } from '../../background/pool.ts';
import type { Book } from '../types.ts';
import { cellsOf, type KernelJob, sumCells } from './kernel.ts';

/** Sums that take less than a frame or two are not worth a trip to another thread. */
const quickWork = 1_000_000;
/** What a thread fills of its own; with more cells than this, dividing the rows would cost more than it saves. */
const mostCellsPerThread = 8_000_000;

export type SumRequest = Omit<
  KernelJob,
  'offsets' | 'fromBucket' | 'toBucket' | 'day' | 'firstDay' | 'product' | 'cancelled'
>;

/**
 * Sums of every passive chart of the request, on worker threads where it takes longer than a moment. Laid out as
 * `sumCells` says. Rejects with CancelledError when the signal aborts.
 */
export async function sumInParts(
  book: Book,
  request: SumRequest,
  signal: AbortSignal,
): Promise<Float64Array[]> {
  if (request.passives.length === 0) return [];
  const cancelled = new Int32Array(new SharedArrayBuffer(4));
  const whole: KernelJob = {
    ...request,
    offsets: book.offsets,
    fromBucket: 0,
    toBucket: book.offsets.length - 1,
    day: book.day(),
    firstDay: book.firstDay ?? 0,
    product: book.product(),
    cancelled,
  };
  if (book.n * request.passives.length < quickWork) return sumCells(whole)!;
  const cancel = () => Atomics.store(cancelled, 0, 1);
  signal.addEventListener('abort', cancel, { once: true });
  try {
    const parts = await Promise.all(
      divide(whole).map((job) => runInBackground(new AbortController().signal, 'sumCells', job)),
    );
    if (signal.aborted) throw new CancelledError();
    return parts.map((part) => part!).reduce(addUp);
  } finally {
    signal.removeEventListener('abort', cancel);
  }
}

/** Accounts from … to for each thread, with about as many rows each. */
function divide(job: KernelJob): KernelJob[] {
  const cells = job.passives.reduce((sum, passive) => sum + cellsOf(passive), 0) * cellsOf(job.active);
  const parts = cells > mostCellsPerThread ? 1 : mostThreads;
  const { offsets, toBucket } = job;
  const rows = offsets[toBucket]!;
  const jobs: KernelJob[] = [];
  let from = 0;
  for (let part = 1; part <= parts; part++) {
    let to = from;
    while (to < toBucket && offsets[to]! < (rows * part) / parts) to++;
    if (part === parts) to = toBucket;
    if (to > from) jobs.push({ ...job, fromBucket: from, toBucket: to });
    from = to;
  }
  return jobs.length > 0 ? jobs : [job];
}

function addUp(total: Float64Array[], part: Float64Array[]): Float64Array[] {
  total.forEach((sums, index) => {
    const more = part[index]!;
    for (let slot = 0; slot < sums.length; slot++) sums[slot]! += more[slot]!;
  });
  return total;
}
