import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { qd } from './runQd.ts';

interface Figures {
  precision: number;
  baseRate: number;
  lift: number;
  hits: number;
  taken: number;
  interval: number[];
  calibration: object[];
  verdict: string;
}

const folder = mkdtempSync(join(tmpdir(), 'qd-backtest-'));
const book = join(folder, 'book.qdeck');

describe('qd backtest', () => {
  beforeAll(() => {
    const made = qd('sample', book, '--accounts', '200', '--products', '20', '--json');
    expect(made.status).toBe(0);
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  test('prints the figures of a list beside its naive rival', () => {
    const { status, json } = qd(
      'backtest',
      book,
      'churn',
      '--horizon',
      '3',
      '--k',
      '10',
      '--origins',
      '2',
      '--json',
    );
    expect(status).toBe(0);
    const found = json();
    expect(found).toMatchObject({
      list: 'retain',
      origins: ['2025-12-30', '2026-03-30'],
      k: 10,
      naive: { method: 'recency', precision: expect.any(Number), lift: expect.any(Number) },
    });
    const { precision, baseRate, lift, hits, taken, interval, calibration, verdict } = found as Figures;
    expect(precision).toBeCloseTo(hits / taken, 12);
    expect(lift).toBeCloseTo(precision / baseRate, 12);
    expect(interval).toHaveLength(2);
    expect(calibration[0]).toEqual({
      predicted: expect.any(Number),
      observed: expect.any(Number),
      n: expect.any(Number),
    });
    expect(['better', 'same', 'worse', 'tooLittleData']).toContain(verdict);
  });

  test('refuses a list it does not know, and a day whose months after are not there', () => {
    const unknown = qd('backtest', book, 'luck', '--json');
    expect(unknown.status).toBe(2);
    expect(unknown.json()).toMatchObject({ error: { code: 'usage' } });
    const late = qd('backtest', book, 'retain', '--as-of', '2026-06-01', '--json');
    expect(late.status).toBe(3);
    expect(late.json()).toMatchObject({ error: { code: 'tooLittleData' } });
  });
});
