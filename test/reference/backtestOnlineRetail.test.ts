import { beforeAll, describe, expect, it } from 'vitest';
import type { Figures } from '../../electron/engine/analysis/backtest/figures.ts';
import type { ListName } from '../../electron/engine/analysis/backtest/lists.ts';
import { type BacktestResult, runBacktest } from '../../electron/engine/analysis/backtest/runBacktest.ts';
import { accountDays } from '../../electron/engine/analysis/history/accountDays.ts';
import { orderedBetween } from '../../electron/engine/analysis/history/seenFrom.ts';
import { accountTotals } from '../../electron/engine/analysis/portfolio/accountTotals.ts';
import { trailingYear } from '../../electron/engine/analysis/retention/trailingYear.ts';
import { dayOf, isoDate } from '../../shared/domain/calendar.ts';
import { loadOnlineRetail } from './onlineRetailRows.ts';

const data = loadOnlineRetail();
const covered = { from: dayOf(2010, 12, 1), to: dayOf(2011, 12, 9) };
const first = dayOf(2011, 6, 9);
const shown: ListName[] = ['retain', 'rhythm', 'activity', 'upsell', 'cross-sell', 'white-space'];

function figuresText({ precision, recall, lift }: Figures): string {
  return `${(100 * precision!).toFixed(1)} % | ${(100 * recall!).toFixed(2)} % | ${lift!.toFixed(2)}`;
}

function rowText(found: BacktestResult): string {
  const [low, high] = found.difference!.interval.map((value) => (100 * value).toFixed(1));
  const { rivalName, figures, rival, verdict, list } = found;
  return `| ${list} | ${figuresText(figures!)} | ${rivalName} | ${figuresText(rival!)} | ${low} … ${high} | ${verdict} |`;
}

describe.skipIf(!data)('the lists of Online Retail from 2011-06-09 on, three months ahead, twice', () => {
  let results: BacktestResult[] = [];

  beforeAll(() => {
    const rows = data!.rows('net');
    const source = { rows, history: accountDays(rows), attributes: [], months: 3, growth: 0.1 };
    results = shown.map((list) => runBacktest(source, { list, k: 100, origins: 2, first, covered }));
  });

  it('prints the table of the README', () => {
    console.info(results.map(rowText).join('\n'));
    expect(results.map(({ verdict }) => verdict)).not.toContain('tooLittleData');
    for (const { origins } of results) {
      expect(origins.map(({ origin }) => isoDate(origin))).toEqual(['2011-06-09', '2011-09-09']);
    }
  });

  it('no list is shown to be worse than its naive rival', () => {
    expect(results.map(({ verdict }) => verdict)).not.toContain('worse');
  });

  it('the list of next products beats popularity', () => {
    expect(results.find(({ list }) => list === 'cross-sell')!.verdict).toBe('better');
  });

  it('counts leavers as another count of the rows does', () => {
    const rows = data!.rows('net');
    const history = accountDays(rows);
    const until = { ...rows, keep: rows.keep.map((kept, row) => (rows.day[row]! <= first ? kept : 0)) };
    const money = accountTotals(until, trailingYear(first)).revenue;
    const active = Array.from(money.keys()).filter((account) => money[account]! > 0);
    const left = active.filter((account) => !orderedBetween(history, account, first + 1, dayOf(2011, 9, 9)));
    expect(results[0]!.origins[0]).toMatchObject({ n: active.length, events: left.length });
  });
});
