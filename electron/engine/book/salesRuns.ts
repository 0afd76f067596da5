import { ExpectedError } from '../../../shared/errors/errors.ts';
import { sharedInt32 } from './shared.ts';

/** One sales batch as the book needs it: its rows sorted by local account code, missing (-1) last. */
export interface SalesBatch {
  batch: number;
  codes: Int32Array;
  /** Local account code → account of the book. */
  accountOf: Int32Array;
  /** 1 for rows that no longer count; null where all do. */
  masked: Uint8Array | null;
}

/**
 * Where the rows of every batch stand in the book. A run is a stretch of one account's rows of one batch: contiguous on
 * both sides, so a column loads with one block copy a run.
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

/** Runs in the order of batches and of rows. */
interface RunList {
  account: Int32Array;
  batch: Int32Array;
  start: Int32Array;
  length: Int32Array;
}

/** Merges batches that are each sorted by account into one order sorted by account of the book. */
export function mergeRuns(batches: SalesBatch[], accounts: number): SalesRuns {
  const runs = listRuns(batches, accounts);
  const order = orderByAccount(runs.account, accounts + 1);
  const gather = (values: Int32Array) => order.map((run) => values[run]!);
  const sorted = { start: gather(runs.start), length: gather(runs.length), batch: gather(runs.batch) };
  const target = new Int32Array(order.length);
  const offsets = sharedInt32(accounts + 2);
  let position = 0;
  order.forEach((run, index) => {
    target[index] = position;
    position += runs.length[run]!;
    offsets[runs.account[run]! + 1] = position;
  });
  for (let account = 1; account < offsets.length; account++) {
    offsets[account] = Math.max(offsets[account]!, offsets[account - 1]!);
  }
  return { n: position, offsets, target, ...sorted };
}

/** Counting sort, stable: within an account, runs stay in the order of batches and of their rows. */
function orderByAccount(accountOf: Int32Array, accounts: number): Int32Array {
  const next = new Int32Array(accounts + 1);
  for (let run = 0; run < accountOf.length; run++) next[accountOf[run]! + 1]! += 1;
  for (let account = 1; account <= accounts; account++) next[account]! += next[account - 1]!;
  const order = new Int32Array(accountOf.length);
  for (let run = 0; run < accountOf.length; run++) order[next[accountOf[run]!]!++] = run;
  return order;
}

function listRuns(batches: SalesBatch[], noAccount: number): RunList {
  const counts = batches.map((batch) => eachRun(batch, () => undefined));
  const total = counts.reduce((sum, count) => sum + count, 0);
  const list: RunList = {
    account: new Int32Array(total),
    batch: new Int32Array(total),
    start: new Int32Array(total),
    length: new Int32Array(total),
  };
  let run = 0;
  batches.forEach((batch, index) => {
    eachRun(batch, (code, start, end) => {
      list.account[run] = code < 0 ? noAccount : batch.accountOf[code]!;
      list.batch[run] = index;
      list.start[run] = start;
      list.length[run] = end - start;
      run++;
    });
  });
  return list;
}

/** Tells every stretch of rows that count and have one code; returns how many there are. */
function eachRun(
  { batch, codes, accountOf, masked }: SalesBatch,
  tell: (code: number, start: number, end: number) => void,
): number {
  const seen = new Uint8Array(accountOf.length + 1);
  let runs = 0;
  let row = 0;
  while (row < codes.length) {
    const code = codes[row]!;
    if (seen[code + 1]) {
      throw new ExpectedError('damaged', `The rows of batch ${batch} are not sorted by account`);
    }
    seen[code + 1] = 1;
    while (row < codes.length && codes[row] === code) {
      const start = row;
      while (row < codes.length && codes[row] === code && !masked?.[row]) row++;
      if (row > start) {
        tell(code, start, row);
        runs++;
      }
      while (row < codes.length && codes[row] === code && masked?.[row]) row++;
    }
  }
  return runs;
}
