import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { accountDays } from '../../electron/engine/analysis/history/accountDays.ts';
import {
  orderDatesUntil,
  orderedBetween,
  revenueBetween,
} from '../../electron/engine/analysis/history/seenFrom.ts';
import { accountTotals } from '../../electron/engine/analysis/portfolio/accountTotals.ts';
import {
  ownRhythm,
  ownRhythmAt,
  rhythmDefaults,
} from '../../electron/engine/analysis/retention/ownRhythm.ts';
import { arbitraryLines, type Line, rowsOfLines } from './salesRows.ts';
import { seed } from './seed.ts';

const accounts = 7;
const lines = arbitraryLines(accounts, 4, 90, { minLength: 1, maxLength: 160 });
const day = fc.integer({ min: -3, max: 95 });
const runs = { seed: seed(), numRuns: 150 };

const distinct = (days: number[]) => [...new Set(days)].sort((a, b) => a - b);
const own = (input: readonly Line[], account: number) => input.filter((line) => line.account === account);

describe('account days', () => {
  it('hold every kept row, day by day', () => {
    fc.assert(
      fc.property(lines, (input) => {
        const found = accountDays(rowsOfLines(input, accounts, 4));
        expect(found.starts).toHaveLength(accounts + 1);
        for (let account = 0; account < accounts; account++) {
          const mine = own(input, account);
          const [from, to] = [found.starts[account]!, found.starts[account + 1]!];
          expect([...found.days.subarray(from, to)]).toEqual(distinct(mine.map((line) => line.day)));
          for (let entry = from; entry < to; entry++) {
            const rows = mine.filter((line) => line.day === found.days[entry]);
            expect(found.rows[entry]).toBe(rows.length);
            expect(found.ordered[entry]).toBe(rows.some((line) => line.revenue > 0) ? 1 : 0);
            const money = rows.reduce((sum, line) => sum + (line.revenue || 0), 0);
            expect(found.revenue[entry]).toBeCloseTo(money, 9);
          }
        }
      }),
      runs,
    );
  });

  it('leave out rows that are not kept', () => {
    fc.assert(
      fc.property(lines, day, (input, until) => {
        const rows = rowsOfLines(input, accounts, 4);
        const keep = rows.keep.map((kept, row) => (rows.day[row]! <= until ? kept : 0));
        expect(accountDays({ ...rows, keep })).toEqual(
          accountDays(
            rowsOfLines(
              input.filter((line) => line.day <= until),
              accounts,
              4,
            ),
          ),
        );
      }),
      runs,
    );
  });
});

describe('a history seen from a day', () => {
  it('has the order days up to it, and the money of any span', () => {
    fc.assert(
      fc.property(lines, day, day, (input, a, b) => {
        const rows = rowsOfLines(input, accounts, 4);
        const history = accountDays(rows);
        const [from, to] = [Math.min(a, b), Math.max(a, b)];
        const dates = orderDatesUntil(history, to);
        const totals = accountTotals(rows, { from, to }).revenue;
        revenueBetween(history, { from, to }).forEach((money, account) => {
          expect(money).toBeCloseTo(totals[account]!, 9);
        });
        for (let account = 0; account < accounts; account++) {
          const orders = own(input, account).filter((line) => line.revenue > 0 && line.day <= to);
          const entry = dates.accounts.indexOf(account);
          const days =
            entry < 0 ? [] : [...dates.days.subarray(dates.starts[entry]!, dates.starts[entry + 1]!)];
          expect(days).toEqual(distinct(orders.map((line) => line.day)));
          expect(orderedBetween(history, account, from, to)).toBe(days.some((one) => one >= from));
        }
      }),
      runs,
    );
  });

  it('has the rhythm that the rows up to that day have', () => {
    fc.assert(
      fc.property(lines, fc.integer({ min: 0, max: 95 }), (input, asOf) => {
        const seen = input.filter((line) => line.day <= asOf);
        fc.pre(seen.some((line) => line.revenue > 0));
        const then = ownRhythm(rowsOfLines(seen, accounts, 4), { ...rhythmDefaults, asOf });
        const history = accountDays(rowsOfLines(input, accounts, 4));
        expect(ownRhythmAt(history, { ...rhythmDefaults, asOf })).toEqual(then);
      }),
      runs,
    );
  });
});
