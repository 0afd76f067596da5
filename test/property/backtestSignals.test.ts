import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { runBacktest } from '../../electron/engine/analysis/backtest/runBacktest.ts';
import { type ListSource, seenFromOrigin } from '../../electron/engine/analysis/backtest/seenFromOrigin.ts';
import { accountDays } from '../../electron/engine/analysis/history/accountDays.ts';
import type { AccountSignal } from '../../electron/engine/analysis/retention/risk/riskFeatures.ts';
import { leavingBook } from '../electron/engine/analysis/retention/risk/leavingBook.ts';
import { rowsOfLines } from './salesRows.ts';
import { seed } from './seed.ts';

const accounts = 120;
const days = 800;
const origin = days - 92;

interface Answer {
  account: number;
  day: number;
  value: number;
}

const answersUntil = (least: number, most: number) =>
  fc.array(
    fc.record({
      account: fc.integer({ min: 0, max: accounts - 1 }),
      day: fc.integer({ min: least, max: most }),
      value: fc.integer({ min: 0, max: 10 }),
    }),
    { minLength: 20, maxLength: 400 },
  );

function signalOf(name: AccountSignal['name'], answers: readonly Answer[]): AccountSignal {
  const sorted = answers.toSorted((a, b) => a.account - b.account || a.day - b.day || a.value - b.value);
  const starts = new Int32Array(accounts + 1);
  for (const { account } of sorted) starts[account + 1]!++;
  for (let account = 0; account < accounts; account++) starts[account + 1]! += starts[account]!;
  return {
    name,
    starts,
    days: Int32Array.from(sorted, ({ day }) => day),
    values: name === 'nps' ? Float64Array.from(sorted, ({ value }) => value) : null,
  };
}

function sourceOf(book: number, nps: readonly Answer[], contacts: readonly Answer[]): ListSource {
  const rows = rowsOfLines(leavingBook({ seed: book, accounts, days, leaving: 0.6 }), accounts, 1);
  const signals = [signalOf('nps', nps), signalOf('contact', contacts)];
  return { rows, history: accountDays(rows), attributes: [], months: 3, growth: 0.1, signals };
}

function judge(source: ListSource) {
  const covered = { from: 0, to: days - 1 };
  return runBacktest(source, { list: 'retain', k: 20, origins: 1, first: origin, covered, draws: 50 });
}

const bookSeed = fc.integer({ min: 1, max: 1_000_000 });

describe(`signals in a backtest (seed ${seed()})`, () => {
  it('dated after the origin change nothing', () => {
    fc.assert(
      fc.property(
        bookSeed,
        answersUntil(0, origin),
        answersUntil(0, origin),
        answersUntil(origin + 1, days + 100),
        (book, nps, contacts, later) => {
          const known = judge(sourceOf(book, nps, contacts));
          expect(judge(sourceOf(book, [...nps, ...later], [...contacts, ...later]))).toEqual(known);
        },
      ),
      { seed: seed(), numRuns: 8 },
    );
  });

  it('are cut at the origin before any list sees them', () => {
    fc.assert(
      fc.property(answersUntil(0, days + 100), (answers) => {
        const { signals } = seenFromOrigin(sourceOf(1, answers, answers), origin, 91);
        const expected = answers.filter(({ day }) => day <= origin);
        expect(signals).toEqual([signalOf('nps', expected), signalOf('contact', expected)]);
      }),
      { seed: seed(), numRuns: 50 },
    );
  });

  it('dated before it are taken in', () => {
    const every = Array.from({ length: accounts }, (_, account) => ({ account, value: account % 11 }));
    const answers = [100, 300, 500, 700].flatMap((day) => every.map((one) => ({ ...one, day })));
    const seen = judge(sourceOf(7, answers, []));
    expect(seen.calibration).not.toEqual(judge(sourceOf(7, [], [])).calibration);
  });
});
