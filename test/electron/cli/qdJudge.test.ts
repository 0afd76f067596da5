import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { qd } from './runQd.ts';

interface Answer {
  lists: { kind: string; list: string; rival: string; verdict: string; judged: boolean }[];
  rows: { id: string; kind: string; probability: number; value: number; evidence: string }[];
}

const folder = mkdtempSync(join(tmpdir(), 'qd-judge-'));
const book = join(folder, 'book.qdeck');

/** Every third account is large and grows all the time; the others order as often, for little, and never more. */
function salesCsv(): string {
  const lines = ['account,date,order,revenue'];
  for (let month = 0; month < 36; month++) {
    const date = `${2022 + Math.floor(month / 12)}-${String(1 + (month % 12)).padStart(2, '0')}`;
    for (let account = 0; account < 240; account++) {
      const money = account % 3 === 0 ? 1000 * (1 + account / 240) * 1.03 ** month : 100 + (account % 40);
      const day = String(1 + ((account * 7 + month) % 27)).padStart(2, '0');
      lines.push(`A${account},${date}-${day},${month * 1000 + account},${money.toFixed(2)}`);
    }
  }
  return lines.join('\n');
}

const opportunities = (...more: string[]) => {
  const { status, stderr, json } = qd('opportunities', book, '--json', ...more);
  expect(stderr).toBe('');
  expect(status).toBe(0);
  return json() as Answer;
};
const upsellOf = ({ lists }: Answer) => lists.find(({ kind }) => kind === 'upsell');

describe('qd opportunities --judge', () => {
  beforeAll(() => {
    const file = join(folder, 'sales.csv');
    writeFileSync(file, salesCsv());
    expect(qd('init', book).status).toBe(0);
    const made = qd('import', book, file, '--as', 'sales', '--json');
    expect(made.stderr).toBe('');
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  test('shows our own lists at once and says that nobody judged them', () => {
    const first = opportunities();
    expect(first.lists.map(({ judged }) => judged)).toEqual([false, false, false]);
    expect(upsellOf(first)).toMatchObject({ list: 'upsell', rival: 'revenue', verdict: 'notJudged' });
    const upsell = first.rows.filter(({ kind }) => kind === 'upsell');
    for (const { evidence } of upsell) expect(evidence).toMatch(/^upsell(Headroom|LookAlikes)$/);
  });

  test('uses the naive list of a kind where it is shown to be better', () => {
    const judged = opportunities('--judge');
    expect(judged.lists.map((one) => one.judged)).toEqual([true, true, true]);
    expect(upsellOf(judged)).toMatchObject({ list: 'revenue', rival: 'revenue', verdict: 'worse' });
    const upsell = judged.rows.filter(({ kind }) => kind === 'upsell');
    expect(upsell.length).toBeGreaterThan(20);
    for (const { id, evidence } of upsell) {
      expect(evidence).toBe('upsellByRevenue');
      expect(Number(/A(\d+)/.exec(id)![1]) % 3).toBe(0);
    }
    const again = opportunities('--judge');
    expect(again.rows).toEqual(judged.rows);
  });
});
