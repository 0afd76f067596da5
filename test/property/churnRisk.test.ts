import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { accountDays } from '../../electron/engine/analysis/history/accountDays.ts';
import { type ChurnRisk, churnRisk } from '../../electron/engine/analysis/retention/risk/churnRisk.ts';
import type { Leaving } from '../../electron/engine/analysis/retention/risk/riskPanel.ts';
import {
  drawsOf,
  type LeavingBook,
  leavingBook,
} from '../electron/engine/analysis/retention/risk/leavingBook.ts';
import { type Line, rowsOfLines } from './salesRows.ts';
import { seed } from './seed.ts';

const options = { seed: seed(), numRuns: 15 };
const accounts = 120;

const book = fc.record({
  seed: fc.integer({ min: 1, max: 1_000_000 }),
  days: fc.integer({ min: 350, max: 900 }),
  leaving: fc.double({ min: 0.4, max: 0.9, noNaN: true }),
});
const leaving = fc.constantFrom<Leaving>({ kind: 'silent' }, { kind: 'decline', share: 0.5 });

type Drawn = Omit<LeavingBook, 'accounts'>;

function linesOf(drawn: Drawn): Line[] {
  return leavingBook({ ...drawn, accounts });
}

function riskOf(lines: readonly Line[], asOf: number, kind: Leaving): ChurnRisk | null {
  try {
    return churnRisk(accountDays(rowsOfLines(lines, accounts, 1)), asOf, { horizon: 91, leaving: kind });
  } catch (error) {
    expect(error).toMatchObject({ code: 'tooLittleData' });
    return null;
  }
}

/** Probability by account. */
function byAccount(risk: ChurnRisk | null): Map<number, number> {
  return new Map(risk ? Array.from(risk.account, (account, row) => [account, risk.probability[row]!]) : []);
}

function expectSame(found: Map<number, number>, expected: Map<number, number>): void {
  expect([...found.keys()].sort((a, b) => a - b)).toEqual([...expected.keys()].sort((a, b) => a - b));
  for (const [account, probability] of expected)
    expect(Math.abs(found.get(account)! - probability)).toBeLessThan(1e-8);
}

describe(`risk of leaving (seed ${options.seed})`, () => {
  it('probabilities lie in [0, 1], fall down the list, and are base + effects exactly', () => {
    let fitted = 0;
    fc.assert(
      fc.property(book, leaving, (drawn, kind) => {
        const { days } = drawn;
        const lines = linesOf(drawn);
        const risk = riskOf(lines, days - 1, kind);
        if (!risk) return;
        fitted++;
        const { features, base } = risk.model;
        for (const [row, probability] of risk.probability.entries()) {
          expect(probability).toBeGreaterThanOrEqual(0);
          expect(probability).toBeLessThanOrEqual(row > 0 ? risk.probability[row - 1]! : 1);
          let odds = base;
          for (const j of features.keys()) odds += risk.effects[row * features.length + j]!;
          expect(1 / (1 + Math.exp(-odds))).toBeCloseTo(probability, 14);
          for (const j of features.keys())
            if (Number.isNaN(risk.values[row * features.length + j]!))
              expect(risk.effects[row * features.length + j]).toBe(0);
        }
      }),
      options,
    );
    expect(fitted).toBeGreaterThan(5);
  });

  it('money times a million changes no probability', () => {
    fc.assert(
      fc.property(book, leaving, (drawn, kind) => {
        const { days } = drawn;
        const lines = linesOf(drawn);
        const scaled = lines.map((line) => ({ ...line, revenue: line.revenue * 1e6 }));
        expectSame(byAccount(riskOf(scaled, days - 1, kind)), byAccount(riskOf(lines, days - 1, kind)));
      }),
      options,
    );
  });

  it('the order of accounts and of their rows changes nothing', () => {
    fc.assert(
      fc.property(book, leaving, (drawn, kind) => {
        const { days } = drawn;
        const lines = linesOf(drawn);
        const draw = drawsOf(drawn.seed + 1);
        const place = Array.from({ length: accounts }, (_, account) => ({ account, key: draw() }));
        place.sort((a, b) => a.key - b.key);
        const next = new Int32Array(accounts);
        for (const [at, { account }] of place.entries()) next[account] = at;
        const moved = lines
          .map((line) => ({ line: { ...line, account: next[line.account]! }, key: draw() }))
          .sort((a, b) => a.key - b.key)
          .map(({ line }) => line);
        const found = byAccount(riskOf(moved, days - 1, kind));
        const expected = byAccount(riskOf(lines, days - 1, kind));
        expectSame(found, new Map([...expected].map(([account, p]) => [next[account]!, p])));
      }),
      options,
    );
  });

  it('nothing after the as-of date matters', () => {
    fc.assert(
      fc.property(book, leaving, (drawn, kind) => {
        const { days } = drawn;
        const lines = linesOf(drawn);
        const asOf = days - 60;
        const until = lines.filter((line) => line.day <= asOf);
        const [whole, cut] = [riskOf(lines, asOf, kind), riskOf(until, asOf, kind)];
        expect(byAccount(whole)).toEqual(byAccount(cut));
        expect(whole?.model).toEqual(cut?.model);
      }),
      options,
    );
  });
});
