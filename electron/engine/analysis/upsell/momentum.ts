import { shiftShare } from '../market/shiftShare.ts';
import { addTo, createSums, totalOf } from '../statistics/compensated.ts';
import { withoutDust } from '../statistics/roundMoney.ts';
import type { AnalysisWarning, DaySpan, SalesRows } from '../types.ts';

/** A market in a grid of account kinds (its regions …) by product kinds (its categories …). */
export interface MarketGrid {
  rows: number;
  columns: number;
  /** Cell (r, c) at r * columns + c. */
  base: Float64Array;
  end: Float64Array;
}

export interface MomentumOptions {
  from: DaySpan;
  to: DaySpan;
  /** Null where there is no market table. */
  market: MarketGrid | null;
  /** Row of the market per account and column per product, -1 = the market does not know it. */
  rowOf: ArrayLike<number>;
  columnOf: ArrayLike<number>;
  /** The book's own segment per account, -1 = none: what is compared with where the market does not know an account. */
  segment: ArrayLike<number>;
  segments: number;
}

/** What an account is compared with. */
export const momentumBases = ['market', 'segment'] as const;

/** One entry per account with revenue in either span; base + market + mix + performance + apart = end. */
export interface Momentum {
  account: Int32Array;
  base: Float64Array;
  end: Float64Array;
  /** At the growth of the whole market (or book). */
  market: Float64Array;
  /** Because its own part of the market grew faster or slower. */
  mix: Float64Array;
  performance: Float64Array;
  /** What has no base to grow from: new accounts, and products with nothing bought before. */
  apart: Float64Array;
  /** end ÷ base − 1, and that of its own market; NaN without base. */
  growth: Float64Array;
  marketGrowth: Float64Array;
  /** Index into `momentumBases`. */
  basis: Uint8Array;
  /** Growth of the whole market and of the whole book (accounts with a base); NaN where unknown. */
  wholeMarket: number;
  wholeBook: number;
  warnings: AnalysisWarning[];
}

/**
 * Does an account grow because its market does, or because of us?
 *
 * With r0 and r1 an account's revenue in the two spans per product kind i, g_M the growth of the whole market and g_i that
 * of the account's own part of it: market = Σ r0·g_M, mix = Σ r0·(g_i − g_M), performance = Σ (r1 − r0·(1 + g_i)). Where
 * r0 of a kind is not above 0 its change stands apart. The growth of the own part is that of the cell (account kind ×
 * product kind); where the market has no base there, of the account kind over all products; else of the product kind.
 * An account of which the market knows no part is compared with the book's own segment in the same way: g_M the
 * growth of the book, g_i that of the segment, both over the accounts that have a base.
 * Warnings: `notInMarket` {accounts} where a market is there.
 * Cost: linear in rows + accounts × product kinds.
 * Source: shift-share, analyses.md section 5.
 */
export function momentum(rows: SalesRows, options: MomentumOptions): Momentum {
  const sides = revenueByKind(rows, options);
  const accounts = Array.from({ length: rows.accounts }, (_, account) => account).filter(
    (account) => sides.seen[account],
  );
  const growths = options.market ? gridGrowth(options.market) : null;
  const totals = accounts.map((account) => totalsOfAccount(sides, account));
  const found = emptyMomentum(accounts, totals);
  found.wholeMarket = growths?.whole ?? Number.NaN;
  const own = ownBook(accounts, totals, options);
  found.wholeBook = own?.growth ?? Number.NaN;
  for (const [row, account] of accounts.entries()) {
    const parts = growths ? partsOf(sides, account, growths, options) : null;
    if (parts) addMarketLines(found, row, parts, growths!.whole);
    else addSegmentLines(found, row, options.segment[account]!, own, options);
  }
  const unknown = found.basis.reduce((sum, basis) => sum + basis, 0);
  if (growths && unknown > 0) found.warnings.push({ code: 'notInMarket', params: { accounts: unknown } });
  return found;
}

