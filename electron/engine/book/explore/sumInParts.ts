import { kernelThreads, runKernel } from '../parallel/kernelThreads.ts';
import type { Book } from '../types.ts';
import { type SumRequest, slotsOf, sumKernel } from './kernel.ts';

/** Sums that take less than a frame or two are not worth a trip to another thread. */
const quickWork = 1_000_000;
/** Numbers that all parts together may fill (256 MB). */
const mostSlots = 2 ** 25;

/**
 * Sums of every passive chart of the request, on all cores where it takes longer than a moment. Laid out as `sumKernel`
 * says; the same request gives the same sums to the last digit. Rejects with CancelledError when the signal aborts.
 */
export async function sumInParts(
  book: Book,
  request: SumRequest,
  signal: AbortSignal,
): Promise<Float64Array[]> {
  if (request.passives.length === 0) return [];
  const isQuick = book.n * request.passives.length < quickWork;
  const slots = request.passives.map((passive) => slotsOf(request, passive));
  const most = Math.floor(mostSlots / slots.reduce((sum, count) => sum + count, 0));
  const parts = isQuick ? 1 : Math.max(1, Math.min(kernelThreads(), most));
  const job = sumKernel(book, request, parts);
  await runKernel(job, isQuick ? 0 : parts, signal);
  return slots.map((count, index) => addParts(job.outputs[`s${index}`]!, count));
}

/** The parts one after the other, as one. */
function addParts(parts: Float64Array, count: number): Float64Array {
  const total = parts.subarray(0, count);
  for (let from = count; from < parts.length; from += count) {
    for (let slot = 0; slot < count; slot++) total[slot]! += parts[from + slot]!;
  }
  return total;
}
