import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { qd } from './runQd.ts';

const folder = mkdtempSync(join(tmpdir(), 'quarterdeck-fit-'));
afterAll(() => rmSync(folder, { recursive: true }));

function file(name: string, text: string): string {
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
}

let accounts: string;
beforeAll(() => {
  const rows = Array.from({ length: 60 }, (_, i) => {
    const plan = ['gold', 'basic', 'Silver'][i % 3];
    const months = 1 + ((i * 7) % 23);
    const left = (i * 5) % 4 < 2 ? 'Yes' : 'No';
    return [
      i + 1,
      plan,
      months,
      left,
      i % 10 === 3 ? '' : 100 + ((i * 37) % 61),
      2 * (100 + ((i * 37) % 61)),
    ].join(',');
  });
  accounts = file('accounts.csv', `id,plan,months,left,spend,double\n${rows.join('\n')}\n`);
});

function fitted(...args: string[]) {
  const answer = qd('fit', ...args, '--json');
  expect(answer.stderr).toBe('');
  expect(answer.status).toBe(0);
  return answer.json() as Record<string, never>;
}

describe('qd fit', () => {
  it('kaplan-meier: a curve per group, the event read from yes and no', () => {
    const found = fitted(
      'kaplan-meier',
      '--data',
      accounts,
      '--time',
      'months',
      '--event',
      'left',
      '--group',
      'plan',
      '--rmst',
      '12',
    );
    expect(found.eventValue).toBe('Yes');
    const groups = found.groups as unknown as {
      group: string;
      n: number;
      rows: { nRisk: number; survival: number }[];
    }[];
    expect(groups.map(({ group }) => group)).toEqual(['Silver', 'basic', 'gold']);
    expect(groups.every(({ n, rows }) => n === 20 && rows[0]!.nRisk === 20)).toBe(true);
  });

  it('log-rank, cox, logit and quantile answer with the shapes of the manual', () => {
    const survival = ['--data', accounts, '--time', 'months', '--event', 'left', '--event-value', 'Yes'];
    expect(fitted('log-rank', ...survival, '--group', 'plan')).toMatchObject({
      df: 2,
      groups: expect.any(Array),
    });
    const cox = fitted('cox', ...survival, '--x', 'plan,spend,double');
    expect(cox.warnings).toEqual([{ code: 'incompleteRows', params: { rows: 6 } }]);
    const terms = cox.terms as unknown as { term: string; coef: number | null }[];
    expect(terms.map(({ term }) => term)).toEqual(['planbasic', 'plangold', 'spend', 'double']);
    expect(terms.at(-1)!.coef).toBeNull();
    const logit = fitted('logit', '--data', accounts, '--y', 'left', '--x', 'plan,spend');
    expect(logit).toMatchObject({ positive: 'Yes', n: 54, converged: true });
    const quantile = fitted('quantile', '--data', accounts, '--y', 'double', '--x', 'spend', '--tau', '.5');
    const [median] = quantile.taus as unknown as {
      tau: number;
      terms: { coef: number }[];
      objective: number;
    }[];
    expect(median!.terms.map(({ coef }) => coef)).toEqual([expect.closeTo(0, 9), expect.closeTo(2, 12)]);
  });

  it('prints tables for people', () => {
    const answer = qd('fit', 'logit', '--data', accounts, '--y', 'left', '--x', 'spend');
    expect(answer.status).toBe(0);
    expect(answer.stdout).toContain('(Intercept)');
  });

  it.each([
    [['kaplan-meier', '--time', 'months', '--event', 'plan'], 2, 'usage'],
    [['kaplan-meier', '--time', 'months', '--event', 'left', '--event-value', 'gone'], 3, 'badInput'],
    [['kaplan-meier', '--time', 'plan', '--event', 'left'], 3, 'badInput'],
    [['kaplan-meier', '--time', 'months', '--event', 'left', '--interval', 'wide'], 2, 'usage'],
    [['cox', '--time', 'months', '--event', 'left', '--x', 'age'], 3, 'unknownField'],
    [['logit', '--y', 'plan', '--x', 'spend'], 2, 'usage'],
    [['logit', '--y', 'left', '--x', 'spend', '--positive', 'maybe'], 3, 'badInput'],
    [['quantile', '--y', 'spend', '--x', 'months', '--tau', '1'], 2, 'usage'],
    [['log-rank', '--time', 'months', '--event', 'left'], 2, 'usage'],
    [['magic'], 2, 'usage'],
  ])('%j is refused with exit %i and code %s', (args, status, code) => {
    const answer = qd('fit', ...args, '--data', accounts, '--json');
    expect(answer.status).toBe(status);
    expect((answer.json() as { error: { code: string } }).error.code).toBe(code);
  });
});