interface Sides {
  /** Product kinds and one for what is of none. */
  kinds: number;
  base: ReturnType<typeof createSums>;
  end: ReturnType<typeof createSums>;
  seen: Uint8Array;
}

function revenueByKind(rows: SalesRows, { from, to, columnOf, market }: MomentumOptions): Sides {
  const kinds = (market?.columns ?? 0) + 1;
  const sides = {
    kinds,
    base: createSums(rows.accounts * kinds),
    end: createSums(rows.accounts * kinds),
    seen: new Uint8Array(rows.accounts),
  };
  for (let account = 0; account < rows.accounts; account++) {
    for (let row = rows.offsets[account]!; row < rows.offsets[account + 1]!; row++) {
      const date = rows.day[row]!;
      const side =
        date >= from.from && date <= from.to
          ? sides.base
          : date >= to.from && date <= to.to
            ? sides.end
            : null;
      if (rows.keep[row] !== 1 || side === null) continue;
      const product = rows.product ? rows.product[row]! : -1;
      const kind = market === null || product < 0 ? -1 : columnOf[product]!;
      sides.seen[account] = 1;
      addTo(side, account * kinds + (kind < 0 ? kinds - 1 : kind), rows.revenue[row]!);
    }
  }
  return sides;
}

interface Totals {
  base: number;
  end: number;
}

function totalsOfAccount({ kinds, base, end }: Sides, account: number): Totals {
  const sums = createSums(2);
  for (let kind = 0; kind < kinds; kind++) {
    addTo(sums, 0, totalOf(base, account * kinds + kind));
    addTo(sums, 1, totalOf(end, account * kinds + kind));
  }
  return { base: withoutDust(totalOf(sums, 0)), end: withoutDust(totalOf(sums, 1)) };
}

function emptyMomentum(accounts: readonly number[], totals: readonly Totals[]): Momentum {
  const zeros = () => new Float64Array(accounts.length);
  const base = Float64Array.from(totals, (one) => one.base);
  const end = Float64Array.from(totals, (one) => one.end);
  return {
    account: Int32Array.from(accounts),
    base,
    end,
    market: zeros(),
    mix: zeros(),
    performance: zeros(),
    apart: zeros(),
    growth: base.map((value, row) => (value > 0 ? end[row]! / value - 1 : Number.NaN)),
    marketGrowth: zeros().fill(Number.NaN),
    basis: new Uint8Array(accounts.length),
    wholeMarket: Number.NaN,
    wholeBook: Number.NaN,
    warnings: [],
  };
}

interface GridGrowth {
  whole: number;
  cell(row: number, column: number): number;
}

/** Growth of a cell, else of its row, else of its column; NaN where none has a base. */
function gridGrowth({ rows, columns, base, end }: MarketGrid): GridGrowth | null {
  const [byRow, byColumn] = [new Float64Array(2 * rows), new Float64Array(2 * columns)];
  const all = [0, 0];
  for (let cell = 0; cell < rows * columns; cell++) {
    for (const [side, values] of [base, end].entries()) {
      byRow[2 * Math.floor(cell / columns) + side]! += values[cell]!;
      byColumn[2 * (cell % columns) + side]! += values[cell]!;
      all[side]! += values[cell]!;
    }
  }
  const growth = (before: number, after: number) => (before > 0 ? after / before - 1 : Number.NaN);
  const whole = growth(all[0]!, all[1]!);
  if (Number.isNaN(whole)) return null;
  const inOrder = (row: number, column: number) => [
    row < 0 || column < 0 ? Number.NaN : growth(base[row * columns + column]!, end[row * columns + column]!),
    row < 0 ? Number.NaN : growth(byRow[2 * row]!, byRow[2 * row + 1]!),
    column < 0 ? Number.NaN : growth(byColumn[2 * column]!, byColumn[2 * column + 1]!),
  ];
  return {
    whole,
    cell: (row, column) => inOrder(row, column).find((value) => !Number.isNaN(value)) ?? Number.NaN,
  };
}

