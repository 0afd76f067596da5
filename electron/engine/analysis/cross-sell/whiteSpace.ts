import { CancelledError, ExpectedError } from '../../../../shared/errors/errors.ts';
import { medianInPlace } from '../statistics/medianInPlace.ts';
import type { AnalysisWarning, DaySpan, SalesRows } from '../types.ts';
import { visitNeighbours } from './patternNeighbours.ts';
import { groupPatterns, sampleRows } from './patterns.ts';
import { bought, gridOfPurchases, type PurchaseGrid } from './purchaseGrid.ts';

export interface WhiteSpaceOptions {
  /** The recent days: bought here = bought now. What was bought only before is lapsed. */
  span: DaySpan;
  /** Columns: the products with most recent revenue, 1 to 300. */
  products: number;
  /** Look-alikes per account, 1 to 255. Default 50. */
  k?: number;
  /** With more active accounts than this, look-alikes come from a seeded sample of so many. Default 10 000. */
  sampleFrom?: number;
  /** Seed of that sample. Default 1. */
  seed?: number;
  shouldStop?: () => boolean;
}

/** The grid with what is missing from it. Cells as in `PurchaseGrid`. */
export interface WhiteSpace extends PurchaseGrid {
  /** NaN where the product is bought now. */
  probability: Float64Array;
  /** What the account could spend on it per span; NaN where it is bought now. */
  spend: Float64Array;
  /** probability × spend; NaN where it is bought now. */
  expected: Float64Array;
  /** Look-alikes that buy the product, per cell; look-alikes, per row. */
  peerBuyers: Uint8Array;
  peers: Uint8Array;
  /** Accounts of the grid that buy the product now, and their share of all its accounts. */
  buyers: Int32Array;
  penetration: Float64Array;
  /** Products per state, and Σ expected, per row. */
  boughtCount: Int32Array;
  lapsedCount: Int32Array;
  neverCount: Int32Array;
  accountExpected: Float64Array;
  /** Rows by accountExpected, largest first. */
  ranking: Int32Array;
  /** Cells not bought now, and their Σ expected. */
  pairs: number;
  totalExpected: number;
  warnings: AnalysisWarning[];
}

/** The share among all accounts weighs as much as this many look-alikes. */
const priorWeight = 10;
const fewestAccounts = 10;

/**
 * Which products does an account not buy that accounts like it do buy, and what could they bring?
 *
 * probability = (b + 10·q) / (n + 10): b of the account's n look-alikes buy the product now, q is the share of all
 * active accounts that do. spend = median revenue from it among those b look-alikes in the span (returns included, at
 * least 0); where b = 0, among all its buyers. expected = probability × spend.
 * Assumptions: 1. accounts that buy the same products now are alike; ties go to the more similar revenue; 2. what
 * look-alikes buy, the account could buy too: a share, not a forecast of when; 3. a buyer of the product differs in
 * just this product, so that buyers are slightly less alike and the share errs low; 4. products are looked at one by
 * one: the sum over products is an upper end, since an account's purse has one.
 *
 * @param rows kept rows with products; missing revenue counts as 0.
 * @returns see `WhiteSpace`. Warnings: `productsNotShown` when more products are sold than columns;
 *   `noLookAlikes` for accounts that buy none of the products shown: their probability is the share of all;
 *   `sampledLookAlikes` with more than sampleFrom active accounts.
 * @throws `tooLittleData` below 10 active accounts; `noData` without a product column; `badRequest`;
 *   `CancelledError`.
 *
 * Cost: at most accounts × min(accounts, sampleFrom) × products bought by either, less by grouping equal purchases
 * and by bounds on size (test/bench/whiteSpace.ts); 34 bytes per cell.
 *
 * Source: Jaccard similarity and nearest neighbours as in user-based collaborative filtering (Herlocker, Konstan,
 * Borchers & Riedl, SIGIR 1999); shrinkage of a proportion towards the overall share (Good 1965).
 */
export function mapWhiteSpace(rows: SalesRows, options: WhiteSpaceOptions): WhiteSpace {
  const { span, products, k = 50, sampleFrom = 10_000, seed = 1, shouldStop } = options;
  requireWhole('products', products, 300);
  requireWhole('k', k, 255);
  const grid = gridOfPurchases(rows, span, products);
  if (grid.accounts.length < fewestAccounts || grid.products.length === 0) {
    throw new ExpectedError('tooLittleData', `${grid.accounts.length} active accounts are too few`, {
      hint: `At least ${fewestAccounts} accounts with recent revenue are needed`,
      params: { what: 'whiteSpace', least: fewestAccounts, n: grid.accounts.length },
    });
  }
  const space = emptySpace(grid);
  countStates(space);
  const spendOfAll = medianSpends(space);
  const scratch = createScratch(space, k);
  const { patterns, references } = groupPatterns(grid, sampleRows(grid.accounts, sampleFrom, seed));
  const search = {
    k,
    columns: grid.products.length,
    revenue: grid.accountRevenue,
    pause: () => {
      if (shouldStop?.()) throw new CancelledError();
    },
  };
  visitNeighbours(patterns, references, search, (row, neighbours) =>
    fillRow(space, row, neighbours, spendOfAll, scratch),
  );
  space.ranking.sort((a, b) => space.accountExpected[b]! - space.accountExpected[a]! || a - b);
  space.totalExpected = space.accountExpected.reduce((sum, value) => sum + value, 0);
  space.warnings = warningsOf(space, sampleFrom);
  return space;
}

