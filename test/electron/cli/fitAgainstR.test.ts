import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { readArguments } from '../../../electron/cli/arguments.ts';
import type { CommandContext } from '../../../electron/cli/command.ts';
import { fit as fitModel } from '../../../electron/cli/commands/fit.ts';
import { createTranslate } from '../../../shared/i18n/translate.ts';

/**
 * Semicolons, decimal commas, a blank in a header, NA, an empty cell, an event at time 0, times that differ by rounding, a
 * group without events, levels that sort by code points. The figures are those of R 4.2 (survival 3.5, quantreg 5.94,
 * pROC 1.18) in the C locale.
 */
const awkward = [
  't;ev;g;x y;f;y',
  '0;Yes;b;4,71;b;no',
  '0,3;Yes;A;7,44;<1;Yes',
  '0,30000000000000004;No;c;2,15;B;no',
  '1;No;b;5,31;<1;no',
  '1;Yes;A;3,77;1-2;no',
  '2;No;b;6,35;1-2;no',
  '2;No;A;4,30;B;no',
  '2;No;c;3,33;<1;no',
  '3,5;No;b;4,13;B;Yes',
  '4;Yes;A;4,95;B;no',
  '4;No;b;3,93;1-2;no',
  '5;No;A;7,58;1-2;no',
  '6;Yes;b;2,68;B;Yes',
  '6;No;c;3,14;B;no',
  '7;No;A;4,22;b;Yes',
  '8;Yes;b;-0,18;B;Yes',
  '9;Yes;A;4,97;b;no',
  '10;Yes;b;6,81;B;Yes',
  '11;Yes;A;3,59;B;no',
  '12;No;c;4,83;B;no',
  '12;No;b;;<1;no',
  '13;Yes;A;6,41;B;Yes',
  '14;Yes;b;5,75;b;no',
  '15;No;A;3,68;b;Yes',
  '16;NA;b;5,35;B;Yes',
  '17;Yes;NA;6,17;b;no',
];

const folder = mkdtempSync(join(tmpdir(), 'quarterdeck-fit-r-'));
afterAll(() => rmSync(folder, { recursive: true }));

function file(name: string, lines: string[]): string {
  const path = join(folder, name);
  writeFileSync(path, `${lines.join('\n')}\n`);
  return path;
}

const data = file('awkward.csv', awkward);

async function fitted(model: string, ...options: string[]) {
  const context = { args: readArguments(['fit', model, ...options]), t: createTranslate('en'), locale: 'en' };
  const { json } = await fitModel(context as unknown as CommandContext);
  return JSON.parse(JSON.stringify(json));
}

function near(found: (number | null)[], expected: (number | null)[], within = 1e-9): void {
  expect(found.map((value) => value === null)).toEqual(expected.map((value) => value === null));
  for (const [i, value] of expected.entries())
    if (value !== null)
      expect(Math.abs(found[i]! - value)).toBeLessThan(within * Math.max(1, Math.abs(value)));
}

const column = (terms: Record<string, number>[], name: string) => terms.map((term) => term[name]!);

