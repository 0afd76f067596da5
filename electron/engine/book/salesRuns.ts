import { sharedInt32 } from './shared.ts';
import type { Stretches } from './stretches.ts';

/** One sales batch as the book needs it: its rows sorted by local account code, missing (-1) last. */
export interface SalesBatch {
  stretches: Stretches;
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
  const sorted = {
    start: gathered(runs.start, order),
    length: gathered(runs.length, order),
    batch: gathered(runs.batch, order),
  };
  const target = sharedInt32(order.length);
  const offsets = sharedInt32(accounts + 2);
  let position = 0;
  for (let index = 0; index < order.length; index++) {
    const run = order[index]!;
    target[index] = position;
    position += runs.length[run]!;
    offsets[runs.account[run]! + 1] = position;
  }
  for (let account = 1; account < offsets.length; account++) {
    offsets[account] = Math.max(offsets[account]!, offsets[account - 1]!);
  }
  return { n: position, offsets, target, ...sorted };
}

function gathered(values: Int32Array, order: Int32Array): Int32Array {
  const out = sharedInt32(order.length);
  for (let index = 0; index < order.length; index++) out[index] = values[order[index]!]!;
  return out;
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
  { stretches, masked }: SalesBatch,
  tell: (code: number, start: number, end: number) => void,
): number {
  let runs = 0;
  for (let index = 0; index < stretches.code.length; index++) {
    const code = stretches.code[index]!;
    const first = stretches.start[index]!;
    const end = first + stretches.length[index]!;
    if (!masked) {
      tell(code, first, end);
      runs++;
      continue;
    }
    let row = first;
    while (row < end) {
      const start = row;
      while (row < end && masked[row] === 0) row++;
      if (row > start) {
        tell(code, start, row);
        runs++;
      }
      while (row < end && masked[row] === 1) row++;
    }
  }
  return runs;
}