function requireWhole(option: string, value: number, most: number): void {
  if (Number.isInteger(value) && value >= 1 && value <= most) return;
  throw new ExpectedError(
    'badRequest',
    `${option} is ${value}, allowed is a whole number from 1 to ${most}`,
    {
      hint: `Set ${option} to a whole number from 1 to ${most}`,
      params: { option, value: String(value) },
    },
  );
}

function emptySpace(grid: PurchaseGrid): WhiteSpace {
  const rows = grid.accounts.length;
  const columns = grid.products.length;
  const missing = () => new Float64Array(rows * columns).fill(Number.NaN);
  return {
    ...grid,
    probability: missing(),
    spend: missing(),
    expected: missing(),
    peerBuyers: new Uint8Array(rows * columns),
    peers: new Uint8Array(rows),
    buyers: new Int32Array(columns),
    penetration: new Float64Array(columns),
    boughtCount: new Int32Array(rows),
    lapsedCount: new Int32Array(rows),
    neverCount: new Int32Array(rows),
    accountExpected: new Float64Array(rows),
    ranking: Int32Array.from({ length: rows }, (_, row) => row),
    pairs: 0,
    totalExpected: 0,
    warnings: [],
  };
}

function countStates(space: WhiteSpace): void {
  const columns = space.products.length;
  const perState = [space.neverCount, space.lapsedCount, space.boughtCount];
  for (let cell = 0, row = 0; row < space.accounts.length; row++) {
    for (let column = 0; column < columns; column++, cell++) {
      const state = space.states[cell]!;
      perState[state]![row]!++;
      if (state === bought) space.buyers[column]!++;
      else space.pairs++;
    }
  }
  for (const [column, buyers] of space.buyers.entries()) {
    space.penetration[column] = buyers / space.accounts.length;
  }
}

/** Median revenue of each product among all its buyers. */
function medianSpends(space: WhiteSpace): Float64Array {
  const columns = space.products.length;
  return Float64Array.from(space.products, (_, column) => {
    const spends = new Float64Array(space.buyers[column]!);
    let filled = 0;
    for (let cell = column; cell < space.states.length; cell += columns) {
      if (space.states[cell] === bought) spends[filled++] = Math.max(0, space.revenue[cell]!);
    }
    return medianInPlace(spends, 0, spends.length);
  });
}

interface Scratch {
  /** Columns that grid row r buys, and what it spends on each: at `starts[r]` … `starts[r + 1] - 1`. */
  starts: Int32Array;
  columns: Int32Array;
  amounts: Float64Array;
  /** What the look-alikes found so far spend, k places per column. */
  spends: Float64Array;
  counts: Uint8Array;
  k: number;
}

function createScratch({ states, products, revenue, boughtCount }: WhiteSpace, k: number): Scratch {
  const starts = new Int32Array(boughtCount.length + 1);
  for (const [row, count] of boughtCount.entries()) starts[row + 1] = starts[row]! + count;
  const columns = new Int32Array(starts[boughtCount.length]!);
  const amounts = new Float64Array(columns.length);
  let filled = 0;
  for (let cell = 0; cell < states.length; cell++) {
    if (states[cell] !== bought) continue;
    columns[filled] = cell % products.length;
    amounts[filled++] = Math.max(0, revenue[cell]!);
  }
  const spends = new Float64Array(products.length * k);
  return { starts, columns, amounts, spends, counts: new Uint8Array(products.length), k };
}

function gatherSpends(
  neighbours: Int32Array,
  { starts, columns, amounts, spends, counts, k }: Scratch,
): void {
  counts.fill(0);
  for (let at = 0; at < neighbours.length; at++) {
    const end = starts[neighbours[at]! + 1]!;
    for (let i = starts[neighbours[at]!]!; i < end; i++) {
      const column = columns[i]!;
      const count = counts[column]!;
      spends[column * k + count] = amounts[i]!;
      counts[column] = count + 1;
    }
  }
}

function fillRow(
  space: WhiteSpace,
  row: number,
  neighbours: Int32Array,
  spendOfAll: Float64Array,
  scratch: Scratch,
): void {
  const { spends, counts, k } = scratch;
  const columns = space.products.length;
  const start = row * columns;
  gatherSpends(neighbours, scratch);
  space.peers[row] = neighbours.length;
  for (let column = 0; column < columns; column++) {
    const cell = start + column;
    if (space.states[cell] === bought) continue;
    const buyers = counts[column]!;
    const share = space.penetration[column]!;
    space.peerBuyers[cell] = buyers;
    space.probability[cell] = (buyers + priorWeight * share) / (neighbours.length + priorWeight);
    space.spend[cell] =
      buyers > 0 ? medianInPlace(spends, column * k, column * k + buyers) : spendOfAll[column]!;
    space.expected[cell] = space.probability[cell]! * space.spend[cell]!;
    space.accountExpected[row]! += space.expected[cell]!;
  }
}

function warningsOf(space: WhiteSpace, sampleFrom: number): AnalysisWarning[] {
  const warnings: AnalysisWarning[] = [];
  const shown = space.products.length;
  if (space.productsSold > shown) {
    warnings.push({ code: 'productsNotShown', params: { shown, products: space.productsSold } });
  }
  if (space.accounts.length > sampleFrom) {
    const params = { sample: sampleFrom, accounts: space.accounts.length };
    warnings.push({ code: 'sampledLookAlikes', params });
  }
  const alone = space.peers.reduce((sum, peers) => sum + (peers === 0 ? 1 : 0), 0);
  if (alone > 0) warnings.push({ code: 'noLookAlikes', params: { accounts: alone } });
  return warnings;
}
