import { ExpectedError } from '../../../shared/errors/errors.ts';
import { sharedInt32 } from './shared.ts';

/** One sales batch as the book needs it: its rows sorted by local account code, missing (-1) last. */
export interface SalesBatch {
  batch: number;
  codes: Int32Array;
  /** Local account code → account of the book. */
  accountOf: Int32Array;
}

/**
 * Where the rows of every batch stand in the book. A run is one account's rows of one batch: contiguous on both
 * sides, so a column loads with one block copy a run.
 */
export interface SalesRuns {
  n: number;
  offsets: Int32Array;
  /** Ascending by target. */
  target: Int32Array;
  start: Int32Array;
  length: Int32Array;
  /** Index into the list of batches. */
  batch: Int32Array;
}

interface Run {
  account: number;
  batch: number;
  start: number;
  length: number;
}

/** Merges batches that are each sorted by account into one order sorted by account of the book. */
export function mergeRuns(batches: SalesBatch[], accounts: number): SalesRuns {
  const runs: Run[] = [];
  batches.forEach((batch, index) => {
    for (const run of runsOf(batch, accounts)) runs.push({ ...run, batch: index });
  });
  runs.sort((a, b) => a.account - b.account || a.batch - b.batch || a.start - b.start);
  const offsets = sharedInt32(accounts + 2);
  const columns = {
    target: new Int32Array(runs.length),
    start: new Int32Array(runs.length),
    length: new Int32Array(runs.length),
    batch: new Int32Array(runs.length),
  };
  let position = 0;
  runs.forEach((run, index) => {
    columns.target[index] = position;
    columns.start[index] = run.start;
    columns.length[index] = run.length;
    columns.batch[index] = run.batch;
    position += run.length;
    offsets[run.account + 1] = position;
  });
  for (let account = 1; account < offsets.length; account++) {
    offsets[account] = Math.max(offsets[account]!, offsets[account - 1]!);
  }
  return { n: position, offsets, ...columns };
}

function runsOf({ batch, codes, accountOf }: SalesBatch, noAccount: number): Omit<Run, 'batch'>[] {
  const runs: Omit<Run, 'batch'>[] = [];
  const seen = new Uint8Array(accountOf.length + 1);
  let row = 0;
  while (row < codes.length) {
    const code = codes[row]!;
    const start = row;
    while (row < codes.length && codes[row] === code) row++;
    if (seen[code + 1]) {
      throw new ExpectedError('damaged', `The rows of batch ${batch} are not sorted by account`);
    }
    seen[code + 1] = 1;
    runs.push({ account: code < 0 ? noAccount : accountOf[code]!, start, length: row - start });
  }
  return runs;
}
