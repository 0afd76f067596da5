import { earlier, lately, type PurchaseView, within } from './purchaseView.ts';
import type { Snapshot } from './snapshot.ts';

/** What the odds of taking a product up are read from, per account and product. */
export const adoptionInputs = [
  'score',
  'popularity',
  'recentPopularity',
  'lapsed',
  'breadth',
  'silence',
] as const;
export const inputCount = adoptionInputs.length;

/** Steps into which each input is rounded where cases are counted, and the range it is held in. */
const steps: readonly { low: number; high: number; step: number }[] = [
  { low: -8, high: 7, step: 0.25 },
  { low: -9, high: 9, step: 0.5 },
  { low: -9, high: 9, step: 0.5 },
  { low: 0, high: 1, step: 1 },
  { low: 0, high: 12, step: 0.5 },
  { low: 0, high: 9, step: 1 },
];

const levels = steps.map(({ low, high, step }) => Math.round((high - low) / step) + 1);

/** Where the line of log odds over the score may bend. */
const knots = [-5.5, -4, -2.5, -1, 0.5] as const;

/** What the regression sees: the inputs, and the score above each knot. */
export const termCount = inputCount + knots.length;

/** Writes the terms of the inputs at `from` to `into`. */
export function fillTerms(x: Float64Array, from: number, terms: Float64Array, into: number): void {
  for (let j = 0; j < inputCount; j++) terms[into + j] = x[from + j]!;
  for (let k = 0; k < knots.length; k++) terms[into + inputCount + k] = Math.max(0, x[from]! - knots[k]!);
}

function logit(share: number, least: number): number {
  const held = Math.min(1 - least, Math.max(least, share));
  return Math.log(held / (1 - held));
}

/** Logits of the share of accounts that buy each column, over the window and lately; drawn in by half an account. */
export interface Popularity {
  all: Float64Array;
  recent: Float64Array;
}

export function popularityOf({ active, buyers, recentBuyers }: Snapshot): Popularity {
  const shares = (counts: Int32Array) =>
    Float64Array.from(counts, (count) => logit((count + 0.5) / (active.length + 1), 1e-4));
  return { all: shares(buyers), recent: shares(recentBuyers) };
}

/** One account's candidates: the columns it did not buy in the window, with all inputs at hand. */
export interface Candidates {
  columns: Int32Array;
  count: number;
  /** 1 where the column was bought before the window. */
  lapsed: Uint8Array;
  bought: Uint8Array;
}

export function createCandidates(columns: number): Candidates {
  return {
    columns: new Int32Array(columns),
    count: 0,
    lapsed: new Uint8Array(columns),
    bought: new Uint8Array(columns),
  };
}

/** Which columns could the account take up? Fills `into`. Cost: columns + items of the account. */
export function findCandidates({ view }: Snapshot, account: number, into: Candidates): void {
  const { columns, lapsed, bought } = into;
  lapsed.fill(0);
  bought.fill(0);
  for (let cell = view.starts[account]!; cell < view.starts[account + 1]!; cell++) {
    const bits = view.when[cell]!;
    if ((bits & (within | lately)) !== 0) bought[view.items[cell]!] = 1;
    else if ((bits & earlier) !== 0) lapsed[view.items[cell]!] = 1;
  }
  into.count = 0;
  for (let column = 0; column < bought.length; column++) {
    if (bought[column] === 0) columns[into.count++] = column;
  }
}

/** Writes the inputs of one cell to the first places of `x`. */
export function fillInputs(
  { view }: Snapshot,
  popularity: Popularity,
  account: number,
  column: number,
  score: number,
  lapsed: number,
  x: Float64Array,
): void {
  x[0] = scoreLogit(score);
  x[1] = popularity.all[column]!;
  x[2] = popularity.recent[column]!;
  x[3] = lapsed;
  x[4] = breadthInput(view, account);
  x[5] = silenceInput(view, account);
}

export function scoreLogit(score: number): number {
  return logit(score, 4e-4);
}

function breadthInput({ breadth }: PurchaseView, account: number): number {
  return Math.log2(1 + breadth[account]!);
}

function silenceInput({ silent }: PurchaseView, account: number): number {
  return Math.log2(1 + Math.max(0, silent[account]!));
}

function levelOf(input: number, value: number): number {
  const { low, high, step } = steps[input]!;
  return Math.round((Math.min(high, Math.max(low, value)) - low) / step);
}

/** Classes of what a case shares with all others of its account, of its column, and of its own. */
export const columnClasses = levels[1]! * levels[2]!;
export const cellClasses = levels[0]! * levels[3]!;

export function accountClass(view: PurchaseView, account: number): number {
  return levelOf(4, breadthInput(view, account)) * levels[5]! + levelOf(5, silenceInput(view, account));
}

export function columnClass({ all, recent }: Popularity, column: number): number {
  return levelOf(1, all[column]!) * levels[2]! + levelOf(2, recent[column]!);
}

export function cellClass(score: number, lapsed: number): number {
  return levelOf(0, scoreLogit(score)) * 2 + lapsed;
}

/** The inputs in the middle of a class, written to `x` from `base` on. */
export function classMiddle(
  ofAccount: number,
  ofColumn: number,
  ofCell: number,
  x: Float64Array,
  base: number,
): void {
  const middle = (input: number, level: number) => steps[input]!.low + level * steps[input]!.step;
  x[base] = middle(0, ofCell >> 1);
  x[base + 1] = middle(1, Math.floor(ofColumn / levels[2]!));
  x[base + 2] = middle(2, ofColumn % levels[2]!);
  x[base + 3] = ofCell & 1;
  x[base + 4] = middle(4, Math.floor(ofAccount / levels[5]!));
  x[base + 5] = middle(5, ofAccount % levels[5]!);
}
