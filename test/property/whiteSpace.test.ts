import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { mapWhiteSpace, type WhiteSpace } from '../../electron/engine/analysis/cross-sell/whiteSpace.ts';
import { quantileOfSorted } from '../../electron/engine/analysis/statistics/quantile.ts';
import { ExpectedError } from '../../shared/errors/errors.ts';
import { arbitraryLines, type Line, rowsOfLines } from './salesRows.ts';
import { seed } from './seed.ts';

const accounts = 24;
const products = 9;
const span = { from: 100, to: 199 };
const lines = arbitraryLines(accounts, products, 220, { minLength: 120, maxLength: 260 });
const options = { span, products: 6, k: 5 };

function spaceOf(from: readonly Line[], more = {}): WhiteSpace | null {
  try {
    return mapWhiteSpace(rowsOfLines(from, accounts, products), { ...options, ...more });
  } catch (error) {
    if (error instanceof ExpectedError && error.code === 'tooLittleData') return null;
    throw error;
  }
}

/** Look-alikes straight from the definition. */
function lookAlikes(space: WhiteSpace, row: number): number[] {
  const columns = space.products.length;
  const buys = (r: number, c: number) => space.states[r * columns + c] === 2;
  const similarity = (other: number) => {
    let both = 0;
    let either = 0;
    for (let c = 0; c < columns; c++) {
      if (buys(row, c) && buys(other, c)) both++;
      if (buys(row, c) || buys(other, c)) either++;
    }
    return both === 0 ? 0 : both / either;
  };
  const apart = (other: number) =>
    Math.abs(Math.log(space.accountRevenue[other]!) - Math.log(space.accountRevenue[row]!));
  return Array.from(space.accounts.keys())
    .filter((other) => other !== row && similarity(other) > 0)
    .sort((a, b) => similarity(b) - similarity(a) || apart(a) - apart(b) || a - b)
    .slice(0, options.k);
}

describe('white space', () => {
  it('follows its definition, cell by cell', () => {
    fc.assert(
      fc.property(lines, (input) => {
        const space = spaceOf(input);
        fc.pre(space !== null);
        const columns = space.products.length;
        let pairs = 0;
        for (const [row, account] of space.accounts.entries()) {
          const peers = lookAlikes(space, row);
          expect(space.peers[row]).toBe(peers.length);
          for (const [column, product] of space.products.entries()) {
            const own = input.filter((line) => line.account === account && line.product === product);
            const before = own.filter((line) => line.day <= span.to && line.revenue > 0);
            const now = before.some((line) => line.day >= span.from);
            const cell = row * columns + column;
            expect(space.states[cell]).toBe(now ? 2 : before.length > 0 ? 1 : 0);
            if (now) {
              expect(space.probability[cell]).toBeNaN();
              continue;
            }
            pairs++;
            const buyers = peers.filter((peer) => space.states[peer * columns + column] === 2);
            const share = space.buyers[column]! / space.accounts.length;
            expect(space.peerBuyers[cell]).toBe(buyers.length);
            expect(space.probability[cell]).toBeCloseTo(
              (buyers.length + 10 * share) / (peers.length + 10),
              12,
            );
            if (buyers.length > 0) {
              const spends = buyers.map((peer) => Math.max(0, space.revenue[peer * columns + column]!));
              expect(space.spend[cell]).toBeCloseTo(
                quantileOfSorted(
                  spends.sort((a, b) => a - b),
                  0.5,
                ),
                9,
              );
            }
          }
        }
        expect(space.pairs).toBe(pairs);
        expect(space.accountExpected.reduce((a, b) => a + b, 0)).toBeCloseTo(space.totalExpected, 6);
      }),
      { seed: seed(), numRuns: 60 },
    );
  });

  it('gives probabilities in 0 … 1 and counts every product of an account once', () => {
    fc.assert(
      fc.property(lines, (input) => {
        const space = spaceOf(input);
        fc.pre(space !== null);
        for (const p of space.probability) expect(Number.isNaN(p) || (p >= 0 && p <= 1)).toBe(true);
        for (let row = 0; row < space.accounts.length; row++) {
          const all = space.boughtCount[row]! + space.lapsedCount[row]! + space.neverCount[row]!;
          expect(all).toBe(space.products.length);
        }
      }),
      { seed: seed(), numRuns: 60 },
    );
  });

  it('does not depend on the order of lines or the number of accounts, and scales with money', () => {
    fc.assert(
      fc.property(lines, (input) => {
        const space = spaceOf(input);
        fc.pre(space !== null);
        const mirrored = spaceOf(input.map((line) => ({ ...line, account: accounts - 1 - line.account })))!;
        const pairs = new Map(Array.from(mirrored.accounts, (account, row) => [accounts - 1 - account, row]));
        const columns = space.products.length;
        for (const [row, account] of space.accounts.entries()) {
          const other = pairs.get(account)!;
          for (let column = 0; column < columns; column++) {
            const [p, q] = [
              space.probability[row * columns + column]!,
              mirrored.probability[other * columns + column]!,
            ];
            expect(Object.is(p, q) || Math.abs(p - q) < 1e-12).toBe(true);
          }
        }
        const doubled = spaceOf(input.map((line) => ({ ...line, revenue: line.revenue * 2 })))!;
        expect(doubled.probability).toEqual(space.probability);
        expect(doubled.totalExpected).toBeCloseTo(space.totalExpected * 2, 6);
      }),
      { seed: seed(), numRuns: 60 },
    );
  });

  it('takes look-alikes from a stated, repeatable sample where there are many accounts', () => {
    const input = fc.sample(lines, { seed: seed(), numRuns: 1 })[0]!;
    const once = spaceOf(input, { sampleFrom: 12 })!;
    expect(spaceOf(input, { sampleFrom: 12 })).toEqual(once);
    expect(once.warnings.map((warning) => warning.code)).toContain('sampledLookAlikes');
    expect(Math.max(...once.peers)).toBeLessThanOrEqual(12);
    expect(spaceOf(input, { sampleFrom: 12, seed: 2 })!.probability).not.toEqual(once.probability);
  });

  it('refuses too few accounts, no products and options out of range', () => {
    const few = rowsOfLines([{ account: 0, day: 150, revenue: 5, product: 0, order: 0 }], 1, 1);
    const refused = (run: () => unknown, code: string) =>
      expect(run).toThrow(expect.objectContaining({ name: 'ExpectedError', code }));
    refused(() => mapWhiteSpace(few, options), 'tooLittleData');
    refused(() => mapWhiteSpace({ ...few, product: null }, options), 'noData');
    for (const bad of [{ products: 0 }, { products: 301 }, { k: 0 }, { k: 256 }, { k: 1.5 }]) {
      refused(() => mapWhiteSpace(few, { ...options, ...bad }), 'badRequest');
    }
  });
});