describe('qd fit on an awkward file, as in R', () => {
  const survival = ['--data', data, '--time', 't', '--event', 'ev'];

  it('kaplan-meier', async () => {
    const { groups, warnings } = await fitted('kaplan-meier', ...survival, '--group', 'g', '--rmst', '9');
    expect(warnings).toEqual([{ code: 'incompleteRows', params: { rows: 2 } }]);
    expect(groups.map((one: { group: string }) => one.group)).toEqual(['A', 'b', 'c']);
    const [a, b, c] = groups;
    near([a.n, a.events, a.median, a.lower, a.upper], [10, 6, 11, 0.3, null]);
    near([b.median, b.lower, b.upper], [10, 0, null]);
    near([c.events, c.median, c.rmst.mean, c.rmst.stdErr], [0, null, 9, 0]);
    near([a.rmst.mean, a.rmst.stdErr], [6.758571428571428, 1.10236087755924]);
    near(
      column(a.rows, 'survival').slice(6),
      [0.514285714285714, 0.342857142857143, 0.171428571428571, 0.171428571428571],
    );
    near(column(a.rows, 'lower').slice(6, 8), [0.143498258120763, 0.0543491769165412]);
    near(column(a.rows, 'upper').slice(6, 8), [0.796310084014363, 0.674727317404226]);
    near(column(b.rows, 'stdErr').slice(7), [0.200798406368178, 0.200798406368178, null as never]);
    near(
      column(b.rows, 'cumulativeHazard').slice(7),
      [0.883333333333333, 0.883333333333333, 1.88333333333333],
    );
  });

  it('log-rank, plain and weighted by survival', async () => {
    const plain = await fitted('log-rank', ...survival, '--group', 'g');
    near([plain.chisq, plain.df, plain.p], [1.56867324719309, 2, 0.456422381217052]);
    near(column(plain.groups, 'expected'), [5.20303657694962, 4.46789164941339, 1.32907177363699]);
    const peto = await fitted('log-rank', ...survival, '--group', 'g', '--rho', '1');
    near([peto.chisq, peto.p], [1.54124986834131, 0.46272380601774]);
    near(column(peto.groups, 'observed'), [4.32483343131491, 3.41929583904893, 0]);
  });

  it('cox, with a group without events', async () => {
    const found = await fitted('cox', ...survival, '--x', 'x y,g');
    expect(found.terms.map((one: { term: string }) => one.term)).toEqual(['x y', 'gb', 'gc']);
    near(column(found.terms, 'coef').slice(0, 2), [-0.056647698890001, 0.200630390971594]);
    near(column(found.terms, 'se').slice(0, 2), [0.173486700992441, 0.614123086423654]);
    near(
      [found.n, found.events, found.concordance, found.score],
      [23, 11, 0.572727272727273, 1.99579433690772],
    );
    near([found.loglikNull, found.loglik], [-23.4775300868804, -21.7747768141962], 1e-8);
    expect(found.converged).toBe(false);
    expect(found.warnings.map((one: { code: string }) => one.code)).toContain('separation');
  });

  it('logit: Yes of no and Yes is the event, whatever the case', async () => {
    const found = await fitted('logit', '--data', data, '--y', 'y', '--x', 'x y,g');
    expect([found.positive, found.n, found.converged]).toEqual(['Yes', 24, false]);
    near(column(found.terms, 'coef').slice(0, 3), [0.406634979750647, -0.160695361186418, 0.316754138830443]);
    near(column(found.terms, 'p').slice(0, 3), [0.789249243121386, 0.558199628986449, 0.730917322334795]);
    near(
      [found.deviance, found.nullDeviance, found.aic],
      [26.9672960603354, 31.7550354315831, 34.9672960603354],
    );
    near(
      [found.auc, found.aucLower, found.aucUpper],
      [0.688888888888889, 0.464526028352024, 0.913251749425753],
    );
    near([found.brier], [0.200315499093878]);
  });

  it('quantile and ols', async () => {
    const { taus } = await fitted(
      'quantile',
      '--data',
      data,
      '--y',
      't',
      '--x',
      'x y,f',
      '--tau',
      '.2,.5,.8',
    );
    near(column(taus, 'objective'), [26.9888372093023, 40.7998789346247, 22.5105039787798]);
    expect(taus[0].terms.map((one: { term: string }) => one.term)).toEqual([
      '(Intercept)',
      'x y',
      'f<1',
      'fB',
      'fb',
    ]);
    const ols = await fitted('ols', '--data', data, '--y', 't', '--x', 'x y,f');
    near(
      column(ols.terms, 'coef'),
      [-1.62706712067005, 0.855675842934822, -1.8593553974606, 5.84295473769163, 7.75332755957384],
    );
    near(
      column(ols.terms, 'p'),
      [0.677285605961596, 0.150789266287329, 0.60110787484178, 0.0472490311377864, 0.0167831549073154],
    );
    near(
      [ols.r2, ols.adjustedR2, ols.sigma, ols.df, ols.f],
      [0.404804586787646, 0.285765504145175, 4.58253348547599, 20, 3.40060237194083],
    );
  });
});

describe('qd fit of what a file may be', () => {
  it('counts no event where all say no', async () => {
    const path = file('alive.csv', ['t,e', '1,No', '2,No', '4,No']);
    const { groups, eventValue } = await fitted(
      'kaplan-meier',
      '--data',
      path,
      '--time',
      't',
      '--event',
      'e',
    );
    expect([eventValue, groups[0].events, groups[0].rows.at(-1).survival]).toEqual(['yes', 0, 1]);
  });

  it('leaves out rows that end where they enter', async () => {
    const path = file('entry.csv', ['s,t,e', '0,3,1', '2,5,0', '4,4,1', ',6,1', '1,2,1']);
    const options = ['--data', path, '--time', 't', '--event', 'e', '--entry', 's'];
    const { groups, warnings } = await fitted('kaplan-meier', ...options);
    expect(column(groups[0].rows, 'nRisk')).toEqual([2, 2, 1]);
    expect(warnings).toEqual([
      { code: 'incompleteRows', params: { rows: 1 } },
      { code: 'neverAtRisk', params: { rows: 1 } },
    ]);
  });

  it('finds a header with a comma in quotes', async () => {
    const path = file('comma.csv', ['y,"a, b",c', '1,2,1', '2,3,5', '4,5,2', '3,9,4']);
    const { terms } = await fitted('ols', '--data', path, '--y', 'y', '--x', '"a, b",c');
    expect(terms.map((one: { term: string }) => one.term)).toEqual(['(Intercept)', 'a, b', 'c']);
  });

  it('rules: exact at the least support, each item once a basket, none of a missing one', async () => {
    const lines = [
      'o,i',
      '1,a + b',
      '1,a + b',
      '1,"c, d"',
      '2,a + b',
      '2,"c, d"',
      '3,a + b',
      '3,',
      ',e',
      '4,f',
    ];
    const found = await fitted(
      'rules',
      ...['--data', file('baskets.csv', lines), '--basket', 'o', '--item', 'i', '--support', '.5'],
      ...['--confidence', '.6'],
    );
    expect([found.transactions, found.items]).toEqual([4, 3]);
    expect(found.rules.map(({ lhs, rhs, count }: Record<string, unknown>) => [lhs, rhs, count])).toEqual([
      [['c, d'], 'a + b', 2],
      [['a + b'], 'c, d', 2],
    ]);
  });
});
