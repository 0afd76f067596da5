import { ExpectedError } from '../../../shared/errors/errors.ts';
import { runsOf } from '../workspace/blockRuns.ts';
import type { Runs } from '../workspace/types.ts';

/** Where the rows of each account code of a sales batch stand, in the order of the rows; missing (-1) last. */
export interface Stretches {
  code: Int32Array;
  start: Int32Array;
  length: Int32Array;
}

/** Throws `damaged` where the rows of a code do not stand together. */
export function findStretches(batch: number, codes: Int32Array, rows: number): Stretches {
  return stretchesOf(batch, runsOf(codes, rows));
}

/** The same of a column whose runs are known. */
export function stretchesOf(batch: number, { values, lengths }: Runs): Stretches {
  if (new Set(values).size < values.length)
    throw new ExpectedError('damaged', `The rows of batch ${batch} are not sorted by account`);
  const start = new Int32Array(lengths.length);
  for (let run = 1; run < start.length; run++) start[run] = start[run - 1]! + lengths[run - 1]!;
  return { code: values, start, length: lengths };
}