interface Part extends Totals {
  growth: number;
}

/**
 * The account's kinds with the growth of their part of the market; null where the market knows none of those that it had
 * a base in, or, without any base, none at all.
 */
function partsOf(
  sides: Sides,
  account: number,
  growths: GridGrowth,
  { rowOf }: MomentumOptions,
): Part[] | null {
  const parts: Part[] = [];
  for (let kind = 0; kind < sides.kinds; kind++) {
    const at = account * sides.kinds + kind;
    const [base, end] = [withoutDust(totalOf(sides.base, at)), withoutDust(totalOf(sides.end, at))];
    if (base === 0 && end === 0) continue;
    parts.push({ base, end, growth: growths.cell(rowOf[account]!, kind === sides.kinds - 1 ? -1 : kind) });
  }
  const grown = parts.filter(({ base }) => base > 0);
  const deciding = grown.length > 0 ? grown : parts;
  return deciding.some(({ growth }) => !Number.isNaN(growth)) ? parts : null;
}

/** A part that the market does not know is taken to grow as those do that it knows. */
function addMarketLines(found: Momentum, row: number, parts: readonly Part[], whole: number): void {
  const grown = parts.filter((part) => part.base > 0);
  if (grown.length === 0) {
    found.apart[row] = withoutDust(found.end[row]! - found.base[row]!);
    return;
  }
  const known = grown.filter(({ growth }) => !Number.isNaN(growth));
  const sum = (list: readonly Part[], of: (part: Part) => number) =>
    list.reduce((total, part) => total + of(part), 0);
  const average = sum(known, ({ base, growth }) => base * growth) / sum(known, ({ base }) => base);
  setLines(found, row, {
    r0: sum(grown, ({ base }) => base),
    r1: sum(grown, ({ end }) => end),
    whole,
    expected: sum(grown, ({ base, growth }) => base * (Number.isNaN(growth) ? average : growth)),
  });
}

interface Lines {
  r0: number;
  r1: number;
  whole: number;
  /** Money the own part of the market would have added. */
  expected: number;
}

function setLines(found: Momentum, row: number, { r0, r1, whole, expected }: Lines): void {
  found.market[row] = r0 * whole;
  found.mix[row] = expected - r0 * whole;
  found.performance[row] = r1 - r0 - expected;
  found.apart[row] = withoutDust(found.end[row]! - found.base[row]! - (r1 - r0));
  found.marketGrowth[row] = expected / r0;
}

interface OwnBook {
  growth: number;
  bySegment: Float64Array;
}

function ownBook(
  accounts: readonly number[],
  totals: readonly Totals[],
  { segment, segments }: MomentumOptions,
): OwnBook | null {
  const rows = [...totals.keys()].filter((row) => totals[row]!.base > 0);
  if (rows.length === 0) return null;
  const found = shiftShare({
    groups: 1,
    group: new Int32Array(rows.length),
    parts: segments + 1,
    part: rows.map((row) => segmentOf(segment[accounts[row]!]!, segments)),
    base: rows.map((row) => totals[row]!.base),
    end: rows.map((row) => totals[row]!.end),
  });
  return { growth: found.growth, bySegment: found.partGrowth };
}

function addSegmentLines(
  found: Momentum,
  row: number,
  segment: number,
  own: OwnBook | null,
  { segments }: MomentumOptions,
): void {
  found.basis[row] = momentumBases.indexOf('segment');
  const [r0, r1] = [found.base[row]!, found.end[row]!];
  if (own && r0 > 0) {
    const growth = own.bySegment[segmentOf(segment, segments)]!;
    setLines(found, row, { r0, r1, whole: own.growth, expected: r0 * growth });
  } else found.apart[row] = r1 - r0;
}

/** Accounts without a segment are one of their own. */
function segmentOf(segment: number, segments: number): number {
  return segment < 0 ? segments : segment;
}
