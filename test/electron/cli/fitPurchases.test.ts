import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { qd } from './runQd.ts';

const folder = mkdtempSync(join(tmpdir(), 'quarterdeck-purchases-'));
afterAll(() => rmSync(folder, { recursive: true }));

function file(name: string, lines: string[]): string {
  const path = join(folder, name);
  writeFileSync(path, `${lines.join('\n')}\n`);
  return path;
}

const simulated = new URL('../engine/analysis/retention/purchases/simulated.csv', import.meta.url);
const rows = readFileSync(simulated, 'utf8').trim().split('\n').slice(1);
const customers = file('customers.csv', ['x,t_x,T,zbar', ...rows]);

interface Fit {
  params: Record<string, number>;
  stdErr: Record<string, number>;
  loglik: number;
  n: number;
  converged: boolean;
  warnings: { code: string }[];
  rows?: Record<string, number | null>[];
}

function fitted(...args: string[]): Fit {
  const answer = qd('fit', ...args, '--json');
  expect(answer.stderr).toBe('');
  expect(answer.status).toBe(0);
  return answer.json() as Fit;
}

/** Parameters and log likelihood by SciPy: see purchases.test.ts beside the data. */
const models = [
  {
    model: 'bg-nbd',
    params: { r: 0.43680522, alpha: 15.3995651, a: 0.6184955, b: 4.161718 },
    loglik: -6585.08936667,
  },
  {
    model: 'pareto-nbd',
    params: { r: 1.1756352, alpha: 40.27566, s: 0.607033, beta: 54.94558 },
    loglik: -6559.52180434,
  },
];

describe('qd fit of purchase models', () => {
  for (const { model, params, loglik } of models) {
    it(`${model}: parameters, errors, and a row for each of the file`, () => {
      const fit = fitted(model, '--data', customers, '--predict', '30');
      expect(fit).toMatchObject({ n: 400, converged: true, warnings: [] });
      expect(fit.loglik).toBeCloseTo(loglik, 6);
      for (const [name, value] of Object.entries(params)) {
        expect(fit.params[name]! / value).toBeCloseTo(1, 5);
        expect(fit.stdErr[name]).toBeGreaterThan(0);
      }
      expect(fit.rows!.length).toBe(400);
      for (const { pAlive, expected } of fit.rows!) {
        expect(pAlive).toBeGreaterThanOrEqual(0);
        expect(pAlive).toBeLessThanOrEqual(1);
        expect(expected).toBeGreaterThan(0);
      }
    });
  }

  it('takes other names of columns, and gives no rows unasked', () => {
    const renamed = file('renamed.csv', [
      'orders;last;observed;mean',
      ...rows.map((row) => row.replaceAll(',', ';')),
    ]);
    const fit = fitted('bg-nbd', '--data', renamed, '--x', 'orders', '--tx', 'last', '--T', 'observed');
    expect(fit.params.r).toBeCloseTo(0.43680522, 6);
    expect(fit.rows).toBeUndefined();
    expect(fitted('gamma-gamma', '--data', renamed, '--x', 'orders', '--z', 'mean').params.p).toBeCloseTo(
      2.529984,
      5,
    );
  });

  it('gamma-gamma: expected spend of every row, the mean of all without a repeat purchase', () => {
    const fit = fitted('gamma-gamma', '--data', customers);
    expect(fit.loglik).toBeCloseTo(-1807.44752404, 6);
    expect(fit.rows!.length).toBe(400);
    const { p, q, gamma } = fit.params as Record<'p' | 'q' | 'gamma', number>;
    const first = rows.findIndex((row) => row.startsWith('0,'));
    expect(fit.rows![first]!.expectedSpend! / ((p * gamma) / (q - 1))).toBeCloseTo(1, 12);
  });

  it('prints a table for people', () => {
    const answer = qd('fit', 'bg-nbd', '--data', customers, '--predict', '30', '--lang', 'zh-CN');
    expect(answer.status).toBe(0);
    expect(answer.stdout).toContain('活跃概率');
    expect(answer.stdout).toContain('alpha');
  });

  it('refuses what cannot be by row and column, as bad input', () => {
    const cases: [line: string, column: string][] = [
      ['1.5,2,3,1', 'x'],
      ['1,4,3,1', 't_x'],
      ['1,2,,1', 'T'],
    ];
    for (const [line, column] of cases) {
      const path = file('bad.csv', ['x,t_x,T,zbar', ...rows.slice(0, 20), line, ...rows.slice(20)]);
      const answer = qd('fit', 'pareto-nbd', '--data', path, '--json');
      expect(answer.status).toBe(3);
      expect(answer.json()).toMatchObject({ error: { code: 'badInput', row: 21, column } });
    }
    const spend = file('spend.csv', ['x,t_x,T,zbar', ...rows, '2,3,4,-5']);
    const answer = qd('fit', 'gamma-gamma', '--data', spend, '--json');
    expect(answer.status).toBe(3);
    expect(answer.json()).toMatchObject({ error: { code: 'badInput', row: 401, column: 'zbar' } });
  });

  it('refuses too little data and a negative time', () => {
    const once = file('once.csv', ['x,t_x,T', ...Array.from({ length: 50 }, (_, i) => `0,0,${i + 1}`)]);
    const answer = qd('fit', 'bg-nbd', '--data', once, '--json');
    expect(answer.status).toBe(3);
    expect(answer.json()).toMatchObject({ error: { code: 'tooLittleData' } });
    expect(qd('fit', 'bg-nbd', '--data', customers, '--predict', '-1').status).toBe(2);
  });
});
